"""What every format's reader gives and must do, and how a text with pages is put together.

Knows no format.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.radicals import unified

_NEWLINE = re.compile(r"\r\n?|[\u0085\u2028\u2029]|\v")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """`text[start:end]` of a content may not be what the page says; `confidence` is 0..1, `note` says why."""

    start: int
    end: int
    confidence: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a format's reader makes of the bytes.

    `text` has `\\n` as its only line break (a form feed may mark a page), `metadata` the fields as they are
    written in the file, `pages` the offset in `text` at which each page begins (empty: no pages known).
    `wrapped` says that line breaks may be a typesetter's; otherwise every line is a paragraph as it was written,
    and page furniture was left out already.
    """

    text: str
    encoding: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    wrapped: bool = True
    doubts: tuple[Doubt, ...] = ()


class Reader(Protocol):
    """One format: the bytes of a file to its text."""

    suffixes: tuple[str, ...]

    def read(self, data: bytes, path: Path) -> Content:
        """Return the text of `data`; `path` is for error lines and never opened again.

        Raises:
            ReadError: the bytes are not a sound file of this format.
        """
        ...


class Composer:
    """Puts lines, tables and pages in order together to one text; nothing but white space is added to a line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._doubts: list[Doubt] = []

    def line(self, text: str) -> int:
        """Write a line and return the offset at which it begins; an empty text is an empty line."""
        text = normal(text)
        at = self._length
        self._pieces.append(text)
        self._length += len(text) + 1
        return at

    def lines(self, texts: Iterable[str]) -> None:
        """Write each of `texts` as a line."""
        for text in texts:
            self.line(text)

    def block(self, texts: Iterable[str]) -> None:
        """Write lines with an empty line before and after: a table stands apart from the text around it."""
        lines = list(texts)
        if lines:
            self.lines(["", *lines, ""])

    def page(self) -> None:
        """Begin a page here."""
        self._pages.append(self._length)

    def doubt(self, start: int, end: int, confidence: float, note: str) -> None:
        """Note that what was written from `start` to `end` is doubtful."""
        self._doubts.append(Doubt(start=start, end=end, confidence=confidence, note=note))

    def content(
        self,
        encoding: str,
        *,
        metadata: Mapping[str, str] | None = None,
        wrapped: bool = False,
    ) -> Content:
        """Return all that was written; `encoding` names the format where bytes are no characters."""
        text = "\n".join(self._pieces)
        return Content(
            text=text,
            encoding=encoding,
            metadata=metadata or {},
            pages=tuple(min(page, len(text)) for page in self._pages),
            wrapped=wrapped,
            doubts=tuple(self._doubts),
        )


def normal(text: str) -> str:
    """Return `text` with `\\n` as its only line break, signs of radicals as characters, lone surrogates as U+FFFD.

    No file can hold the latter; of the others nobody sees a difference. Nothing else of a text is changed, ever.
    """
    if _NEWLINE.search(text):
        text = _NEWLINE.sub("\n", text)
    return unified(_SURROGATES.sub("\ufffd", text) if _SURROGATES.search(text) else text)


def display(path: Path | str) -> str:
    """Return `path` as text that can be printed and stored, even where its name is not valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
