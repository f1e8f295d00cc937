"""The tables of a document, put together from the passages of their rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.dates import find_dates
from index.splitter.tables import cells as cells_of
from index.types import DocumentInfo, Passage
from qa.tables.cells import (
    is_offer,
    is_serial,
    is_sum,
    is_unit,
    is_value,
    name_of,
    number,
    says_nothing,
    stated_unit,
    unit_of,
    year,
)
from qa.tables.tiers import tier_of

# Lines above a table that may be its caption or state its unit.
ABOVE, SHORT = 2, 60
_UNITS = re.compile(r"(?:计量|统计|数据)?单位")
_CELL = re.compile(r"[^|]+")


@dataclass(frozen=True)
class Row:
    """A row: `cells` has one text for each head; an empty first one is filled with that of the merged cell above."""

    passage: Passage
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under one header. `above` are the titles it stands under, `near` the short lines right above it.

    `header` is the passage of the heads. `unit` is the one that holds for all figures; `unit_titled` says that one of the titles states it, so that each row
    carries it.
    """

    document: DocumentInfo
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    header: Passage | None = None

    @cached_property
    def unit(self) -> str:
        texts = (*reversed(self.near), *reversed(self.above))
        return next((unit for text in texts if (unit := stated_unit(text))), "")

    @cached_property
    def units(self) -> int | None:
        """The column that tells the unit of each row: 计量单位."""
        found = (
            at
            for at, head in enumerate(self.heads)
            if _UNITS.fullmatch("".join(head.split()))
            and all(is_unit(cell) for cell in self.values(at, self.rows))
        )
        return next(found, None)

    @cached_property
    def unit_titled(self) -> bool:
        return any(stated_unit(text) == self.unit for text in self.above) if self.unit else False

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The columns that tell the rows apart: the first ones that do, numbers of rows and values left out."""
        columns = [
            at
            for at, head in enumerate(self.heads)
            if not is_serial(head) and not self._holds_values(at)
        ]
        if not columns:
            return (0,)
        for count in range(1, len(columns) + 1):
            told = {tuple(row.cells[at] for at in columns[:count]) for row in self.rows}
            if len(told) == len(self.rows):
                return tuple(columns[:count])
        tiers = tuple(sorted({columns[0], *self.tiered}))
        told = {tuple(row.cells[at] for at in tiers) for row in self.rows}
        return tiers if len(told) == len(self.rows) else tuple(columns[:1])

    @cached_property
    def tiered(self) -> tuple[int, ...]:
        """The columns that tell under which bounds a row holds: those of tiers before the first of what it gives."""
        found: list[int] = []
        for at, head in enumerate(self.heads):
            held = [cell for cell in self.values(at, self.rows) if tier_of(cell)]
            if is_offer(head):
                break
            if held and 2 * len(held) >= len(self.values(at, self.rows)):
                found.append(at)
        return tuple(found)

    @cached_property
    def body(self) -> tuple[Row, ...]:
        """The rows but those that sum up the others."""
        return tuple(row for row in self.rows if not self.sums(row))

    def sums(self, row: Row) -> bool:
        return any(is_sum(row.cells[at]) for at in self.keys)

    @cached_property
    def by_year(self) -> bool:
        """Whether the rows are those of years."""
        first = self.keys[0]
        return all(year(row.cells[first]) for row in self.body) and bool(self.body)

    def values(self, column: int, rows: Sequence[Row] | None = None) -> list[str]:
        """Return what the column says of `rows`, else of those that are no sums, empty cells left out."""
        held = self.body if rows is None else rows
        return [row.cells[column] for row in held if not says_nothing(row.cells[column])]

    def _holds_values(self, column: int) -> bool:
        held = [row.cells[column] for row in self.rows if not says_nothing(row.cells[column])]
        return not held or 2 * sum(is_value(cell) for cell in held) > len(held)


def row_of(passage: Passage) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the heads and the cells of the passage of a row; None where it is none or has no header."""
    if passage.kind != "table" or not passage.section or "|" not in passage.section[-1]:
        return None
    heads = tuple(cells_of(f"|{passage.section[-1]}|"))
    cells = cells_of(passage.text)
    if len(heads) != len(cells) or len(heads) < 2:
        return None
    return heads, (cells[0] or passage.label or "", *cells[1:])


