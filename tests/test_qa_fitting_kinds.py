"""What announces a list is of the kind that a question for a list wants."""

from __future__ import annotations

import pytest

from qa.figures import find_figures
from qa.fitting.kinds import (
    announces,
    answers_type,
    fits,
    lists_whole,
    says_what_it_is,
    told_in_words,
    year_told,
)
from qa.question import analyse
from qa.question.analysis import term_of
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


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("补贴缓缴几个月？", "补贴缓缴6个月。", True),
        ("补贴缓缴几个月？", "补贴缓缴6亿元。", False),
        ("县里的总和生育率是多少？", "总和生育率为1.2。", True),
        ("县里的总和生育率是多少？", "节目收视率为1.2。", False),
        ("县里的总和生育率是多少？", "总和生育率监测点有12个。", False),
        ("技改投资占多少百分比？", "技改投资占三成。", True),
        ("技改投资占多少百分比？", "技改投资3亿元。", False),
    ],
)
def test_a_unit_and_a_rate_named_by_itself(question: str, text: str, holds: bool) -> None:
    asked = analyse(question)
    assert any(fits(asked, figure) for figure in find_figures(text)) is holds


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("联席会议多久开一次？", "联席会议每季度召开。", True),
        ("联席会议多久开一次？", "联席会议由县长召集。", False),
        ("许可证多久能办好？", "每月公布许可证名单。", False),
        ("什么时候开始领津贴？", "从八十岁起领取津贴。", True),
        ("什么时候开始领津贴？", "为八十岁老人发放津贴。", False),
    ],
)
def test_how_often_and_from_which_age(question: str, text: str, holds: bool) -> None:
    assert answers_type(analyse(question), text, find_figures(text), evidence(text)) is holds


def test_children_are_told_in_words() -> None:
    asked = analyse("渔民老林有几个孩子？")
    assert told_in_words(asked, "老林育有3名子女。")
    assert not told_in_words(asked, "老林带出3名船员。")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("办法里的“被赡养人”指谁？", "本办法所称被赡养人是指年满60岁的父母。", True),
        ("“金通工程”是啥意思？", "我们说的“金通工程”，就是把客运统一起来。", True),
        ("“五个一百”指什么？", "李某说：“五个一百”工程，是指培育一百个项目。", True),
        ("办法里的“被赡养人”指谁？", "相关信息，包括子女、被赡养人等个人信息。", False),
    ],
)
def test_what_a_quoted_term_means(question: str, text: str, told: bool) -> None:
    asked = analyse(question)
    assert (asked.kind, asked.defines, asked.person) == ("open", True, False)
    assert says_what_it_is(term_of(asked), text) is told


def test_ways_are_listed_by_one_sentence() -> None:
    question = analyse("企业可以用哪些办法留住岗位？")
    assert lists_whole(question, "可采取协商薪酬、调整工时、轮岗轮休、在岗培训等措施。")
    assert not lists_whole(question, "引导企业与职工协商一致。")
