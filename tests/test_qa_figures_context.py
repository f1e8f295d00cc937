"""The words around a figure: what it counts, what is said of it, up or down, against what, and when."""

from __future__ import annotations

import pytest

from qa.figures import Figure, find_figures
from qa.figures.counted import counted_noun


def figure(text: str, number: str) -> Figure:
    """Return the figure of `text` whose own text holds `number`."""
    (found,) = (f for f in find_figures(text) if number in f.text)
    return found


NOUNS = {
    ("推动超4000家规上工业企业开展改造", "4000"): "规上工业企业",
    ("布局24家省实验室、26家全国重点实验室和459家省重点实验室的体系", "459"): "省重点实验室",
    ("布局24家省实验室、26家全国重点实验室和459家省重点实验室的体系", "24"): "省实验室",
    ("建设20个“跨境电商+产业带”试点，", "20"): "“跨境电商+产业带”试点",
    ("新增企业技术中心60家、工业设计中心200家", "60"): "",
    ("培育形成10个万亿元级产业集群", "10"): "万亿元级产业集群",
    ("全省有10个县级区域成功入选", "10"): "县级区域",
    ("建成100座5G基站", "100"): "5G基站",
    ("给予300万元奖励", "300"): "奖励",
    ("办理时限缩短至6天（全国最短）", "6"): "",
    ("与18个省直部门联合行动", "18"): "省直部门",
    ("60家以上省级工业设计中心", "60"): "省级工业设计中心",
}
BEFORE = {
    ("技术市场规模总额达7086.68亿元", "7086"): "技术市场规模总额达",
    ("2025年，全省输出技术合同86504项", "86504"): "全省输出技术合同",
    ("企业牵头项目占比超56%、财政资金占比近76%", "76"): "财政资金占比",
    ("新增企业技术中心60家、工业设计中心200家", "200"): "工业设计中心",
    ("由78个增加到80个", "80"): "增加到",
    ("甲、乙占比分别超三成、五成", "五成"): "甲、乙占比分别",
}
DIRECTIONS = {
    ("执行金额同比增长16.6%", "16.6"): "up",
    ("能耗强度下降3.1%", "3.1"): "down",
    ("时限由20天缩短至6天", "6天"): "down",
    ("比重提高2.3个百分点", "2.3"): "up",
    ("增速回落0.5个百分点", "0.5"): "down",
    ("新增减税降费超过1万亿元", "1万"): None,
    ("建设80个站点", "80"): None,
    ("工业增加值占三成", "三成"): None,
    ("对增长的贡献率约50%", "50"): None,
    ("为提高质量建设80个站点", "80"): None,
    ("实现5%的增长", "5%"): "up",
    ("进出口分别增长5.1%、3.2%", "3.2"): "up",
}
CHANGES = {
    ("执行金额同比增长16.6%", "16.6"): "同比",
    ("执行金额年均增长14.6%", "14.6"): "年均",
    ("比上年增长5%", "5%"): "比上年",
    ("较上年同期增长5%", "5%"): "同比",
    ("环比下降1.2%", "1.2"): "环比",
    ("累计投入30亿元", "30"): "累计",
    ("投入30亿元", "30"): None,
}
PERIODS = {
    ("2025年，全省输出技术合同86504项，总额达7086.68亿元。", "7086"): "2025",
    ("“十四五”期间，执行金额年均增长14.6%。", "14.6"): "十四五",
    ("2025年增长5%。投资增长3%。", "3%"): None,
    ("由1997年的2.54亿千瓦增加到2002年的3.53亿千瓦", "2.54"): "1997",
    ("由1997年的2.54亿千瓦增加到2002年的3.53亿千瓦", "3.53"): "2002",
    ("2025年出口比2020年增长10%", "10%"): "2025",
    ("2025年，上半年增长5%", "5%"): "2025-H1",
    ("2024年、2025年分别增长5.1%、5.3%", "5.1"): "2024",
    ("2024年、2025年分别增长5.1%、5.3%", "5.3"): "2025",
    ("出台《2026年行动方案》，新增60家", "60"): None,
    ("去年增长5%", "5%"): "去年",
    ("产值是2012年的3.5倍", "3.5倍"): None,
    ("到2030年，建成100家", "100"): "2030",
}


@pytest.mark.parametrize(("text", "number"), NOUNS)
def test_noun(text: str, number: str) -> None:
    assert figure(text, number).noun == NOUNS[text, number]


@pytest.mark.parametrize(("text", "number"), BEFORE)
def test_before(text: str, number: str) -> None:
    assert figure(text, number).before == BEFORE[text, number]


@pytest.mark.parametrize(("text", "number"), DIRECTIONS)
def test_direction(text: str, number: str) -> None:
    assert figure(text, number).direction == DIRECTIONS[text, number]


@pytest.mark.parametrize(("text", "number"), CHANGES)
def test_change(text: str, number: str) -> None:
    assert figure(text, number).change == CHANGES[text, number]


@pytest.mark.parametrize(("text", "number"), PERIODS)
def test_period(text: str, number: str) -> None:
    assert figure(text, number).period == PERIODS[text, number]


def test_a_shared_qualifier_reaches_the_whole_list() -> None:
    five = figure("两类产业占比分别超三成、五成", "五成")
    assert (five.qualifier, five.low, five.high) == ("over", 50, None)
    assert figure("甲占比超三成、乙占比五成", "五成").qualifier == "exact"


def test_a_shared_unit_reaches_the_whole_list() -> None:
    first = figure("增速分别快于全国2.1个和1.5个百分点", "2.1")
    assert (first.kind, first.unit) == ("points", "个百分点")
    assert [f.value for f in find_figures("分别奖励10、20和30万元")] == [100_000, 200_000, 300_000]


def test_quotation_marks_within_a_name_are_none_of_what_is_counted() -> None:
    figure = find_figures("建设80个质量基础设施“一站式”服务站点，培育品牌")[0]
    assert counted_noun(figure) == "质量基础设施一站式服务站点"
