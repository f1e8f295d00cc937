"""Ruled lines to tables: where the cells are, which of them are merged, and the letters in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.grid import Grid
from index.readers.layout import in_order
from index.readers.pdf_glyphs import Box, Letter
from index.readers.pieces import Row, pieces_of

_NEAR = 3.0  # points by which lines that meet may miss each other
_SHORT = 6.0  # points: shorter lines are dots and ticks
_MOST_RULES = 4_000
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(slots=True)
class Table:
    """A ruled table on a page, with the box it takes."""

    box: Box
    grid: Grid
    columns: tuple[float, ...]


@dataclass(slots=True)
class _Line:
    """A horizontal line at height `at` from `low` to `high`, or an upright one at `at` likewise."""

    at: float
    low: float
    high: float


def find_tables(rules: Sequence[Box], letters: Sequence[Letter]) -> list[Table]:
    """Return the tables of a page, from the top down, with the letters that stand in them."""
    if len(rules) > _MOST_RULES:
        return []
    flat = _joined(
        [
            _Line((bottom + top) / 2, left, right)
            for left, bottom, right, top in rules
            if right - left > _SHORT and top - bottom <= _NEAR
        ]
    )
    upright = _joined(
        [
            _Line((left + right) / 2, bottom, top)
            for left, bottom, right, top in rules
            if top - bottom > _SHORT and right - left <= _NEAR
        ]
    )
    tables = []
    for rows, columns in _groups(flat, upright):
        if table := _table(rows, columns, letters):
            tables.append(table)
    return sorted(tables, key=lambda table: -table.box[3])


def _joined(lines: list[_Line]) -> list[_Line]:
    """Join the lines that lie on one another or go on where another ends."""
    done: list[_Line] = []
    for line in sorted(lines, key=lambda each: (round(each.at / _NEAR), each.low)):
        for other in reversed(done[-40:]):
            if (
                abs(other.at - line.at) <= _NEAR / 2
                and line.low <= other.high + _NEAR
                and (line.high >= other.low - _NEAR)
            ):
                other.low, other.high = min(other.low, line.low), max(other.high, line.high)
                break
        else:
            done.append(_Line(line.at, line.low, line.high))
    return done


def _groups(flat: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Return the lines that hang together, as (horizontal, upright)."""
    parent = list(range(len(flat) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, row in enumerate(flat):
        for j, column in enumerate(upright, len(flat)):
            if (
                row.low - _NEAR <= column.at <= row.high + _NEAR
                and column.low - _NEAR <= row.at <= column.high + _NEAR
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for at, line in enumerate([*flat, *upright]):
        groups.setdefault(root(at), ([], []))[at >= len(flat)].append(line)
    return list(groups.values())


def _table(rows: list[_Line], columns: list[_Line], letters: Sequence[Letter]) -> Table | None:
    ys = _distinct([line.at for line in rows])
    xs = _distinct([line.at for line in columns])
    if not xs or len(ys) < 3:
        return None
    # Tables without lines at their sides are as wide as their rows.
    low, high = min(line.low for line in rows), max(line.high for line in rows)
    xs = (
        ([low] if low < xs[0] - 2 * _NEAR else [])
        + xs
        + ([high] if high > xs[-1] + 2 * _NEAR else [])
    )
    if len(xs) < 3:
        return None
    tops = ys[::-1]
    held: dict[tuple[int, int], list[Letter]] = {}
    for letter in letters:
        x, y = (letter.left + letter.right) / 2, (letter.bottom + letter.top) / 2
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            column = min(bisect_right(xs, x) - 1, len(xs) - 2)
            row = len(ys) - 1 - min(bisect_right(ys, y), len(ys) - 1)
            held.setdefault((row, column), []).append(letter)
    if not held:
        return None
    grid = Grid()
    for (row, column), (deep, wide) in _cells(tops, xs, rows, columns).items():
        inside = [
            letter
            for r in range(row, row + deep)
            for c in range(column, column + wide)
            for letter in held.get((r, c), ())
        ]
        grid.put(row, column, _text(inside, xs[column + wide]), deep, wide)
    return Table((xs[0], ys[0], xs[-1], ys[-1]), grid, tuple(xs))


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _cells(
    tops: list[float], xs: list[float], rows: list[_Line], columns: list[_Line]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return (row, column) -> (rows, columns) of each cell: where no line parts two fields, they are one cell."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for row in range(len(tops) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            wide = 1
            while column + wide < len(xs) - 1 and not _is_ruled(
                columns, xs[column + wide], (tops[row] + tops[row + 1]) / 2
            ):
                wide += 1
            deep = 1
            while row + deep < len(tops) - 1 and not _is_ruled(
                rows, tops[row + deep], (xs[column] + xs[column + 1]) / 2
            ):
                deep += 1
            cells[row, column] = (deep, wide)
            taken |= {(row + r, column + c) for r in range(deep) for c in range(wide)}
    return cells


def _is_ruled(lines: list[_Line], at: float, across: float) -> bool:
    return any(abs(line.at - at) <= _NEAR and line.low <= across <= line.high for line in lines)


def _text(letters: list[Letter], right: float) -> str:
    """Return a cell's text as one line: its rows are joined where the row above is full."""
    rows = in_order(pieces_of(letters))
    text = ""
    before: Row | None = None
    for row in rows:
        if before is not None:
            latin = _LATIN.match(row.text[0]) and _LATIN.match(before.text[-1])
            full = right - before.right < 1.6 * row.size + _NEAR
            text += " " if latin or not full else ""
        text += row.text
        before = row
    return text
