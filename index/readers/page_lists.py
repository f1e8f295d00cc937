"""What a browser draws before the items of a list: numbers in the style of the list, or bullets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers.docx_numbers import spell

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NAMED = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_CHINESE = ("cjk-ideographic", "simp-chinese", "trad-chinese")


class Marks:
    """Counts the items of the lists of one page, in its order."""

    def __init__(self) -> None:
        self._counts: dict[Element, int] = {}  # the next number of each list

    def of(self, item: Element) -> str:
        """Return what a browser draws before a list item: its number, or a bullet."""
        parent = item.getparent()
        if parent is None:
            return ""
        style = (parent.get("style") or "").lower()
        if parent.tag != "ol":
            return "" if "none" in style else "- "
        backward = parent.get("reversed") is not None
        first = (
            sum(1 for _ in parent.iterchildren("li"))
            if backward and parent not in self._counts
            else 1
        )
        at = _whole(item.get("value"), self._counts.get(parent, _whole(parent.get("start"), first)))
        self._counts[parent] = at + (-1 if backward else 1)
        return _drawn(at, parent.get("type") or "", style)


def _whole(text: str | None, default: int) -> int:
    """Return the whole number that an attribute holds."""
    text = (text or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 6 else default


def _drawn(number: int, kind: str, style: str) -> str:
    """Return the number in the style of its list, with what browsers set behind it."""
    if "list-style" in style and "none" in style:
        return ""
    if any(name in style for name in _CHINESE):
        return f"{spell(number, 'chineseCounting')}、"
    named = next((form for name, form in _NAMED.items() if name in style), None)
    return f"{spell(number, named or _TYPES.get(kind, 'decimal'))}. "
