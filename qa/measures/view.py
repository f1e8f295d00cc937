"""A stretch of a document without its white space, folded for matching; every span leads back to the document.

Line breaks lost in copying leave spaces inside words (给予 企业, 第 1 0 条): patterns must not see them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from index.fold import fold
from qa.figures import Figure, find_figures
from qa.measures.types import Span

_DROPPED = re.compile(r"[\s*#\u3000]")
_INDENT = "\u3000\u3000"
_SPOKEN = re.compile(r"[。;!?]")
_CLOSED = re.compile(r"\"[^\"]*\"|《[^》]*》|\([^)]*\)|〔[^〕]*〕|【[^】]*】|\d,\d{3}")


@dataclass(frozen=True, slots=True)
class View:
    """`text[i]` is the folded character `source[at[i]]`; `figures` are those of the text, with offsets into it.

    `figures` are in the order of their numbers, which begin at `starts`.
    """

    source: str
    text: str
    at: tuple[int, ...]
    figures: tuple[Figure, ...]
    closed: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands in the document; it must not be empty."""
        a, b = self.at[start], self.at[end - 1] + 1
        return Span(start=a, end=b, text=self.source[a:b])

    def printed(self, start: int, end: int) -> str:
        """Return the characters of the range as the document prints them, still without white space."""
        return "".join(self.source[i] for i in self.at[start:end])

    def trimmed(self, start: int, end: int, marks: str = ",;。:、") -> tuple[int, int]:
        """Return the range without the punctuation at its ends."""
        while start < end and self.text[start] in marks:
            start += 1
        while end > start and self.text[end - 1] in marks:
            end -= 1
        return start, end

    def cut(self, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return the ranges between matches of `pattern` outside brackets and quotations; empty ones are left out."""
        ranges, begin = [], start
        for match in pattern.finditer(self.text, start, end):
            if self.enclosed(match.start()):
                continue
            ranges.append((begin, match.start()))
            begin = match.end()
        ranges.append((begin, end))
        return [(a, b) for a, b in ranges if b > a]

    def enclosed(self, at: int, marks: str = "") -> bool:
        """Return whether `at` stands in brackets or a quotation; with `marks`, in one that one of them opens."""
        i = (
            bisect_right(self.closed, (at, len(self.text))) - 1
        )  # they stand in order and never overlap
        if i < 0:
            return False
        a, b = self.closed[i]
        return a <= at < b and (not marks or self.text[a] in marks)

    def closes(self, at: int) -> int | None:
        """Return where the bracket or quotation that opens at `at` ends, None where none opens there."""
        i = bisect_left(self.closed, (at, 0))
        return self.closed[i][1] if i < len(self.closed) and self.closed[i][0] == at else None

    def clause_end(self, at: int, end: int) -> int:
        """Return where the clause that holds `at` ends, `end` at the latest."""
        stop = self.text.find(",", at, end)
        return stop if stop > 0 else end

    def lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges between indents: a text that lost its line breaks keeps the two wide spaces of each paragraph."""
        begin = start
        for i in range(start + 1, end):
            if (
                self.at[i] - self.at[i - 1] > 2
                and _INDENT in self.source[self.at[i - 1] : self.at[i]]
            ):
                yield begin, i
                begin = i
        yield begin, end

    def gap(self, at: int) -> bool:
        """Whether white space stands before `at` in the document."""
        return 0 < at < len(self.at) and self.at[at] - self.at[at - 1] > 1

    def inside(self, start: int, end: int) -> Iterator[Figure]:
        """Yield the figures whose number stands in the range."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return iter(self.figures[first:last])


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the brackets and quotations; what is said in whole sentences between quotation marks is text like any other."""
    for match in _CLOSED.finditer(text, start, end):
        if match[0][0] == '"' and _SPOKEN.search(match[0]):
            yield from _names(text, match.start() + 1, match.end() - 1)
        else:
            yield match.span()


def view(source: str, start: int, end: int) -> View:
    """Return the view of `source[start:end]`."""
    at = tuple(i for i in range(start, end) if not _DROPPED.match(source[i]))
    text = fold("".join(source[i] for i in at))
    closed = tuple(_names(text, 0, len(text)))
    figures = tuple(sorted(find_figures(text), key=lambda f: f.number_start))
    return View(source, text, at, figures, closed, tuple(f.number_start for f in figures))
