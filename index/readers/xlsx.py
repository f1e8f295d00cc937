"""A workbook: what its visible sheets show, each row with its headers. Formulas give the value last computed."""

from __future__ import annotations

import io
import re
import warnings
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.readers.cell_format import CHINESE_DATES, show
from index.readers.content import Composer, Content, Doubt, display
from index.readers.packed import open_package
from index.readers.raised import lowered, raised, settled
from index.readers.sheets import Span, to_lines

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MAX_SHEET = 40 * 1024 * 1024
"""Bytes of a sheet's XML: openpyxl takes some eight times as much memory."""
UNCOUNTED = "有公式没有保存计算结果"
_UNCOUNTED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHOWN = re.compile(r"(?m)(?:^|(?<=\| ))=[^\n]*?(?= \||$)")
_DULL = ("Sheet", "工作表")
_WHITE = ("FFFFFFFF", "00FFFFFF")
_LONGEST_TITLE = 60  # characters
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_HAN = 4


class XlsxReader:
    """XLSX and its relatives with macros, which are never looked at."""

    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xltx")

    def read(self, data: bytes, path: Path) -> Content:
        name = display(path)
        with open_package(data, name, "XLSX") as package:
            uncounted = any(
                _UNCOUNTED.search(package.read(part))
                for part in package.infolist()
                if part.filename.startswith("xl/worksheets/") and part.file_size <= MAX_SHEET
            )
            sheets = sum(
                part.file_size for part in package.infolist()
                if part.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))
            )  # fmt: skip
        if sheets > MAX_SHEET:
            raise ReadError(
                f"{name!r} 的表格太大（{sheets / 1024 / 1024:.0f} MB）",
                "请拆成几个文件，或另存为 CSV 再添加",
            )
        book = _open(data)
        formulas = _formulas(book, _open(data, formulas=True)) if uncounted else set()
        composer = Composer()
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        written = [(sheet, lines) for sheet in shown if (lines := to_lines(*_cells(sheet)))]
        title = _title([lines for _, lines in written])
        for number, (sheet, lines) in enumerate(written):
            composer.page()
            if title and number == 0:
                composer.line(f"# {title}")
                lines = lines[1:]
            if len(shown) > 1 and not sheet.title.startswith(_DULL):
                composer.line(f"## {sheet.title}")
            if len(written) > 1 and _is_titled(lines):
                composer.line(f"### {lines[0]}")
                lines = lines[1:]
            composer.block(lines)
        known = "" if title or len(written) < 2 else _named(path, [lines for _, lines in written])
        content = composer.content("xlsx", metadata={"标题": known} if known else None)
        return replace(content, doubts=_doubts(content.text, formulas)) if formulas else content


def _open(data: bytes, *, formulas: bool = False) -> Workbook:
    """Return the workbook with the values last computed, or with `formulas` instead of them."""
    import openpyxl
    from openpyxl.styles import numbers

    # The library knows the English date formats only; a Chinese Excel stores its own by their numbers alone.
    for number, code in CHINESE_DATES.items():
        numbers.BUILTIN_FORMATS.setdefault(number, code)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(
            io.BytesIO(data), data_only=not formulas, keep_links=False, rich_text=True
        )


def _formulas(book: Workbook, written: Workbook) -> set[str]:
    """Write into the cells of `book` whose formula was never computed the formula itself; return those formulas.

    A program wrote the file, and no Excel has opened it since: people who open it see a value that stands nowhere.
    """
    found: set[str] = set()
    for sheet, other in zip(book.worksheets, written.worksheets, strict=True):
        for place, cell in other._cells.items():
            known = sheet._cells.get(place)
            if cell.data_type == "f" and (known is None or known.value is None):
                text = str(getattr(cell.value, "text", None) or cell.value)
                value = text if text.startswith("=") else f"={text}"
                found.add(value)
                own = sheet.cell(*place)
                own.data_type, own._value = "s", value
    return found


def _doubts(text: str, formulas: set[str]) -> tuple[Doubt, ...]:
    spans = [match.span() for match in _SHOWN.finditer(text) if match.group() in formulas]
    return tuple(
        Doubt(start=start, end=end, confidence=0.0, note=UNCOUNTED) for start, end in spans
    )


