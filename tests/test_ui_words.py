"""Both languages of the pages: every text has its English, and its places for values."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from qa.claims.types import VERDICT_NAMES as VERDICTS
from qa.match.types import REASON_NAMES, STATE_NAMES, VERDICT_NAMES
from qa.measures import KIND_NAMES
from qa.render import STATE
from ui.english import TABLE
from ui.layout import PAGES
from ui.pages.match import KINDS
from ui.views import document, files, search
from ui.words import CHINESE, ENGLISH

ROOT = Path(__file__).resolve().parent.parent
CALLS = {"words", "self._words", "frame.words"}
NAMED = (STATE, VERDICTS, VERDICT_NAMES, STATE_NAMES, REASON_NAMES, KIND_NAMES, PAGES)
NAMED += (document.REPAIRS, document.KINDS, files._SAID, search._PHASES)


def used() -> Iterator[str]:
    """The texts that the code gives to `Words`, wherever it is called by one of its names."""
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
    for names in NAMED:
        yield from names.values()
    yield KINDS["ics"]


def test_every_text_of_the_pages_has_its_english() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    assert sorted({text for text in used() if han.search(text)} - set(TABLE)) == []


def test_a_translation_takes_the_same_values() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [t for t, said in TABLE.items() if places(t) != places(said)] == []


def test_a_value_is_filled_in_and_never_read_as_a_pattern() -> None:
    assert CHINESE("按“{text}”查找", text="{n} {0.__class__}") == "按“{n} {0.__class__}”查找"
    assert ENGLISH("{n} 段", n=3) == "3 passages"
    assert ENGLISH("没有翻译的话") == "没有翻译的话"
