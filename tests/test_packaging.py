"""What is checked about packaging without a container engine: paths, commands, layout, and what must not be in a file."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
TOP_LEVEL = (
    *("index", "prompts", "qa", "ui", "tests", "seeds"),
    *("requirements*.txt", "pyproject.toml", "Makefile", "Dockerfile", "compose.yaml"),
    *("README*", "LICENSE", "NOTICE", "DECISIONS.md", ".*"),
)
# Made by running things; .gitignore keeps them out of the repository.
MADE = ("data", "build", "*.egg-info", "__pycache__", ".*")
COPY = re.compile(r"^COPY\s+(?P<what>.+)$", re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
# In pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.}~-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "tmp/w"]) + r")/"
)
HOME_PATH = re.compile(r"(?<![\w.])/(?:ho" + r"me|Us" + r"ers)/\w")
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "huggingface" + ".co", "hf-mirror" + ".com")
HOSTS += (
    "download.pytorch" + ".org",
    "docker" + ".io",
    "ghcr" + ".io",
    "tuna.tsinghua" + ".edu.cn",
)


def copied() -> list[str]:
    """Paths that the Dockerfile takes from the build context."""
    found = []
    for match in COPY.finditer(DOCKERFILE):
        words = match["what"].split()
        if not any(word.startswith("--from=") for word in words):
            found += [word for word in words[:-1] if not word.startswith("--")]
    return found


def ignored(path: str) -> bool:
    """What .dockerignore says of a path: the last pattern that matches it, or a folder above it, decides."""
    result = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        keep = pattern.startswith("!")
        pattern = pattern.removeprefix("!")
        parts = path.split("/")
        above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        if pattern.startswith("**/"):
            hit = any(fnmatch.fnmatch(part, pattern[3:]) for part in parts)
        else:
            hit = any(
                fnmatch.fnmatch(a, pattern) for a in above if a.count("/") == pattern.count("/")
            )
        if hit:
            result = not keep
    return result


def project_files() -> list[Path]:
    """Every text file of the project, as far as it is there: no caches, no index, no environment."""
    tops = [p for p in ROOT.iterdir() if any(fnmatch.fnmatch(p.name, t) for t in TOP_LEVEL)]
    skip = {".git", ".venv", ".pytest_cache", ".hypothesis", ".ruff_cache", ".mypy_cache"}
    files = []
    for top in tops:
        if top.name in skip:
            continue
        files += [top] if top.is_file() else [p for p in top.rglob("*") if p.is_file()]
    return [p for p in files if "__pycache__" not in p.parts]


def test_every_path_the_dockerfile_copies_exists_and_is_not_ignored() -> None:
    paths = copied()
    assert set(paths) >= {"requirements.txt", "index", "prompts", "qa", "ui", "seeds"}
    for path in paths:
        assert (ROOT / path).exists(), path
        assert not ignored(path), path
    for package in ("index", "prompts", "qa", "ui"):
        for file in (ROOT / package).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert not ignored(file.relative_to(ROOT).as_posix()), file


@pytest.mark.parametrize(
    "path", [".env", ".git/config", "data/index.sqlite", "tests/test_packaging.py", "qa/a.pyc"]
)
def test_nothing_else_enters_the_build_context(path: str) -> None:
    assert ignored(path)


def test_the_image_runs_as_an_ordinary_user_and_carries_no_secret() -> None:
    final = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001:10001$", final, re.MULTILINE)
    assert "HEALTHCHECK" in final
    assert 'VOLUME ["/data"]' in final
    assert not re.search(r"(?i)(password|token|secret|api_?key)\s*=", DOCKERFILE)
    bases = set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) - {"base", "build"}
    assert bases == {"python:3.11-slim-bookworm"}


def test_the_copied_code_runs_in_a_clean_folder(tmp_path: Path) -> None:
    """The files that the image gets are enough for its commands to start."""
    for path in set(copied()):
        source = ROOT / path
        if source.is_dir():
            shutil.copytree(source, tmp_path / path, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / path)
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    for command in ("add", "serve", "models"):
        assert f"python -m qa {command}" in DOCKERFILE
        done = subprocess.run(
            [sys.executable, "-m", "qa", command, "--help"],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
    for option in ("--host", "--port", "--index"):
        done = subprocess.run(
            [sys.executable, "-m", "qa", "serve", "--help"],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert option in done.stdout


def test_commands_in_the_container_mean_the_index_of_its_server() -> None:
    """`docker compose exec policy-qa python -m qa users` has no --index."""
    volume = re.search(r'^VOLUME \["(.+)"\]$', DOCKERFILE, re.MULTILINE)
    assert volume and f"POLICYQA_INDEX={volume[1]} " in DOCKERFILE


def test_compose_keeps_the_container_closed() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"][
        "policy-qa"
    ]
    assert service["read_only"] is True
    assert any(entry.startswith("/tmp") for entry in service["tmpfs"])
    assert any(entry.endswith(":/data") for entry in service["volumes"])
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["cap_drop"] == ["ALL"]


def test_the_container_writes_only_to_its_volume_and_to_tmp() -> None:
    final = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    settings = dict(re.findall(r"(\w+)=(\S+)", final.split("RUN", 1)[0]))
    assert settings["HOME"].startswith("/tmp")
    assert settings["GRADIO_TEMP_DIR"].startswith("/tmp")
    assert settings["PYTHONDONTWRITEBYTECODE"] == "1"
    command = re.findall(r"^CMD (.+)$", final, re.MULTILINE)[-1]
    assert set(re.findall(r"--index ([^\s;]+)", command)) == {"/data"}


def test_dockerfile_passes_the_linter() -> None:
    hadolint = shutil.which("hadolint") or shutil.which(
        "hadolint", path=str(Path(sys.executable).parent)
    )
    if hadolint is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run([hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_top_level_holds_only_what_was_agreed() -> None:
    names = [p.name for p in ROOT.iterdir()]
    assert [n for n in names if not any(fnmatch.fnmatch(n, t) for t in (*TOP_LEVEL, *MADE))] == []


def test_targets_named_in_the_readme_exist() -> None:
    targets = set(TARGET.findall(MAKEFILE))
    assert targets >= {"setup", "run", "ask", "test", "lint", "bench", "clean"}
    readmes = sorted(ROOT.glob("README*"))
    assert readmes
    for readme in readmes:
        text = readme.read_text(encoding="utf-8")
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
        named = set(re.findall(r"\bmake ([a-z][a-z-]*)", code))
        assert named >= {"run", "test"}, readme.name
        assert named <= targets, readme.name


def test_ci_calls_the_readmes_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash")
    assert "make test" in text


def test_requirements_are_pinned_and_named_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for file in ROOT.glob("requirements*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = line.split("#")[0].strip()
            if not entry or entry.startswith("-r "):
                continue
            assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.+!]+", entry), f"{file.name}: {entry}"
            assert re.search(rf"(?m)^{re.escape(entry.split('==')[0])}\b", notice), entry


def test_no_file_names_a_machine_path_or_a_registry_host() -> None:
    wrong = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line) or HOME_PATH.search(line) or any(h in line for h in HOSTS):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert wrong == []
