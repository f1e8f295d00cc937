"""A line that tells a table's row: all its cells in order, or its names and then cells each behind the head of its column.

Nothing else is proved here. A head and a cell belong together only in one column of one row; what names the row is never
left out, for what holds of one row would be said of others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.fold import fold
from index.splitter.tables import cells as cells_of
from index.types import Passage
from qa.proof.quotes import Span
from qa.tables.cells import stated_unit
from qa.tables.model import is_header_of, row_of
from qa.tables.wording import HEAD, PART, leading
from qa.types import Evidence

_UNIT = re.compile(r"\(单位:([^()]{1,12})\)$")
_NOTE = re.compile(r"[\[【［〔]\s*\d{1,3}\s*[\]】］〕]|\*\*|__|`")
_GAP = re.compile(r"(?<![0-9a-z])\s+|\s+(?![0-9a-z])")
_ENDS = "。；;. "


def row_spans(text: str, item: Evidence) -> tuple[tuple[Span, ...], bool]:
    """Return the span of the row in `item.text` where `text` tells it, and whether it is all of its cells; () otherwise."""
    passage = item.passage
    cells = _cells(passage)
    if (
        not cells
        or item.text[passage.start - item.start : passage.end - item.start] != passage.text
    ):
        return (), False
    span = (passage.start - item.start, passage.end - item.start)
    said = _plain(text).rstrip(_ENDS)
    if said == _plain(PART.join(cell for cell in cells if cell)).rstrip(_ENDS):
        return (span,), True
    read = row_of(passage)
    if read is None:
        return (), False
    heads, filled = read
    if unit := _UNIT.search(said):
        if not any(_plain(stated_unit(title)) == unit[1] for title in _titles(item)):
            return (), False
        said = said[: unit.start()]
    needed = frozenset(leading(heads, filled))
    return ((span,), False) if _told(said, heads, filled, needed) else ((), False)


def header_of(item: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the header that a row carries, nearest above it, where it is among the evidence."""
    found = [other for other in evidence if is_header_of(other.passage, item.passage)]
    return max(found, key=lambda other: other.passage.start, default=None)


def _titles(item: Evidence) -> tuple[str, ...]:
    return (item.document.title, *item.passage.section[:-1])


def _cells(passage: Passage) -> tuple[str, ...]:
    if passage.kind != "table":
        return ()
    return tuple(cells_of(passage.text))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _GAP.sub("", fold(_NOTE.sub("", text)).strip())


def _told(
    said: str, heads: Sequence[str], cells: Sequence[str], needed: frozenset[int], at: int = 0
) -> bool:
    """Whether `said` goes on with cells from column `at` on, in order: bare ones only of those that name the row."""
    if not said:
        return not any(column >= at for column in needed)
    for column in range(at, len(cells)):
        cell = _plain(cells[column])
        forms = [f"{_plain(heads[column])}{_plain(HEAD)}{cell}"] if heads[column] else []
        if column in needed:
            forms.append(cell)
        for form in forms:
            if cell and said.startswith(form):
                rest = said[len(form) :]
                parted = not rest or rest.startswith(_plain(PART))
                if parted and _told(rest[1:], heads, cells, needed, column + 1):
                    return True
        if column in needed and cell:
            return False
    return False
