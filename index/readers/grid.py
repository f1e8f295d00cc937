"""A table of any format to Markdown rows, so that each row keeps its headers; merged cells reach every row they span.

The splitter reads these rows (`splitter.tables`). Nothing of a cell is changed but white space, and a `|` inside
it is written `\\|`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_BAR = re.compile(r"(?<!\\)\|")
# A header names its column: short, no sentence, no figure alone.
_LONGEST_HEADER = 30
_FIGURE = re.compile(r"[\s\d.,，％%±+\-－—/:：¥$元万亿年月日号个家项]+")
_TIME = re.compile(r"(?P<year>(?:19|20)\d\d)年?[度末底]?|(?P<month>1[0-2]|[1-9])月份?")
_NOTE = re.compile(r"(?:[备附]?注|说明|(?:资料|数据)来源)\s*\d{0,2}\s*[:：]")
_NOTED = re.compile(r"[备附]?注|(?:填表|填报|编制|制表)?说明|(?:资料|数据)来源")
_SENTENCE = re.compile(r"[。；;]")
_MOST_HEADER_ROWS = 3
MOST_CELLS = 2_000_000


class Grid:
    """Cells by row and column; `put` places one that may span several."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], str] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.height = 0
        self.width = 0
        self.header_rows: int | None = None
        """How many rows the file itself says are headers; None where it does not say."""

    def put(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        """Place `text` at (row, column); a cell that is taken already stays."""
        if (row, column) in self._cells or len(self._cells) + rows * columns > MOST_CELLS:
            return
        text = _BAR.sub(r"\\|", _SPACE.sub(" ", text).strip())
        self._spans[row, column] = (rows, columns)
        for down in range(rows):
            for right in range(columns):
                # Down, the text holds for each row; to the right it would be said twice in one row.
                self._cells.setdefault((row + down, column + right), "" if right else text)
        self.height = max(self.height, row + rows)
        self.width = max(self.width, column + columns)

    def free(self, row: int, column: int) -> int:
        """Return the first column from `column` on that nothing has taken in this row."""
        while (row, column) in self._cells:
            column += 1
        return column

    def row(self, number: int) -> list[str]:
        """Return the texts of a row, "" where there is no cell."""
        return [self._cells.get((number, column), "") for column in range(self.width)]

    def rows(self) -> list[list[str]]:
        """Return all rows, without rows and columns that are empty throughout."""
        kept = [
            column
            for column in range(self.width)
            if any(self._cells.get((row, column)) for row in range(self.height))
        ]
        rows = [
            [self._cells.get((row, column), "") for column in kept] for row in range(self.height)
        ]
        return [row for row in rows if any(row)]

    def spans_of(self, number: int) -> list[int]:
        """Return how many columns each cell that begins in row `number` spans."""
        return [span[1] for (row, _), span in sorted(self._spans.items()) if row == number]

    def depth_of_head(self) -> int:
        """Return how many rows the cells of the first row reach down: a group header has its columns below it."""
        first = [span for (row, _), span in self._spans.items() if row == 0]
        grouped = any(columns > 1 for _, columns in first)
        deepest = max((rows for rows, _ in first), default=1)
        if grouped and len(first) > 1:
            return min(max(deepest, 2), _MOST_HEADER_ROWS)
        return min(deepest, _MOST_HEADER_ROWS) if all(rows == deepest for rows, _ in first) else 1


def to_markdown(grid: Grid) -> list[str]:
    """Return the lines of the table: titles that span all of it, the header with its rule, then the rows."""
    lines: list[str] = []
    top = 0
    while top < grid.height and _is_title(grid, top):
        lines += [text for text in grid.row(top) if text][:1]
        top += 1
    return lines + to_rows(_below(grid, top))


def to_rows(grid: Grid) -> list[str]:
    """Return the header with its rule where there is one, then the rows."""
    kept = [c for c in range(grid.width) if any(grid.row(r)[c] for r in range(grid.height))]
    depth = grid.header_rows
    if depth is None:
        depth = grid.depth_of_head()
        header = _merged(grid, depth)
        named = is_header([header[c] for c in kept]) or (
            depth == 1 and _names_times([grid.row(r) for r in range(min(grid.height, 2))], kept)
        )
        depth = depth if named and grid.height > depth else 0
    rows = grid.rows()
    if not rows or len(rows[0]) < 2:
        return [text for row in rows for text in row if text]
    if depth == 0 or len(rows) <= depth:
        return _with_notes(rows)
    header = _merged(grid, depth)
    body = [row for row in _spread(grid)[depth:] if any(row)]
    return [
        _line([header[c] for c in kept]),
        "|" + " --- |" * len(kept),
        *_with_notes([[row[c] for c in kept] for row in body]),
    ]


def _with_notes(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of the rows; the notes at the foot of a table belong to all of it, and to no column."""
    end = begin = len(rows)
    while begin > 1 and (note := _note(rows[begin - 1])):
        begin -= 1
        # 2.… goes on with 注：1.… above it; alone at the foot it may be a row of one cell.
        if _NOTE.match(note) or note.endswith("。"):
            end = begin
    return [_line(row) for row in rows[:end]] + [_note(row) for row in rows[end:]]


def _note(row: Sequence[str]) -> str:
    """Return what a row says that has one text only, in its first cell or behind 说明 there; "" where it is none."""
    texts = [text for text in row if text]
    if len(texts) == 1 and row[0]:
        return texts[0]
    noted = len(texts) == 2 and len(row) > 2 and row[0] and row[1] and _NOTED.fullmatch(row[0])
    return f"{texts[0]}：{texts[1]}" if noted else ""


def to_phrases(grid: Grid) -> list[str]:
    """Return the rows of a table that stands inside a cell, one phrase each, every value behind its header."""
    rows = to_rows(grid)
    cells = [[cell.strip() for cell in _BAR.split(row)[1:-1]] for row in rows]
    if len(rows) < 3 or not rows[1].startswith("| ---"):
        return ["；".join(text for text in row if text) for row in grid.rows()]
    return [
        "；".join(
            f"{name}：{text}" if name else text
            for name, text in zip(cells[0], row, strict=False)
            if text
        )
        for row in cells[2:]
    ]


def is_header(row: Sequence[str]) -> bool:
    """Say whether `row` names columns: every cell says something short of its own, none of them a mere figure."""
    texts = [text for text in row if text]
    if len(texts) < 2 or len(texts) < len(row) or len(set(texts)) < len(texts):
        return False
    return all(map(_is_name, texts))


def _names_times(rows: Sequence[Sequence[str]], kept: Sequence[int]) -> bool:
    """Say whether the first row names a thing and years or months in their order, with figures of other kinds below.

    A column of units or of growth may stand among them. A row of data may hold two years (begun, done); then so does the next.
    """
    if len(rows) < 2 or len(kept) < 3:
        return False
    heads, below = ([row[c] for c in kept] for row in rows)
    found = {at: match for at, text in enumerate(heads) if (match := _TIME.fullmatch(text))}
    named = [text for at, text in enumerate(heads) if at not in found]
    if (
        0 in found
        or not all(map(_is_name, named))
        or len({m.lastgroup for m in found.values()}) != 1
    ):
        return False
    order = [int(match[match.lastgroup or 0]) for match in found.values()]
    held = [below[at] for at in found]
    return (
        2 * len(found) >= len(heads) - 1
        and order in (sorted(set(order)), sorted(set(order), reverse=True))
        and not any(_TIME.fullmatch(text) for text in held)
        and any(_FIGURE.fullmatch(text) for text in held)
    )


def _is_name(text: str) -> bool:
    """Say whether a cell may name a column: short, no sentence, no mere figure."""
    return not (
        not text or len(text) > _LONGEST_HEADER or _FIGURE.fullmatch(text) or _SENTENCE.search(text)
    )


def _merged(grid: Grid, depth: int) -> list[str]:
    """Return one header a column: a group's name, then the name of the column below it."""
    names: list[list[str]] = [[] for _ in range(grid.width)]
    for row in range(min(depth, grid.height)):
        for column in range(grid.width):
            text = _covering(grid, row, column)
            if text and text not in names[column]:
                names[column].append(text)
    return [" ".join(parts) for parts in names]


def _spread(grid: Grid) -> list[list[str]]:
    """Return the texts of all rows, words of a cell across several columns (一事一议) under each of them.

    A figure is not said again: it may be one for all of them together. Nor is what stands at the left edge: it names the row.
    """
    rows = [grid.row(number) for number in range(grid.height)]
    for (row, column), (deep, wide) in grid._spans.items():
        text = grid._cells[row, column]
        if wide > 1 and column and text and not any(c.isdigit() for c in text):
            for number in range(row, min(row + deep, grid.height)):
                rows[number][column : column + wide] = [text] * min(wide, grid.width - column)
    return rows


def _covering(grid: Grid, row: int, column: int) -> str:
    """Return the text of the cell that covers (row, column), looking left where it began there."""
    left = column
    while left >= 0 and (row, left) not in grid._spans:
        left -= 1
    if left >= 0 and left + grid._spans[row, left][1] > column:
        return grid._cells[row, left]
    return grid._cells.get((row, column), "")


def _is_title(grid: Grid, row: int) -> bool:
    spans = grid.spans_of(row)
    wide = len(spans) == 1 and spans[0] >= grid.width > 1
    alone = sum(1 for text in grid.row(row) if text) == 1 and row + 1 < grid.height
    # An empty cell across columns behind a name is a field of a form.
    return wide or (
        alone
        and 1 < len(spans) == sum(spans)
        and bool(grid.row(row)[0])
        and grid.header_rows is None
    )


def _below(grid: Grid, top: int) -> Grid:
    if not top:
        return grid
    rest = Grid()
    rest.header_rows = None if grid.header_rows is None else max(grid.header_rows - top, 0)
    for (row, column), (rows, columns) in grid._spans.items():
        if row >= top:
            rest._cells |= {
                (r - top, c): text
                for r in range(row, row + rows)
                for c in range(column, column + columns)
                if (text := grid._cells.get((r, c))) is not None
            }
            rest._spans[row - top, column] = (rows, columns)
    rest.height, rest.width = grid.height - top, grid.width
    return rest


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
