"""What is printed: what was found with its evidence, black on white, whatever the screen shows; and what cannot be exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.browser import serious
from ui.pages.common import Parts

pytestmark = pytest.mark.browser
DRAFT = "全县已建成5家县实验室。共有99家商场。"
DARK_ON_LIGHT = "rgb(27, 32, 40)"


def printed(page: Any, path: Path) -> str:
    """The text of the page as it is printed, without white space."""
    page.pdf(path=path, format="A4")
    with pypdfium2.PdfDocument(path) as pdf:
        said = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    return "".join(said.split())


def test_a_conversation_is_printed_with_the_evidence_of_each_question(
    open_tab: Any, tmp_path: Path
) -> None:
    tab = open_tab(color_scheme="dark")
    tab.ask("最高补助多少？")
    tab.ask("江苏呢？", number=2)
    page = tab.page
    said = printed(page, tmp_path / "chat.pdf")
    assert "对首台套产品另给奖励" in said and "现有材料没有说明这个问题" in said
    for button in ("提问", "复制（含出处）", "清空对话", "回到回答"):
        assert button not in said
    assert not page.locator("#evidence .earlier").first.evaluate("box => box.open")
    page.emulate_media(media="print")
    colour = "getComputedStyle(document.querySelector('.statement')).color"
    page.wait_for_function(f"{colour} === '{DARK_ON_LIGHT}'")


def test_a_figure_check_is_printed_with_its_evidence_and_without_its_form(
    open_tab: Any, tmp_path: Path
) -> None:
    tab = open_tab()
    part = tab.turn_to("check")
    part.locator("#draft textarea").fill(DRAFT)
    part.locator("#check").click()
    part.locator(".findings").wait_for()
    said = printed(tab.page, tmp_path / "check.pdf")
    assert "12家县重点实验室" in said and "99家" in said
    for control in ("导出Word", "选择或拖入稿件", "稿件日期"):
        assert control not in said


def test_all_rows_of_a_long_table_are_printed(
    open_tab: Any, web_parts: Parts, tmp_path: Path
) -> None:
    rows = "".join(f"| 第{n}村 | {n * 7} |\n" for n in range(1, 121))
    paper = tmp_path / "villages.md"
    paper.write_text(f"# 各村人口表\n\n| 村 | 人口（人） |\n|---|---|\n{rows}", encoding="utf-8")
    (report,) = web_parts.corpus.add([paper])
    try:
        tab = open_tab()
        page = tab.page.context.new_page()
        page.goto(f"{tab.address}document/{report.document_id}")
        assert page.locator(".whole tbody tr").count() == 120
        assert page.evaluate("document.querySelector('.whole .table').clientHeight < innerHeight")
        assert serious(page) == []
        assert "第120村" in printed(page, tmp_path / "table.pdf")
        page.close()
    finally:
        web_parts.corpus.remove(report.document_id or "")


def test_what_cannot_be_exported_is_told(open_tab: Any) -> None:
    tab = open_tab()
    page = tab.page
    page.evaluate(
        "window.dispatchEvent(new CustomEvent('save', {detail: JSON.stringify({said: '没有导出'})}))"
    )
    page.get_by_role("alert").get_by_text("没有导出").wait_for()
    assert serious(page) == []
