"""The Makefile and the image's start command, run against a scripted interpreter: which steps, in which order, how often."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FAKE = """#!/bin/sh
# A scripted python: answers the version question, makes a venv out of itself, logs the rest.
case "$*" in
  "-c import sys; sys.exit(sys.version_info < (3, 11))") exit {too_old} ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; exit 0 ;;
  "-m qa add "*) mkdir -p data ;;
esac
echo "$*" >> log.txt
exit {code}
"""


class Sandbox:
    """A folder with the real Makefile and a python that only writes down what it was asked to do."""

    def __init__(self, folder: Path, *, too_old: int = 0, code: int = 0) -> None:
        self.folder = folder
        for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, folder / name)
        (folder / "seeds").mkdir()
        (folder / "seeds" / "a.txt").write_text("样例", encoding="utf-8")
        python = folder / "fake-python"
        python.write_text(FAKE.format(too_old=too_old, code=code), encoding="utf-8")
        python.chmod(0o755)

    def make(self, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        log = self.folder / "log.txt"
        log.unlink(missing_ok=True)
        env = {
            k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "POLICYQA"))
        }
        env["HOME"] = str(self.folder / "home")
        done = subprocess.run(
            ["make", "PYTHON=./fake-python", *arguments],
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done, log.read_text(encoding="utf-8").splitlines() if log.exists() else []


SERVE = "-m qa serve --index data --host 127.0.0.1 --port 7860"
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@needs_make
def test_make_run_prepares_everything_once_then_only_serves(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    done, log = sandbox.make("run")
    assert done.returncode == 0, done.stderr
    assert log == [
        "-m pip install --disable-pip-version-check -r requirements.txt",
        "-m qa models prepare",
        "-m qa add seeds --index data",
        SERVE,
    ]
    assert [f"[{n}/4]" in done.stdout for n in (1, 2, 3, 4)] == [True] * 4
    assert sandbox.make("run")[1] == [SERVE]


@needs_make
def test_changed_requirements_are_installed_again_and_a_lost_index_is_made_again(
    tmp_path: Path,
) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.make("run")
    shutil.rmtree(tmp_path / "data")
    assert sandbox.make("run")[1] == ["-m qa add seeds --index data", SERVE]
    with (tmp_path / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("one-more==1.0\n")
    log = sandbox.make("run")[1]
    assert log[0].startswith("-m pip install")
    assert "-m qa models prepare" in log


@needs_make
def test_make_test_needs_no_network_the_second_time(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    log = sandbox.make("test")[1]
    assert log[-1].startswith("-m pytest")
    assert "-m qa models prepare" in log
    assert "-m pip install --disable-pip-version-check -r requirements-dev.txt" in log
    assert [line.split()[1] for line in sandbox.make("test")[1]] == ["pytest"]


@needs_make
@pytest.mark.parametrize(
    "question", ["省实验室有多少家？", "预算$100够吗", "-h", 'a "b" `c` $(d)', "it's"]
)
def test_make_ask_passes_the_question_untouched(tmp_path: Path, question: str) -> None:
    done, log = Sandbox(tmp_path).make("ask", f"Q={question}")
    assert done.returncode == 0, done.stderr
    assert log[-1] == f"-m qa ask --index data -- {question}"


@needs_make
def test_make_ask_without_a_question_says_how_before_anything_is_installed(tmp_path: Path) -> None:
    done, log = Sandbox(tmp_path).make("ask")
    assert done.returncode != 0
    assert "make ask Q=" in done.stderr
    assert log == []


@needs_make
def test_an_old_python_is_refused_in_one_clear_line(tmp_path: Path) -> None:
    done, log = Sandbox(tmp_path, too_old=1).make("run")
    assert done.returncode != 0
    assert "3.11" in done.stderr.splitlines()[0]
    assert not (tmp_path / ".venv").exists()
    assert log == []


@needs_make
def test_a_missing_python_is_named(tmp_path: Path) -> None:
    done, _ = Sandbox(tmp_path).make("run", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "no-such-python" in done.stderr.splitlines()[0]


@needs_make
def test_a_failed_step_leaves_no_stamp(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, code=1)
    assert sandbox.make("run")[0].returncode != 0
    assert not list((tmp_path / ".venv").glob("installed-*"))
    assert sandbox.make("run")[1][0].startswith("-m pip install")


@needs_make
def test_clean_keeps_the_index_and_the_models(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.make("run")
    for name in ("index", "qa", "prompts", "ui", "tests"):
        (tmp_path / name).mkdir()
    assert sandbox.make("clean")[0].returncode == 0
    assert not (tmp_path / ".venv").exists()
    assert (tmp_path / "data").is_dir()
    assert list((tmp_path / "home" / ".cache" / "policy-qa").iterdir())


def test_the_images_start_command_adds_the_samples_once(tmp_path: Path) -> None:
    """The CMD, with /data and python replaced: the first start adds and serves, the second only serves."""
    sandbox = Sandbox(tmp_path)
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    shutil.copy(tmp_path / "fake-python", tmp_path / "python")
    line = re.findall(r'^CMD \["sh", "-c", "(.+)"\]$', dockerfile, re.MULTILINE)[-1]
    script = line.replace("/data", "data")
    env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    for expected in (3, 1):
        (tmp_path / "log.txt").unlink(missing_ok=True)
        subprocess.run(["sh", "-c", script], cwd=sandbox.folder, env=env, check=True)
        log = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
        assert len(log) == expected
        assert log[-1].startswith("-m qa serve")
        (sandbox.folder / "data" / "users.json").touch()  # what `users add` leaves
