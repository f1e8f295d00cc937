"""Sheets as people keep them: Chinese date formats, shown in ten thousands, several tables, formulas never computed."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.documents import to_document
from index.reader import RawText, read_data
from index.readers.cell_format import show


def sheet(rows: Sequence[Sequence[object]], struck: Sequence[str] = ()) -> bytes:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place in struck:
        book.active[place].font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> RawText:
    return read_data(data, Path("a.xlsx"))


def blocks(data: bytes) -> list[list[str]]:
    parts = [part.split("\n") for part in read(data).text.strip("\n").split("\n\n")]
    return [[line for line in part if not line.startswith("| ---")] for part in parts]


@pytest.mark.parametrize(
    ("number", "shown"), [(14, "2025/3/5"), (31, "2025年3月5日"), (57, "2025年3月"), (58, "3月5日")]
)
def test_formats_that_a_chinese_excel_gives_by_number_are_dates(number: int, shown: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["项目", "开工"])
    book.active.append(["水库加固", 45721])
    book.active["B2"].number_format = '"@@"0'
    out = io.BytesIO()
    book.save(out)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/styles.xml":
                text = re.sub(r"<numFmts.*?</numFmts>", "", part.decode())
                part = text.replace('numFmtId="164"', f'numFmtId="{number}"').encode()
            new.writestr(name, part)
    assert f"| 水库加固 | {shown} |" in read(made.getvalue()).text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (123456, '0!.0,"万元"', "12.3万元"),
        (123456, "0\\.0,", "12.3"),
        (-1234567890, "#,##0!.0,", "-123,456.8"),
        (5000, "#,##0,", "5"),
        (1234567, '0.00,,"百万"', "1.23百万"),
        (1234.5, "#,##0.00", "1,234.50"),
        (dt.datetime(2025, 3, 5), "mm-dd-yy", "2025/3/5"),
        (dt.datetime(2025, 3, 5), "d-mmm-yy", "2025-03-05"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: object, code: str, shown: str) -> None:
    assert show(value, code) == shown


def test_a_formula_that_was_never_computed_is_shown_and_doubted() -> None:
    data = sheet([["镇", "一季度", "合计"], ["东山镇", 3, "=B2*2"]])
    path = Path("a.xlsx")
    document = to_document(read_data(data, path), path)
    assert "| 东山镇 | 3 | =B2*2 |" in document.text
    (doubt,) = document.doubts
    assert document.text[doubt.start : doubt.end] == "=B2*2" and "公式" in doubt.note


def test_tables_beside_and_below_each_other_keep_their_own_headers() -> None:
    beside = [["企业", "金额", None, "企业", "金额"], ["甲公司", 10, None, "丙公司", 30]]
    assert blocks(sheet(beside)) == [
        ["| 企业 | 金额 |", "| 甲公司 | 10 |"],
        ["| 企业 | 金额 |", "| 丙公司 | 30 |"],
    ]
    below = [
        ["表1 养殖"],
        ["镇", "头数"],
        ["东山镇", 10],
        ["表2 种植"],
        ["镇", "亩数"],
        ["东山镇", 100],
    ]
    assert blocks(sheet(below)) == [
        ["表1 养殖", "| 镇 | 头数 |", "| 东山镇 | 10 |"],
        ["表2 种植", "| 镇 | 亩数 |", "| 东山镇 | 100 |"],
    ]


def test_groups_and_an_empty_column_part_no_table() -> None:
    groups = [
        ["项目", "补助", "部门"],
        ["一、养殖"],
        ["肉牛", "每头500元", "农业局"],
        ["二、种植"],
        ["茶叶", "每亩300元", "农业局"],
    ]
    assert len(blocks(sheet(groups))) == 1
    gap = [["镇", "户数", None, "金额", "备注"], ["东山镇", 5, None, 7, "无"]]
    assert blocks(sheet(gap)) == [["| 镇 | 户数 | 金额 | 备注 |", "| 东山镇 | 5 | 7 | 无 |"]]


def test_a_note_at_the_foot_belongs_to_no_column() -> None:
    rows = [
        ["镇", "金额"],
        ["注：东山", 1],
        ["西河镇", 2],
        ["注：单位为万元。"],
        ["数据来源：县财政局"],
    ]
    assert blocks(sheet(rows)) == [
        [
            "| 镇 | 金额 |",
            "| 注：东山 | 1 |",
            "| 西河镇 | 2 |",
            "注：单位为万元。",
            "数据来源：县财政局",
        ]
    ]


@pytest.mark.parametrize(
    "times", [("2022年", "2023年", "2024年"), (2024, 2023, 2022), ("1月", "2月", "3月")]
)
def test_years_and_months_in_their_order_are_a_header(times: tuple[object, ...]) -> None:
    (table,) = read(sheet([["镇", *times], ["东山镇", 3, 4, 5]])).text.strip().split("\n\n")
    assert table.split("\n")[1].startswith("| --- |")


@pytest.mark.parametrize(
    "rows",
    [
        [["道路改造", "2023年", "2025年"], ["水库加固", "2024年", "2026年"]],  # begun and done
        [["道路", "2024年", "500"], ["水库", "7", "8"]],
        [["道路", "2024年", "2023年", "2025年"], ["水库", "7", "8", "9"]],
    ],
)
def test_a_row_of_data_with_years_is_none(rows: list[list[str]]) -> None:
    assert "---" not in read(sheet(rows)).text


def test_struck_and_raised_text_of_a_cell() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    raised = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "4"), "吨")
    partly = CellRichText(TextBlock(InlineFont(strike=True), "300元"), "500元")
    data = sheet(
        [["指标", "数值"], ["产能", raised], ["标准", partly], ["旧标准", "200元"]], ["A4", "B4"]
    )
    assert blocks(data) == [["| 指标 | 数值 |", "| 产能 | 10⁴吨 |", "| 标准 | 500元 |"]]


def book(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        own = made.create_sheet(name)
        for row in rows:
            own.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


TITLED = book(
    ("耕整", [["安渠县农机补贴表（耕整类）"], ["机具", "补贴（元）"], ["旋耕机", 900]]),
    ("收获", [["安渠县农机补贴表（收获类）"], ["机具", "补贴（元）"], ["收割机", 8000]]),
)


def test_the_title_of_a_sheet_stands_over_its_rows_and_its_name_is_no_title_of_the_book() -> None:
    path = Path("安渠县农机补贴.xlsx")
    made = to_document(read_data(TITLED, path), path)
    assert made.title == "安渠县农机补贴"
    assert "## 耕整\n### 安渠县农机补贴表（耕整类）" in made.text


def test_a_book_whose_file_has_no_name_is_called_as_its_first_sheet_is() -> None:
    path = Path("P020250301.xlsx")
    assert to_document(read_data(TITLED, path), path).title == "安渠县农机补贴表（耕整类）"
