"""Figures of a draft that stand in the cells of tables: what is named is the cell that counts, and its neighbours are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.splitter import split
from index.types import Document, DocumentInfo
from qa.claims import ClaimChecker, ClaimReport
from qa.claims.cells import cells_of
from qa.claims.columns import core_of, label_of
from qa.tables.model import bare_cells, tables_of
from qa.types import Evidence
from tests.fakes import Shelf

TEXT = """# 苇泽县2025年统计公报

## 一、经济

表1 2025年全县主要指标

| 指标 | 单位 | 2025年 | 比上年增长（%） |
| --- | --- | --- | --- |
| 地区生产总值 | 亿元 | 186.4 | 5.2 |
| 工业投资 | 亿元 | 42.5 | -3.1 |
| 年末常住人口 | 万人 | 31.6 | 0.2 |
| 其中：城镇 | 万人 | 18.9 | 1.4 |

## 二、各镇

| 镇 | 企业数（家） | 工业产值（亿元） | 同比增长（%） | 占全县比重（%） |
| --- | --- | --- | --- | --- |
| 柳荫镇 | 46 | 61.2 | 8.4 | 51.0 |
| 石埠镇 | 31 | 38.7 | -2.5 | 32.2 |
| 河口镇 | 18 | 20.1 | 3.3 | 16.8 |
| 全县合计 | 95 | 120.0 | 4.1 | 100 |

## 三、人才支持标准

| 类别 | 购房补贴（万元） | 生活补贴（元/月） | 期限（年） | 最高贷款（万元） | 条件 |
| --- | --- | --- | --- | --- | --- |
| 甲类 | 80 | 5000 | 5 | 300 | 博士 |
| 乙类 | 40 | 3000 | 4 | 200 | 硕士 |
| 丙类 | 20 | 2000 | 3 | 100 | 技师 |

## 四、学校

表2 在校生人数（单位：人）

| 学校 | 2024年 | 2025年 |
| --- | --- | --- |
| 县一中 | 2410 | 2365 |
| 县二中 | 1380 | 1502 |

## 五、年度预算（单位：万元）

| 科目 | 2025年执行数 | 2026年预算数 |
| --- | --- | --- |
| 教育支出 | 31200 | 33650 |
| 社会保障和就业支出 | 24800 | 25900 |
| 支出合计 | 56000 | 59550 |

## 六、收支

| 指标 | 绝对量（元） | 增长（%） |
| --- | --- | --- |
| （一）全县居民人均可支配收入 | 30120 | 5.5 |
| 城镇居民 | 38640 | 4.9 |
| 农村居民 | 21350 | 6.3 |
| （二）全县居民人均消费支出 | 19870 | 4.2 |
| 食品烟酒 | 6010 | 3.1 |

## 七、用电量（单位：亿千瓦时）

