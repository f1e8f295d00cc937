"""The words of a Word paragraph and how styles make them headings, numbered or unseen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from index.readers.docx_numbers import W
from index.readers.raised import lowered, raised, settled

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_CONTENTS = re.compile(r"toc\s*\d|目录\s*\d", re.I)
_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rt", "txbxContent", "instrText", "delText", "rPr",
                              "footnoteReference", "endnoteReference", "commentReference", "sdtPr", "sdtEndPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
# Boxes that forms draw from symbol fonts: empty and ticked.
_SYMBOLS = {"A8": "□", "6F": "□", "71": "□", "FE": "☑", "52": "☑", "FD": "☒", "54": "☒"}
# Formulas of two parts: the tag, and the names of the parts.
_FORMULAS = {f"{M}f": ("num", "den"), f"{M}sSup": ("e", "sup"), f"{M}sSub": ("e", "sub")}
_COMPOUND = re.compile(r"[+−×÷/*=-]")
_OFF = ("0", "false", "off", "none")
_SMALLEST = 2  # half points: nobody reads type of one point


def value_of(element: Element | None) -> str | None:
    """Return the `w:val` of a property, None where there is none."""
    return None if element is None else element.get(f"{W}val")


def is_on(properties: Element | None, name: str) -> bool:
    """Say whether a switch such as `w:vanish` is set."""
    switch = None if properties is None else properties.find(f"{W}{name}")
    return switch is not None and value_of(switch) not in _OFF


def _formula(tag: str, first: str, second: str) -> str:
    """Return a formula of two parts in one line, so that their figures never run together."""
    if tag == f"{M}f":
        return "/".join(f"({part})" if _COMPOUND.search(part) else part for part in (first, second))
    shift = raised if tag == f"{M}sSup" else lowered
    shifted = shift(second)
    return first + (f"^({second})" if shifted == second and tag == f"{M}sSup" else shifted)


def is_prompt(element: Element) -> bool:
    """Say whether the element is a field of a form that nobody has filled in: what it shows asks for the words."""
    if element.tag != f"{W}sdt":
        return False
    properties = element.find(f"{W}sdtPr")
    return is_on(properties, "showingPlcHdr")


class Styles:
    """What the styles of a document say, looked up through what they are based on."""

    def __init__(
        self, root: Element | None, levels: Mapping[tuple[str, str], int] | None = None
    ) -> None:
        """`levels` says which level of a list a style stands for: (list, style) -> level."""
        self.levels = levels or {}
        self._styles: dict[str, Element] = {}
        if root is not None:
            self._styles = {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}

    def chain(self, name: str | None) -> list[Element]:
        """Return the style and those it is based on, nearest first."""
        found: list[Element] = []
        while name and name in self._styles and len(found) < 20:
            found.append(self._styles[name])
            name = value_of(self._styles[name].find(f"{W}basedOn"))
        return found

    def heading(self, paragraph: Element) -> int:
        """Return the level of the heading that the paragraph is, 0 for none."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return 0
        for at in (properties, *self.chain(value_of(properties.find(f"{W}pStyle")))):
            holder = at if at is properties else at.find(f"{W}pPr")
            level = value_of(None if holder is None else holder.find(f"{W}outlineLvl"))
            if level is not None and level.isdigit():
                return int(level) + 1 if int(level) < 9 else 0
            name = value_of(at.find(f"{W}name")) if at is not properties else None
            if name and (match := _HEADING.match(name)):
                return int(match[1])
            if name and name.lower() in ("title", "标题"):
                return 1
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        """Say whether the paragraph is a line of a table of contents: headings once more, with their pages."""
        style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        names = (value_of(each.find(f"{W}name")) or "" for each in self.chain(style))
        return any(_CONTENTS.fullmatch(name) for name in names)

    def number(self, paragraph: Element) -> tuple[str, int] | None:
        """Return (list, level) of a numbered paragraph."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        number, level = None, None
        style = value_of(properties.find(f"{W}pStyle"))
        for at in (properties, *self.chain(style)):
            holder = at if at is properties else at.find(f"{W}pPr")
            found = None if holder is None else holder.find(f"{W}numPr")
            if found is not None:
                number = number or value_of(found.find(f"{W}numId"))
                level = level or value_of(found.find(f"{W}ilvl"))
        if number in (None, "0"):
            return None
        if level is None:
            return number or "", self._linked(number or "", style)
        return number or "", int(level) if level.isdigit() else 0

    def _linked(self, number: str, style: str | None) -> int:
        """Return the level of the list that names the paragraph's style as its own, 0 where none does."""
        for each in self.chain(style):
            level = self.levels.get((number, each.get(f"{W}styleId", "")))
            if level is not None:
                return level
        return 0


