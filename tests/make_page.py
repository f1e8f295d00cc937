"""What the tests of the answer page make, and what may never be seen on it."""

from __future__ import annotations

import re
from html import unescape

from qa.types import Answer, Statement
from ui.views.paragraph import text
from ui.work.ask import Exchange

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def said(text_: str, *numbers: int) -> Statement:
    return Statement(text=text_, citations=numbers, support="verbatim")


def exchange(value: Answer | None = None, number: int = 1, **changes: object) -> Exchange:
    values = {"number": number, "question": "最高补助多少？", "found": 3, "answer": value}
    if value is not None:
        values |= {"statements": value.statements, "citations": value.citations}
    return Exchange(**{**values, **changes})  # type: ignore[arg-type]


def visible(value: str) -> str:
    """What `text` may show of a value."""
    return unescape(text(value))
