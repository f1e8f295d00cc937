"""Which words of a statement are emphasised: of several figures the one that counts what is asked."""

from __future__ import annotations

import pytest

from qa.answering.emphasis import emphasis
from qa.question import analyse

LABS = "布局建成了24家省实验室、26家全国重点实验室和459家省重点实验室，建设了10项重大科技基础设施。"
TRADE = "2025年服务外包执行金额1200亿元，同比增长16.6%，其中离岸执行金额占比近76%。"
RULE = "对新认定的企业，给予不超过50万元奖励，自认定之日起30日内拨付。"


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
