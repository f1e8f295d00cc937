"""What a web page says about its document outside of the text: in its head, and in the box of a government site.

The box (索引号, 发文机关, 成文日期, 文号) stands above the text or beside it, and is no part of it. Owns names of fields, not where
the main text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from index.front import FIELDS, KNOWN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The fields of the head that the metadata rules of government sites prescribe, and the names known here.
_HEAD = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "contentsource": "来源",
    "fileno": "文号",
    "docnumber": "文号",
    "publisher": "发文机关",
    "article:published_time": "发布日期",
}
_LONGEST_BOX = 900  # characters
_LONGEST_VALUE = 160
_FEWEST = 3  # labels that make a box
_BOXES = ("table", "dl", "ul", "div")
_NONE = frozenset(("无", "暂无", "--", "-", "—", "/"))
_FIELD_NAMES = frozenset(alias for names in FIELDS.values() for alias in names)
_SENTENCE = re.compile(r"[\u4e00-\u9fff）)”]。")
_PAIR = re.compile(r"([^：:]{2,10})[：:](.*)", re.S)


class Box(NamedTuple):
    """The box of a page: the element, and each label with what stands behind it."""

    element: Element
    pairs: dict[str, str]


def facts_of(root: Element) -> tuple[dict[str, str], Box | None]:
    """Return the fields under the names in which `front` knows them, and the box; the head of the page goes first."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        value = (meta.get("content") or "").strip()
        if name in _HEAD and value:
            found.setdefault(_HEAD[name], value)
    box = _box(root)
    for name, value in box.pairs.items() if box else ():
        if name in _FIELD_NAMES and value:
            found.setdefault(name, value)
    return found, box


def _box(root: Element) -> Box | None:
    """Return what the page's box says: the element with most labels of a document in few words, the first of its kind.

    Behind the first sentence of the page such a table tells of other documents.
    """
    best: Box | None = None
    for element in _above_text(root):
        texts = texts_of(element, _LONGEST_BOX)
        pairs = dict(_pairs(texts))
        if len(pairs) > (len(best.pairs) if best else _FEWEST - 1):
            best = Box(element, pairs)
    return best


def texts_of(element: Element, most: int) -> list[str]:
    """Return the texts in the element, one for each of its nodes; none where they have more characters than `most`."""
    texts: list[str] = []
    for text in element.itertext():
        if bare := " ".join(text[: most + 1].split()):
            texts.append(bare)
            most -= len(bare)
        if most < 0:
            return []
    return texts


def _above_text(root: Element) -> Iterator[Element]:
    """Yield the elements that could be the box, those that begin before any sentence does."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        unread = element.tag in ("script", "style", "title", "noscript")
        if event == "start" and element.tag in _BOXES:
            yield element
        text = (
            element.text
            if event == "start" and not unread
            else element.tail
            if event == "end"
            else None
        )
        if text and _SENTENCE.search(text):
            return


def _pairs(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each label with what stands behind it, "" where the next label does."""
    for at, text in enumerate(texts):
        match = _PAIR.fullmatch(text)
        name = _label(match[1] if match else text)
        if name is None:
            continue
        value = match[2].strip() if match else ""
        if not value and at + 1 < len(texts):
            follower = texts[at + 1].lstrip("：: ")
            pair = _PAIR.fullmatch(follower)
            value = "" if _label(pair[1] if pair else follower) else follower
        yield name, "" if value in _NONE or len(value) > _LONGEST_VALUE else value


def _label(text: str) -> str | None:
    name = re.sub(r"[\s：:\[\]【】]", "", text)
    return name if name in KNOWN and not name.isascii() else None
