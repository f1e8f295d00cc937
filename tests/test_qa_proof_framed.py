"""What stands over a statement, behind it or before it, and what its words leave open: the proof takes none of it for said."""

from __future__ import annotations

import pytest

from qa.citations import Rejected, Supported, check
from qa.proof.framed import label_over, over
from qa.proof.taken_back import taken_back
from tests.make import evidence, info

GIVEN = "每户企业可领取5万元补贴。"


def judged(source: str, draft: str, **document: str) -> Supported | Rejected:
    about = {"title": "青石市情况通报", "region": "青石市", "published": "2026-02-01"} | document
    return check(draft, [evidence(source, document=info(**about))])


DENIED = [
    (f"{GIVEN[:-1]}，系误传。", GIVEN),
    (f"{GIVEN[:-1]}，尚未得到证实。", GIVEN),
    (f"{GIVEN[:-1]}，与事实不符。", GIVEN),
    (f"{GIVEN}这一说法没有任何依据。", GIVEN),
    (f"网上流传的以下内容不属实。{GIVEN}请勿轻信。", GIVEN),
    ("原告诉称：被告拖欠工资5万元。被告还处分设备3台。", "被告还处分设备3台。"),
]
SUPPOSED = [
    ("假设明年房价下降10%。则全市财政收入减少5%。", "全市财政收入减少5%。"),
    ("有人担心，税率升到5%。", "税率升到5%。"),
    ("市场传闻，全市出口增长8%。", "全市出口增长8%。"),
    ("他曾承诺，全市出口增长8%。", "全市出口增长8%。"),
    ("与2020年相比，全市出口增长8%。", "全市出口增长8%。"),
    ("剔除基数影响，全市工业增长7%。", "全市工业增长7%。"),
]
STRIVEN_FOR = [
    ("各县尽快建成24家孵化器。", "各县建成24家孵化器。"),
    ("全市上下努力完成投资100亿元。", "全市上下完成了投资100亿元。"),
    ("明年，全市建设24家省级创新中心。", "全市有24家省级创新中心。"),
    ("第二阶段，全市建设24家省级创新中心。", "全市有24家省级创新中心。"),
    ("明年，全市新建幼儿园16所。", "全市新建幼儿园16所。"),
    ("今年，计划新建公园6个，改造厂房12万平方米。", "全市改造厂房12万平方米。"),
    ("人才缺口如下：教师60名，护士30名。", "全市有教师60名。"),
]
WHOSE = [
    ("小陈在老城开了一家米粉店。2025年营业收入60万元。", "2025年全市营业收入60万元。"),
    ("全市不含东湖、西湖景区，接待游客80万人次。", "全市接待游客80万人次。"),
    (
        "在乡镇卫生院住院，报销比例85%；在县城住院，报销比例75%。",
        "在乡镇卫生院住院，报销比例75%。",
    ),
]
ALL_OF_A_LIST = [
    ("禁止在东湖、西湖、南湖以外区域燃放烟花。", "禁止在东湖、南湖以外区域燃放烟花。"),
    ("由甲县、乙县、丙县出资设立基金。", "由甲县、丙县出资设立基金。"),
    ("从甲县、乙县、丙县中择优确定试点。", "从甲县、丙县中择优确定试点。"),
    ("甲县、乙县、丙县轮流承办赛事。", "甲县、丙县轮流承办赛事。"),
    ("误差为±3%。", "误差为3%。"),
]


@pytest.mark.parametrize(
    ("source", "draft"), [*DENIED, *SUPPOSED, *STRIVEN_FOR, *WHOSE, *ALL_OF_A_LIST]
)
def test_what_the_paragraph_does_not_say_fails(source: str, draft: str) -> None:
    assert isinstance(judged(source, draft), Rejected)


def test_the_past_year_of_a_yearly_report_is_not_its_own() -> None:
    report = {"title": "青石市2025年政府工作报告", "published": "2025-01-20"}
    text = "过去一年，工作成效明显。新改建农村公路86公里。"
    assert isinstance(judged(text, "2025年新改建农村公路86公里。", **report), Rejected)


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        (f"{GIVEN}申报截止到3月底。", GIVEN),
        ("与2020年相比，全市出口增长8%。", "与2020年相比，全市出口增长8%。"),
        ("全市加快建设24家孵化器。", "全市建设24家孵化器。"),
        ("全市努力完成了投资100亿元。", "全市完成了投资100亿元。"),
        ("全市产业规模不断扩大，工业产值达900亿元。", "全市工业产值达900亿元。"),
        ("全市重点发展电子、机械、食品等产业。", "全市重点发展电子、食品等产业。"),
        (
            "在乡镇卫生院住院，报销比例85%；在县城住院，报销比例75%。",
            "在县城住院，报销比例75%。",
        ),
    ],
)
def test_what_it_says_passes(source: str, draft: str) -> None:
    assert isinstance(judged(source, draft), Supported)


def test_a_label_holds_until_the_next() -> None:
    text = "误区：个体户免缴3项费用。不少人这样认为。实际上，个体户应缴4项费用。"
    assert label_over(text, text.index("3")) == "误区"
    assert label_over(text, text.index("不少")) == "误区"
    assert label_over(text, text.index("4")) == ""
    assert label_over("修改后：每户3万元。", 8) == ""


def test_only_what_stands_before_in_its_part_stands_over_a_figure() -> None:
    text = "有人担心，税率升到5%；按可比价格计算，产值增长6%。"
    assert over(text, text.index("5%")) == ("有人担心",)
    assert over(text, text.index("6%")) == ()


def test_what_another_paper_loses_takes_nothing_back() -> None:
    text = "每家补助8万元。《旧办法》同时废止。"
    assert not taken_back(text, text.index("。") + 1)
    text = "每家补助8万元，凭证申领，纯属谣言。"
    assert taken_back(text, text.index("，"))
