"""HTML as a tree: parsed without entities or network, and which of its elements nobody sees.

Knows elements and styles, not what is the main text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.decoding import decode
from index.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I
)
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_DECEIVING = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
# What is never text, whatever it looks like.
_UNSEEN_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "link",
        "meta",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "object",
        "embed",
        "iframe",
        "frame",
        "applet",
        "input",
        "button",
        "select",
        "option",
        "textarea",
        "datalist",
        "dialog",
        "map",
        "area",
        "progress",
        "meter",
        "del",  # taken back by the writer, as what is struck through
        "s",
        "strike",
    ]
)
_UNSEEN_STYLE = re.compile(
    r"display:none|text-decoration(?:-line)?:[^;]*line-through|visibility:(?:hidden|collapse)|(?<![\w-])opacity:0(?:\.0+)?(?![.\d])"
    r"|font-size:0(?:\.\d*)?(?:px|pt|em|rem|%)?(?:;|$|!)|font-size:0?\.[0-3]\d*(?:px|pt|em)"
    r"|(?:left|top|right|text-indent|margin-left|margin-top):-\d{3,}"
    r"|clip:rect\(0|clip-path:inset\((?:50|100)%"
    r"|(?<![\w-])(?:width|height):0(?:px)?;(?:.*)overflow:hidden|overflow:hidden;(?:.*)(?<![\w-])(?:width|height):0(?:px)?(?:;|$)"
)
_WHITE = re.compile(
    r"(?<![\w-])color:(?:#fff(?:fff)?(?![\da-f])|white(?!\w)|rgba?\(255,255,255|transparent|rgba\([^)]*,0(?:\.0+)?\))"
)
_BACKGROUND = re.compile(
    r"background(?:-color|-image)?:(?!none|transparent|#fff(?:fff)?(?![\da-f])|white)"
)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SIMPLE = re.compile(r"\s*([a-z][\w]*)?([.#])([\w-]+)\s*$", re.I)
_DEEPEST = 200


def parse(data: bytes, name: str) -> Element:
    """Return the root element of the page; `name` is for the error line.

    Raises:
        ReadError: it is no text, or nested deeper than any page is.
    """
    from lxml import etree, html

    text = _DECLARATION.sub("", _decoded(data, name)).replace("\0", "")
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{name!r} 里没有可读的网页内容", "请用浏览器打开后另存再添加") from error
    if _is_deep(root):
        raise ReadError(f"{name!r} 的网页结构嵌套过深", "请用浏览器打开后另存为文本再添加")
    return root


def _decoded(data: bytes, name: str) -> str:
    """Return the page as text: as it declares, where that is true, otherwise as the bytes prove."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        codec = declared[1].decode("ascii", "replace").lower()
        try:
            return data.decode(_DECEIVING.get(codec, codec))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)[0]


def _is_deep(root: Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


class Visibility:
    """Says which elements of one page are seen, by their tags, attributes, styles and the page's own style sheet."""

    def __init__(self, root: Element) -> None:
        self._hidden: set[tuple[str, str]] = set()
        for sheet in root.iter("style"):
            self._read(sheet.text or "")

    def _read(self, sheet: str) -> None:
        for selectors, body in _RULE.findall(_COMMENT.sub("", sheet[:200_000])):
            if _UNSEEN_STYLE.search(_flat(body)):
                for selector in selectors.split(","):
                    if match := _SIMPLE.match(selector):
                        self._hidden.add((match[2], match[3]))

    def sees(self, element: Element) -> bool:
        """Tell whether `element` is seen, if what it stands in is."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN_TAGS:
            return False
        get = element.get
        if get("hidden") is not None or get("aria-hidden") == "true":
            return False
        style = _flat(get("style") or "")
        if style and (_UNSEEN_STYLE.search(style) or self._is_white(element, style)):
            return False
        if (get("color") or "").lower() in ("#ffffff", "#fff", "white") and not _painted(element):
            return False
        if self._hidden:
            names: Iterable[tuple[str, str]] = [
                (".", name) for name in (get("class") or "").split()
            ]
            if any(name in self._hidden for name in [*names, ("#", get("id") or "")]):
                return False
        return True

    def _is_white(self, element: Element, style: str) -> bool:
        return bool(_WHITE.search(style)) and not _painted(element)


def _painted(element: Element) -> bool:
    """Tell whether the element or one it stands in has a ground of its own: white letters on red are seen."""
    at: Element | None = element
    while at is not None:
        if (
            at.get("bgcolor")
            or at.get("background")
            or _BACKGROUND.search(_flat(at.get("style") or ""))
        ):
            return True
        if at.get("class"):  # a style sheet elsewhere may paint it
            return True
        at = at.getparent()
    return False


def _flat(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()
