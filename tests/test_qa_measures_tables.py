"""Rows of tables: which give something, to whom, and how much."""

from __future__ import annotations

from decimal import Decimal

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(table: str) -> tuple[Measure, ...]:
    document = plain_document(f"# 样本县办事指南\n\n一、事项\n\n{table}\n", title="样本县办事指南")
    return find_measures(document, split(document)).measures


def test_a_row_named_after_a_benefit() -> None:
    found = read(
        "|事项|对象|条件|时限|窗口|\n|---|---|---|---|---|\n"
        "|创业补贴|返乡人员|经营满6个月，3000元/户，期限不超过1年|10个工作日|一楼|\n"
        "|小微企业贷款|新招用人员的小微企业|最高200万元，期限不超过2年|9个工作日|二楼|\n"
        "|劳务派遣许可|注册资本不少于200万元的公司|有固定场所|9个工作日|二楼|"
    )
    assert [(m.title, m.kind) for m in found] == [("创业补贴", "subsidy"), ("小微企业贷款", "loan")]
    first = found[0]
    assert first.span.text == "创业补贴|返乡人员|经营满6个月，3000元/户，期限不超过1年"
    assert first.subject is not None
    assert first.subject.text == "返乡人员"
    assert [(a.value, a.unit) for a in first.amounts] == [(Decimal(3000), "元/户")]
    assert [c.span.text for c in first.conditions] == ["返乡人员", "经营满6个月"]
    assert [s.text for s in first.limits] == ["期限不超过1年"]


def test_a_head_says_what_the_numbers_are() -> None:
    found = read(
        "|层次|租房补贴（元/月）|购房补贴|\n|---|---|---|\n|博士|3,000|最高20万元|\n|硕士|1500||"
    )
    assert [[(a.value, a.unit) for a in m.amounts] for m in found] == [
        [(Decimal(3000), "元/月"), (Decimal(200_000), "元")],
        [(Decimal(1500), "元/月")],
    ]


def test_prices_and_what_was_paid_give_nothing() -> None:
    assert not read("|项目|价格（元）|\n|---|---|\n|厂房租金|12|")
    assert not read("|补贴项目|发放金额（万元）|\n|---|---|\n|租房补贴|320|")


def test_a_table_without_a_ruled_head_and_a_column_a_year() -> None:
    found = read(
        "## 二、补贴标准\n\n单位：元/人·月\n\n|类别|2023年|2024年|\n"
        "|生活补贴（低保家庭）|80|90|\n|护理补贴（一级）|100|120|"
    )
    assert [[(a.value, a.unit) for a in m.amounts] for m in found] == [
        [(Decimal(90), "元/人·月")],
        [(Decimal(120), "元/人·月")],
    ]


def test_figures_by_year_are_no_offers() -> None:
    assert not read("|项目|2023年|2024年|\n|---|---|---|\n|就业补贴|80|90|\n|进出口额|100|120|")
