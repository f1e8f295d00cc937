"""Whom a measure is for: lists of trades, sizes in the clause that gives, and clauses that ask nothing of anybody."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from qa.measures.asked import asks_nothing
from qa.measures.trades import OPEN, listed_trades
from tests.fakes import plain_document


def only(sentence: str) -> Measure:
    document = plain_document(f"样本市办法\n\n{sentence}\n", title="样本市办法")
    (found,) = find_measures(document, split(document)).measures
    return found


@pytest.mark.parametrize(
    "clause",
    [
        "相关部门要积极",
        "继续落实好优惠政策",
        "可申请缓缴社会保险费",
        "缓缴期限原则上不超过6个月",
        "根据企业申请",
        "提供不低于500亿元融资总量",
        "采取绿色通道快速审批放款",
    ],
)
def test_a_giver_and_the_gift_itself_ask_nothing(clause: str) -> None:
    assert asks_nothing(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "缓缴期限未满的",
        "组织职工参加培训的企业",
        "企业应当具有独立法人资格",
        "提供岗位50个以上的",
        "执行政府收费标准的单位",
    ],
)
def test_what_is_asked_of_somebody_stays(clause: str) -> None:
    assert not asks_nothing(clause)


@pytest.mark.parametrize(
    ("text", "values", "name"),
    [
        (
            "旅游、住宿、餐饮、会展等受损严重行业企业",
            ("旅游", "酒店", "餐饮", "会展"),
            OPEN,
        ),
        ("受影响较大的交通运输、住宿、餐饮、旅游四类困难行业企业", None, ""),
        ("批发零售、文化旅游等行业", ("商贸", "旅游"), OPEN),
        ("水电、燃气等行业", None, None),
    ],
)
def test_lists_of_trades(text: str, values: tuple[str, ...] | None, name: str | None) -> None:
    found = listed_trades(text)
    assert (found is None) == (name is None)
    if found is not None and values is not None:
        assert (found[2].values, found[2].name) == (values, name)


def test_a_size_of_which_others_are_meant_too_leaves_nobody_out() -> None:
    measure = only("对大型企业等其他参保单位，社会保险费减半征收。")
    (condition,) = [c for c in measure.conditions if c.any_of[0][0].kind == "size"]
    assert [t.kind for (t,) in condition.any_of] == ["size", "opaque"]


@pytest.mark.parametrize(
    "sentence",
    [
        "自3月起，免征中小微企业社会保险费。",
        "疫情期间，市担保机构对困难的中小微企业降低担保费率0.5个百分点。",
    ],
)
def test_a_size_in_the_clause_that_gives_is_asked_for(sentence: str) -> None:
    kinds = {t.kind for c in only(sentence).conditions for tests in c.any_of for t in tests}
    assert "size" in kinds


def test_who_is_taken_out_in_a_bracket_is_asked_to_be_none() -> None:
    measure = only("坚持不裁员的企业（不含僵尸企业），返还保险费的50%。")
    (flag,) = [t for c in measure.conditions for (t, *_) in c.any_of if t.values == ("破产",)]
    assert flag.negated


def test_a_rate_after_the_staff_it_is_asked_of() -> None:
    measure = only("30人以下的企业裁员率不超过职工总数20%的，可以申请返还保险费。")
    bounds = [
        (t.name, t.unit) for c in measure.conditions for (t, *_) in c.any_of if t.kind == "bound"
    ]
    assert bounds == [("从业人数", "人"), ("裁员率", "%")]


def test_a_title_after_a_level_of_government_is_a_condition() -> None:
    assert only("对市级高新技术企业培育库入库企业，给予5万元补助。").conditions
