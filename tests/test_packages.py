"""What is installed as a package holds every folder of code, and nothing else."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("qa", "index", "prompts", "ui")


def test_every_folder_of_code_is_in_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    include = project["tool"]["setuptools"]["packages"]["find"]["include"]
    for path in ROOT.glob("*/__init__.py"):
        named = any(fnmatch(path.parent.name, pattern) for pattern in include)
        assert named == (path.parent.name in OURS), path
    for top in OURS:
        # A folder with code and no __init__.py is no package for setuptools.
        folders = {path.parent for path in (ROOT / top).rglob("*.py")}
        assert all((folder / "__init__.py").exists() for folder in folders)
