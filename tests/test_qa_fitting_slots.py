"""A body is a slot only where it is what is asked about."""

from __future__ import annotations

import pytest

from qa.fitting.slots import fit_slots
from qa.question import analyse
from qa.reader.scoring import read
from tests.make import evidence, info


def fits(question: str, text: str) -> bool:
    reading = read(analyse(question), [evidence(text)], lambda token: 0.01)
    return bool(fit_slots(reading, lambda document_id: text)[0])


@pytest.mark.parametrize(
    "question",
    [
        "俩人一起去民政局，离婚证什么时候能到手？",
        "我们是个普通地级市的教育局，能自己设一个奖吗？",
        "应急局新来的同志问：接到报告后要做哪几件事？",
    ],
)
def test_where_one_goes_and_who_asks_are_no_slots(question: str) -> None:
    assert fits(question, "符合规定的，应当当场予以登记，发给证书。")


def test_a_body_that_is_asked_about_must_be_named() -> None:
    assert not fits("县民政局每月补贴多少？", "县财政局每月补贴300元。")
    assert fits("县民政局每月补贴多少？", "县民政局每月补贴300元。")
    assert fits("县民政局每月补贴多少？", "民政部门每月补贴300元。")
    assert not fits("县民政局每月补贴多少？", "财政部门每月补贴300元。")


def test_a_spelled_year_is_that_year() -> None:
    assert fits("1980年工业产值是多少？", "一九八○年，工业产值达到10亿元。")
    assert not fits("1980年工业产值是多少？", "一九八一年，工业产值达到10亿元。")


def test_a_heading_of_another_year_governs_more_than_the_title() -> None:
    report = evidence(
        "城镇新增就业1310万人。",
        document=info(title="2014年政府工作报告", published=None),
        section=("2013年工作回顾",),
    )
    for question, holds in (
        ("2014年城镇新增就业多少人？", False),
        ("2013年城镇新增就业多少人？", True),
        ("2014年政府工作报告中，城镇新增就业多少人？", True),
    ):
        reading = read(analyse(question), [report], lambda token: 0.01)
        assert bool(fit_slots(reading, lambda document_id: report.text)[0]) is holds


@pytest.mark.parametrize(
    ("period", "months"),
    [("上半年", "1-6月"), ("上半年", "1月至6月"), ("前三季度", "1—9月份"), ("四季度", "10-12月")],
)
def test_a_half_or_a_quarter_may_be_written_in_months(period: str, months: str) -> None:
    assert fits(f"2023年{period}出口多少吨？", f"2023年{months}，出口12吨。")


def test_other_months_are_another_period() -> None:
    assert not fits("2023年上半年出口多少吨？", "2023年1-5月，出口12吨。")
    assert not fits("2023年上半年出口多少吨？", "2023年11-6月，出口12吨。")


def test_an_item_speaks_of_what_announces_it() -> None:
    text = "（二）非因本人意愿离岗的。"
    question = analyse("领取渔民补贴要什么条件？")
    for section, held in (
        (("第四条", "具备下列条件的渔民，可以领取补贴"), True),
        (("第四条", "今后的工作安排"), False),
    ):
        item = evidence(text, label="（二）", section=section)
        reading = read(question, [item], lambda token: 0.01)
        assert bool(fit_slots(reading, lambda document_id: text)[0]) is held


def test_another_member_of_the_row_does_not_answer() -> None:
    text = "第一棒从广场起跑。第二棒火炬手是王某。"
    reading = read(analyse("谁是第一棒火炬手？"), [evidence(text)], lambda token: 0.01)
    kept, _ = fit_slots(reading, lambda document_id: text)
    assert [c.text for c in kept] == ["第一棒从广场起跑。"]
    assert fits("谁是第二棒火炬手？", text)


def test_where_asks_for_a_place() -> None:
    assert not fits("仓库着火地点在哪里？", "仓库着火后，大家深感痛心。")
    assert fits("仓库着火地点在哪里？", "着火的仓库位于临江东侧。")


@pytest.mark.parametrize(
    ("text", "holds"),
    [("试点率先展开，广东先行。", True), ("试点率先展开，成效明显。", False)],
)
def test_the_name_of_a_place_tells_where(text: str, holds: bool) -> None:
    assert fits("试点于何处率先展开？", text) is holds


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("全市发明专利拥有量全省第几？", "全市发明专利拥有量居全省第三位。", True),
        ("全市发明专利拥有量全省第几？", "全市发明专利拥有量连续多年居全省前列。", True),
        ("全市发明专利拥有量全省第几？", "全市发明专利拥有量比上年增长8%。", False),
        ("这是第几批名单？", "现公布第二批名单。", True),
        ("这是第几批名单？", "名单居全省第二位。", False),
        ("什么是“链主制”？", "所称“链主制”，是指由龙头企业牵头配套。", True),
        ("什么是“链主制”？", "所称供应链，是指上下游企业。", False),
        ("县长是谁？", "县长李某某出席会议。", True),
        ("县长是谁？", "县长缺席期间，由副县长代行职务。", False),
        ("组长是谁？", "组长由分管副县长担任。", True),
    ],
)
def test_what_is_asked_for_is_told(question: str, text: str, holds: bool) -> None:
    assert fits(question, text) is holds
