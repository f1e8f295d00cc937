"""The page as a person uses it, in a real browser: desktop and phone, mouse and keyboard, waiting, stopping, attacks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser import BOX, seen, still
from tests.patience import PATIENCE
from tests.stage import HOSTILE, Actor

pytestmark = pytest.mark.browser

# Calling an answer off takes its way to the server and back, as on a slow network.
SLOW_CANCEL = """
const plain = window.fetch.bind(window);
window.fetch = async (resource, options) => {
  if (String(resource.url ?? resource).endsWith("/cancel")) await new Promise((go) => setTimeout(go, 800));
  return plain(resource, options);
};
"""


def test_a_question_is_answered_and_its_marker_leads_to_the_quotation(open_tab: Any) -> None:
    tab = open_tab()
    turn = tab.ask("最高补助多少？")
    page = tab.page
    assert "已回答" in turn.inner_text()
    assert page.input_value(BOX) == ""
    assert page.locator("footer").count() == 0
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    turn.locator("a.marker").nth(1).click()
    page.wait_for_function("document.activeElement?.id === 't1-c2'")
    assert page.locator("#t1-c2").inner_text() == "对首台套产品另给奖励"
    assert "current" in page.locator("article.source").get_attribute("class")
    page.locator("a.back").click()
    page.wait_for_function("document.activeElement?.id === 't1'")


def test_a_long_paragraph_is_scrolled_to_its_quotation_inside_the_pane(open_tab: Any) -> None:
    tab = open_tab()
    tab.ask("长的那个？")
    page = tab.page
    page.locator("details.rest summary").first.click()
    page.evaluate("document.querySelector('#evidence').scrollTop = 0")
    assert not seen(page, "#t1-c1")
    page.locator("#t1 a.marker").click()
    page.wait_for_function("document.querySelector('#evidence').scrollTop > 1000")
    still(page, "#t1-c1")
    assert seen(page, "#t1-c1")
    assert page.evaluate("scrollY") == 0


def test_a_marker_of_an_earlier_question_opens_its_evidence(open_tab: Any) -> None:
    tab = open_tab()
    tab.ask("最高补助多少？")
    tab.ask("长的那个？", number=2)
    assert not tab.page.locator("#t1-c1").is_visible()
    tab.page.locator("#t1 a.marker").first.click()
    tab.page.locator("#t1-c1").wait_for()


def test_a_follow_up_carries_the_conversation(open_tab: Any, actor: Actor) -> None:
    tab = open_tab()
    tab.ask("最高补助多少？")
    tab.ask("那江苏呢？", number=2)
    assert [turn.question for turn in actor.histories[-1]] == ["最高补助多少？"]
    assert "现有材料没有说明这个问题" in tab.page.locator("#t2").inner_text()
    assert "不是答案" in tab.page.locator("#evidence .latest").inner_text()
    tab.page.click("#clear")
    tab.page.locator(".welcome").wait_for()
    tab.ask("最高补助多少？")
    assert actor.histories[-1] == []


def test_sentences_come_one_by_one_and_others_wait_in_line_and_move_up(
    open_tab: Any, actor: Actor
) -> None:
    first, second = open_tab(), open_tab()
    turn = first.ask("慢慢说补助", wait=False)
    turn.locator(".statement").wait_for()
    assert turn.locator(".statement").count() == 1
    assert "已核对 1 句" in turn.inner_text()
    assert (
        first.page.locator(".stop-button").is_visible()
        and not first.page.locator(".submit-button").is_visible()
    )
    waiting = second.ask("最高补助多少？", wait=False)
    waiting.get_by_text("前面还有 1 个问题").wait_for()
    actor.gate.set()
    waiting.locator(".facts").wait_for()
    turn.locator(".facts").wait_for()
    assert turn.locator(".statement").count() == 2


def test_stop_stops_the_work_and_keeps_what_was_verified(open_tab: Any, actor: Actor) -> None:
    tab = open_tab()
    turn = tab.ask("慢慢说补助", wait=False)
    turn.locator(".statement").wait_for()
    tab.page.click(".stop-button")
    turn.get_by_text("已停止").wait_for()
    assert actor.stopped.wait(PATIENCE)
    assert turn.locator(".statement").count() == 1
    assert "已回答" in tab.ask("最高补助多少？", number=2).inner_text()


def test_a_question_asked_in_the_instant_after_stop_is_asked_once(
    open_tab: Any, actor: Actor
) -> None:
    tab = open_tab(script=SLOW_CANCEL)
    page = tab.page
    tab.ask("慢慢说补助", wait=False).locator(".statement").wait_for()
    asked = len(actor.histories)
    page.fill(BOX, "最高补助多少？")
    page.click(".stop-button")
    page.press(BOX, "Enter")
    page.press(BOX, "Enter")
    page.locator("#t2 .facts").wait_for()
    page.locator(".submit-button").wait_for()
    assert len(actor.histories) == asked + 1
    assert "已停止" in page.locator("#t1").inner_text()
    assert page.locator(".turn").count() == 2


def test_a_closed_tab_stops_the_work(open_tab: Any, actor: Actor) -> None:
    tab = open_tab()
    tab.ask("慢慢说补助", wait=False).locator(".statement").wait_for()
    tab.page.close()
    assert actor.stopped.wait(PATIENCE)


def test_an_empty_question_is_not_asked(open_tab: Any, actor: Actor) -> None:
    tab = open_tab()
    asked = len(actor.histories)
    tab.page.fill(BOX, "   ")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_selector('textarea[placeholder="请先写一句要问的话"]')
    assert len(actor.histories) == asked


def test_an_example_is_asked_with_the_keyboard(open_tab: Any) -> None:
    tab = open_tab()
    tab.page.locator("#examples button").first.focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("#t1 .facts").wait_for()
    assert not tab.page.locator("#examples").is_visible()
    assert tab.page.evaluate("document.activeElement.id") == "t1"


def test_the_keyboard_reaches_a_quotation_and_returns(open_tab: Any) -> None:
    tab = open_tab()
    tab.ask("最高补助多少？")
    page = tab.page
    page.locator("#t1 a.marker").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement?.id === 't1-c1'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "original"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "back"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement?.id === 't1'")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_evidence_is_below_and_the_box_at_hand(open_tab: Any, width: int) -> None:
    tab = open_tab(viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True)
    page = tab.page
    for number, question in enumerate(("最高补助多少？", "长的那个？", "坏的那个？"), 1):
        turn = tab.ask(question, number=number)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen(page, BOX)
        below = page.locator("#evidence").bounding_box()["y"]
        assert below >= turn.bounding_box()["y"] + turn.bounding_box()["height"] - 1
    page.locator("#t2 a.marker").click()
    page.wait_for_function("document.activeElement?.id === 't2-c1'")
    still(page, "#t2-c1")
    assert seen(page, "#t2-c1")
    assert seen(page, BOX)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hostile_text_is_shown_and_does_nothing(open_tab: Any, scheme: str) -> None:
    tab = open_tab(color_scheme=scheme)
    page = tab.page
    turn = tab.ask(f"坏的？{HOSTILE}")
    turn.locator("a.marker").click()
    page.wait_for_function("document.activeElement?.id === 't1-c1'")
    assert page.title() == "政策问答"
    assert (
        page.locator("#conversation :is(script, img, svg), #evidence :is(script, img, svg)").count()
        == 0
    )
    assert page.locator("#evidence mark").inner_text() == "最高300万元"
    assert "<script>" in page.locator("#evidence").inner_text()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two CSS colours (WCAG 2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_readable(open_tab: Any, scheme: str) -> None:
    tab = open_tab(color_scheme=scheme)
    page = tab.page
    tab.ask("最高补助多少？")
    tab.ask("江苏呢？", number=2)
    tab.ask("最高补助多少？", number=3)
    behind = """(element) => {
      for (let e = element; e; e = e.parentElement) {
        const colour = getComputedStyle(e).backgroundColor;
        if (!colour.startsWith('rgba') || !colour.endsWith(', 0)')) return colour;
      }
      return 'rgb(255, 255, 255)';
    }"""
    for selector in (
        *(
            ".statement",
            ".facts",
            ".badge.good",
            ".badge.none",
            "a.marker",
            ".question",
            ".missing li",
        ),
        *(
            "article h3",
            ".place",
            ".passage",
            "mark",
            ".back",
            ".submit-button",
            "#clear",
            ".earlier summary",
            "#top header p",
        ),
    ):
        element = page.locator(selector).first
        ratio = contrast(
            element.evaluate("e => getComputedStyle(e).color"), element.evaluate(behind)
        )
        assert ratio >= 4.5, (selector, scheme, round(ratio, 2))