| 产业 | 6月 | 上半年 |
| --- | --- | --- |
| 第一产业 | 0.2 | 1.1 |
| 第二产业 | 3.1 | 17.4 |
| 居民生活 | 0.7 | 4.5 |
| 全社会用电量 | 4.0 | 23.0 |
"""
INFO = DocumentInfo(
    id="d", title="苇泽县2025年统计公报", source="a.md", sha256="0" * 64,
    region="苇泽县", published="2026-02-20",
)  # fmt: skip
DOCUMENT = Document(id="d", title=INFO.title, source="a.md", text=TEXT, sha256="0" * 64)
PASSAGES = split(DOCUMENT)
TABLES = tables_of(INFO, PASSAGES)
ROWS = [
    Evidence(number=n, passage=p, document=INFO, text=p.text, start=p.start, score=1.0)
    for n, p in enumerate((p for p in PASSAGES if p.kind == "table"), 1)
]


def checked(claim: str) -> ClaimReport:
    return ClaimChecker(Shelf(ROWS, TABLES)).check(claim)


def verdict(claim: str) -> str:
    return checked(claim).verdict


@pytest.mark.parametrize(
    ("claim", "lie"),
    [
        # a unit in a column of its own, a change beside its amount, a minus that is a fall
        ("2025年，苇泽县地区生产总值186.4亿元，比上年增长5.2%。", "2025年，苇泽县地区生产总值186.4亿元，比上年增长3.1%。"),
        ("2025年苇泽县工业投资42.5亿元，同比下降3.1%。", "2025年苇泽县工业投资42.5亿元，同比增长3.1%。"),
        ("2025年末苇泽县常住人口31.6万人，其中城镇18.9万人。", "2025年末苇泽县常住人口18.9万人。"),
        # rows that are places, shares of the whole, the sum
        ("苇泽县柳荫镇工业产值61.2亿元，占全县比重51%。", "苇泽县石埠镇工业产值61.2亿元，占全县比重51%。"),
        ("石埠镇有企业31家，工业产值同比下降2.5%。", "石埠镇有企业31家，工业产值同比增长2.5%。"),
        ("苇泽县工业产值合计120亿元。", "苇泽县各镇工业产值120亿元。"),
        # two cells of one row, the row left out in a list, the unit converted, another text of the row
        ("苇泽县对甲类人才给予80万元购房补贴和每月5000元生活补贴。", "苇泽县对甲类人才给予80万元购房补贴和每月3000元生活补贴。"),
        ("苇泽县人才购房补贴，甲类80万元，乙类40万元。", "苇泽县人才购房补贴，甲类40万元，乙类80万元。"),
        ("苇泽县乙类人才生活补贴每月3000元，期限4年。", "苇泽县乙类人才生活补贴每年3000元，期限4年。"),
        ("苇泽县硕士可获购房补贴40万元。", "苇泽县博士可获购房补贴40万元。"),
        ("苇泽县乙类人才最高贷款200万元。", "苇泽县乙类人才贷款200万元。"),
        ("苇泽县甲类、乙类、丙类人才购房补贴分别为80万元、40万元、20万元。", "苇泽县甲类、乙类、丙类人才购房补贴分别为40万元、80万元、20万元。"),
        ("苇泽县丙类人才购房补贴20万元。", "苇泽县丙类人才购房补贴超20万元。"),
        # years as heads, from one to the other
        ("县二中在校生由2024年的1380人增加到2025年的1502人。", "县二中在校生由2023年的1380人增加到2025年的1502人。"),
        ("2025年，县一中在校生2365人。", "2024年，县一中在校生2365人。"),
        # planned and done, a name that holds another
        ("苇泽县2026年教育支出预算3.365亿元。", "苇泽县2025年教育支出3.365亿元。"),
        ("苇泽县2025年社会保障和就业支出24800万元。", "苇泽县2025年支出合计24800万元。"),
        ("苇泽县2026年支出预算合计59550万元。", "苇泽县2026年已支出59550万元。"),
        # parts of what stands above them
        ("2025年苇泽县居民人均可支配收入30120元，增长5.5%。", "2025年苇泽县居民人均可支配收入38640元，增长5.5%。"),
        ("2025年苇泽县农村居民人均可支配收入21350元。", "2025年苇泽县农村居民人均消费支出21350元。"),
        ("2025年苇泽县居民人均食品烟酒支出6010元。", "2025年苇泽县居民人均食品烟酒收入6010元。"),
        # what is a sum by its figures, months
        ("上半年，苇泽县居民生活用电量4.5亿千瓦时。", "上半年，苇泽县居民生活用电量23亿千瓦时。"),
        ("6月，苇泽县第二产业用电量3.1亿千瓦时。", "上半年，苇泽县第二产业用电量3.1亿千瓦时。"),
    ],
)  # fmt: skip
def test_a_cell_is_found_by_its_row_and_its_head_and_its_neighbour_is_not(
    claim: str, lie: str
) -> None:
    assert verdict(claim) == "supported"
    assert verdict(lie) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "苇泽县各类人才购房补贴均为20万元。",
        "苇泽县甲类和丙类人才购房补贴20万元。",
        "除甲类外，苇泽县人才购房补贴20万元。",
        "苇泽县丙类人才购房补贴累计20万元。",
        "苇泽县丙类人才购房补贴由20万元提高。",
        "苇泽县丙类人才购房补贴拟提高到20万元。",
        "苇泽县丙类人才租房补贴20万元。",
        "青石县丙类人才购房补贴20万元。",
        "2024年苇泽县地区生产总值186.4亿元。",
        "苇泽县2025年人均地区生产总值186.4亿元。",
        "苇泽县2025年民间工业投资42.5亿元。",
        "2025年苇泽县柳荫镇农业产值61.2亿元。",
        "柳荫镇、石埠镇工业产值61.2亿元。",
        "柳荫镇工业产值占全省比重51%。",
        "县一中2025年专任教师2365人。",
    ],
)
def test_what_a_draft_says_more_is_in_no_cell(claim: str) -> None:
    assert verdict(claim) in ("scope_differs", "not_found")


def test_the_cell_is_cited_with_its_row_and_its_figure_with_its_unit() -> None:
    report = checked("苇泽县丙类人才购房补贴0.002亿元。")
    (finding,) = report.figures
    assert finding.verdict == "supported"
    assert finding.source is not None and finding.source.text == "20万元"
    assert report.citations[0].quote.startswith("| 丙类 | 20 |")
    assert finding.note == "表中“丙类”一行“购房补贴（万元）”一栏"
    assert "四舍五入" in checked("苇泽县2026年教育支出预算3.37亿元。").figures[0].note


def test_another_figure_is_contradicted_by_the_cell_of_the_same_name() -> None:
    (finding,) = checked("苇泽县丙类人才购房补贴30万元。").figures
    assert (finding.verdict, finding.source.text if finding.source else "") == (
        "contradicted",
        "20万元",
    )


def test_a_bare_number_of_a_row_denies_nothing_by_itself() -> None:
    rows = [row for row in ROWS if "地区生产总值" in row.text]
    report = ClaimChecker(Shelf(rows)).check("2025年苇泽县地区生产总值186.4亿元。")
    assert report.verdict == "not_found"


def test_a_sentence_stands_for_each_cell() -> None:
    told = [cell.sentence for table in TABLES for cell in cells_of(table).all]
    assert "2025年，工业投资同比增长-3.1%。" in told
    assert "石埠镇工业产值占全县比重为32.2%。" in told
    assert "乙类贷款最高200万元。" in told
    assert "年末常住人口城镇为18.9万人。" not in told
    assert any(
        cell.total and cell.names == ("", "全县")
        for table in TABLES
        for cell in cells_of(table).all
    )


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("规上企业数（家）", "规上企业"),
        ("2025年", ""),
        ("年末数（万人）", ""),
        ("2026年计划投资（亿元）", "计划投资"),
        ("2025年度产值", "产值"),
    ],
)
def test_a_head_says_what_tells_its_column_apart(head: str, label: str) -> None:
    assert core_of(head) == label


def test_a_name_is_told_without_its_place_in_a_list() -> None:
    assert label_of("（一）全县居民人均可支配收入") == "全县居民人均可支配收入"
    assert label_of("其中：城镇") == "城镇"


def test_of_two_yearly_tables_the_newest_is_meant_where_no_year_is_named() -> None:
    found, rows = [], []
    for year, value in ((2023, "171.2"), (2024, "179.5")):
        title = f"苇泽县{year}年统计公报"
        text = f"# {title}\n\n| 指标 | 绝对数 |\n| --- | --- |\n| 地区生产总值（亿元） | {value} |\n| 粮食产量（万吨） | 9.1 |\n"
        document = Document(id=title, title=title, source="a.md", text=text, sha256="0" * 64)
        told = replace(INFO, id=title, title=title, published=f"{year + 1}-02-20")
        passages = split(document)
        found += tables_of(told, passages)
        rows += [
            Evidence(number=1, passage=p, document=told, text=p.text, start=p.start, score=1.0)
            for p in passages
            if p.kind == "table"
        ]
    check = ClaimChecker(Shelf(rows, found)).check
    assert check("苇泽县地区生产总值179.5亿元。").verdict == "supported"
    assert check("2023年苇泽县地区生产总值171.2亿元。").verdict == "supported"
    old = check("苇泽县地区生产总值171.2亿元。").figures[0]
    assert (old.verdict, old.differs) == ("scope_differs", ("时间",))
    assert bare_cells(rows[0].passage) == ((8, 13), (14, 21))
