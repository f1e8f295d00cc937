"""Whose condition a size word is: that of the beneficiary, never that of whom the beneficiary lends to or serves."""

from __future__ import annotations

import pytest

from qa.measures.conditions import read_conditions
from qa.measures.view import view


def kinds(text: str) -> list[tuple[str, str]]:
    seen = view(text, 0, len(text))
    tests = [
        t
        for c in read_conditions(seen, 0, len(seen.text), "样本县")
        for tests in c.any_of
        for t in tests
    ]
    return [(t.kind, t.values[0]) for t in tests if t.kind in ("size", "title", "industry")]


@pytest.mark.parametrize(
    "clause",
    [
        "银行机构发放普惠型小微企业贷款",
        "疫情期间向中小微企业提供首笔信贷业务的驻区金融机构",
        "使用再贷款发放小微民营企业贷款的金融机构",
    ],
)
def test_what_banks_get_is_asked_of_banks(clause: str) -> None:
    assert kinds(clause) == [("industry", "金融业")]


@pytest.mark.parametrize(
    "clause",
    [
        "减免中小企业房租的园区",
        "为承租房屋的高新技术企业减免租金的企业",
        "小微企业创业创新基地",
        "在疫情期间给予中小企业房租减免的县域工业集中区",
    ],
)
def test_words_in_the_modifier_are_no_condition(clause: str) -> None:
    assert kinds(clause) == []


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("承租国有房产的中小微企业", ("size", "中小微企业")),
        ("担保机构对受影响的小微企业减免担保费用", ("size", "小微企业")),
        ("小微企业吸纳毕业生并签订劳动合同的", ("size", "小微企业")),
        ("初次认定为国家级高新技术企业的企业", ("title", "高新技术企业")),
    ],
)
def test_the_beneficiary_is_asked(clause: str, asked: tuple[str, str]) -> None:
    assert asked in kinds(clause)
