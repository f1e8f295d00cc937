"""A figure of which it is asked when, where or whose it is must stand in what answers; one that tells the asker's case need not."""

from __future__ import annotations

import pytest

from qa.fitting.stated import of_asked_grade, states_asked_figure
from qa.question import analyse
from tests.make import candidate


@pytest.mark.parametrize(
    ("question", "text", "states"),
    [
        ("退出钢铁产能6500万吨是哪年的？", "全年退出钢铁产能超过6500万吨。", True),
        ("退出钢铁产能6500万吨是哪年的？", "今年再压减钢铁产能3000万吨左右。", False),
        ("种粮补贴12亿元这个数是谁提供的？", "周某说，种粮补贴1200000000元。", True),
        ("种粮补贴12亿元这个数是谁提供的？", "周某说，种粮补贴12万元。", False),
        ("我们80人的企业哪年能申报？", "企业每年3月申报。", True),
        ("营收3000万是哪类企业？", "营业收入3000万元以上的为规上企业。", True),
    ],
)
def test_whether_the_figure_asked_about_is_stated(question: str, text: str, states: bool) -> None:
    assert states_asked_figure(analyse(question), text) == states


def test_another_grade_gives_way_to_the_one_asked_about() -> None:
    question = analyse("2019年5级以上地震有多少次？")
    five, seven, none = (
        candidate(text) for text in ("5级以上地震48次。", "全球7级以上地震33次。", "地震活动频繁。")
    )
    assert of_asked_grade(question, (seven, five, none)) == (five, none)
    assert of_asked_grade(question, (seven, none)) == (seven, none)
