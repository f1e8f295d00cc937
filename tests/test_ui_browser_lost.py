"""Nothing that a person has asked, typed or found is lost: a page loaded anew, a wrong file, a removal called off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser import BOX
from tests.browsing import PHONE
from tests.patience import PATIENCE
from tests.stage import Actor

pytestmark = pytest.mark.browser
DRAFT = "全县已建成15家县实验室和12家县重点实验室。共有99家商场。"
SIZES = pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
FOCUSED = "document.activeElement"


def _left(tab: Any) -> None:
    """A page that went says that its stream ended, which is nothing wrong."""
    tab.wrong[:] = [each for each in tab.wrong if not each.startswith("console ")]


@SIZES
def test_a_question_without_its_answer_is_there_after_a_reload_and_asked_again(
    open_tab: Any, actor: Actor, size: Any
) -> None:
    tab = open_tab(**size)
    tab.ask("最高补助多少？")
    tab.ask("慢慢说补助", number=2, wait=False).locator(".statement").wait_for()
    page = tab.page
    page.reload()
    turn = page.locator("#t2")
    turn.get_by_text("还没有得到回答").wait_for()
    _left(tab)
    assert "慢慢说补助" in turn.inner_text() and page.locator(".turn").count() == 2
    # It is in the conversation, and not in the box besides.
    assert page.input_value(BOX) == ""
    assert actor.stopped.wait(PATIENCE)
    actor.gate.set()
    turn.get_by_role("button", name="重新回答").click()
    turn.locator(".statement").nth(1).wait_for()
    turn.get_by_text("已回答").wait_for()
    assert page.locator(".turn").count() == 2


def test_what_was_typed_is_there_after_a_reload_and_on_the_other_language(open_tab: Any) -> None:
    tab = open_tab()
    page = tab.page
    page.fill(BOX, "还没有问的")
    tab.turn_to("check").locator("#draft textarea").fill(DRAFT)
    tab.turn_to("match").locator("#profile textarea").fill("测试县的企业")
    page.reload()
    page.wait_for_function("(box) => document.querySelector(box)?.value === '还没有问的'", arg=BOX)
    assert tab.turn_to("check").locator("#draft textarea").input_value() == DRAFT
    page.locator("#check").click()
    page.locator("#findings .findings").wait_for()
    page.locator("#top a[hreflang=en]").click()
    page.wait_for_url("**/en/**")
    page.wait_for_selector(BOX, state="attached")
    assert tab.turn_to("match").locator("#profile textarea").input_value() == "测试县的企业"
    _left(tab)


@SIZES
def test_a_wrong_file_leaves_the_findings_of_the_draft_before(
    open_tab: Any, size: Any, tmp_path: Path
) -> None:
    part = open_tab(**size).turn_to("check")
    part.locator("#draft textarea").fill(DRAFT)
    part.locator("#check").click()
    part.locator(".findings").wait_for()
    found = part.locator(".findings").inner_text()
    wrong, broken = tmp_path / "稿件.exe", tmp_path / "坏稿.docx"
    wrong.write_bytes(b"MZ")
    broken.write_bytes(b"PK no archive")
    note = part.locator("#draft-note .error")
    for path, said in ((wrong, "不是可以核对的稿件"), (broken, "坏稿.docx")):
        part.locator("input[type=file]").set_input_files(path)
        note.get_by_text(said).wait_for()
        assert note.inner_text().endswith("显示的仍是上一次的结果。")
        assert note.count() == 1 and "\n" not in note.inner_text()
        assert part.locator(".findings").inner_text() == found
        assert part.locator("#draft textarea").input_value() == DRAFT
        assert part.get_by_role("button", name="导出 Word").is_visible()
    part.locator("#draft-day :is(input, textarea)").fill("前天")
    part.locator("#check").click()
    note.get_by_text("不是 2026-03-05 这样的日期").wait_for()
    assert part.locator(".findings").inner_text() == found
    part.locator("#draft-day :is(input, textarea)").fill("")
    part.locator("#check").click()
    note.wait_for(state="detached")
    part.locator(".findings").wait_for()


@SIZES
def test_a_removal_is_called_off_with_the_keyboard_which_is_where_it_was(
    open_tab: Any, size: Any
) -> None:
    tab = open_tab(**size)
    page, part = tab.page, tab.turn_to("files")
    buttons = part.locator("[data-do=remove]")
    buttons.first.wait_for()
    documents = buttons.count()
    wanted = buttons.nth(1).get_attribute("data-id")
    on_it = f"{FOCUSED}.dataset.id === '{wanted}' && {FOCUSED}.dataset.do === 'remove'"
    for leave in ("Escape", "Enter"):
        buttons.nth(1).focus()
        page.keyboard.press("Enter")
        # The keyboard goes on at the safe way out.
        page.wait_for_function(f"{FOCUSED}.textContent.trim() === '取消'")
        page.keyboard.press(leave)
        part.locator("#confirm").wait_for(state="hidden")
        page.wait_for_function(on_it)
    buttons.nth(0).click()
    page.wait_for_function(f"{FOCUSED}.textContent.trim() === '取消'")
    page.locator("#find-file :is(input, textarea)").focus()
    page.keyboard.press("Escape")
    part.locator("#confirm").wait_for(state="hidden")
    assert buttons.count() == documents


def test_after_a_removal_the_keyboard_is_at_the_next_document(
    open_tab: Any, tmp_path: Path
) -> None:
    tab = open_tab()
    page, part = tab.page, tab.turn_to("files")
    part.locator("#documents .documents").wait_for()
    notice = tmp_path / "要删的.md"
    notice.write_text("# 要删的通知\n\n对要删的企业给予补助7万元。\n", encoding="utf-8")
    part.locator("#upload input[type=file]").set_input_files(notice)
    part.get_by_text("已处理 1 个文件").wait_for()
    item = part.locator(".documents > li", has_text="要删的通知")
    item.get_by_role("button", name="删除").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{FOCUSED}.textContent.trim() === '取消'")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    part.get_by_text("已删除《要删的通知》").wait_for()
    page.wait_for_function(f"{FOCUSED}.dataset.do === 'remove'")


def test_a_correction_is_called_off_with_escape(open_tab: Any) -> None:
    tab = open_tab()
    page = tab.page
    turn = tab.ask("最高补助多少？")
    turn.get_by_role("button", name="回答不对").click()
    page.wait_for_function(f"{FOCUSED}.closest('#correct-right') !== null")
    page.keyboard.type("最高500万元")
    page.keyboard.press("Escape")
    page.locator("#correct").wait_for(state="hidden")
    page.wait_for_function(f"{FOCUSED}.dataset.do === 'wrong'")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{FOCUSED}.closest('#correct-right') !== null")
    assert page.get_by_label("正确的回答").input_value() == "最高500万元"
