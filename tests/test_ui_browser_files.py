"""Documents that come in and go, corrections that become questions, and retrieval, as a person uses the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser import seen
from tests.browsing import PHONE, SLOW_STREAM
from tests.patience import until
from ui.pages.common import Parts

pytestmark = pytest.mark.browser


SIZES = pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])


def fits(page: Any) -> bool:
    """Whether nothing makes the page wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@SIZES
def test_files_come_in_are_listed_read_again_and_removed(
    open_tab: Any, size: Any, web_parts: Parts, tmp_path: Path
) -> None:
    tab = open_tab(**size)
    page, part = tab.page, tab.turn_to("files")
    part.locator("#documents .documents").wait_for()
    name = "phone" if size else "desk"
    notice = tmp_path / f"{name}-notice.md"
    notice.write_text(
        f"# 关于{name}的通知\n\n对{name}企业给予补助{len(name)}7万元。\n", encoding="utf-8"
    )
    broken = tmp_path / f"{name}-broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    part.locator("#upload input[type=file]").set_input_files([notice, broken])
    part.get_by_text("已处理 2 个文件，1 个没有收录").wait_for()
    assert (
        part.locator("#intake li.done").count() == 1
        and part.locator("#intake li.failed").count() == 1
    )
    part.locator("#find-file textarea, #find-file input").fill(f"关于{name}")
    part.get_by_text("1 个文件符合").wait_for()
    item = part.locator(".documents > li", has_text=f"关于{name}的通知")
    item.get_by_role("button", name="重新收录").click()
    part.locator("#intake li.done", has_text="替换").wait_for()
    item.get_by_role("button", name="删除").click()
    part.get_by_text("删除后不能恢复").wait_for()
    part.get_by_role("button", name="取消").click()
    part.locator("#confirm").wait_for(state="hidden")
    assert item.count() == 1
    item.get_by_role("button", name="删除").click()
    # The keyboard goes on in what is asked back, where the safe way out is.
    page.wait_for_function("document.activeElement.closest('#confirm') !== null")
    assert page.evaluate("document.activeElement.textContent.trim()") == "取消"
    assert seen(page, "#really")
    part.locator("#really").click()
    part.get_by_text(f"已删除《关于{name}的通知》").wait_for()
    until(lambda: item.count() == 0)
    assert not list(web_parts.library.uploads.glob(f"{name}-notice*"))
    assert fits(page)


@SIZES
def test_a_correction_becomes_a_question_that_can_be_evaluated(
    open_tab: Any, size: Any, web_parts: Parts
) -> None:
    tab = open_tab(**size)
    page, before = tab.page, web_parts.feedback.count()
    turn = tab.ask("最高补助多少？")
    turn.get_by_role("button", name="回答不对").click()
    page.wait_for_function("document.activeElement.closest('#correct-right') !== null")
    page.get_by_role("button", name="提交更正").click()
    page.get_by_text("更正是空的").wait_for()
    page.get_by_label("正确的回答").fill("最高500万元")
    page.get_by_role("button", name="提交更正").click()
    turn.get_by_text("已记下更正").wait_for()
    made = json.loads(web_parts.feedback.path.read_text(encoding="utf-8").splitlines()[-1])
    assert made["question"] == "最高补助多少？" and "500万元" in made["must"][0]
    part = tab.turn_to("search")
    part.locator("#evaluate").click()
    part.locator("#report .misses li").first.wait_for()
    part.get_by_text(f"读者更正过 {before + 1} 道题").wait_for()
    assert part.locator("#report .chart", has_text="读者更正").count() == 1
    assert "最高补助多少？" in part.locator("#report .misses").inner_text()
    assert fits(page)


def test_what_is_asked_while_the_stream_of_events_closes_is_answered(
    open_tab: Any, web_parts: Parts
) -> None:
    """A slow network, on which the message that the stream is closed comes after the next request was accepted."""
    part = open_tab(script=SLOW_STREAM).turn_to("files")
    part.locator("#documents .documents").wait_for()
    item = part.locator(".documents > li").first
    for _ in range(3):
        item.get_by_role("button", name="删除").click()
        part.get_by_text("删除后不能恢复").wait_for()
        # The click on the list has a second event, whose stream is about to close.
        part.get_by_role("button", name="取消").click()
        part.locator("#confirm").wait_for(state="hidden")


@SIZES
def test_retrieval_shows_scores_words_and_times(open_tab: Any, size: Any) -> None:
    tab = open_tab(**size)
    part = tab.turn_to("search")
    part.locator("#search-box textarea, #search-box input").fill("境外展会补助")
    tab.page.keyboard.press("Enter")
    hit = part.locator(".hits > li").first
    hit.wait_for()
    said = hit.inner_text()
    assert "语义（余弦）" in said and "字面（词重）" in said
    assert hit.locator("mark").count() and hit.locator(".matched li").count()
    assert "向量化" in part.inner_text() and "ms" in part.inner_text()
    assert fits(tab.page)
