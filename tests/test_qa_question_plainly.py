"""What people say around a question is no part of it, and what a word means is asked by 什么是."""

from __future__ import annotations

import pytest

from qa.question.plainly import otherwise, plain


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("总听单位说“以竹代塑”，到底是啥意思？", "什么是以竹代塑？"),
        ("“河长制”是什么", "什么是河长制？"),
        ("河长制是个什么概念？", "什么是河长制？"),
        ("学校老说要“双导师”老师，方案里这个词是什么意思？", "什么是双导师？"),
        ("什么情况叫“供水应急状态”？", "什么是供水应急状态？"),
        ("听说公租房也能落户，是真的吗？", "公租房也能落户，是真的吗？"),
        ("网上看到有人说社保可以补缴，是真的吗？", "社保可以补缴，是真的吗？"),
        ("我们开民宿的，领导让我先问问，改造能补多少？", "我们开民宿的，改造能补多少？"),
        ("想了解一下青河县怎么解决停车难？", "青河县怎么解决停车难？"),
    ],
)
def test_what_is_said_around_a_question_is_left_out(typed: str, asked: str) -> None:
    assert plain(typed) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "民宿改造补贴的目标是什么？",
        "看病能报多少？",
        "单位能报多少？",
        "需要了解哪些材料？",
        "听证会谁来主持？",
        "朋友说的那个补贴怎么领？",
        "吴某说了什么？",
    ],
)
def test_what_asks_already_stays(asked: str) -> None:
    assert plain(asked) == asked


def test_who_said_it_is_asked_of_what_was_said_too() -> None:
    asked = "报道里是哪位老板抱怨大客户半年才结账？"
    assert otherwise(asked) == ("大客户半年才结账是谁说的？",)
    assert otherwise("谁介绍了南山园区的情况？") == ()


def test_what_a_term_says_is_its_meaning_and_that_report_is_the_report() -> None:
    assert plain("三新一改说的是什么") == "什么是三新一改？"
    assert plain("第三条说的是什么") == "第三条说的是什么"
    assert plain("2031年那份报告是谁作的") == "2031年报告是谁作的"
