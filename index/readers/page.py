"""Elements to lines: paragraphs, headings, lists and tables as a reader sees them, one line each.

Knows nothing of where on the page the main text is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.readers.content import Composer
from index.readers.grid import Grid, to_markdown
from index.readers.markup import Visibility
from index.readers.page_lists import Marks
from index.readers.raised import lowered, raised, settled

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
_SHIFTED = {"sup": raised, "sub": lowered}
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u201c\u201d\u2018\u2019\u2014\u2026"
_SEGMENT = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 200
_LONGEST_ORIGIN = 160  # characters
_ORIGIN = re.compile(r"(?:发布|更新|发表|公布)?(?:时间|日期)\s*[:：]|来源\s*[:：]")
_COUNTERS = re.compile(
    r"[|｜]?\s*(?:(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]\s*[\d,，.]*\s*万?\s*次?"
    r"|(?:字[号体]|字体大小)\s*[:：]?\s*[\[【（(]?\s*大\s*中\s*小\s*[\]】）)]?|(?:打印|关闭|收藏|分享)(?:本页|窗口)?(?=\s|$))"
)
_FEW = 3  # lines that show no width
_LONG_CELL = 400  # characters; a table whose cells are longer lays out the page


class Lines:
    """Writes what is seen of an element to a composer."""

    def __init__(self, composer: Composer, visible: Visibility) -> None:
        self._composer = composer
        self._visible = visible
        self._open: list[str] = []
        self._marks = Marks()
        self._broken: list[str] = []  # the lines of the block so far
        self._prefix = ""
        self._kept = False  # line breaks of the source are seen

    def write(self, element: Element) -> None:
        """Write the element's lines; its last one is finished."""
        self._element(element)
        self._end()

    def _element(self, element: Element) -> None:
        if not self._visible.sees(element):
            return
        tag = element.tag
        if tag == "br":
            self._end(broken=True)
        elif tag == "hr":
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
        elif tag in _SHIFTED and element.find(".//br") is None:
            self._open.append(_SHIFTED[tag](self._inline(element)))
        else:
            style = "".join((element.get("style") or "").split())
            kept = self._kept
            if "white-space:" in style:
                self._kept = "white-space:pre" in style
            self._children(element, block=tag in _BLOCKS or "display:block" in style)
            self._kept = kept

    def _children(self, element: Element, *, block: bool) -> None:
        if block:
            self._end()
        if element.tag == "li":
            self._prefix = self._marks.of(element)
        if element.tag == "pre":
            for line in "".join(element.itertext()).split("\n"):
                self._open.append(line)
                self._end(broken=True)
            self._end()
            return
        self._add(element.text or "")
        for child in element:
            self._element(child)
            self._add(child.tail or "")
        if block:
            self._end()

    def _add(self, text: str) -> None:
        """Write text of the source; where its line breaks are kept, each ends a line as a `br` does."""
        for number, line in enumerate(text.split("\n") if self._kept else [text]):
            if number:
                self._end(broken=True)
            self._open.append(line)

    def _end(self, *, broken: bool = False) -> None:
        """End the line, at a `br` that may only break it (`broken`) or at the end of its block."""
        text = _without_counters(settled(_spaced("".join(self._open))))
        self._open = []
        if text.strip():
            self._broken.append(self._prefix + text)
            self._prefix = ""
        elif broken and self._broken:
            self._broken.append("")
        if not broken and self._broken:
            for line in unbroken(self._broken):
                if line.strip():
                    self._composer.line(line)
            self._broken = []

    def _inline(self, element: Element) -> str:
        """Return all that is seen in the element as one line."""
        pieces: list[str] = []
        todo: list[Element | str] = [element]
        while todo:
            at = todo.pop()
            if isinstance(at, str):
                pieces.append(at)
            elif self._visible.sees(at) and at.tag not in ("rt", "rp"):
                if at.tag in _SHIFTED and at is not element:
                    pieces.append(_SHIFTED[at.tag](self._inline(at)))
                    continue
                if at.tag in _BLOCKS or at.tag == "br":
                    pieces.append(" ")
                inner: list[Element | str] = [at.text or ""]
                for child in at:
                    inner += [child, child.tail or ""]
                todo += reversed(inner)
        return settled(_spaced("".join(pieces)))

    def _table(self, table: Element) -> Grid | None:
        """Return the table, or None where it lays out the page: tables in it, long texts, one column."""
        if any(True for _ in table.iter("table") if _ is not table):
            return None
        rows = [row for row in table.iter("tr") if self._shown(row, table)]
        rows.sort(
            key=lambda row: row.getparent().tag == "tfoot"
        )  # drawn at the foot wherever it stands
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


def unbroken(lines: list[str]) -> list[str]:
    """Return the paragraphs of a block whose lines somebody broke at one width, as in a text; else the lines."""
    from index.repair.joints import decide
    from index.repair.lines import lines_of
    from index.repair.width import find_measure

    raw = "\n".join(lines)
    found = lines_of(raw) if len(lines) > _FEW else []
    measure = find_measure(found) if found else None
    if measure is None:
        return lines
    made = [raw[found[0].low : found[0].end]]
    for joint, line in zip(decide(found, measure), found[1:], strict=True):
        if joint.joins:
            made[-1] += (" " if joint.verdict == "space" else "") + line.text
        else:
            made.append(raw[line.low : line.end])
    return made


def _without_counters(line: str) -> str:
    """Return a line that says where a page is from without how often it was read and how large its type may be."""
    if len(line) > _LONGEST_ORIGIN or "。" in line or not _ORIGIN.search(line):
        return line
    return _COUNTERS.sub("", line).strip(" ")


def _spaced(text: str) -> str:
    """Return `text` with white space as a browser shows it; a line break of the source between Han characters is none.

    CSS Text 3, 4.1.3: a segment break between two wide characters is removed. Browsers that do not know it yet show a
    space, which nobody wrote.
    """
    return _SPACE.sub(" ", _SEGMENT.sub("", text)).strip(" ")
