"""Whose words something is stands beside a sentence; who does a thing stands in it."""

from __future__ import annotations

import pytest

from qa.fitting.named import named_person
from qa.question import analyse
from qa.question.persons import (
    asks_speaker,
    asks_whose_words,
    held_office,
    sayer,
    tells_holder,
    tells_role,
    tells_whose_words,
)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("这话是谁说的？", True),
        ("“微笑曲线”是哪位讲的", True),
        ("市场监督管理局局长是谁", True),
        ("代表省科技厅答问的是谁，担任什么职务？", True),
        ("救灾的帐篷要用的时候谁说了算", False),
        ("回去前要跟谁说一声？", False),
        ("空着没卖掉的新房物业费谁出", False),
        ("《长河》的导演是谁？", False),
    ],
)
def test_who_said_it_is_told_from_who_does_it(question: str, speaker: bool) -> None:
    assert asks_speaker(analyse(question).folded) is speaker


@pytest.mark.parametrize(
    ("question", "near", "name"),
    [
        ("张远山是什么时候去世的？", "张远山生于广州。", "张远山"),
        ("请问张远山的职业是什么？", "张远山生于广州。", "张远山"),
        ("张远山是什么时候去世的？", "他在巴黎去世。", ""),
        ("张远山说了什么？", "县长张远山说了三点。", "张远山"),
        ("公司是怎么注销的？", "公司是法人。", ""),
        ("成本是多少？", "成本是三元。", ""),
        ("老人用餐谁补贴？", "老人用餐由村里补贴。", ""),
    ],
)
def test_somebody_is_asked_about_by_name(question: str, near: str, name: str) -> None:
    assert named_person(analyse(question), [near]) == name


def test_a_role_is_told_by_its_own_words_or_by_the_act() -> None:
    assert tells_role("《长河》的导演", "由李某执导")
    assert not tells_role("《长河》的导演", "由李某主演")
    assert not tells_role("谁是组长?", "副主任由王某担任")
    assert tells_role("谁来办理?", "由街道办理")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会上，隋小某补充说，前期费安排2亿元。", "隋小某"),
        ("据沈小某介绍，今年改造三万户。", "沈小某"),
        ("所谓“县中振兴”，江小某解释，就是托管帮扶。", "江小某"),
        ("市财政局副局长夏小某说，资金已经到位。", "夏小某"),
        ("简单说，企业少交一半。", ""),
        ("相关负责人介绍说，自发布之日起施行。", ""),
        ("我们表示感谢，说明情况。", ""),
    ],
)
def test_who_says_it_by_the_sentence_itself(text: str, name: str) -> None:
    assert sayer(text) == name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("校长李海波出席。", True),
        ("现任校长为李海波。", True),
        ("李海波现任该校校长。", True),
        ("李海波（校长）致辞。", True),
        ("李海波女士主持学校工作。", True),
        ("校长由教育局局长兼任。", True),
        ("副校长李海波出席。", False),
        ("校长代行职责期间不得离校。", False),
        ("学校设校长一名、副校长两名。", False),
    ],
)
def test_who_holds_an_office(text: str, named: bool) -> None:
    assert tells_holder("校长是谁?", text) is named


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("这话是谁说的？", True),
        ("云岭县箱包产业产值，是谁说的？", True),
        ("“微笑曲线”是哪位讲的", True),
        ("这个数字出自谁？", True),
        ("谁说科技局服务企业300家？", True),
        ("说这句话的人是谁？", True),
        ("名单由谁公布？", False),
        ("谁提出申请？", False),
        ("市场监督管理局局长是谁", False),
        ("救灾的帐篷要用的时候谁说了算", False),
        ("回去前要跟谁说一声？", False),
        ("由谁讲解？", False),
    ],
)
def test_whose_words_is_told_from_who_acts_and_who_holds_an_office(
    question: str, words: bool
) -> None:
    assert asks_whose_words(analyse(question).folded) is words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("相关负责人介绍，补助已经到位。", True),
        ("县长张某说，补助已经到位。", True),
        ("据统计部门测算，补助近三亿元。", True),
        ("补助最高300万元。", False),
        ("申请人应当提交情况说明，说明补助用途。", False),
    ],
)
def test_words_that_are_told_as_somebodys(text: str, told: bool) -> None:
    assert tells_whose_words(text) is told


def test_the_head_of_an_office_is_not_the_head_of_the_whole() -> None:
    assert not tells_holder("协调委主任是谁", "办公室主任由县民政局副局长周某某担任。")
    assert tells_holder("协调委办公室主任是谁", "办公室主任由县民政局副局长周某某担任。")
    assert tells_holder("协调委主任是谁", "主任由县民政局局长周某某担任。")
    assert held_office("协调委主任是谁") == "主任" and held_office("协调委有哪些成员") == ""