def _seen(value: object) -> object:
    """Return the value of a cell; of formatted text what is not struck out, with raised figures as such."""
    if not isinstance(value, list):
        return value
    pieces = []
    for piece in value:
        font = getattr(piece, "font", None)
        text = str(piece)
        if font is None:
            pieces.append(text)
        elif not font.strike:
            shift = {"superscript": raised, "subscript": lowered}.get(font.vertAlign or "")
            pieces.append(shift(text) if shift else text)
    return settled("".join(pieces))


def _is_titled(lines: Sequence[str]) -> bool:
    """Say whether the first line is the title of the sheet and no sentence: the table stands below it."""
    return (
        len(lines) > 1
        and not lines[0].startswith("|")
        and len(lines[0]) <= _LONGEST_TITLE
        and lines[0][-1] not in "。；：:;"
    )


def _title(sheets: list[list[str]]) -> str:
    """Return the line above the table of the first of several sheets where no other has one: the title of the workbook."""
    titled = [len(lines) > 1 and not lines[0].startswith("|") for lines in sheets]
    return sheets[0][0] if len(sheets) > 1 and titled[0] and not any(titled[1:]) else ""


def _named(path: Path, sheets: list[list[str]]) -> str:
    """Return the title of a workbook whose sheets each have their own: its name, or what the first is called.

    The name of a file that was downloaded may be no words (P020240301.xlsx); the name of a sheet never is a title.
    """
    if len(_HAN.findall(path.stem)) >= _FEWEST_HAN:
        return display(Path(path.stem))
    return sheets[0][0] if _is_titled(sheets[0]) else ""


def _cells(sheet: Worksheet) -> tuple[dict[int, dict[int, str]], list[Span]]:
    """Return the shown texts of a sheet by row and column, and its merged ranges; hidden ones are left out."""
    rows = sorted(n for n, size in sheet.row_dimensions.items() if size.hidden or size.height == 0)
    columns = sorted(_hidden_columns(sheet))
    unseen_rows, unseen_columns = set(rows), set(columns)
    texts: dict[int, dict[int, str]] = {}
    # Only cells that exist: a sheet may claim a million rows.
    for (row, column), cell in sorted(sheet._cells.items()):
        if row in unseen_rows or column in unseen_columns or cell.value is None:
            continue
        text = show(_seen(cell.value), cell.number_format).strip()
        if text and not _is_unseen(cell):
            texts.setdefault(_shown(row, rows), {})[_shown(column, columns)] = text
    merged = [
        (
            _shown(area.min_row, rows),
            _shown(area.min_col, columns),
            _shown(area.max_row, rows),
            _shown(area.max_col, columns),
        )
        for area in sheet.merged_cells.ranges
    ]
    return texts, [_within(span, texts) for span in merged]


def _shown(number: int, hidden: list[int]) -> int:
    """Return where a row or column stands among those that are shown."""
    return number - bisect_right(hidden, number)


def _within(span: Span, texts: dict[int, dict[int, str]]) -> Span:
    """Return the span cut to the rows and columns that hold text: one may claim the whole sheet."""
    top, left, bottom, right = span
    last_row = max(texts, default=top)
    last_column = max((max(row) for row in texts.values()), default=left)
    return top, left, max(top, min(bottom, last_row)), max(left, min(right, last_column))


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for size in sheet.column_dimensions.values():
        if size.hidden and size.min is not None and size.max is not None:
            hidden |= set(range(size.min, min(size.max, 16_384) + 1))
    return hidden


def _is_unseen(cell: Cell) -> bool:
    """Say whether the cell is written white on white, or in a format that shows nothing (;;;)."""
    if cell.number_format and cell.number_format.replace(" ", "") == ";;;":
        return True
    if not cell.has_style or cell.font is None:
        return False
    if cell.font.strike:
        return True  # taken back by its writer
    if cell.font.color is None:
        return False
    color = cell.font.color
    white = (color.type == "rgb" and color.rgb in _WHITE) or (
        color.type == "theme" and color.theme == 0
    )
    return bool(white) and (cell.fill is None or cell.fill.fill_type in (None, "none"))
