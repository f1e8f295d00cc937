"""What is installed as a package holds every folder of code."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

from setuptools import find_packages

ROOT = Path(__file__).resolve().parent.parent


def test_every_folder_of_code_is_in_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    include = project["tool"]["setuptools"]["packages"]["find"]["include"]
    packed = set(find_packages(str(ROOT), include=include))
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for top in ("qa", "index", "prompts", "ui")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert folders - packed == set()
    assert {name for name in packed if fnmatch(name, "tests*")} == set()