def bare_cells(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Return where a row has a number or a unit alone in its cell, offsets in its text: what it is of stands in the head."""
    if row_of(passage) is None:
        return ()
    spans: list[tuple[int, int]] = []
    for cell in _CELL.finditer(passage.text):
        if number(cell[0]) is not None or is_unit(cell[0]):
            spans.append(cell.span())
        elif unit_of(cell[0].strip()):  # 地区生产总值（亿元）
            spans.append((cell.start() + len(name_of(cell[0].rstrip())), cell.end()))
    return tuple(spans)


def heads_rows(passage: Passage) -> bool:
    """Whether a passage is the header of a table, or the rule below it."""
    return passage.kind == "heading" and passage.text.lstrip().startswith("|")


def tables_of(document: DocumentInfo, passages: Sequence[Passage]) -> list[Table]:
    """Return the tables of a document that have a header, in its order; rows of one cell across the table are none."""
    found: list[Table] = []
    run: list[Row] = []
    at = 0
    for position, passage in enumerate((*passages, None)):
        read = row_of(passage) if passage is not None else None
        goes_on = run and passage is not None and passage.section == run[-1].passage.section
        if run and not (read and goes_on):
            found += _table(document, run, passages[:at])
            run = []
        if read is None or passage is None:
            continue
        if not run:
            at = position
        run.append(Row(passage, read[1]))
    return found


def _table(document: DocumentInfo, run: Sequence[Row], before: Sequence[Passage]) -> list[Table]:
    read = row_of(run[0].passage)
    if read is None:
        return []
    heads = read[0]
    if len(run) > 1 and (joined := two_heads(heads, run[0].cells)):
        heads, run = joined, run[1:]
    rows = tuple(row for row in run if sum(bool(cell) for cell in row.cells) > 1)
    if not rows:
        return []
    near: list[str] = []
    lines = [passage for passage in before if not heads_rows(passage)]
    for passage in reversed(lines[-ABOVE:]):
        if len(passage.text) > SHORT or "。" in passage.text or passage.kind == "table":
            break
        if find_dates(passage.text):
            continue  # who issued it and when
        near.insert(0, passage.text.strip("# "))
    above = (document.title, *run[0].passage.section[:-1])
    header = next((p for p in reversed(before) if is_header_of(p, run[0].passage)), None)
    return [Table(document, heads, rows, above, tuple(near), header)]


def two_heads(heads: Sequence[str], first: Sequence[str]) -> tuple[str, ...]:
    """Return the heads joined with those that the first row goes on with, () where it is a row: 2023年 over 预算 and 执行.

    Such a row repeats the head of the names and holds no value, and what stands over it is told of several columns.
    """
    if first[0] not in ("", heads[0]) or any(is_value(cell) for cell in first if cell):
        return ()
    over: list[str] = []
    for head in heads:
        over.append(head or (over[-1] if over else ""))
    shared = any(a == b for a, b in pairwise(over))
    if not shared or sum(bool(cell) for cell in first) < 2:
        return ()
    return tuple(a if b in ("", a) else f"{a} {b}" for a, b in zip(over, first, strict=True))


def is_header_of(passage: Passage, row: Passage) -> bool:
    """Whether a passage above a row in its document is the header that the row carries."""
    return (
        heads_rows(passage)
        and passage.document_id == row.document_id
        and passage.end <= row.start
        and cells_of(passage.text) == cells_of(f"|{row.section[-1] if row.section else ''}|")
    )
