"""Years are read however they are written, and those that only tell the asker's own case are not asked about."""

from __future__ import annotations

import pytest

from index.fold import fold
from qa.question import analyse
from qa.question.times import asks_twice, with_digits, without_circumstances, without_made


def test_spelled_years_are_read_in_place() -> None:
    text = "从一九七八年到一九八○年，二〇二五年"
    assert with_digits(text) == "从1978年到1980年，2025年"
    assert len(with_digits(text)) == len(text)
    assert with_digits("一九的二〇年") == "一九的二〇年"


@pytest.mark.parametrize(
    "question",
    [
        "电梯2022年就装好了，现在还能不能补到钱？",
        "2023年批的青年项目想转成包干，最晚什么时候申请",
        "承包合同到2026年3月就满了，续签还有戏没",
    ],
)
def test_what_has_come_about_is_not_asked_about(question: str) -> None:
    assert analyse(question).years == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2025年，全县新增企业多少家？", ("2025",)),
        ("2022年就建成了5家，2024年建成多少家？", ("2022", "2024")),
        ("截至2024年底全县已建成的园区，由哪个部门管？", ("2024",)),
        ("2023年批的项目", ("2023",)),
        ("一九八五年工业产值是多少？", ("1985",)),
    ],
)
def test_what_is_asked_about_stays(question: str, years: tuple[str, ...]) -> None:
    assert analyse(question).years == years


def test_a_question_of_one_clause_stays_whole() -> None:
    assert without_circumstances(fold("2023年立项了")) == fold("2023年立项了")


@pytest.mark.parametrize(
    ("question", "twice"),
    [
        ("全国新增几位我省占几位", True),
        ("建成多少站覆盖多少领域", True),
        ("减多少、减几个月", True),
        ("补几万到几万", False),
        ("第几批一共多少家", False),
        ("补多少钱", False),
    ],
)
def test_two_counts_in_one_clause_ask_twice(question: str, twice: bool) -> None:
    assert asks_twice(fold(question)) == twice


@pytest.mark.parametrize(
    ("asked", "periods", "years"),
    [
        ("我们证书已经拿到，许可下半年也能批下来，能拿多少奖励？", (), ()),
        ("2024年上半年，企业招人能补多少？", ("上半年",), ("2024",)),
        ("2020年测试县规定出差，住宿费报多少？", (), ("2020",)),
    ],
)
def test_times_of_ones_own_case_are_not_asked_about(
    asked: str, periods: tuple[str, ...], years: tuple[str, ...]
) -> None:
    question = analyse(asked)
    assert (question.periods, question.years) == (periods, years)


def test_what_one_has_abroad_is_no_place_asked_about() -> None:
    assert analyse("公司在波兰租了海外仓，给省内企业共用，能补多少钱？").regions == ()
    assert analyse("波兰的企业能补多少钱？").regions == ("波兰",)


def test_the_year_in_which_a_thing_was_made_is_not_asked_about() -> None:
    assert "1998" not in without_made("1998年建成的小区能改造吗")
    assert "2024" in without_made("2024年的改造计划公布了吗")
