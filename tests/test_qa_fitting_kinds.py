"""What announces a list is of the kind that a question for a list wants."""

from __future__ import annotations

import pytest

from qa.figures import find_figures
from qa.fitting.kinds import announces, fits, told_in_words, year_told
from qa.question import analyse
from tests.make import evidence, info


@pytest.mark.parametrize(
    "text",
    [
        "取得养殖证，应当具备下列条件：",
        "职工有下列情形之一的，不享受当年的疗养：",
        "申请人应当提交以下材料：",
    ],
)
def test_a_head_announces_a_list(text: str) -> None:
    assert announces(text)


@pytest.mark.parametrize(
    "text", ["负责人答记者问：", "不具备下列条件的不予批准。", "联系电话：", "下列行为应当制止。"]
)
def test_other_sentences_announce_none(text: str) -> None:
    assert not announces(text)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("红星队第几次夺冠？", "第5次"),
        ("红星队夺冠几次？", "6次"),
        ("多大的孩子能参赛？", "八周岁"),
        ("赚了多少利润？", "300元"),
    ],
)
def test_the_figure_of_the_kind_asked_for(question: str, part: str) -> None:
    text = "红星队第5次夺冠，参赛6次，队员满八周岁，奖金300元。"
    asked = analyse(question)
    assert [f.text for f in find_figures(text) if fits(asked, f)] == [
        f.text for f in find_figures(text) if part in f.text
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("去年全面实行渔港改革。", "2020"),
        ("渔港改革全面完成，全年减费3万元。", "2020"),
        ("2018年全面实行渔港改革。", ""),
        ("今年要全面实行渔港改革。", "2021"),
        ("五年来渔港改革全面完成。", ""),
    ],
)
def test_the_year_that_the_date_of_a_report_tells(text: str, year: str) -> None:
    report = evidence(text, document=info(title="政府工作报告", published="2021-03-05"))
    assert year_told(analyse("哪一年全面实行渔港改革？"), text, report) == year
    assert year_told(analyse("渔港改革怎么样？"), text, report) == ""


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("国有房租减多少？", "2月份、3月份房租减半。", True),
        ("再担保费收多少？", "减半收取再担保费。", True),
        ("房租减几个月？", "房租减半。", False),
        ("补助多少？", "房租减半。", False),
        ("房租减多少？", "鼓励业主减免租金。", False),
    ],
)
def test_a_share_may_be_told_in_words(question: str, text: str, told: bool) -> None:
    assert told_in_words(analyse(question), text) is told
