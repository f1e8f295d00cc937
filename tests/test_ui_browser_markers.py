"""A click on every [n] lands on the highlighted words of its source, in sight, and there is a way back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from qa.match.keeping import match_kept
from tests.browser import seen, still
from tests.browsing import PHONE
from tests.stage import many
from ui.pages.common import Parts

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
# What is marked from an anchor on: its first piece and those that follow up to the next anchor, as in cells of a table.
MARKED = """(id) => {
  const marks = [...document.getElementById(id).closest(".source").querySelectorAll("mark")];
  const first = marks.findIndex((mark) => mark.id === id);
  const after = marks.findIndex((mark, n) => n > first && mark.id);
  return marks.slice(first, after < 0 ? marks.length : after).map((mark) => mark.textContent).join("");
}"""
# A mark has a colour of its own.
COLOURED = """(id) => {
  const own = getComputedStyle(document.getElementById(id));
  const around = getComputedStyle(document.getElementById(id).parentElement);
  return own.backgroundColor !== around.backgroundColor && !own.backgroundColor.endsWith(", 0)");
}"""


def bare(value: str) -> str:
    """The words without what parts the cells of a table."""
    return re.sub(r"[\s|]", "", value)


def follow(page: Any, marker: Any, quotes: Mapping[int, str]) -> str:
    """Click a marker; it must lead to its quotation, marked and in sight. Returns the anchor."""
    number = int(marker.inner_text())
    anchor = marker.get_attribute("href")
    assert anchor.endswith(f"-c{number}")
    marker.click()
    page.wait_for_function("(id) => document.activeElement?.id === id", arg=anchor[1:])
    still(page, anchor)
    assert bare(page.evaluate(MARKED, anchor[1:])) == bare(quotes[number]), number
    assert page.evaluate(COLOURED, anchor[1:]), number
    assert seen(page, anchor), number
    assert page.locator(f"{anchor}.current").count() == 1
    assert "current" in marker.get_attribute("class")
    return anchor


def back(page: Any, anchor: str, place: str) -> None:
    """Follow the way back from the paragraph of the quotation; it must lead to `place`, in sight."""
    page.locator(f".source:has({anchor}) a.back").click()
    page.wait_for_function("(id) => document.activeElement?.id === id", arg=place[1:])
    still(page, place)
    assert seen(page, f"{place} h3")


@SIZES
def test_every_marker_of_an_answer_leads_to_its_words_and_back(open_tab: Any, size: Any) -> None:
    quotes = {c.number: c.quote for c in many("").citations}
    tab = open_tab(**size)
    turn = tab.ask("请逐条说明")
    assert turn.locator(".statement").count() == 5
    markers = turn.locator("a.marker")
    numbers = [int(said) for said in markers.all_inner_texts()]
    assert numbers == [1, 2, 3, 4, 5, 2, 6, 1]
    for n in range(len(numbers)):
        back(tab.page, follow(tab.page, markers.nth(n), quotes), "#t1")
    # Those of an earlier question, whose evidence is folded away.
    tab.ask("最高补助多少？", number=2)
    for n in range(len(numbers)):
        back(tab.page, follow(tab.page, markers.nth(n), quotes), "#t1")


@SIZES
def test_every_marker_of_a_measure_leads_to_its_clause_and_back(
    open_tab: Any, web_parts: Parts, size: Any
) -> None:
    said = "测试县的规上工业企业，想做技术改造和参加展会"
    found = match_kept(web_parts.corpus, web_parts.folder, said, on=date.today())
    quotes = {number: c.quote for number, c in enumerate(found.citations, 1)}
    tab = open_tab(**size)
    page, part = tab.page, tab.turn_to("match")
    part.locator("#profile textarea").fill(said)
    part.locator("#match").click()
    part.locator("article.measure").first.wait_for()
    measures = part.locator("article.measure")
    assert measures.count() == len(found.measures) > 2
    followed = set()
    for n in range(measures.count()):
        measure = measures.nth(n)
        markers = measure.locator("a.marker")
        assert measure.locator(".conditions a.marker").count() == len(
            found.measures[n].conditions
        ) + len(found.measures[n].exclusions)
        for m in range(markers.count()):
            anchor = follow(page, markers.nth(m), quotes)
            followed.add(anchor)
            back(page, anchor, f"#{measure.get_attribute('id')}")
    # Every quotation that is shown was reached.
    shown = part.locator("mark[id]").evaluate_all("marks => marks.map((mark) => `#${mark.id}`)")
    assert followed == set(shown)
