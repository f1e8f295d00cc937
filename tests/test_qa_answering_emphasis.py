"""Which words of a statement are emphasised: of several figures the one that counts what is asked."""

from __future__ import annotations

import pytest

from qa.answering.emphasis import emphasis
from qa.question import analyse

LABS = "布局建成了24家省实验室、26家全国重点实验室和459家省重点实验室，建设了10项重大科技基础设施。"
TRADE = "2025年服务外包执行金额1200亿元，同比增长16.6%，其中离岸执行金额占比近76%。"
RULE = "对新认定的企业，给予不超过50万元奖励，自认定之日起30日内拨付。"

# A thing of its own beside another, each with its change.
BAGS = "箱包产业实现产值42.7亿元，增长9.6%，出口额15.3亿元，下降2.4%。"
REFIT = "对技术改造项目，设备投资额超过500万元的，按设备投资额的10%给予补助，单个企业最高不超过200万元。"
HIGH = "对首次认定为高新技术企业的，奖励30万元；研发投入同比增长超过15%的，按增量的5%给予奖励，最高50万元。"
ROW = "丁类人才；购房补贴（万元）：20；租房补贴（元/月）：1000；申请时限：认定后2年内。"
PRIZES = "对获奖企业，一等奖奖励10万元，二等奖奖励最高5万元。"


def shown(question: str, sentence: str, marked: str | None) -> str | None:
    place = (
        (sentence.index(marked), sentence.index(marked) + len(marked))
        if marked is not None
        else None
    )
    found = emphasis(analyse(question), sentence, place)
    return sentence[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("question", "sentence", "marked", "expected"),
    [
        ("省重点实验室有多少家？", LABS, "26家全国重点实验室和459家", "459家"),
        ("省重点实验室有多少家？", LABS, None, "459家"),
        ("全国重点实验室有几家？", LABS, LABS[:-1], "26家"),
        (
            "重大科技基础设施有几项？",
            LABS,
            "建设了10项重大科技基础设施",
            "建设了10项重大科技基础设施",
        ),
        ("服务外包执行金额增长多少？", TRADE, "1200亿元，同比增长16.6%", "16.6%"),
        ("离岸执行金额占比多少？", TRADE, None, "近76%"),
        ("新认定的企业奖励多少钱？", RULE, "30日内", "不超过50万元"),
        # The head of what is asked for, however much of the rest stands at another figure.
        ("云岭县2025年箱包产业出口额多少？", BAGS, "42.7亿元", "15.3亿元"),
        ("箱包产业产值多少？", BAGS, None, "42.7亿元"),
        ("箱包产业出口额下降多少？", BAGS, "9.6%", "2.4%"),
        # What is given, with its cap, and not what is asked of whoever gets it.
        (
            "技改设备投资额800万元，能补助多少？",
            REFIT,
            "超过500万元",
            "按设备投资额的10%给予补助，单个企业最高不超过200万元",
        ),
        ("设备投资额要超过多少才能补助？", REFIT, None, "超过500万元"),
        ("首次认定高新技术企业奖励多少？", HIGH, None, "30万元"),
        ("二等奖奖励多少？", PRIZES, None, "最高5万元"),
        # A cell under its head: the unit in the head is no figure.
        ("丁类人才购房补贴多少？", ROW, "万元", "20"),
        ("丁类人才租房补贴是多少？", ROW, None, "1000"),
        # A part of a list would pass for all of it.
        ("有哪些实验室？", LABS, "24家省实验室", LABS[:-1]),
        ("有哪些措施？", "一是减税；二是降费。", "减税", "一是减税；二是降费"),
        (
            "包括哪些县？",
            "试点包括清溪县、白河县和南山县。",
            "清溪县、白河县和南山县",
            "清溪县、白河县和南山县",
        ),
        ("各类实验室分别有多少家？", LABS, None, LABS[:-1]),
        # What is no figure is the model's to mark.
        ("谁受理？", "由县工业局受理。", "县工业局", "县工业局"),
        ("谁受理？", "由县工业局受理。", None, None),
    ],
)
def test_the_figure_that_is_asked_for_is_marked(
    question: str, sentence: str, marked: str | None, expected: str | None
) -> None:
    assert shown(question, sentence, marked) == expected


RENT = "对租用国有房产的小店，免收2个月租金，并缓收物业费。"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("测试县对租用国有房产的小店采取何种政策？", "免收2个月租金，并缓收物业费"),
        ("测试县对租用国有房产的小店有哪些政策？", "免收2个月租金，并缓收物业费"),
        ("测试县有哪些减负政策？", "对租用国有房产的小店，免收2个月租金，并缓收物业费"),
        # Whether it is so is told by the words of the question themselves.
        ("对租用国有房产的小店免租金吗？", "对租用国有房产的小店，免收2个月租金，并缓收物业费"),
    ],
)
def test_what_only_says_the_question_again_is_not_marked(question: str, expected: str) -> None:
    assert shown(question, RENT, RENT[:-1]) == expected


def test_where_all_of_it_says_the_question_again_the_last_clause_stays() -> None:
    said = "租用国有房产的小店，采取何种政策。"
    assert shown("租用国有房产的小店采取何种政策？", said, said[:-1]) == "采取何种政策"
