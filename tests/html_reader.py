"""Reads HTML as a browser would, as far as tests ask: elements, attributes, visible text, what a mark holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ui.views.paragraph import text

# What the pages link to.
LINKS = re.compile(
    r"#[\w-]+|/(?:en/)?|/document/\w+(?:\?[\w=&]+)?(?:#quote)?|/compare/\w+\?[\w=&]+|/style\.css"
)
VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    """An element with its attributes and, in order, its texts and child elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def text(self, *, without: tuple[str, ...] = ()) -> str:
        """The text of the element, leaving out whole elements of the tags in `without`."""
        return "".join(
            child
            if isinstance(child, str)
            else ""
            if child.tag in without
            else child.text(without=without)
            for child in self.children
        )

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag whose attributes have the given values (`class_` for class: one of its words)."""
        word = attributes.pop("class_", None)
        return [
            e
            for e in self.walk()
            if e.tag == tag
            and (word is None or word in e.attributes.get("class", "").split())
            and all(e.attributes.get(name) == value for name, value in attributes.items())
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"attribute given twice in {tag}"
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"declaration {decl!r}")


def read_html(html: str) -> Element:
    """Return the root over `html`; fails where elements are not closed in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert [e.tag for e in reader._open] == ["root"], "an element is not closed"
    return reader.root


def marked(root: Element, anchor: str) -> str:
    """The marked text from the mark with the anchor up to the next anchored mark."""
    marks = root.all("mark")
    start = next(i for i, mark in enumerate(marks) if mark.attributes.get("id") == anchor)
    run = [marks[start]]
    for mark in marks[start + 1 :]:
        if "id" in mark.attributes:
            break
        run.append(mark)
    return "".join(mark.text() for mark in run)


def inert(html: str) -> Element:
    """Read the HTML; fails where an element or attribute is not one that the pages make."""
    root = read_html(html)
    for element in root.walk():
        assert element.tag not in ("img", "svg", "iframe", "object", "embed", "form", "base"), (
            element
        )
        if element.tag == "script":
            assert element.attributes == {"src": "/page.js", "defer": ""} and not element.children
        for name, value in element.attributes.items():
            assert not name.startswith("on"), element
            if name == "href":
                assert LINKS.fullmatch(value), value
            if name == "style":
                assert re.fullmatch(r"(?:--share|width):[\d.]+%", value), value
    return root


def visible(value: str) -> str:
    """Return what a reader sees of a text from outside."""
    return read_html(text(value)).text()
