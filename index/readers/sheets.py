"""Rows of a sheet to lines: titles above, the header, then each row with its headers; for XLSX and CSV alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from index.readers.grid import Grid, is_header, to_rows

Rows = Mapping[int, Mapping[int, str]]
Span = tuple[int, int, int, int]  # first row, first column, last row, last column
_MOST_SIDES = 8
_FULL = 0.6  # share of the widest row's cells that a header has at least


def to_lines(rows: Mapping[int, Mapping[int, str]], merged: Iterable[Span] = ()) -> list[str]:
    """Return the lines of a sheet: `rows` holds the shown texts by row and column, `merged` the merged ranges."""
    spans = {(top, left): (bottom, right) for top, left, bottom, right in merged}
    lines: list[str] = []
    header: list[str] | None = None
    for block, part in _parts(rows, spans):
        made, header = _block(block, part, spans, header)
        if lines and made:
            lines.append("")
        lines += made
    return lines


def _blocks(
    numbers: Sequence[int], spans: Mapping[tuple[int, int], tuple[int, int]]
) -> list[list[int]]:
    """Part the rows at empty ones, unless a merged cell reaches across."""
    blocks: list[list[int]] = []
    reach = -1
    deepest: dict[int, int] = {}
    for (top, _), (bottom, _) in spans.items():
        deepest[top] = max(deepest.get(top, top), bottom)
    for number in numbers:
        if blocks and (number == blocks[-1][-1] + 1 or number <= reach):
            blocks[-1].append(number)
        else:
            blocks.append([number])
        reach = max(reach, deepest.get(number, number))
    return blocks


def _parts(
    rows: Rows, spans: Mapping[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[list[int], Rows]]:
    """Yield each table of the sheet: its rows' numbers, and the rows that hold its cells and no other's."""
    for block in _blocks(sorted(rows), spans):
        for piece in _under_titles(block, rows):
            sides = _sides(piece, rows)
            for low, high in sides:
                part = {
                    number: {at: text for at, text in rows[number].items() if low <= at < high}
                    for number in piece
                }
                held = [number for number in piece if part[number]]
                if held:
                    yield held, part


def _under_titles(block: list[int], rows: Rows) -> list[list[int]]:
    """Part a block where the title of another table stands, with a header below it that names a column once more."""
    pieces: list[list[int]] = [[]]
    heads: set[str] = set()
    for at, number in enumerate(block):
        below = rows[block[at + 1]] if at + 1 < len(block) else {}
        titled = len(rows[number]) == 1 and len(below) > 1
        if (
            titled
            and heads & set(below.values())
            and is_header(list(below.values()))
            and pieces[-1]
        ):
            pieces.append([])
            heads = set()
        if not heads and len(rows[number]) > 1:
            heads = set(rows[number].values())
        pieces[-1].append(number)
    return pieces


def _sides(block: list[int], rows: Rows) -> list[tuple[int, int]]:
    """Return the ranges of columns of tables that stand side by side, an empty column between, each with its header.

    Only headers that repeat a name prove that they are two: an empty column may part the columns of one table.
    """
    used = sorted({column for number in block for column in rows[number]})
    gaps = [after for before, after in pairwise(used) if after > before + 1]
    edges = [used[0], *gaps, used[-1] + 1]
    ranges = list(pairwise(edges))
    head = next((rows[number] for number in block if len(rows[number]) > 2), {})
    heads = [[text for at, text in head.items() if low <= at < high] for low, high in ranges]
    alike = all(
        len(names) > 1 and is_header(names) and set(names) & set(heads[0]) for names in heads
    )
    return ranges if 1 < len(ranges) <= _MOST_SIDES and alike else [(used[0], used[-1] + 1)]


def _block(
    block: list[int],
    rows: Mapping[int, Mapping[int, str]],
    spans: Mapping[tuple[int, int], tuple[int, int]],
    above: list[str] | None,
) -> tuple[list[str], list[str] | None]:
    """Return the lines of one block of rows, and its header for a block that goes on below an empty row."""
    widest = max(len(rows[number]) for number in block)
    if widest < 2:
        return [text for number in block for text in rows[number].values()], above
    top = 0
    while (
        top < len(block) - 1
        and len(rows[block[top]]) < max(2, _FULL * widest)
        and not _grouped(block[top], rows, spans)
    ):
        top += 1
    titles = [_title(rows[number]) for number in block[:top]]
    body = block[top:]
    grid = _grid(body, rows, spans)
    made = to_rows(grid)
    ruled = len(made) > 1 and made[1].startswith("| ---")
    if not ruled and not titles and above is not None and not is_header(grid.row(0)):
        carried = Grid()
        if grid.width == len(above):
            for column, text in enumerate(above):
                carried.put(0, column, text)
            for number in range(grid.height):
                for column, text in enumerate(grid.row(number)):
                    carried.put(number + 1, column, text)
            carried.header_rows = 1
            return to_rows(carried), above
    names = [cell.strip() for cell in made[0].strip("| ").split(" | ")] if ruled else None
    return titles + made, names


def _grouped(
    number: int,
    rows: Mapping[int, Mapping[int, str]],
    spans: Mapping[tuple[int, int], tuple[int, int]],
) -> bool:
    """Say whether the row holds group headers: several cells, some of them across columns."""
    wide = [
        1
        for column in rows[number]
        if (number, column) in spans and spans[number, column][1] > column
    ]
    return len(rows[number]) > 1 and bool(wide)


def _title(row: Mapping[int, str]) -> str:
    return "\u3000".join(" ".join(text.split()) for _, text in sorted(row.items()))


def _grid(
    numbers: Sequence[int],
    rows: Mapping[int, Mapping[int, str]],
    spans: Mapping[tuple[int, int], tuple[int, int]],
) -> Grid:
    first = min(min(rows[number]) for number in numbers)
    place = {number: position for position, number in enumerate(numbers)}
    grid = Grid()
    for number in numbers:
        for column, text in sorted(rows[number].items()):
            bottom, right = spans.get((number, column), (number, column))
            deep = sum(1 for each in range(number, min(bottom, numbers[-1]) + 1) if each in place)
            grid.put(place[number], column - first, text, max(deep, 1), right - column + 1)
    return grid
