"""A web page: its main text, tables and what its head says about it; menus, scripts and hidden parts are left out.

The main text is found by how the page is built: an element that says so, or the one that holds most text that is not
links. What cannot be decided stays in: a menu too many is better than a paragraph too few.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.content import Composer, Content, display
from index.readers.markup import Visibility, parse
from index.readers.page import Lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ASIDE_TAGS = frozenset(("nav", "aside", "footer"))
_ASIDE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"]
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|submenu|breadcrumbs?|crumbs?|footer|foot|sidebar|side|share|bdshare|toolbar"
    r"|topbar|pagination|pager|related|recommend|comments?|copyright|ads?|advert|banner|qrcode|login|search|friendlink"
    r"|links|sitemap|skip)(?:$|[\s_-]|\d)",
    re.I,
)
_MAIN = re.compile(
    r"(?:^|[\s_-])(?:ucap-content|trs_editor|trs_ueditor|article-?(?:content|body|con|text)|content-?(?:main|body|text|con)"
    r"|main-?(?:content|text|body)|news-?(?:content|text|con|body)|pages_content|zoom|js_content|artibody|detail-?(?:content|con)"
    r"|post-?(?:content|body)|entry-content|view\s*trs_[\w-]+)(?:$|[\s_-])",
    re.I,
)
# The fields of the head that the metadata rules of government sites prescribe, and the names known here.
_FIELDS = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "contentsource": "来源",
    "fileno": "文号",
    "docnumber": "文号",
    "publisher": "发文机关",
    "article:published_time": "发布日期",
}
_ENOUGH = 0.6  # share of the page's text outside links that the main part must hold
_LEAST = 40  # characters


class HtmlReader:
    """The main text of a page."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def read(self, data: bytes, path: Path) -> Content:
        root = parse(data, display(path))
        composer = Composer()
        write_page(root, composer)
        return composer.content("html", metadata=_metadata(root))


def write_page(root: Element, composer: Composer, *, whole: bool = False) -> None:
    """Write the main text below `root`; all that is seen if `whole`."""
    visible = Visibility(root)
    body = root.find("body")
    body = root if body is None else body
    if not whole:
        body = _main(body, visible)
    Lines(composer, visible).write(body)


def _main(body: Element, visible: Visibility) -> Element:
    """Return the element of the main text, having taken out what surely is none."""
    _prune(body, visible)
    total = _weight(body)
    if total < _LEAST:
        return body
    marked = [
        element
        for element in body.iter()
        if element.tag in ("main", "article")
        or element.get("role") == "main"
        or (element.tag in ("div", "td", "section") and _MAIN.search(_names(element)))
    ]
    for element in sorted(marked, key=_weight, reverse=True):
        if _weight(element) >= _ENOUGH * total and not _loses_heading(element, body):
            return element
    return body


def _prune(body: Element, visible: Visibility) -> None:
    """Take out what nobody sees and what a page says of itself as navigation, unless it holds most of the text."""
    for element in list(body.iter()):
        if not visible.sees(element):
            _drop(element)
    total = max(_weight(body), 1)
    for element in list(body.iter()):
        if element is body or element.getparent() is None:
            continue
        aside = (
            element.tag in _ASIDE_TAGS
            or (element.get("role") or "").lower() in _ASIDE_ROLES
            or (
                element.tag in ("div", "ul", "section", "p", "td")
                and _ASIDE.search(_names(element))
            )
        )
        if (aside and _weight(element) < 0.3 * total) or _is_menu(element):
            _drop(element)


def _is_menu(element: Element) -> bool:
    """Say whether a list or a box is made of links, several of them and hardly a word between."""
    if element.tag not in ("ul", "ol", "div", "table", "p", "dl"):
        return False
    links = [link for link in element.iter("a") if link.get("href") is not None]
    if len(links) < 4:
        return False
    text = len("".join("".join(element.itertext()).split()))
    linked = sum(len("".join("".join(link.itertext()).split())) for link in links)
    return linked >= 0.9 * text and linked / len(links) <= 14


def _loses_heading(element: Element, body: Element) -> bool:
    """Say whether the page's one h1 stands outside `element`: the title belongs to the text."""
    heads = list(body.iter("h1"))
    return len(heads) == 1 and element not in heads[0].iterancestors()


def _weight(element: Element) -> int:
    """Return how many characters of text outside links the element holds."""
    total = len("".join("".join(element.itertext()).split()))
    return total - sum(len("".join("".join(link.itertext()).split())) for link in element.iter("a"))


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _metadata(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        value = (meta.get("content") or "").strip()
        if name in _FIELDS and value:
            found.setdefault(_FIELDS[name], value)
    return found
