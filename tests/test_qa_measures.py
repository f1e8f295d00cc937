"""Measures of a document: what is offered, to whom, by which tiers, with every span in its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from index.splitter import split
from index.types import Document
from qa.measures import Measure, Measures, Span, find_measures
from tests.fakes import plain_document, plain_passages

POLICY = """# 样本县支持制造业发展若干措施

一、支持技术改造。对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。购置二手设备的，不予补助。

二、支持科技创新。对初次认定为国家级和省 级企业技术中心的，分别给予企业100万元和30万元奖励；对年产 值同比增长超过1000万元的，给予企业超出额0.5%的奖励，最高20万元。

三、支持开拓市场。年出口额首次达到1000万元、5000万元的企业，分别奖励10万元、30万元。每家企业每年不超过50万元。

四、附则

（一）本措施适用于在本县依法登记、具有独立法人资格的工业企业。被列入严重失信主体名单的，不予支持。

（二）企业于每年4月1日至5月31日向县工业和信息化局申报，其中第三条向县商务局申报。

（三）本措施自2025年1月1日起施行，有效期3年，由县工业和信息化局负责解释。《样本县技术改造暂行办法》（样政发〔2021〕3号）同时废止。
"""


def read(text: str, title: str = "样本县支持制造业发展若干措施") -> tuple[Document, Measures]:
    document = plain_document(text, title=title)
    return document, find_measures(document, split(document))


def spans(measure: Measure) -> Iterator[Span]:
    yield measure.span
    yield measure.support
    yield from (s for s in (measure.subject, measure.agency) if s)
    yield from (*measure.limits, *measure.exclusions, *measure.apply, *measure.deadlines)
    yield from (a.span for a in measure.amounts)
    yield from (t.label for t in measure.tiers)
    yield from (c.span for c in measure.conditions)


def test_each_offer_is_a_measure_with_its_parts() -> None:
    _, found = read(POLICY)
    assert [m.kind for m in found.measures] == ["subsidy", "award", "award", "award"]
    first = found.measures[0]
    assert first.title == "支持技术改造：设备投入500万元以上的规上工业企业"
    assert [(a.role, a.value, a.of) for a in first.amounts] == [
        ("ratio", Decimal(8), "设备投资"),
        ("cap", Decimal(3_000_000), ""),
    ]
    assert "购置二手设备的，不予补助" in [s.text for s in first.exclusions]
    assert any("失信" in s.text for s in first.exclusions)


def test_every_span_holds_its_text_lost_line_breaks_included() -> None:
    document, found = read(POLICY)
    held = [s for m in found.measures for s in spans(m)]
    assert held and all(document.text[s.start : s.end] == s.text for s in held)
    assert any("省 级" in s.text for s in held)


def test_tiers_line_up_with_thresholds_and_with_levels() -> None:
    _, found = read(POLICY)
    level, _, export = found.measures[1:]
    assert [(t.label.text, t.amount.value) for t in level.tiers] == [
        ("国家级", 1_000_000),
        ("省 级", 300_000),
    ]
    assert [(t.test.low, t.amount.value) for t in export.tiers if t.test] == [
        (10_000_000, 100_000),
        (50_000_000, 300_000),
    ]
    assert [s.text for s in export.limits] == ["每家企业每年不超过50万元"]


def test_the_general_part_holds_for_all() -> None:
    _, found = read(POLICY)
    terms = found.terms
    assert terms.region == "样本县" and terms.agency and terms.agency.text == "县工业和信息化局"
    assert [s.text for s in terms.deadlines] == ["每年4月1日至5月31日"]
    assert terms.repeals and "暂行办法" in terms.repeals[0].text
    assert all(any(c.shared for c in m.conditions) for m in found.measures)
    agencies = [m.agency.text for m in found.measures if m.agency]
    assert agencies == ["县工业和信息化局"] * 3 + ["县商务局"]


def test_the_sales_of_a_product_are_not_those_of_the_enterprise() -> None:
    text = "一、支持新药。对新开发的一类新药，年销售额在1亿元以上的，奖励企业200万元。\n"
    _, found = read(text)
    names = [t.name for c in found.measures[0].conditions for ts in c.any_of for t in ts]
    assert "新药销售额" in names and "销售额" not in names


def test_a_plan_is_a_measure_without_conditions() -> None:
    text = "# 制造业2026年重点任务\n\n一、举办面向箱包企业的服务外包对接活动。\n\n二、去年全市已建成平台12个，比上年增长5%。\n"
    _, found = read(text, "制造业2026年重点任务")
    assert [(m.intention, m.kind) for m in found.measures] == [(True, "service")]


def test_a_table_of_measures_is_read_by_its_heads() -> None:
    text = "# 惠企措施一览\n\n| 需要 | 适合谁 | 措施 | 部门 |\n|---|---|---|---|\n| 出海 | 箱包企业 | 专项对接活动 | 市商务局 |\n"
    _, found = read(text, "惠企措施一览")
    (measure,) = found.measures
    assert (measure.support.text, measure.agency and measure.agency.text) == (
        "专项对接活动",
        "市商务局",
    )
    assert measure.conditions[0].any_of[0][0].values == ("箱包",)


def test_the_same_document_is_read_once() -> None:
    document = plain_document(POLICY)
    assert find_measures(document, split(document)) is find_measures(document, split(document))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["对", "企业", "，", "的", "500万元", "以上", "奖励", "最高", "。", "；", "或", "、", "分别", "按8%", "补助", "\n",
             "一是", "（一）", "第三条 ", "本办法", "不予", "成立满3年", " ", "《", "》", "(", ")", "将建设平台", "第", "年", "%"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_text_breaks_the_reader_and_every_span_stands(pieces: list[str]) -> None:
    document = plain_document("".join(pieces), title="样本措施")
    found = find_measures(document, plain_passages(document))
    for measure in found.measures:
        assert all(document.text[s.start : s.end] == s.text for s in spans(measure))
