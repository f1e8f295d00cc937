"""Both languages of the pages: every text has its English, and its places for values."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.claims.render import HEADS
from qa.claims.types import VERDICT_NAMES as VERDICTS
from qa.match.sheet import SHEET
from qa.match.types import REASON_NAMES, STATE_NAMES, VERDICT_NAMES
from qa.measures import KIND_NAMES
from qa.render import STATE
from ui.layout import PAGES
from ui.pages.match import KINDS
from ui.views import document, files, search
from ui.words import CHINESE, ENGLISH, Words, asked_in
from ui.words.spoken import TABLE

ROOT = Path(__file__).resolve().parent.parent
CALLS = {"words", "self._words", "frame.words", "voice.word"}
NAMED = (STATE, VERDICTS, VERDICT_NAMES, STATE_NAMES, REASON_NAMES, KIND_NAMES, PAGES)
NAMED += (document.REPAIRS, document.KINDS, files._SAID, search._PHASES)


def used() -> Iterator[str]:
    """The texts that the code gives to `Words`, wherever it is called by one of its names."""
    # `voice.word` is the name under which what is exported gets them.
    for path in (*(ROOT / "ui").rglob("*.py"), *(ROOT / "qa").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
    for names in NAMED:
        yield from names.values()
    yield KINDS["ics"]
    yield from (*HEADS, *SHEET)


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


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (None, CHINESE),
        ("", CHINESE),
        ("en", ENGLISH),
        ("en-US,en;q=0.9", ENGLISH),
        ("EN-gb", ENGLISH),
        ("zh-CN,zh;q=0.9,en;q=0.8", CHINESE),
        ("en-US,en;q=0.9,zh;q=0.8", ENGLISH),
        ("zh;q=0.2, en;q=0.7", ENGLISH),
        ("en, zh", CHINESE),
        ("fr", CHINESE),
        ("*", CHINESE),
        ("en;q=x, ;;;,=", CHINESE),
    ],
)
def test_a_client_is_told_in_english_where_it_prefers_that(
    header: str | None, words: Words
) -> None:
    headers = {} if header is None else {b"accept-language": header.encode()}
    assert asked_in(headers) is words
