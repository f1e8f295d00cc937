"""A PDF: its text layer in reading order, page by page; pages without one are recognised as pictures.

Owns the order of the steps: letters, tables, columns; `pdf_text` writes what they give. Lines are left as they were set:
the repair that all texts go through joins them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.errors import ReadError
from index.readers import ocr, pulse
from index.readers.content import Composer, Content, display
from index.readers.layout import in_order, usual_gutter
from index.readers.pdf_aligned import find_aligned
from index.readers.pdf_glyphs import Sheet, read_sheet
from index.readers.pdf_tables import Table, find_tables
from index.readers.pdf_text import Page, compose
from index.readers.pieces import pieces_of

MAX_PAGES = 3_000
_FEW = 8  # letters: a page with fewer and a picture on it is a scan


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
        compose(pages, composer)
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


def _pages(document: Any, name: str) -> list[Page]:
    import pypdfium2

    pages: list[Page] = []
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


def _page(page: Any) -> Page:
    sheet = read_sheet(page)
    made = Page(sheet.height)
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
    aligned, made.pieces = find_aligned(pieces_of(free))
    made.tables += aligned
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
