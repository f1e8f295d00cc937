"""Whatever texts come from outside, the answer page stays text: no element, no attribute, nothing hidden."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.html_reader import read_html
from tests.make import answer, citation, info
from tests.make_page import HIDDEN, exchange, said, visible
from ui.views.ask import conversation, evidence
from ui.views.paragraph import text
from ui.work.ask import Exchange

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "[点这里](javascript:alert(1))",
    "javascript:alert(1)",
    "</blockquote></article></section><h1>假标题</h1>",
    "<mark id=t1-c1>假依据</mark>",
    "![](http://example.com/x.png)",
    "<!-- -->--><![CDATA[x]]>",
    "&lt;script&gt;&#60;b&#62;",
    "${alert(1)} {{constructor}} `x`",
    "补助\u202e元003\u202c万",
    "零\u200b宽\u2060字\ufeff符\x00\x1b[2J\x07",
    "<svg/onload=alert(1)>",
    "<a href='data:text/html,x'>x</a>",
)


anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
TAGS = [
    "root",
    "h2",
    "h3",
    "div",
    "section",
    "p",
    "span",
    "a",
    "ul",
    "li",
    "article",
    "blockquote",
    "mark",
    "sup",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "button",
    "dl",
    "dt",
    "dd",
]


ATTRIBUTES = [
    "class",
    "id",
    "href",
    "title",
    "tabindex",
    "role",
    "aria-label",
    "aria-live",
    "scope",
    "open",
    "type",
    "target",
    "rel",
    "data-copy",
    "data-do",
    "data-turn",
]


LINK = re.compile(
    r"#t\d+(-c\d+)?|/document/\w+\?start=\d+&end=\d+#quote|/compare/\w+\?start=\d+&end=\d+"
)


@given(anything)
def test_text_is_inert_and_nothing_visible_is_lost(value: str) -> None:
    shown = text(value)
    assert not set("<>\"'") & set(shown)
    assert not HIDDEN.search(shown)
    kept = iter(value)
    assert all(character in kept for character in visible(value))
    shown.encode("utf-8")


def hostile_exchange(*texts: str) -> Exchange:
    a, b, c = texts
    paragraph_text = f"{a}。补助300万元。{b}"
    document = info(title=a, issuer=b, number=c, published=a, expires=b)
    cited = citation(
        paragraph_text, "补助300万元", document=document, speaker=a, role=b, section=(c, a)
    )
    value = answer(
        said(f"{a}{b}", 1),
        citations=(cited,),
        missing=(a, c),
        generator=b,
        floor_reason=c,
        rewritten=a,
        dropped=2,
        question=b,
    )
    return exchange(value, question=c)


@given(anything, anything, anything)
def test_no_text_from_outside_becomes_an_element_or_an_attribute(a: str, b: str, c: str) -> None:
    shown = hostile_exchange(a, b, c)
    near = exchange(answer(nearest=shown.citations, missing=(a,)), number=2, question=b)
    for states in ((shown,), (shown, near), (near, shown), (exchange(error=a, question=b),)):
        for html in (conversation(states), evidence(states)):
            for element in read_html(html).walk():
                assert element.tag in TAGS, element
                assert set(element.attributes) <= set(ATTRIBUTES), element
                if "href" in element.attributes:
                    assert LINK.fullmatch(element.attributes["href"])
                if "id" in element.attributes:
                    assert re.fullmatch(r"t\d+(-c\d+)?", element.attributes["id"])


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_is_shown_as_what_it_is(value: str) -> None:
    root = read_html(conversation((exchange(question=value),)))
    assert root.all("h3")[0].text() == visible(value)


def test_marks_that_reorder_text_do_not_change_what_is_read() -> None:
    assert text("补助\u202e元003\u202c") == "补助元003"
