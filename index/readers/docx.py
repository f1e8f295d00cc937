"""A Word document: paragraphs with their drawn numbers, headings, tables, text boxes and footnotes in reading order.

What was deleted, hidden or written white, and comments, are no part of the text; insertions under review are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.content import Composer, Content, display
from index.readers.docx_numbers import Numbering, W
from index.readers.docx_package import as_document, root_of
from index.readers.docx_runs import Runs, Styles, is_prompt, value_of
from index.readers.grid import Grid, to_markdown, to_phrases
from index.readers.packed import open_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FOOTNOTES = ("footnotes", "endnotes")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十百\d]+[、.．章节条]|[（(][一二三四五六七八九十\d]+[）)]"
)


class DocxReader:
    """DOCX and its relatives with macros, which are never looked at."""

    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx")

    def read(self, data: bytes, path: Path) -> Content:
        import io

        import docx

        name = display(path)
        with open_package(data, name, "DOCX") as package:
            plain = as_document(package, data)
        document = docx.Document(io.BytesIO(plain))
        parts = {
            part.partname.split("/")[-1].split(".")[0]: part
            for part in document.part.package.iter_parts()
        }
        composer = Composer()
        numbering = Numbering(root_of(parts, "numbering"))
        body = _Body(composer, Styles(root_of(parts, "styles"), numbering.styled()), numbering)
        for kind in _FOOTNOTES:
            body.notes(kind[:-1], root_of(parts, kind))
        if body.breaks(document.element.body):
            composer.page()
        body.write(document.element.body)
        return composer.content("docx")


class _Body:
    """Writes the blocks of a document, a cell, a text box or a note."""

    def __init__(self, composer: Composer, styles: Styles, numbering: Numbering) -> None:
        self._composer = composer
        self._styles = styles
        self._numbering = numbering
        self._runs = Runs(styles)
        self._notes: dict[tuple[str, str], Element] = {}

    def notes(self, kind: str, root: Element | None) -> None:
        """Know the foot- or endnotes of the document."""
        if root is not None:
            for note in root.iter(f"{W}{kind}"):
                if note.get(f"{W}type") in (None, "normal"):
                    self._notes[kind, note.get(f"{W}id", "")] = note

    def breaks(self, body: Element) -> bool:
        """Say whether the file tells where its pages begin."""
        return any(True for _ in body.iter(f"{W}lastRenderedPageBreak"))

    def write(self, parent: Element) -> None:
        begun: list[Element] = []  # paragraphs whose end was deleted: they go on with the next one
        for block in self._blocks(parent):
            if block.tag == f"{W}tbl":
                self._write_table(block)
            elif _has_no_end(block):
                begun.append(block)
            else:
                self._paragraph(block, begun)
                begun = []
        if begun:
            self._paragraph(begun[-1], begun[:-1])

    def _write_table(self, table: Element) -> None:
        cells = [list(_cells(row)) for row in self._rows(table) if not self._is_hidden(row)]
        if all(len(row) == 1 for row in cells):  # a frame around text, drawn as a table
            for (cell,) in cells:
                if not _continues(cell):
                    self._composer.line("")
                    self.write(cell)
            self._composer.line("")
        else:
            self._composer.block(to_markdown(self._table(table)))
        self._write_notes(table)

    def _blocks(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag == f"{W}p":
                if not self._styles.is_contents(child):
                    yield child
            elif child.tag == f"{W}tbl":
                yield child
            elif is_prompt(child):
                continue
            elif child.tag in (
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}customXml",
                f"{W}smartTag",
                f"{W}ins",
            ):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Element, begun: Sequence[Element] = ()) -> None:
        """Write the paragraph behind those that go on with it; the last one says what all of them are."""
        text, pages = self.text(paragraph, begun)
        level = self._styles.heading(paragraph)
        lines = [line.strip(" ") for line in text.split("\n")]
        if pages and text[: pages[0]].strip() == "":
            self._composer.page()
            pages = pages[1:]
        if level and text.strip():
            self._composer.line(f"{'#' * min(level, 6)} {' '.join(line for line in lines if line)}")
        else:
            for line in lines:
                if line.strip():
                    self._composer.line(line)
        for _ in pages:
            self._composer.page()
        for each in (*begun, paragraph):
            self._attached(each)

    def text(self, paragraph: Element, begun: Sequence[Element] = ()) -> tuple[str, list[int]]:
        """Return what is read in the paragraph with its drawn number, and where in it a page begins."""
        text, pages = "", []
        for each in (*begun, paragraph):
            own, found = self._runs.read(each)
            pages += [len(text) + at for at in found]
            text += own
        drawn = ""
        number = self._styles.number(paragraph)
        # An empty paragraph takes its number too, unless all that it held was deleted.
        if number and (text.strip() or not (begun or _is_deleted(paragraph))):
            drawn = self._numbering.next(*number)
            if not text.strip():
                return "", pages
            # Some type the number although the format draws one as well.
            if drawn != "- " and _NUMBERED.match(text.lstrip()) and drawn.strip() in text[:12]:
                drawn = ""
        return drawn + text, [page + len(drawn) for page in pages]

    def _attached(self, paragraph: Element) -> None:
        """Write the text boxes and notes that hang on the paragraph, after it: they never break its sentence."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                above = next(each for each in box.iterancestors(f"{W}p"))
                if above is paragraph:
                    self.write(box)
        self._write_notes(paragraph)

    def _write_notes(self, block: Element) -> None:
        """Write the notes whose marks stand in the block, a paragraph or a table."""
        for kind in ("footnote", "endnote"):
            for mark in block.iter(f"{W}{kind}Reference"):
                note = self._notes.pop((kind, mark.get(f"{W}id", "")), None)
                if note is not None:
                    text = " ".join(self.text(p)[0].strip() for p in note.iter(f"{W}p")).strip()
                    if text:
                        self._composer.line(f"注：{text}")

    def _table(self, table: Element) -> Grid:
        grid = Grid()
        headers = 0
        rows = [row for row in self._rows(table) if not self._is_hidden(row)]
        below = _merges(rows)
        for number, row in enumerate(rows):
            properties = row.find(f"{W}trPr")
            column = 0
            if properties is not None:
                if properties.find(f"{W}tblHeader") is not None and headers == number:
                    headers = number + 1
                column = int(value_of(properties.find(f"{W}gridBefore")) or 0)
            for cell in _cells(row):
                span = _span(cell)
                if not _continues(cell):
                    grid.put(number, column, self._cell(cell), below.get((number, column), 1), span)
                column += span
        grid.header_rows = headers or None
        return grid

    def _rows(self, table: Element) -> Iterator[Element]:
        for child in table:
            if child.tag == f"{W}tr":
                yield child
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
                yield from self._rows(child)

    def _is_hidden(self, row: Element) -> bool:
        properties = row.find(f"{W}trPr")
        return properties is not None and any(
            properties.find(f"{W}{name}") is not None for name in ("hidden", "del")
        )

    def _cell(self, cell: Element) -> str:
        """Return the text of a cell as one line; a table inside it is read row by row."""
        pieces = []
        for block in self._blocks(cell):
            if block.tag == f"{W}tbl":
                pieces += to_phrases(self._table(block))
            else:
                pieces.append(self.text(block)[0].strip())
                pieces += [
                    self._runs.read(p)[0].strip()
                    for box in block.iter(f"{W}txbxContent")
                    if not any(above.tag == _FALLBACK for above in box.iterancestors())
                    for p in box.iter(f"{W}p")
                ]
        return " ".join(piece for piece in pieces if piece)


def _has_no_end(paragraph: Element) -> bool:
    """Say whether the mark that ends the paragraph was deleted, or moved away, under review."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(
        mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")
    )


def _is_deleted(paragraph: Element) -> bool:
    return any(True for name in ("del", "moveFrom") for _ in paragraph.iter(f"{W}{name}"))


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _span(cell: Element) -> int:
    span = value_of(cell.find(f"{W}tcPr/{W}gridSpan"))
    return min(int(span), 200) if span and span.isdigit() else 1


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and value_of(merge) in (None, "continue")


def _merges(rows: list[Element]) -> dict[tuple[int, int], int]:
    """Return (row, column) -> how many rows the cell there spans, for those that span several."""
    spans: dict[tuple[int, int], int] = {}
    begun: dict[int, int] = {}
    for number, row in enumerate(rows):
        properties = row.find(f"{W}trPr")
        column = (
            int(value_of(properties.find(f"{W}gridBefore")) or 0) if properties is not None else 0
        )
        for cell in _cells(row):
            if not _continues(cell):
                begun[column] = number
            elif column in begun:
                spans[begun[column], column] = number - begun[column] + 1
            column += _span(cell)
    return spans
