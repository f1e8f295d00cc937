"""What an answer leaves open is named once, and never what another part of it states."""

from __future__ import annotations

import pytest

from qa.answering.drafting import left_open, left_over, told_beside, unheld
from qa.retrieval.gathering import whole_passage
from tests.make import citation, evidence

CITED = (whole_passage(1, evidence("全县建成实验室12家。")),)


def test_one_question_keeps_its_notes() -> None:
    assert left_open([("有多少家？", ("材料中没有提到“实验室”",), False)], CITED) == (
        "材料中没有提到“实验室”",
    )


def test_what_another_part_states_is_not_called_missing() -> None:
    asked = [
        ("实验室有多少家？", (), True),
        ("实验室名单什么时候公布？", ("材料中没有提到“实验室”",), False),
    ]
    assert left_open(asked, CITED) == ("实验室名单什么时候公布：没有找到",)


def test_what_is_missing_stays_named() -> None:
    asked = [("有多少家？", (), True), ("在哪里？", ("材料中没有提到“地点”",), False)]
    assert left_open(asked, CITED) == ("在哪里：材料中没有提到“地点”",)


TWO = ("渔船补多少元？", "渔船补几年？")


def test_a_question_without_a_figure_of_its_own_is_asked_again() -> None:
    assert unheld(TWO, ["渔船每艘补300元，连补3年。"]) == ()
    assert unheld(TWO, ["渔船每艘补300元。"]) == TWO
    assert unheld(TWO, []) == TWO
    assert unheld(("渔船补多少元？", "谁来补？"), ["渔船每艘补300元。"]) == ()
    assert unheld(("渔船补多少元？", "谁来补？"), []) == TWO[:1]
    assert unheld(("渔船补多少元？", "渔网补多少元？"), ["渔船每艘补300元。"]) != ()


def test_a_clause_that_asks_of_another_thing_is_left_over() -> None:
    asked = ("欠薪去哪里投诉？", "包工头跑了由谁先付？")
    told = ["被拖欠工资的人有权向县里的部门投诉。"]
    (left,) = left_over(asked, told)
    assert left.endswith("包工头跑了由谁先付？") and left.startswith("欠薪")
    assert left_over(asked, [*told, "包工头拖欠的，由总包单位先付。"]) == ()
    assert left_over(("补助最高多少？", "补助，怎么申请？"), ["最高300万元。"]) == ()
    assert left_over((), told) == ()


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("比例是多少？", True),
        ("奖励分几个阶段兑现？", True),
        ("办公室电话是多少？", False),
        ("2031年比例是多少？", False),
        ("外地企业的比例是多少？", False),
    ],
)
def test_what_a_quotation_told_for_another_question_answers(part: str, told: bool) -> None:
    text = "政策奖励分3个阶段兑现，分别按30%、30%和40%奖励。"
    assert told_beside(part, [citation(text, text)]) == told
