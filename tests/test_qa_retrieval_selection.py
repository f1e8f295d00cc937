"""A question names where to look, and what for; who asks what a document is about has only its name to look for."""

from __future__ import annotations

import pytest

from qa.retrieval.selection import select
from tests.make import info

GRAIN = info(id="d1", title="测试县粮食储备管理办法")
OTHER = info(id="d2", title="测试县民宿管理办法")


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("《测试县粮食储备管理办法》规定轮换期限是多久？", "轮换期限是多久？"),
        (
            "《测试县粮食储备管理办法》的主要内容是什么？",
            "《测试县粮食储备管理办法》的主要内容是什么？",
        ),
        ("《测试县粮食储备管理办法》讲了什么？", "《测试县粮食储备管理办法》讲了什么？"),
    ],
)
def test_the_name_of_a_document_is_left_out_where_something_else_is_asked(
    question: str, query: str
) -> None:
    selection = select(question, [GRAIN, OTHER])
    assert selection.query == query
    assert selection.documents == {"d1"}


def test_a_document_that_is_not_there_selects_nothing() -> None:
    asked = "《测试县冷库管理办法》的主要内容是什么？"
    assert select(asked, [GRAIN, OTHER]).documents == frozenset()


def test_a_charter_is_named_by_its_year() -> None:
    charters = [
        info(id=f"c{year}", title=f"青河学院本科招生章程（{year}年实行）") for year in (2021, 2022)
    ]
    selection = select("2021年招生章程里的监督电话是多少？", charters)
    assert selection.documents == {"c2021"}


def test_a_programme_stays_in_the_question_where_the_paper_is_about_it() -> None:
    paper = info(id="p", title="2021年“远航计划”和“登高计划”招生简章")
    selection = select("2021年登高计划招多少人？", [paper])
    assert selection.query == "2021年登高计划招多少人？"
    assert (
        select(
            "2021年招生简章里登高计划招多少人？", [info(id="p", title="青河学院2021年招生简章")]
        ).query
        == "登高计划招多少人？"
    )


DEDUCTED = info(id="t", title="测试县关于印发个体经营户专项扶持暂行办法的通知")


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("按测试县粮食储备管理办法，轮换期限是多久？", "轮换期限是多久？"),
        ("2025年1月1日起施行的测试县粮食储备管理办法，轮换期限是多久？", "轮换期限是多久？"),
    ],
)
def test_what_is_said_of_the_document_goes_with_its_name(question: str, query: str) -> None:
    assert select(question, [GRAIN, OTHER]).query == query


def test_a_title_may_be_shortened_at_its_head() -> None:
    asked = "个户专项扶持暂行办法里，门店租金补贴多少？"
    assert select(asked, [GRAIN, DEDUCTED]).query == "门店租金补贴多少？"


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("根据2024年测试县政府工作报告，文化产业增加值增长多少？", "文化产业增加值增长多少？"),
        ("根据2024年测试县政府工作报告，中央补助资金有多少？", "中央补助资金有多少？"),
        ("2024年测试县政府工作报告里提到文化方面做了什么", "文化方面做了什么"),
        ("2024年测试县政府工作报告里程目标是多少公里", "里程目标是多少公里"),
        ("2024年测试县政府工作报告中中小企业贷款有多少", "中小企业贷款有多少"),
        ("2024年测试县政府工作报告中提到的公路改造里程是多少？", "公路改造里程是多少？"),
    ],
)
def test_what_stands_behind_the_name_of_a_document_stays_whole(question: str, query: str) -> None:
    report = info(id="r1", title="2024年测试县政府工作报告")
    assert select(question, [report]).query == query
