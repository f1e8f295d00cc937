"""Fixtures that several files share; each is made only where it is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.browsing import (  # noqa: F401
    actor,
    address,
    chrome,
    contexts,
    open_tab,
    web_parts,
)
from tests.command import Desk, embedding_server

# Speed is measured in tests/bench, never by a test: a busy machine must not fail one.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The command line over an index of the sample papers; not to be changed."""
    with embedding_server() as (server, env):
        yield Desk(server, env, tmp_path_factory.mktemp("desk"))


@pytest.fixture
def copy(desk: Desk, tmp_path: Path) -> Path:
    """The folder of that index once more, to be changed or broken."""
    return Path(shutil.copytree(desk.index, tmp_path / "index"))
