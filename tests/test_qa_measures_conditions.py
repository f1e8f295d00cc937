"""Clauses to tests: bounds and what they include, alternatives, titles, and what nobody but a person can answer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from qa.measures.conditions import read_conditions
from qa.measures.industries import apart, belongs
from qa.measures.names import canonical
from qa.measures.terms import region_in
from qa.measures.types import Condition
from qa.measures.view import view


def read(text: str, region: str | None = "样本县") -> list[Condition]:
    seen = view(text, 0, len(text))
    return read_conditions(seen, 0, len(seen.text), region)


def bounds(text: str) -> list[tuple]:
    return [
        (t.name, t.low, t.low_open, t.high, t.high_open, t.unit)
        for c in read(text)
        for tests in c.any_of
        for t in tests
        if t.kind == "bound"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年营业收入达到2000万元", ("营业收入", 20_000_000, False, None, False, "元")),
        ("年营业收入超过2000万元", ("营业收入", 20_000_000, True, None, False, "元")),
        ("能耗5000吨标准煤以下", ("能耗", None, False, 5000, False, "吨标准煤")),
        ("从业人员不满300人", ("从业人数", None, False, 300, True, "人")),
        ("销售收入小于3000万元（含）", ("营业收入", None, False, 30_000_000, False, "元")),
        ("成立满3年", ("成立年限", 3, False, None, False, "年")),
        ("拥有1项以上发明专利", ("发明专利", 1, False, None, False, "项")),
        ("销售总收入不低于3000万", ("营业收入", 30_000_000, False, None, False, "元")),
        ("研发投入占当年主营业务收入的5%以上", ("研发费用占营业收入比例", 5, False, None, False, "%")),
        ("研发投入占主营业务收入比重需达到或超过1.5%", ("研发费用占营业收入比例", "1.5", False, None, False, "%")),
    ],
)  # fmt: skip
def test_a_threshold_has_its_name_and_its_ends(text: str, expected: tuple) -> None:
    (found,) = bounds(text)
    name, low, low_open, high, high_open, unit = expected
    assert (found[0], found[2], found[4], found[5]) == (name, low_open, high_open, unit)
    assert [None if v is None else str(v) for v in (found[1], found[3])] == [
        None if v is None else str(v) for v in (low, high)
    ]


def test_neighbouring_tiers_share_no_number() -> None:
    text = "贡献1000万元及以上至2000万元、2000万元以上至5000万元、5000万元以上"
    (found,) = bounds(text)
    assert found[1:3] == (10_000_000, False)  # of a list the lowest must be reached


def test_another_product_is_another_name() -> None:
    assert canonical("年销售收入") == "营业收入"
    assert canonical("单品种销售收入") == "单品种销售收入"
    assert canonical("近三年研发经费总额") == "近三年研发费用"


def test_alternatives_stay_one_condition() -> None:
    (condition,) = read("拥有1项以上发明专利或4项以上实用新型")
    assert len(condition.any_of) == 2
    assert [t.name for tests in condition.any_of for t in tests] == ["发明专利", "实用新型"]


def test_what_both_sides_of_or_may_share_is_left_to_a_person() -> None:
    (condition,) = read("从事陶瓷或玻璃生产的规上企业")
    assert [t.kind for tests in condition.any_of for t in tests] == ["opaque"]


def test_words_that_no_test_accounts_for_are_a_condition_too() -> None:
    kinds = [t.kind for c in read("购置智能施釉设备的陶瓷企业") for ts in c.any_of for t in ts]
    assert "industry" in kinds and "opaque" in kinds
    assert [c.any_of[0][0].kind for c in read("规上工业企业")] == ["size", "industry"]


def test_what_else_a_place_must_hold_is_left_to_a_person() -> None:
    kinds = [
        t.kind for c in read("工商注册地、税务征管关系均在本县") for ts in c.any_of for t in ts
    ]
    assert sorted(kinds) == ["opaque", "region"]


def test_an_industry_beside_unread_company_is_never_unmet() -> None:
    (condition,) = (c for c in read("用能企业、节能服务企业") if c.any_of[0][0].kind == "industry")
    assert [t.kind for ts in condition.any_of for t in ts] == ["industry", "opaque"]


def test_titles_levels_places_flags() -> None:
    (title,) = (c for c in read("国家级、省级智能工厂") if c.any_of[0][0].kind == "title")
    assert title.any_of[0][0].levels == ("国家级", "省级")
    assert read("在本县注册")[0].any_of[0][0].values == ("样本县",)
    (flag,) = read("未被列入严重失信主体名单")
    assert flag.any_of[0][0].negated


def test_first_time_is_never_read_off_a_figure() -> None:
    names = [t.name for c in read("年出口额首次达到300万元") for ts in c.any_of for t in ts]
    assert names.count("首次") == 1 and "出口额" in names


def test_industries_belong_or_are_apart_or_neither() -> None:
    assert belongs("箱包", "工业") and not belongs("工业", "箱包")
    assert apart("箱包", "陶瓷") and not apart("工业", "陶瓷") and not apart("箱包", "跨境电商")


def test_the_region_stands_behind_a_bracket_a_colon_or_before_an_office() -> None:

    def named(title: str) -> str | None:
        return region_in(SimpleNamespace(title=title, region=None))  # type: ignore[arg-type]

    assert named("《霁沅市社会保障和民政救助相关待遇标准》解读") == "霁沅市"
    assert named("从“一人务工”到“全家安心”：枞川县多措并举") == "枞川县"
    assert named("岱瑚县政务服务中心办事指南") == "岱瑚县"
    assert named("改造进行时：老旧小区换新颜") is None
