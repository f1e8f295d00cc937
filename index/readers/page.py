"""Elements to lines: paragraphs, headings, lists and tables as a reader sees them, one line each.

Knows nothing of where on the page the main text is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.readers.content import Composer
from index.readers.grid import Grid, to_markdown
from index.readers.markup import Visibility

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 200
_LONG_CELL = 400  # characters; a table whose cells are longer lays out the page


class Lines:
    """Writes what is seen of an element to a composer."""

    def __init__(self, composer: Composer, visible: Visibility) -> None:
        self._composer = composer
        self._visible = visible
        self._open: list[str] = []
        self._prefix = ""

    def write(self, element: Element) -> None:
        """Write the element's lines; its last one is finished."""
        self._element(element)
        self._end()

    def _element(self, element: Element) -> None:
        if not self._visible.sees(element):
            return
        tag = element.tag
        if tag == "br" or tag == "hr":
            self._end()
        elif tag in _HEADINGS:
            self._end()
            if text := self._inline(element):
                self._composer.line(f"{'#' * _HEADINGS[tag]} {text}")
        elif tag == "table" and (grid := self._table(element)):
            self._end()
            self._composer.block(to_markdown(grid))
        elif tag == "rt" or tag == "rp":
            return  # how a word is read aloud
        else:
            self._children(element, block=tag in _BLOCKS)

    def _children(self, element: Element, *, block: bool) -> None:
        if block:
            self._end()
        if element.tag == "li":
            self._prefix = _list_mark(element)
        if element.tag == "pre":
            for line in "".join(element.itertext()).split("\n"):
                self._open.append(line)
                self._end()
            return
        self._open.append(element.text or "")
        for child in element:
            self._element(child)
            self._open.append(child.tail or "")
        if block:
            self._end()

    def _end(self) -> None:
        text = _SPACE.sub(" ", "".join(self._open)).strip(" ")
        self._open = []
        if text.strip():
            self._composer.line(self._prefix + text)
            self._prefix = ""

    def _inline(self, element: Element) -> str:
        """Return all that is seen in the element as one line."""
        pieces: list[str] = []
        todo: list[Element | str] = [element]
        while todo:
            at = todo.pop()
            if isinstance(at, str):
                pieces.append(at)
            elif self._visible.sees(at) and at.tag not in ("rt", "rp"):
                if at.tag in _BLOCKS or at.tag == "br":
                    pieces.append(" ")
                inner: list[Element | str] = [at.text or ""]
                for child in at:
                    inner += [child, child.tail or ""]
                todo += reversed(inner)
        return _SPACE.sub(" ", "".join(pieces)).strip(" ")

    def _table(self, table: Element) -> Grid | None:
        """Return the table, or None where it lays out the page: tables in it, long texts, one column."""
        if any(True for _ in table.iter("table") if _ is not table):
            return None
        rows = [row for row in table.iter("tr") if self._shown(row, table)]
        grid = Grid()
        headers = 0
        for number, row in enumerate(rows):
            cells = [cell for cell in row if cell.tag in ("td", "th") and self._visible.sees(cell)]
            named = bool(cells) and (
                all(cell.tag == "th" for cell in cells) or row.getparent().tag == "thead"
            )
            headers = number + 1 if named and headers == number else headers
            column = 0
            for cell in cells:
                column = grid.free(number, column)
                text = self._inline(cell)
                if len(text) > _LONG_CELL and len(rows) < 3:
                    return None
                grid.put(number, column, text, _span(cell, "rowspan", len(rows) - number),
                         _span(cell, "colspan", _MOST_SPAN))  # fmt: skip
        caption = table.find("caption")
        if grid.width < 2:
            return None
        if caption is not None and self._visible.sees(caption):
            self._end()
            self._open.append(self._inline(caption))
            self._end()
        grid.header_rows = headers or None
        return grid

    def _shown(self, row: Element, table: Element) -> bool:
        at: Element | None = row
        while at is not None and at is not table:
            if not self._visible.sees(at):
                return False
            at = at.getparent()
        return True


def _span(cell: Element, name: str, most: int) -> int:
    text = (cell.get(name) or "1").strip()
    return (
        max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    )


def _list_mark(item: Element) -> str:
    """Return what a browser draws before a list item: its number, or a bullet."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- " if parent is not None and "none" not in (parent.get("style") or "") else ""
    start = parent.get("start") or "1"
    first = int(start) if start.lstrip("-").isdigit() and len(start) < 6 else 1
    before = sum(1 for each in parent.iterchildren("li") if each is not item
                 and parent.index(each) < parent.index(item))  # fmt: skip
    return f"{first + before}. "
