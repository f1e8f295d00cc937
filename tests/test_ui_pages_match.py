"""惠企匹配, on its page, in the API and as a tool: all read what is kept of the documents, as the command line does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.match.keeping import keep_measures
from qa.measures.kept import FILE
from tests.web import parts
from ui.pages.common import Frame, Parts
from ui.pages.match import _Page
from ui.service.checks import Checks
from ui.words import CHINESE
from ui.work.exports import matched

SAID = "测试县的规上工业企业，想做技术改造"


def on_the_page(made: Parts) -> int:
    return len(_Page(Frame(made, CHINESE))._matcher(SAID).measures)


def in_the_service(made: Parts) -> int:
    return len(Checks(made.corpus, made.folder).match(SAID, None, 10)["measures"])


def in_the_calendar(made: Parts) -> int:
    found = _Page(Frame(made, CHINESE))._matcher(SAID)
    matched(found, "ics", made.corpus, made.folder)
    return len(found.measures)


@pytest.mark.parametrize("matches", [on_the_page, in_the_service, in_the_calendar])
def test_what_is_kept_is_what_is_read(matches: Callable[[Parts], int], tmp_path: Path) -> None:
    with parts(tmp_path) as made:
        assert matches(made) > 0
        keep_measures(made.corpus, made.folder)
        with sqlite3.connect(made.folder / FILE) as file:
            # Not true, and so it shows whether it is read.
            file.execute("""update kept set body = '{"terms":{}}'""")
        assert matches(made) == 0
