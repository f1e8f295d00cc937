"""The other pages as a person uses them, on a desk and on a phone; whole documents; what the browser keeps; English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser import seen, serious, still
from tests.browsing import PHONE

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
        page.wait_for_function("(id) => document.activeElement?.id === id", arg=row[1:])
        still(page, row)
        assert seen(page, f"{row} .verdict")
        assert page.evaluate("(row) => document.querySelector(row).matches('tr.current')", row)
        # and back to its place in the draft
        page.locator(f"{row} a.back").click()
        place = marks.nth(n).get_attribute("id")
        page.wait_for_function("(id) => document.activeElement?.id === id", arg=place)
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
        assert fits(page)
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
