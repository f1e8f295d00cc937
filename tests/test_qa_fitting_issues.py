"""A paper of every year: the year in its name decides, not the day on which it came out nor the days that it names."""

from __future__ import annotations

import pytest

from index.types import DocumentInfo
from qa.claims.conflicts import disagreements
from qa.fitting.belonging import of_another_name
from qa.fitting.issues import of_other_years
from qa.fitting.slots import fit_slots
from qa.proof.quotes import citation
from qa.question import analyse
from qa.reader.scoring import read
from qa.types import Evidence
from tests.make import evidence, info


def notice(year: int, **changes: object) -> DocumentInfo:
    own = {"id": f"d{year}", "title": f"安平师范学院{year}年书法类专项生招生简章"}
    return info(**{**own, "published": f"{year - 1}-12-20", **changes})


def told(question: str, *items: Evidence) -> list[str]:
    reading = read(analyse(question), items, lambda token: 0.01)
    return [c.text for c in fit_slots(reading, lambda document_id: "")[0]]


NEW = evidence("网上报名：即日起至2023年12月28日。", 1, document=notice(2024))
OLD = evidence("网上报名：即日起至2022年12月30日。", 2, document=notice(2023))


@pytest.mark.parametrize(
    ("year", "expected"), [("2023", OLD.text), ("2024", NEW.text)], ids=["old", "new"]
)
def test_the_days_of_a_notice_are_of_the_year_in_its_name(year: str, expected: str) -> None:
    assert told(f"{year}年书法类专项生网上报名到哪天截止？", NEW, OLD) == [expected]


def test_a_notice_for_a_year_to_come_says_nothing_of_the_one_it_came_out_in() -> None:
    plan = evidence("书法：计划招收20人。", document=notice(2024))
    assert told("2023年书法类专项生计划招收多少人？", plan) == []
    assert told("2024年书法类专项生计划招收多少人？", plan) == [plan.text]


def test_quotation_marks_in_a_title_are_no_part_of_the_name() -> None:
    title = "安平师范学院2023年“登高计划”招生简章"
    item = evidence("网上报名：2022年12月1日至5日。", document=info(title=title))
    assert told("2023年登高计划网上报名是哪几天？", item) == [item.text]


def test_the_day_of_publication_heads_nothing() -> None:
    item = evidence(
        "住宿费每学年900元。",
        document=info(title="安平师范学院招生章程（2014年实行）", published="2016-06-01"),
        section=("发布日期：2016-06-01",),
    )
    assert told("2014年住宿费是多少？", item) == [item.text]


def test_what_is_only_supposed_tells_no_year() -> None:
    item = evidence(
        "如果国家调整本年度收费标准，按新标准执行。另外，住宿费每学年900元。",
        document=info(title="安平师范学院招生章程（2014年实行）", published="2016-06-01"),
    )
    assert any("900元" in text for text in told("2014年住宿费是多少？", item))


def test_the_notices_of_two_years_do_not_disagree() -> None:
    one = evidence("书法：计划20人。", 1, document=notice(2024, published="2024-12-01"))
    two = evidence("书法：计划18人。", 2, document=notice(2023, published="2024-01-05"))
    assert of_other_years(one.document, two.document)
    assert disagreements(citation(one, (0, len(one.text))), [one, two]) == []


def test_the_figure_of_another_part_or_name_is_not_told() -> None:
    paper = notice(2024, title="安平师范学院2024年艺术类专项生招生简章")
    line = evidence("书法：计划招收20人；", document=paper, section=("一、招生专业及计划",))
    assert told("2024年艺术类专项生国画专业计划招收多少人？", line) == []
    assert told("2024年艺术类专项生书法专业计划招收多少人？", line) == [line.text]
    assert told("2024年艺术类专项生计划招收多少人？", line) == [line.text]
    both = "“登高计划”招生计划150人；“远航计划”主要面向县中，计划80人。"
    assert of_another_name("远航计划招多少人", both[: both.index("；")], both)
    assert not of_another_name("登高计划招多少人", both[: both.index("；")], both)


def test_a_bare_name_answers_neither_yes_nor_no() -> None:
    item = evidence("游泳队", document=info(title="特殊类型招生"))
    stopped = evidence("自2023年起停止游泳队招生。", 2, document=info(title="停止招生的公告"))
    assert told("还招游泳队吗？", item, stopped) == [stopped.text]
