"""The pages in use: a form alone, a document at its quotation, what is kept, copied and switched; nothing bars the way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import seen, serious
from tests.browsing import PHONE, SLOW_STREAM

pytestmark = pytest.mark.browser
DRAFT = "全县已建成15家县实验室和12家县重点实验室。服务外包执行额增长12.5%。共有99家商场。"
SIZES = pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])


def test_the_form_is_enough(open_tab: Any) -> None:
    part = open_tab().turn_to("match")
    part.get_by_text("或者填表").click()
    part.get_by_label("地区").fill("测试县")
    part.get_by_label("参加展会").check()
    part.locator("#match").click()
    part.locator("article.measure", has_text="境外展会").first.wait_for()


def test_the_whole_document_opens_at_its_quotation(open_tab: Any) -> None:
    tab = open_tab()
    part = tab.turn_to("search")
    part.locator("#search-box textarea, #search-box input").fill("境外展会补助")
    tab.page.keyboard.press("Enter")
    with tab.page.context.expect_page() as opening:
        part.locator(".hits > li h3 a").first.click()
    page = opening.value
    page.wait_for_function("document.activeElement?.id === 'quote'")
    assert "展" in page.locator("#quote").inner_text()
    assert seen(page, "#quote")
    assert serious(page) == []
    page.get_by_text("看切分").click()
    page.locator(".cuts li").first.wait_for()
    assert serious(page) == []
    page.close()


@pytest.mark.parametrize("script", ["", SLOW_STREAM], ids=["quick", "slow"])
def test_a_conversation_is_kept_in_the_browser_and_cleared(open_tab: Any, script: str) -> None:
    tab = open_tab(script=script)
    page = tab.page
    tab.ask("最高补助多少？")
    # An empty conversation has a good hundred characters there, encoded.
    page.wait_for_function("(localStorage.getItem('policy-qa-conversation') || '').length > 200")
    page = open_tab(keep=True, script=script).page
    # What is played here cites no document of the index: the question comes back, and says what became of its sources.
    page.locator("#t1 .facts").wait_for()
    assert "最高补助多少？" in page.locator("#t1").inner_text()
    assert "原文已变动或删除" in page.locator("#t1").inner_text()
    page.click("#clear")
    page.locator(".welcome").first.wait_for()
    page = open_tab(keep=True, script=script).page
    page.locator("#conversation .welcome").wait_for()


def test_an_answer_is_copied_with_its_sources_and_asked_again(open_tab: Any) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page = tab.page
    tab.ask("最高补助多少？")
    page.get_by_role("button", name="复制").click()
    page.get_by_text("已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "最高300万元。[1]" in copied and "《测试县支持制造业若干措施》" in copied
    page.get_by_role("button", name="重新回答").click()
    page.locator("#t1 .working").wait_for(state="detached")
    page.locator("#t1 .facts").wait_for()
    assert page.locator(".turn").count() == 1


def test_the_english_pages_say_so(open_tab: Any) -> None:
    tab = open_tab(path="en/")
    page = tab.page
    page.wait_for_function("document.documentElement.lang === 'en'")
    turn = tab.ask("最高补助多少？")
    assert "Answered" in turn.inner_text()
    assert page.locator("#top a[hreflang='zh-CN']").get_attribute("href") == "/"
    assert page.get_by_role("tab").all_inner_texts() == [
        "Ask",
        "Figures",
        "Support",
        "Files",
        "Search",
    ]
    title, tabs = (
        page.locator("#top h1").bounding_box(),
        page.get_by_role("tab").first.bounding_box(),
    )
    assert title["x"] + title["width"] <= tabs["x"]


def test_a_form_that_was_only_opened_takes_nothing_from_the_sentence(open_tab: Any) -> None:
    part = open_tab().turn_to("match")
    part.locator("#profile textarea").fill("测试县的工业企业，80人，营收3000万元，想做技术改造")
    part.get_by_text("或者填表").click()
    part.get_by_label("员工（人）").wait_for()
    part.locator("#match").click()
    part.locator("article.measure").first.wait_for()
    understood = part.locator(".understood").inner_text()
    assert "80人" in understood and "3000万元" in understood and "0年" not in understood


def test_light_and_dark_are_switched_and_remembered(open_tab: Any) -> None:
    page = open_tab(color_scheme="light").page
    page.get_by_role("button", name="深色").click()
    page.wait_for_function("document.body.classList.contains('dark')")
    page = open_tab(keep=True, color_scheme="light").page
    page.get_by_role("button", name="浅色").wait_for()
    assert page.evaluate("document.body.classList.contains('dark')")


def test_a_page_is_reached_by_its_address(open_tab: Any) -> None:
    page = open_tab(path="#match").page
    page.locator("#profile").wait_for()
    page.locator("#page-files-button").click()
    page.wait_for_function("location.hash === '#files'")


@SIZES
def test_the_way_back_leads_to_the_page_before_with_its_draft(open_tab: Any, size: Any) -> None:
    tab = open_tab(**size)
    page = tab.page
    tab.turn_to("check").locator("#draft textarea").fill(DRAFT)
    tab.turn_to("match")
    page.wait_for_function("location.hash === '#match'")
    tab.turn_to("files")
    page.wait_for_function("location.hash === '#files'")
    for name in ("match", "check"):
        page.go_back()
        page.locator(f"#page-{name}-button[aria-selected=true]").wait_for()
        page.locator(f"#page-{name}").wait_for()
    assert page.locator("#draft textarea").input_value() == DRAFT
    page.go_forward()
    page.locator("#page-match-button[aria-selected=true]").wait_for()
    page.go_back()
    page.locator("#page-check-button[aria-selected=true]").wait_for()
    page.go_back()
    page.locator("#page-ask-button[aria-selected=true]").wait_for()
    assert page.url == tab.address


def test_no_serious_barrier_is_left_on_a_low_window(open_tab: Any) -> None:
    assert serious(open_tab(viewport={"width": 844, "height": 300}).page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@SIZES
def test_no_serious_barrier_is_left(open_tab: Any, size: Any, scheme: str) -> None:
    tab = open_tab(color_scheme=scheme, **size)
    page = tab.page
    found = {"empty": serious(page)}
    tab.ask("最高补助多少？")
    page.locator("#t1 .searched summary").click()
    page.get_by_role("button", name="回答不对").click()
    page.get_by_label("正确的回答").wait_for()
    found["ask"] = serious(page)
    part = tab.turn_to("check")
    part.locator("#draft textarea").fill(DRAFT)
    part.locator("#check").click()
    part.locator(".findings").wait_for()
    found["check"] = serious(page)
    part = tab.turn_to("match")
    part.get_by_text("或者填表").click()
    part.locator("#profile textarea").fill("测试县的规上工业企业，想做技术改造")
    part.locator("#match").click()
    part.locator("article.measure").first.wait_for()
    found["match"] = serious(page)
    part = tab.turn_to("files")
    part.locator("#documents .documents").wait_for()
    found["files"] = serious(page)
    part = tab.turn_to("search")
    part.locator("#search-box textarea, #search-box input").fill("展会")
    page.keyboard.press("Enter")
    part.locator(".hits").wait_for()
    found["search"] = serious(page)
    assert {name: rules for name, rules in found.items() if rules} == {}
