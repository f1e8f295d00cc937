"""Rows and columns that a question means, what follows from a column, and the proof of a line that tells a row."""

from __future__ import annotations

from datetime import date

import pytest

from index.splitter import split
from index.types import Document, DocumentInfo
from qa.citations import Rejected, Supported, check
from qa.question import analyse
from qa.table_answers.asked import ask
from qa.table_answers.told import pick
from qa.tables.cells import is_value, number, span, unit_of
from qa.tables.model import Table, tables_of
from qa.tables.wording import headed, worded
from qa.types import Evidence

TODAY = date(2026, 11, 27)
TEXT = """# 青河县2026年托育收费与建设

## 各类机构收费（单位：元/月）

| 类型 | 托大班 | 托小班 | 备注 |
| --- | --- | --- | --- |
| 公办 | 1200 | 1500 | 不含餐费 |
| 普惠民办 | 1600 | 1900 | 含餐费 |

## 各镇新建充电桩

| 序号 | 镇 | 2024年 | 2025年 | 同比增长（%） |
| --- | --- | --- | --- | --- |
| 1 | 东湖镇 | 30 | 42 | 40 |
| 2 | 白沙镇 | 25 | 20 | -20 |
| 3 | 合计 | 55 | 62 | 12.7 |

## 申报安排

| 批次 | 网上申报 | 评审 |
| --- | --- | --- |
| 第一批 | 1月5日—1月31日 | 3月上旬 |
| 第二批 | 11月16日—12月11日 | 次年1月 |

## 分工

| 姓名 | 职务 | 分管工作 | 是否值周末班 |
| --- | --- | --- | --- |
| 韩立 | 局长 | 全面工作 | 否 |
| 方敏 | 副局长 | 托育管理 | 是 |
| 罗强 | 副局长 | 充电设施 | 是 |
"""
DOCUMENT = Document(
    id="d", title="青河县2026年托育收费与建设", source="a.md", text=TEXT, sha256="0" * 64
)
INFO = DocumentInfo(id="d", title="青河县2026年托育收费与建设", source="a.md", sha256="0" * 64)


def tables() -> list[Table]:
    return tables_of(INFO, split(DOCUMENT))


def told(question: str) -> list[str]:
    asked = ask(analyse(question), TODAY)
    for table in tables():
        if picked := pick(table, asked, TODAY):
            return [worded(table, row, picked.columns) for row in picked.rows]
    return []


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "青河县公办托育的托小班每月收多少钱？",
            ["公办；托小班：1500；备注：不含餐费（单位：元/月）"],
        ),
        ("白沙镇2025年新建了多少充电桩？", ["白沙镇；2025年：20"]),
        ("去年白沙镇新建了多少充电桩？", ["白沙镇；2025年：20"]),
        ("哪个镇2025年新建的充电桩最多？", ["东湖镇；2025年：42"]),
        ("哪个镇新建充电桩同比下降了？", ["白沙镇；同比增长（%）：-20"]),
        ("青河县现在可以报哪一批？", ["第二批；网上申报：11月16日—12月11日"]),
        (
            "青河县副局长有哪些？",
            [
                "方敏；职务：副局长；分管工作：托育管理；是否值周末班：是",
                "罗强；职务：副局长；分管工作：充电设施；是否值周末班：是",
            ],
        ),
        ("青河县局长值周末班吗？", ["韩立；职务：局长；分管工作：全面工作；是否值周末班：否"]),
        ("青河县西湖镇2025年新建了多少充电桩？", []),
        ("白沙镇2023年新建了多少充电桩？", []),
        ("青河县外资托育托大班收费多少？", []),
    ],
)
def test_cells_are_told_only_where_row_and_column_are_named(
    question: str, lines: list[str]
) -> None:
    assert told(question) == lines


def row(text: str) -> Evidence:
    passages = split(DOCUMENT)
    found = next(p for p in passages if p.kind == "table" and text in p.text)
    whole = TEXT[found.paragraph_start : found.paragraph_end]
    return Evidence(number=1, passage=found, document=INFO, text=whole, start=found.paragraph_start)


@pytest.mark.parametrize(
    "line",
    [
        "| 公办 | 1200 | 1500 | 不含餐费 |",
        "公办；托小班：1500",
        "公办；托小班：1500（单位：元/月）",
        "类型：公办；托大班：1200；备注：不含餐费",
    ],
)
def test_a_row_is_proved_cell_by_cell(line: str) -> None:
    assert isinstance(check(f"{line}[1]", [row("公办")]), Supported)


@pytest.mark.parametrize(
    "line",
    [
        "公办；托小班：1200",
        "公办；托小班：1500（单位：万元）",
        "托小班：1500",
        "普惠民办；托小班：1500",
        "公办；托小班：1500；托大班：1200",
    ],
)
def test_head_and_cell_of_other_columns_or_rows_prove_nothing(line: str) -> None:
    assert isinstance(check(f"{line}[1]", [row("公办")]), Rejected)


def test_a_row_is_shown_with_its_heads() -> None:
    assert headed(row("第一批").passage) == "第一批；网上申报：1月5日—1月31日；评审：3月上旬"


def test_cells() -> None:
    assert (unit_of("购房补贴（万元）"), unit_of("四人间（空调）")) == ("万元", "")
    assert str(number("1600元/学年")) == "1600" and number("一事一议") is None
    assert is_value("—") and is_value("4800元/学年") and not is_value("2025")
    assert span("11月16日—12月11日", 2026) == (date(2026, 11, 16), date(2026, 12, 11))
