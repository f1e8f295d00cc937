"""What is left to another paper is not told, however near its sentence comes to the question."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.deferred import told_elsewhere
from qa.reader.refusal import judge_by_rules
from qa.reader.scoring import read
from tests.make import evidence


def left(question: str, text: str) -> str:
    reading = read(analyse(question), [evidence(text, 1, start=0)], lambda t: 0.01)
    assert reading.best is not None
    return told_elsewhere(reading, reading.best)


@pytest.mark.parametrize(
    ("question", "text", "clause"),
    [
        (
            "年底前上线的主题具体是哪几个？",
            "年底前上线不少于4个主题，具体清单由市数据局另行公布。",
            "具体清单由市数据局另行公布",
        ),
        (
            "讲解的收费标准是多少？",
            "馆方提供讲解，讲解的收费标准另行制定。",
            "讲解的收费标准另行制定",
        ),
        (
            "煤矿安全由哪个部门监管？",
            "燃气检查划入住建局，煤矿安全监管职责按照省有关规定执行。",
            "煤矿安全监管职责按照省有关规定执行",
        ),
    ],
)
def test_it_is_left_to_another_paper(question: str, text: str, clause: str) -> None:
    assert left(question, text) == clause


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("清单由谁公布？", "具体清单由市数据局另行公布。"),
        ("上线哪些主题？", "上线搬家、生育、就业、退休等主题，具体清单另行公布。"),
        ("收费标准是多少？", "收费标准为每人20元，团体的收费标准另行制定。"),
        ("选举怎么进行？", "不足的名额另行选举。"),
    ],
)
def test_it_is_told_all_the_same(question: str, text: str) -> None:
    assert left(question, text) == ""


def test_the_refusal_says_so() -> None:
    text = "年底前上线不少于4个主题，具体清单由市数据局另行公布。"
    reading = read(
        analyse("年底前上线的主题具体是哪几个？"), [evidence(text, 1, start=0)], lambda t: 0.01
    )
    judgement = judge_by_rules(reading, lambda _: text)
    assert not judgement.answers
    assert "另行公布" in judgement.missing[0]


def test_the_time_of_another_turn_is_left_open_beside_the_one_that_is_told() -> None:
    text = "自2024年3月8日起，全县公交线路停运，恢复时间另行通知。"
    assert left("全县公交线路从什么时间起停运？", text) == ""
    assert left("全县公交线路停运的恢复时间是哪天？", text) == "恢复时间另行通知"
