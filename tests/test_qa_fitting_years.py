"""The year of a sentence: its own, that which 今年 is in a dated text, or that of the last sentence that names one."""

from __future__ import annotations

import pytest

from qa.fitting.slots import fit_slots
from qa.fitting.years import fits_years
from qa.question import analyse
from qa.reader.scoring import read
from tests.make import candidate, evidence, info


def fits(
    question: str, text: str, part: str, title: str = "某市经济运行", day: str | None = "2023-07-28"
) -> bool:
    item = evidence(text, document=info(title=title, published=day))
    reading = read(analyse(question), [item], lambda token: 0.01)
    fitting = fit_slots(reading, lambda document_id: text)[0]
    return any(part in c.text for c in fitting)


NEWS = "2022年，出口为188亿元。今年上半年出口90亿元。从行业看，汽车出口12亿元。"


@pytest.mark.parametrize(
    ("question", "part", "holds"),
    [
        ("2022年出口多少亿元？", "188亿", True),
        ("2023年上半年出口多少亿元？", "90亿", True),
        ("2022年上半年出口多少亿元？", "90亿", False),
        ("2022年汽车出口多少亿元？", "12亿", False),
    ],
)
def test_this_year_is_that_of_the_text(question: str, part: str, holds: bool) -> None:
    assert fits(question, NEWS, part) is holds


def test_a_time_alone_names_no_document() -> None:
    title = "2023年上半年出口十强成绩单"
    assert not fits("2023年上半年出口多少亿元？", "而在2022年，出口为188亿元。", "188", title)
    text = "2013年，新增就业1310万人。"
    assert fits(
        "2014年政府工作报告中新增就业多少人？", text, "1310", "2014年政府工作报告", "2014-03-05"
    )


def test_several_years_are_not_one() -> None:
    text = "五年来，实力跃上新台阶。生产总值从54万亿元增加到82万亿元，年均增长7.1%。"
    assert not fits("2018年生产总值增长多少？", text, "82万亿", day="2018-03-05")
    assert not fits("2018年生产总值增速是多少？", "生产总值年均增长7.1%。", "7.1", day="2018-03-05")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("20世纪50年代建成渔港。", True),
        ("二十世纪五十年代建成渔港。", True),
        ("20世纪60年代建成渔港。", False),
        ("19世纪50年代建成渔港。", False),
    ],
)
def test_a_decade_is_written_in_two_ways(text: str, holds: bool) -> None:
    assert fits("1950年代建成了哪座渔港？", text, "渔港", day=None) is holds


def test_more_than_so_many_years_are_no_year() -> None:
    assert analyse("2000多年的渔港还有哪些遗存？").years == ()
    assert analyse("2000年的渔港还有哪些遗存？").years == ("2000",)


@pytest.mark.parametrize(
    ("question", "text", "section", "holds"),
    [
        ("2020年新增就业多少人？", "这五年，民生改善。新增就业60万人。", (), False),
        ("2020年新增就业多少人？", "新增就业60万人。", ("一、“十三五”时期工作回顾",), False),
        # What was reached in the end is the figure of the last year.
        (
            "2020年生产总值是多少？",
            "生产总值达到8000亿元。",
            ("一、“十三五”时期工作回顾",),
            True,
        ),
        ("2020年高铁里程", "高铁里程达到300公里。", ("一、2019年工作回顾",), False),
    ],
)
def test_several_years_above_a_sentence_are_not_one(
    question: str, text: str, section: tuple[str, ...], holds: bool
) -> None:
    report = info(title="2021年政府工作报告", published="2021-02-01")
    item = evidence(text, document=report, section=section)
    reading = read(analyse(question), [item], lambda token: 0.01)
    assert bool(fit_slots(reading, lambda document_id: text)[0]) is holds


def test_when_a_policy_came_out_is_not_when_it_does_what_is_told() -> None:
    text = "继续执行去年出台的减税政策，新增减税80亿元。"
    paper = info(title="2032年甲市政府工作报告", published="2032-02-01")
    told = candidate(text, evidence=evidence(text, document=paper))
    assert not fits_years(analyse("2031年新增减税多少亿元"), told)
    assert fits_years(analyse("2032年新增减税多少亿元"), told)


def test_the_year_of_a_reason_is_not_that_of_what_it_is_the_reason_for() -> None:
    text = "提出物价涨幅控制在4%左右，主要是由于去年价格上涨的影响较大。"
    paper = info(title="2032年甲市政府工作报告", published="2032-02-01")
    told = candidate(text, evidence=evidence(text, document=paper))
    assert not fits_years(analyse("2031年物价涨幅控制在百分之几"), told)
    assert fits_years(analyse("2032年物价涨幅控制在百分之几"), told)
