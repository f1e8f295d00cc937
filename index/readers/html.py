"""A web page: its main text, tables and what its head says about it; menus, scripts and hidden parts are left out.

The main text is found by how the page is built: an element that says so, or the one that holds most text that is not
links. What cannot be decided stays in: a menu too many is better than a paragraph too few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers.content import Composer, Content, display
from index.readers.markup import Visibility, parse
from index.readers.page import Lines
from index.readers.page_facts import Box, facts_of, texts_of

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
_ENOUGH = 0.6  # share of the page's text outside links that the main part must hold
_LEAST = 40  # characters
# What a page offers to do with itself; words that a text could hold as well prove nothing alone.
_COMMANDS = re.compile(
    r"(?>[|｜\[\]【】（）()/·>»、，:：-]|(?:打印|关闭|收藏|复制)(?:本页|此页|本文|窗口|页面|链接)?|返回(?:顶部|列表|上一页|首页)?|分享[到至]?"
    r"|加入收藏|(?:新浪)?微博|微信|QQ(?:空间|好友)?|朋友圈|字[号体](?:大小)?|[大中小]|特大|默认"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)[:：]?[\d,，]*次?)*+(?:扫一扫.{0,24})?"
)
_COMMAND = re.compile(
    r"打印(?:本页|此页|本文)|关闭(?:本页|此页|窗口|页面)|返回(?:顶部|列表)|分享[到至]|加入收藏|扫一扫|字[号体](?:大小)?[:：\[【（(]"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)[:：]?\d"
)
_WHERE = re.compile(
    r"(?:(?:[您你](?:现在|当前|所在)?的?|现在的?|当前)位置[:：]|所?在?位置[:：](?=.*[>»›]))(?=[^。；]*$)"
)
_NEIGHBOUR = re.compile(r"(?:上|下|前|后)一[篇条页则][:：]?")
_SHORT = 120  # characters
_BARS = ("div", "p", "ul", "span", "td")
_FEWEST_LINKS, _LONGEST_LINK = 2, 8
_VEILED = re.compile(r"(?:visibility:hidden|(?<![\w-])opacity:0(?:\.0+)?)(?:;|$)")


class HtmlReader:
    """The main text of a page."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def read(self, data: bytes, path: Path) -> Content:
        root = parse(data, display(path))
        facts, box = facts_of(root)
        composer = Composer()
        write_page(root, composer, box)
        return composer.content("html", metadata=facts)


def write_page(
    root: Element, composer: Composer, box: Box | None = None, *, whole: bool = False
) -> None:
    """Write the main text below `root`, and above it the `box` with what it says about the document; all that is seen if `whole`."""
    visible = Visibility(root)
    body = root.find("body")
    body = root if body is None else body
    if not whole:
        page, body = body, _main(body, visible)
        if box is not None and _stands_outside(box.element, body, page):
            composer.lines(f"{name}：{value}" for name, value in box.pairs.items() if value)
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


def _stands_outside(box: Element, main: Element, page: Element) -> bool:
    """Say whether the box is on the page still, and neither in the main text nor around it."""
    around = {box, *box.iterancestors()}
    return page in around and main not in around and box not in main.iterancestors()


def _prune(body: Element, visible: Visibility) -> None:
    """Take out what nobody sees and what a page says of itself as navigation, unless it holds most of the text."""
    veiled = _veiled(body)
    for element in list(body.iter()):
        if element not in veiled and not visible.sees(element):
            _drop(element)
    _unveil(veiled, body)
    total = max(_weight(body), 1)
    over = _over_heading(body)
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
        if (
            (aside and _weight(element) < 0.3 * total)
            or _is_menu(element)
            or _is_command(element)
            or (element in over and _is_bar(element))
        ):
            _drop(element)


def _veiled(body: Element) -> list[Element]:
    """Return the elements of main text that the page hides until its script has run, as WeChat does."""
    if next(body.getroottree().getroot().iter("script"), None) is None:
        return []
    return [
        element
        for element in body.iter("div", "section", "article", "main")
        if _MAIN.search(_names(element))
        and _VEILED.search("".join((element.get("style") or "").lower().split()))
    ]


def _unveil(veiled: Sequence[Element], body: Element) -> None:
    """Let those be seen without which hardly anything of the page is left; what hides beside a text stays hidden."""
    for element in veiled:
        own = _weight(element)
        if own > _LEAST and 2 * (_weight(body) - own) <= own:
            element.set("style", "")
        else:
            _drop(element)


def _is_command(element: Element) -> bool:
    """Say whether the element is what a page offers to do (print, share), where on the site it is, or a link to a neighbour."""
    text = "".join("".join(texts_of(element, _SHORT)).split())
    if not text or element.tag in ("table", "tr", "html"):
        return False
    if (_COMMANDS.fullmatch(text) and _COMMAND.search(text)) or _WHERE.match(text):
        return True
    if not (match := _NEIGHBOUR.match(text)):
        return False
    linked = "".join("".join("".join(link.itertext()).split()) for link in element.iter("a"))
    rest = text[match.end() :]
    return bool(rest) and (rest in linked or rest in ("没有了", "无", "没有"))


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


def _over_heading(body: Element) -> set[Element]:
    """Return the elements that stand before the page's one h1, none where it has none or several."""
    heads = list(body.iter("h1"))
    if len(heads) != 1:
        return set()
    around = set(heads[0].iterancestors())
    return set(takewhile(lambda each: each is not heads[0], body.iter())) - around


def _is_bar(element: Element) -> bool:
    """Say whether a box holds a few short links and nothing between them but strokes: 无障碍浏览 | 长者助手."""
    links = [link for link in element.iter("a") if link.get("href") is not None]
    if element.tag not in _BARS or len(links) < _FEWEST_LINKS:
        return False
    texts = ["".join("".join(link.itertext()).split()) for link in links]
    rest = "".join("".join(element.itertext()).split())
    for text in texts:
        rest = rest.replace(text, "", 1)
    return max(map(len, texts)) <= _LONGEST_LINK and not rest.strip("|｜·/-—、>»")


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
