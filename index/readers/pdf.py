"""A PDF: its text layer in reading order, page by page; pages without one are recognised as pictures.

Owns the order of the steps: letters, tables, columns, furniture, lines. Lines are left as they were set: the repair
that all texts go through joins them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from index.errors import ReadError
from index.readers import ocr, pulse
from index.readers.content import Composer, Content, display
from index.readers.grid import Grid, is_header, to_markdown
from index.readers.layout import in_order, usual_gutter
from index.readers.pdf_furniture import find_furniture
from index.readers.pdf_glyphs import Sheet, read_sheet
from index.readers.pdf_tables import Table, find_tables
from index.readers.pieces import Piece, Row, pieces_of

MAX_PAGES = 3_000
_FEW = 8  # letters: a page with fewer and a picture on it is a scan
_INDENT = (1.4, 2.7)  # sizes of type by which the first line of a paragraph is set in
_APART = 1.5  # times the usual distance between lines
_OTHER_TYPE = 1.15


@dataclass(slots=True)
class _Page:
    """One page: `parts` are its rows and tables in reading order."""

    height: float
    pieces: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    scanned: bool = False
    unread: bool = False


class PdfReader:
    """PDF with a text layer, scanned, or both."""

    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, data: bytes, path: Path) -> Content:
        name = display(path)
        if b"%PDF-" not in data[:1024]:
            raise ReadError(f"{name!r} 的内容不是 PDF", "请检查扩展名是否正确，或重新下载")
        document = _open(data, name)
        try:
            pages = _pages(document, name)
        finally:
            document.close()
        unread = [number for number, page in enumerate(pages, 1) if page.unread]
        if unread and not any(page.rows or page.tables for page in pages):
            ocr.require(name)
        composer = Composer()
        _compose(pages, composer)
        return composer.content("pdf", wrapped=True)


def _open(data: bytes, name: str) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadError(f"{name!r} 已加密，需要密码", "请解除密码后再添加") from error
        raise ReadError(
            f"{name!r} 已损坏或不完整，不是完好的 PDF", "请重新下载或重新导出后再添加"
        ) from error
    if count > MAX_PAGES:
        document.close()
        raise ReadError(
            f"{name!r} 有 {count} 页，超过上限 {MAX_PAGES} 页", "请拆成几个文件后再添加"
        )
    if count == 0:
        document.close()
        raise ReadError(f"{name!r} 没有页面", "请重新导出后再添加")
    return document


def _pages(document: Any, name: str) -> list[_Page]:
    import pypdfium2

    pages: list[_Page] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise ReadError(
                f"{name!r} 第 {number + 1} 页已损坏", "请重新下载或重新导出后再添加"
            ) from error
        try:
            pages.append(_page(page))
        finally:
            page.close()
    gutter = usual_gutter([page.pieces for page in pages])
    for made in pages:
        made.rows = in_order(made.pieces, gutter)
    return pages


def _page(page: Any) -> _Page:
    sheet = read_sheet(page)
    made = _Page(sheet.height)
    if _is_scan(sheet):
        made.scanned = True
        if ocr.is_installed():
            made.pieces = ocr.recognise_page(page)
            pulse.beat()
        else:
            made.unread = True
        return made
    made.tables = find_tables(sheet.rules, sheet.letters)
    free = [
        letter
        for letter in sheet.letters
        if not any(
            _within(letter.left, letter.bottom, letter.right, letter.top, table)
            for table in made.tables
        )
    ]
    made.pieces = pieces_of(free)
    return made


def _is_scan(sheet: Sheet) -> bool:
    seen = sum(1 for letter in sheet.letters if not letter.text.isspace())
    if sheet.pictured > 0.3 and seen < _FEW:
        return True
    return (
        seen > 20 and sheet.unmapped > 0.5 * seen
    )  # letters that say nothing: only the picture does


def _within(left: float, bottom: float, right: float, top: float, table: Table) -> bool:
    x, y = (left + right) / 2, (bottom + top) / 2
    return table.box[0] <= x <= table.box[2] and table.box[1] <= y <= table.box[3]


def _compose(pages: Sequence[_Page], composer: Composer) -> None:
    furniture = find_furniture([(page.rows, page.height) for page in pages])
    last: Table | None = None
    header: list[str] | None = None
    for number, (page, left_out) in enumerate(zip(pages, furniture, strict=True), 1):
        composer.page()
        rows = [row for at, row in enumerate(page.rows) if at not in left_out]
        if page.unread:
            at = composer.line("")
            composer.doubt(at, at, 0.0, f"第 {number} 页是扫描图，未识别：{ocr.REMEDY}")
        lines = _Lines(rows)
        for part in _in_place(rows, page.tables):
            if isinstance(part, Row):
                lines.write(part, composer)
                last = None
                continue
            goes_on = last is not None and _same_columns(last, part)
            made = _continued(part.grid, header) if goes_on else to_markdown(part.grid)
            if goes_on:
                composer.lines(made)
            else:
                composer.lines(["", *made])
                header = _header(part.grid, made)
            last = part
            lines.after_table()


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
        for column in {row.column for row in rows}:
            lefts = sorted(row.left for row in rows if row.column == column)
            self._edges[column] = lefts[len(lefts) // 10]
        steps = [a.bottom - b.bottom for a, b in pairwise(rows)
                 if a.column == b.column and 0 < a.bottom - b.bottom < 6 * a.size]  # fmt: skip
        self._step = median(steps) if steps else 0.0
        self._before: Row | None = None

    def after_table(self) -> None:
        """Note that a table stands between."""
        self._before = None

    def write(self, row: Row, composer: Composer) -> None:
        before = self._before
        if before is not None and before.column == row.column:
            apart = self._step and before.bottom - row.bottom > _APART * self._step
            larger = max(before.size, row.size) > _OTHER_TYPE * min(before.size, row.size)
            if apart or larger:
                composer.line("")
        elif before is None:
            pass
        inset = (row.left - self._edges[row.column]) / max(row.size, 1.0)
        indent = "\u3000\u3000" if _INDENT[0] <= inset <= _INDENT[1] else ""
        self._write(row, indent, composer)
        self._before = row

    def _write(self, row: Row, indent: str, composer: Composer) -> None:
        at = composer.line(indent + row.text) + len(indent)
        for start, end, sure in ocr.unsure(row):
            composer.doubt(at + start, at + end, sure, ocr.DOUBT)