class Runs:
    """Reads the runs of paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: Element) -> tuple[str, list[int]]:
        """Return what is seen of the paragraph, and the offsets in it at which Word last began a page."""
        pieces: list[str] = []
        pages: list[int] = []
        for element in paragraph:
            self._element(element, pieces, pages)
        return settled("".join(pieces)), pages

    def _element(self, element: Element, pieces: list[str], pages: list[int]) -> None:
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str) or is_prompt(element):
            return
        if tag == f"{W}r":
            if self._is_unseen(element):
                return
            if shift := self._shift(element):
                inner: list[str] = []
                for child in element:
                    self._element(child, inner, pages)
                pieces.append((raised if shift == "superscript" else lowered)("".join(inner)))
                return
        if tag in (f"{W}t", f"{M}t"):
            pieces.append(element.text or "")
        elif tag == f"{W}tab" or tag == f"{W}ptab":
            pieces.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{W}sym":
            pieces.append(_symbol(element))
        elif tag == f"{W}lastRenderedPageBreak":
            pages.append(sum(map(len, pieces)))
        elif tag in _FORMULAS:
            first, second = (self._part(element, name, pages) for name in _FORMULAS[tag])
            pieces.append(_formula(tag, first, second))
        else:
            for child in element:
                self._element(child, pieces, pages)

    def _part(self, formula: Element, name: str, pages: list[int]) -> str:
        pieces: list[str] = []
        for part in formula.iterchildren(f"{M}{name}"):
            self._element(part, pieces, pages)
        return "".join(pieces)

    def _properties(self, run: Element) -> list[Element]:
        """Return the properties of a run, its own first, then those of its styles."""
        own = run.find(f"{W}rPr")
        if own is None:
            return []
        styles = self._styles.chain(value_of(own.find(f"{W}rStyle")))
        found = (own, *(style.find(f"{W}rPr") for style in styles))
        return [each for each in found if each is not None]

    def _shift(self, run: Element) -> str | None:
        """Return "superscript" or "subscript" for a run that is set above or below the line."""
        for at in self._properties(run):
            if (shift := at.find(f"{W}vertAlign")) is not None:
                value = value_of(shift)
                return value if value in ("superscript", "subscript") else None
        return None

    def _is_struck(self, run: Element) -> bool:
        """Say whether a line is drawn through the run: its writer has taken it back."""
        for name in ("strike", "dstrike"):
            switches = (at.find(f"{W}{name}") for at in self._properties(run))
            nearest = next((switch for switch in switches if switch is not None), None)
            if nearest is not None and value_of(nearest) not in _OFF:
                return True
        return False

    def _is_unseen(self, run: Element) -> bool:
        if self._is_struck(run):
            return True
        for at in self._properties(run):
            if is_on(at, "vanish") or is_on(at, "webHidden"):
                return True
            size = value_of(at.find(f"{W}sz"))
            if size and size.isdigit() and int(size) <= _SMALLEST:
                return True
            if _is_white(at) and not _is_shaded(run):
                return True
        return False


def _is_white(properties: Element) -> bool:
    color = properties.find(f"{W}color")
    if color is None:
        return False
    theme = color.get(f"{W}themeColor")
    return (value_of(color) or "").upper() == "FFFFFF" or theme in ("background1", "light1")


def _is_shaded(run: Element) -> bool:
    """Say whether something dark lies under the run: its own shading, its paragraph's, its cell's, a drawing's."""
    for at in (run, *run.iterancestors()):
        if at.tag == f"{W}txbxContent":
            return True
        for name in ("rPr", "pPr", "tcPr", "tblPr"):
            properties = at.find(f"{W}{name}")
            if properties is None:
                continue
            if properties.find(f"{W}highlight") is not None:
                return True
            shade = properties.find(f"{W}shd")
            fill = "" if shade is None else (shade.get(f"{W}fill") or "").upper()
            if fill not in ("", "AUTO", "FFFFFF") or (
                shade is not None and shade.get(f"{W}themeFill")
            ):
                return True
            if properties.find(f"{W}tblStyle") is not None:  # the style may paint its header row
                return True
    return False


def _symbol(element: Element) -> str:
    code = (element.get(f"{W}char") or "").upper()
    if code.startswith(("F0", "00")):
        return _SYMBOLS.get(code[2:], "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
