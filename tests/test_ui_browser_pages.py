"""The other pages as a person uses them, on a desk and on a phone; whole documents; what the browser keeps; English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser import seen, serious, still
from tests.browsing import PHONE, SLOW_STREAM

pytestmark = pytest.mark.browser

DRAFT = "全县已建成15家县实验室和12家县重点实验室。服务外包执行额增长12.5%。共有99家商场。"
SIZES = pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])


def fits(page: Any) -> bool:
    """Whether nothing makes the page wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@SIZES
def test_a_draft_is_checked_filtered_and_exported(open_tab: Any, size: Any, tmp_path: Path) -> None:
    tab = open_tab(**size)
    page, part = tab.page, tab.turn_to("check")
    part.get_by_text("稿子里的数字，原文怎么说？").wait_for()
    part.locator("#draft textarea").fill(DRAFT)
    part.locator("#check").click()
    part.locator(".findings").wait_for()
    assert (
        part.locator(".draft")
        .inner_text()
        .replace("✓", "")
        .replace("✗", "")
        .replace("?", "")
        .replace("≠", "")
        .replace("\n", "")
        == DRAFT
    )
    marks = part.locator(".draft a.figure")
    assert marks.count() == 4
    for n in range(4):
        marks.nth(n).click()
        row = marks.nth(n).get_attribute("href")
        page.wait_for_function("(id) => document.activeElement.id === id", arg=row[1:])
        still(page, row)
        assert seen(page, f"{row} .verdict")
        assert page.evaluate("(row) => document.querySelector(row).matches('tr.current')", row)
        # and back to its place in the draft
        page.locator(f"{row} a.back").click()
        place = marks.nth(n).get_attribute("id")
        page.wait_for_function("(id) => document.activeElement.id === id", arg=place)
        still(page, f"#{place}")
        assert seen(page, f"#{place}")
    supported = part.locator(".findings > tbody.supported")
    assert supported.first.locator("mark").first.is_visible()
    part.locator(".filter label", has_text="未找到").click()
    assert not supported.first.is_visible()
    assert part.locator(".findings > tbody.not_found").first.is_visible()
    part.locator(".filter label", has_text="全部").click()
    for name, beginning in (
        ("Word", b"PK"),
        ("CSV", b"\xef\xbb\xbf"),
        ("HTML", b"<!doctype"),
        ("Markdown", b"**"),
    ):
        with page.expect_download() as waiting:
            part.get_by_role("button", name=f"导出 {name}").click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.stem == "数字核查" and path.read_bytes().startswith(beginning)
    assert fits(page)


def test_the_day_of_a_draft_may_be_given_and_a_wrong_one_is_told(open_tab: Any) -> None:
    tab = open_tab()
    part = tab.turn_to("check")
    assert part.get_by_label("稿件日期（可不填）").input_value() == ""
    part.locator("#draft textarea").fill(DRAFT)
    part.locator("#draft-day input, #draft-day textarea").fill("前天")
    part.locator("#check").click()
    part.get_by_text("不是 2026-03-05 这样的日期").wait_for()
    part.locator("#draft-day input, #draft-day textarea").fill("2026年3月5日")
    part.locator("#check").click()
    part.locator(".findings").wait_for()
    part.get_by_role("button", name="清空").click()
    tab.page.wait_for_function(
        "document.querySelector('#draft-day input, #draft-day textarea').value === ''"
    )


def test_a_draft_may_be_dropped_as_a_file(open_tab: Any, tmp_path: Path) -> None:
    tab = open_tab()
    part = tab.turn_to("check")
    good, bad = tmp_path / "稿件.md", tmp_path / "稿件.exe"
    good.write_text(DRAFT, encoding="utf-8")
    bad.write_bytes(b"MZ")
    part.locator("input[type=file]").set_input_files(good)
    part.locator(".findings").wait_for()
    assert part.locator("#draft textarea").input_value().strip() == DRAFT
    part.locator("input[type=file]").set_input_files(bad)
    part.get_by_text("不是可以核对的稿件").wait_for()


@SIZES
def test_a_cited_figure_is_set_beside_those_of_other_documents(open_tab: Any, size: Any) -> None:
    tab = open_tab(**size)
    part = tab.turn_to("check")
    part.locator("#draft textarea").fill(DRAFT)
    part.locator("#check").click()
    part.locator(".findings details.evidence summary").first.click()
    with tab.page.context.expect_page() as opening:
        part.locator(".findings a.elsewhere").first.click()
    page = opening.value
    page.get_by_role("heading", name="各文件中的同一数字").wait_for()
    assert page.locator("article.source mark").first.is_visible()
    assert serious(page) == [] and fits(page)
    page.close()


@SIZES
def test_an_enterprise_finds_its_measures_and_tells_more(
    open_tab: Any, size: Any, tmp_path: Path
) -> None:
    tab = open_tab(**size)
    page, part = tab.page, tab.turn_to("match")
    part.locator("#profile textarea").fill("测试县的规上工业企业，想做技术改造")
    part.locator("#match").click()
    card = part.locator("article.measure", has_text="技术改造").first
    card.wait_for()
    assert "测试县" in part.locator(".understood").inner_text()
    assert card.locator(".conditions li.unknown", has_text="500万元以上").count()
    card.locator(".conditions a.marker").first.click()
    page.wait_for_function("document.activeElement.matches('mark')")
    assert card.locator("mark.current").is_visible()
    if part.locator(".overview").count():
        part.locator(".overview summary").click()
        part.locator(".overview a.back").last.click()
        page.wait_for_function("document.activeElement.matches('.measure')")
    asked = part.locator("#asked")
    asked.get_by_label("设备投资").fill("600万元")
    asked.get_by_role("button", name="补充后重新匹配").click()
    part.locator("article.measure", has_text="技术改造").locator(
        ".conditions li.met", has_text="500万元以上"
    ).wait_for()
    assert "48万元" in part.inner_text() or "60万元" in part.inner_text()
    for name, beginning in (
        ("Excel", b"PK"),
        ("CSV", b"\xef\xbb\xbf"),
        ("日历（.ics）", b"BEGIN:VCALENDAR"),
    ):
        with page.expect_download() as waiting:
            part.get_by_role("button", name=f"导出 {name}").click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.read_bytes().startswith(beginning)
    assert fits(page)


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
    page.wait_for_function("document.activeElement.id === 'quote'")
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
