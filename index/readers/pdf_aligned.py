"""Tables without ruled lines: rows of words that stand in columns, taken for a table only where all of it is certain.

Certain is: every row has every cell, each in its column; the first row names the columns; one column holds figures
and nothing else; no row beside them could be a part of it. What is less stays the lines that it is: a figure under the
wrong header is worse than one under none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.readers.grid import Grid, is_header
from index.readers.layout import find_gutter, is_text
from index.readers.pdf_tables import Table
from index.readers.pieces import SAME_ROW, Piece, Row

_COLUMNS, _ROWS = 3, 3  # at least, the header counted
_GAP = 0.8  # sizes of type between two columns, at least
_STEP = 3.0  # sizes of type from row to row, at most
_NEAR = 1.3  # times the usual step: a row farther away is no part of the table
_LONGEST = 24  # characters in a cell
_NARROW = 9  # characters: text is not set in columns as narrow as that
# A figure alone, with a unit or without.
_FIGURE = re.compile(r"[±+\-－—]?\d[\d.,，]*[%％]?[\u4e00-\u9fff㎡]{0,3}|[-－—]+")
_ABOUT = re.compile(r"(?:附?表|单位|注|来源|资料来源|数据来源)")

_Line = list[Piece]
_Extent = tuple[float, float]


def find_aligned(pieces: Sequence[Piece]) -> tuple[list[Table], list[Piece]]:
    """Return the tables that the pieces of a page certainly make, and the pieces that are left, in no order.

    What looks like rows and is not certain is left with one piece a row, so that its columns are not read one after
    the other. On a page whose text is set in columns nothing is changed: what stands side by side there is no row.
    """
    lines = _lines(pieces)
    blocks = _blocks(lines)
    inside = {id(piece) for start, end in blocks for line in lines[start:end] for piece in line}
    rest = [piece for piece in pieces if id(piece) not in inside]
    if not blocks or (len(rest) >= 2 * _ROWS and find_gutter(rest)):
        return [], list(pieces)
    tables = []
    for start, end in blocks:
        if (extents := _columns(lines[start:end])) and _is_table(lines, start, end, extents):
            tables.append(_table(lines[start:end], extents))
        else:
            rest += map(_as_one, lines[start:end])
    return tables, rest


def _blocks(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Return where rows of short cells stand together, each block with the line above that may be its header."""
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = _reach(lines, at)
        headed = at > 0 and len(lines[at - 1]) > 1 and _is_short(lines[at - 1])
        start = at - (headed and _is_close(lines, at))
        sides = [[line[side] for line in lines[start:end]] for side in (0, -1)]
        if end - at >= _ROWS - 1 and not any(map(is_text, sides)):
            blocks.append((start, end))
        at = max(end, at + 1)
    return blocks


def _reach(lines: Sequence[_Line], start: int) -> int:
    """Return where the rows end that begin at `start`; one that lacks cells, or a row's second line, may stand between."""
    end = start
    while end < len(lines) and (end == start or _is_close(lines, end)):
        between = start < end < len(lines) - 1 and _is_short(lines[end])
        if _is_row(lines[end]):
            end += 1
        elif between and _is_row(lines[end + 1]) and _is_close(lines, end + 1):
            end += 2
        else:
            break
    return end


def _is_row(line: _Line) -> bool:
    figure = any(_FIGURE.fullmatch(piece.text) for piece in line)
    words = all(len(piece.text) < _NARROW for piece in line)
    return len(line) >= _COLUMNS and (words or (figure and _is_short(line)))


def _is_short(line: _Line) -> bool:
    return all(len(piece.text) <= _LONGEST for piece in line)


def _is_close(lines: Sequence[_Line], at: int) -> bool:
    """Say whether the line stands close below the one before it."""
    before = lines[at - 1][0]
    return before.middle - lines[at][0].middle <= _STEP * before.size


def _as_one(line: _Line) -> Piece:
    row = Row(line)
    return Piece(row.text, row.left, row.bottom, row.right, row.top, row.size)


def _lines(pieces: Sequence[Piece]) -> list[_Line]:
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.left)):
        last = lines[-1][0] if lines else None
        if last and abs(last.middle - piece.middle) <= SAME_ROW * max(last.size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def _columns(lines: Sequence[_Line]) -> list[_Extent]:
    """Return how far each column reaches where every line has a cell in each, [] where one has not."""
    if len(lines) < _ROWS or len({len(line) for line in lines}) > 1:
        return []
    columns = list(zip(*lines, strict=True))
    extents = [(min(p.left for p in c), max(p.right for p in c)) for c in columns]
    size = lines[0][0].size
    return extents if all(b[0] - a[1] >= _GAP * size for a, b in pairwise(extents)) else []


def _is_table(lines: Sequence[_Line], start: int, end: int, extents: Sequence[_Extent]) -> bool:
    texts = [[piece.text for piece in line] for line in lines[start:end]]
    if not is_header(texts[0]):
        return False
    figures = [all(_FIGURE.fullmatch(row[at]) for row in texts[1:]) for at in range(len(extents))]
    if not any(figures) or any(_FIGURE.fullmatch(text) for text in texts[0]):
        return False
    step = max(a[0].middle - b[0].middle for a, b in pairwise(lines[start:end]))
    return all(
        abs(line[0].middle - edge[0].middle) > _NEAR * step or _is_apart(line, extents)
        for line, edge in _beside(lines, start, end)
    )


def _beside(lines: Sequence[_Line], start: int, end: int) -> Iterator[tuple[_Line, _Line]]:
    """Yield the lines above and below, each with the row of the table next to it."""
    if start:
        yield lines[start - 1], lines[start]
    if end < len(lines):
        yield lines[end], lines[end - 1]


def _is_apart(line: _Line, extents: Sequence[_Extent]) -> bool:
    """Say whether a line beside the table is text: a caption, a note, or one piece across several columns."""
    if _ABOUT.match(line[0].text):
        return True
    (piece, *others) = line
    met = sum(1 for left, right in extents if piece.left < right and left < piece.right)
    return not others and met > 1


def _table(lines: Sequence[_Line], extents: Sequence[_Extent]) -> Table:
    grid = Grid()
    for row, line in enumerate(lines):
        for column, piece in enumerate(line):
            grid.put(row, column, piece.text)
    grid.header_rows = 1
    pieces = [piece for line in lines for piece in line]
    box = (
        extents[0][0],
        min(piece.bottom for piece in pieces),
        extents[-1][1],
        max(piece.top for piece in pieces),
    )
    return Table(box, grid, tuple(left for left, _ in extents))
