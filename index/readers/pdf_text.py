"""The rows and tables of the pages of a PDF to lines of text: furniture left out, tables on one, notes after their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.readers import ocr
from index.readers.content import Composer
from index.readers.grid import Grid, is_header, to_markdown
from index.readers.pdf_furniture import find_furniture
from index.readers.pdf_notes import find_notes, lines_of, width_of
from index.readers.pdf_tables import Table
from index.readers.pieces import Piece, Row

_INDENT = (1.4, 2.7)  # sizes of type by which the first line of a paragraph is set in
_APART = 1.5  # times the usual distance between lines
_OTHER_TYPE = 1.15
_ENDED = re.compile(r"[。！？!?][”’」』）)]*\s*$")
_SHORT = 1.5  # sizes of type that the last line of a paragraph lacks


@dataclass(slots=True)
class Page:
    """One page with its rows in reading order; `unread` where only a picture is there and no recogniser."""

    height: float
    pieces: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    scanned: bool = False
    unread: bool = False


def compose(pages: Sequence[Page], composer: Composer) -> None:
    """Write the text of the pages."""
    writer = _Writer(composer)
    furniture = find_furniture([(page.rows, page.height) for page in pages])
    kept = [
        [row for at, row in enumerate(page.rows) if at not in left_out]
        for page, left_out in zip(pages, furniture, strict=True)
    ]
    # The height of recognised type is only roughly known: small type cannot be told there.
    notes = find_notes(
        [
            ([] if page.scanned else rows, page.height)
            for rows, page in zip(kept, pages, strict=True)
        ]
    )
    for number, (page, rows, own) in enumerate(zip(pages, kept, notes, strict=True), 1):
        writer.page(number, page, rows, own)
    writer.write_notes()


class _Writer:
    """Writes page after page, and knows what may go on from one to the next: a table, a sentence with notes below it."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._table: Table | None = None
        self._header: list[str] | None = None
        self._notes: list[list[str]] = []

    def page(
        self, number: int, page: Page, rows: Sequence[Row], notes: Sequence[Sequence[Row]]
    ) -> None:
        """Write a page; its `notes` wait until the paragraph above them has ended, be it on another page."""
        noted = {id(row): note for note in notes for row in note}
        text = [row for row in rows if id(row) not in noted]
        lines = _Lines(text)
        if text and lines.begins(text[0]):
            self.write_notes()
        self._composer.page()
        if page.unread:
            at = self._composer.line("")
            note = f"第 {number} 页是扫描图，未识别：{ocr.REMEDY}"
            self._composer.doubt(at, at, 0.0, note)
        for part in _in_place(list(rows), page.tables):
            if isinstance(part, Table):
                self._write_table(part)
                lines.after_table()
            elif id(part) not in noted:
                self._write_row(part, lines)
            elif part is noted[id(part)][0]:
                self._notes.append(lines_of(noted[id(part)], width_of(text)))
        if lines.has_ended():
            self.write_notes()

    def write_notes(self) -> None:
        """Write the notes that wait, each a paragraph."""
        for note in self._notes:
            self._composer.lines(["", *note, ""])
        self._notes = []

    def _write_row(self, row: Row, lines: _Lines) -> None:
        if lines.has_ended() or lines.begins(row):
            self.write_notes()
        lines.write(row, self._composer)
        self._table = None

    def _write_table(self, table: Table) -> None:
        goes_on = self._table is not None and _same_columns(self._table, table)
        if goes_on:
            self._composer.lines(_continued(table.grid, self._header))
        else:
            made = to_markdown(table.grid)
            self._composer.lines(["", *made])
            self._header = _header(table.grid, made)
        self._table = table


def _in_place(rows: list[Row], tables: list[Table]) -> list[Row | Table]:
    """Return rows and tables together, each table before the first row below it in its place on the page."""
    parts: list[Row | Table] = list(rows)
    for table in tables:
        above = [
            at for at, part in enumerate(parts)
            if part_top(part) > table.box[3] - 1 and _overlaps(part, table)
        ]  # fmt: skip
        parts.insert(above[-1] + 1 if above else _first_below(parts, table), table)
    return parts


def part_top(part: Row | Table) -> float:
    """Return the upper edge of a row or a table."""
    return part.box[3] if isinstance(part, Table) else part.bottom


def _overlaps(part: Row | Table, table: Table) -> bool:
    left, right = (part.box[0], part.box[2]) if isinstance(part, Table) else (part.left, part.right)
    return left < table.box[2] and right > table.box[0]


def _first_below(parts: list[Row | Table], table: Table) -> int:
    return next((at for at, part in enumerate(parts) if _overlaps(part, table)), len(parts))


def _same_columns(before: Table, after: Table) -> bool:
    return len(before.columns) == len(after.columns) and all(
        abs((a - before.columns[0]) - (b - after.columns[0])) < 6
        for a, b in zip(before.columns, after.columns, strict=True)
    )


def _header(grid: Grid, made: list[str]) -> list[str] | None:
    ruled = any(line.startswith("| ---") for line in made)
    return grid.row(0) if ruled else None


def _continued(grid: Grid, header: list[str] | None) -> list[str]:
    """Return the rows of a table that goes on from the page before, without the header said again."""
    if header is None and is_header(grid.row(0)):
        return ["", *to_markdown(grid)]
    start = 0
    if header is not None and grid.row(0) == header:
        start = 1
    return [
        "| " + " | ".join(grid.row(at)) + " |"
        for at in range(start, grid.height)
        if any(grid.row(at))
    ]


class _Lines:
    """Writes rows as lines, with what the setting says of paragraphs: set in, apart, in other type."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._edges: dict[int, float] = {}
        self._rights: dict[int, float] = {}
        for column in {row.column for row in rows}:
            lefts = sorted(row.left for row in rows if row.column == column)
            self._edges[column] = lefts[len(lefts) // 10]
            self._rights[column] = max(row.right for row in rows if row.column == column)
        steps = [a.bottom - b.bottom for a, b in pairwise(rows)
                 if a.column == b.column and 0 < a.bottom - b.bottom < 6 * a.size]  # fmt: skip
        self._step = median(steps) if steps else 0.0
        self._before: Row | None = None

    def after_table(self) -> None:
        """Note that a table stands between."""
        self._before = None

    def write(self, row: Row, composer: Composer) -> None:
        """Write the row, after an empty line where it stands apart from the one before."""
        if self._is_apart(row):
            composer.line("")
        at = composer.line(("\u3000\u3000" if self._is_set_in(row) else "") + row.text)
        at += 2 * self._is_set_in(row)
        for start, end, sure in ocr.unsure(row):
            composer.doubt(at + start, at + end, sure, ocr.DOUBT)
        self._before = row

    def begins(self, row: Row) -> bool:
        """Say whether the setting shows that a paragraph begins with the row, which is written next."""
        return self._is_set_in(row) or self._is_apart(row)

    def has_ended(self) -> bool:
        """Say whether the row written last ends its paragraph: with a full stop, short of the column's edge."""
        row = self._before
        if row is None or not _ENDED.search(row.text):
            return False
        return row.right < self._rights[row.column] - _SHORT * row.size

    def _is_set_in(self, row: Row) -> bool:
        inset = (row.left - self._edges[row.column]) / max(row.size, 1.0)
        return _INDENT[0] <= inset <= _INDENT[1]

    def _is_apart(self, row: Row) -> bool:
        before = self._before
        if before is None or before.column != row.column:
            return False
        larger = max(before.size, row.size) > _OTHER_TYPE * min(before.size, row.size)
        return larger or bool(self._step and before.bottom - row.bottom > _APART * self._step)
