"""A character that begins a longer word counts nothing."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.question.asked import counted_noun_asked


@pytest.mark.parametrize(
    ("question", "units", "noun"),
    [
        ("去年引进了多少年轻人？", (), "年轻人"),
        ("引进多少人才？", (), "人才"),
        ("多少人才能开班？", ("人",), ""),
        ("建成多少项目？", (), "项目"),
        ("一共多少项？", ("项",), ""),
        ("共有多少家长报名？", (), "家长报名"),
        ("有多少家科技企业？", ("家",), "科技企业"),
        ("涉及几个县？", ("个",), ""),
        ("办结要几个小时？", ("个小时",), ""),
        ("保费缓缴几个月？", ("个月",), ""),
        ("查处了多少起侵权案件？", ("起",), "侵权案件"),
        ("管道直径是多少厘米？", ("厘米",), ""),
    ],
)
def test_what_is_counted(question: str, units: tuple[str, ...], noun: str) -> None:
    asked = analyse(question)
    assert (asked.units, counted_noun_asked(asked)) == (units, noun)


def test_years_and_sums_are_told_from_what_looks_like_them() -> None:
    assert not analyse("引进了多少年轻人？").lasting and analyse("工期是多少年？").lasting
    assert analyse("新馆实际花了几个亿？").money
    assert not analyse("试点这几年一共花了多少钱？").lasting


def test_a_measure_after_how_many_asks_for_no_grant() -> None:
    assert not analyse("这轮疫情报了多少例？").amount and not analyse("奖励了多少家企业？").amount
    assert analyse("住院能报多少？").amount and analyse("奖励多少元？").money


def test_hours_and_months_are_how_long_something_lasts() -> None:
    assert analyse("几个小时办结？").lasting and analyse("保费缓缴几个月？").lasting
    assert not analyse("几个方案？").lasting
