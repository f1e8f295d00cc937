"""Packages of models as small files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qa import models
from tests import tiny_e5

E5, GGUF = "tiny-e5", "tiny-gguf"
PARTS = [b"GGUF" + bytes(range(256)), b"two", b"three", b"four" * 999]


def package(site: Path, name: str, files: dict[str, bytes]) -> None:
    """Install a package that carries these files."""
    for path, content in {"__init__.py": b"", **files}.items():
        (site / name / path).parent.mkdir(parents=True, exist_ok=True)
        (site / name / path).write_bytes(content)


def spec(name: str, kind: str, module: str, content: bytes) -> models.ModelSpec:
    return models.ModelSpec(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        package=module.replace("_", "-"),
        module=module,
        licence="MIT",
        sha256=hashlib.sha256(content).hexdigest(),
        size=100_000,
        layout=1,
    )


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its inode and time, to see that nothing was written."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def tiny_packages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages that carry a tiny embedder and a tiny GGUF in four parts, and the two models they make."""
    site = folder / "site"
    unique = folder.name.replace("-", "_")
    embedder, generator = f"e5_{unique}", f"gguf_{unique}"
    package(site, embedder, {"e5-small-q4.bin": tiny_e5.packed()})
    package(site, generator, {"data/GEMMA_TERMS.html": b"terms", "data/NOTICE.md": b"notice"})
    for number, part in enumerate(PARTS):
        package(site, f"{generator}_part{number + 1}", {f"data/{GGUF}.gguf.part{number:02d}": part})
    monkeypatch.syspath_prepend(str(site))
    specs = (
        spec(E5, "embedder", embedder, tiny_e5.packed()),
        spec(GGUF, "generator", generator, b"".join(PARTS)),
    )
    monkeypatch.setattr(models, "SPECS", specs)
    return site
