"""Markdown tables: which lines are rows, and the header that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.splitter.lines import Line
from index.types import PassageKind

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_PIPE = re.compile(r"(?<!\\)\|")

Row = tuple[Line, PassageKind, str | None, str | None]


def cells(row: str) -> list[str]:
    """Return the cells of a table row, trimmed."""
    return [cell.strip() for cell in _PIPE.split(row.strip().removeprefix("|").removesuffix("|"))]


def find_table(lines: Sequence[Line], start: int) -> list[Row]:
    """Return the rows of the table that begins at line `start`: line, kind, label, header; empty if none begins there.

    The header and its rule are headings; each row carries the header's cells, and as its label its first cell,
    or the one above it where that is empty (merged cells).
    """
    first = lines[start].text
    if "|" not in first:
        return []
    ruled = (
        start + 1 < len(lines)
        and "|" in lines[start + 1].text
        and _RULE.fullmatch(lines[start + 1].text) is not None
    )
    if not ruled and not (first[0] == "|" and first[-1] == "|" and len(cells(first)) >= 2):
        return []
    end = start
    while end < len(lines) and "|" in lines[end].text and (ruled or lines[end].text[0] == "|"):
        # An empty line ends a table: the rows below it have another header, or none.
        if end > start and lines[end].apart:
            break
        end += 1
    header = " | ".join(cells(first)) if ruled else None
    rows: list[Row] = []
    label: str | None = None
    for position in range(start, end):
        text = lines[position].text
        if ruled and position <= start + 1:
            rows.append((lines[position], "heading", None, None))
            continue
        label = cells(text)[0] or label
        rows.append((lines[position], "table", label, header))
    return rows
