"""Bodies: their rank, whether two names mean one, and who has the power to repeal whose documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bodies import alike, answers_to, body_of, level_of, may_repeal


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院办公厅", "国家级"),
        ("财政部、税务总局", "国家级"),
        ("全国人民代表大会常务委员会", "国家级"),
        ("广东省科学技术厅", "省级"),
        ("北京市交通委员会", "省级"),
        ("国家税务总局重庆市税务局", "省级"),
        ("东莞市商务局", "市级"),
        ("市人民政府办公厅", "市级"),
        ("测试县人民政府", "县级"),
        ("北京市海淀区人民政府", "县级"),
        ("邻水镇人民政府", "乡级"),
        ("疫情防控工作指挥部", None),
        ("北京大学", None),
        ("某某公司", None),
        (None, None),
    ],
)
def test_the_rank_of_a_body(issuer: str | None, level: str | None) -> None:
    assert level_of(issuer) == level


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("国务院", "国务院办公厅", True),
        ("测试县政府", "测试县人民政府办公室", True),
        ("国家发展改革委", "国家发展和改革委员会", True),
        ("吉林省柳河县人民政府", "柳河县人民政府", True),
        ("财政部", "教育部", False),
        ("测试县财政局", "测试县商务局", False),
        ("广东省财政厅", "广西壮族自治区财政厅", False),
    ],
)
def test_two_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert alike(body_of(one), body_of(other)) is same


@pytest.mark.parametrize(
    ("by", "of", "allowed"),
    [
        ("测试县人民政府", "测试县人民政府", True),
        ("测试县人民政府办公室", "测试县人民政府", True),
        ("测试县人民政府", "测试县商务局", True),
        ("吉林省人民政府", "柳河县人民政府", True),
        ("国务院", "财政部", True),
        ("国务院", "测试县人民政府", True),
        ("国家发展改革委", "国家发展和改革委员会、财政部", True),
        ("国家税务总局", "国家税务总局重庆市税务局", True),
        ("测试县商务局", "测试县人民政府", False),
        ("测试县商务局", "测试县财政局", False),
        ("财政部", "教育部", False),
        ("财政部", "国务院", False),
        ("财政部", "测试县财政局", False),
        ("柳河县人民政府", "吉林省人民政府", False),
        ("广东省人民政府", "柳河县人民政府", False),
        ("测试县人民政府", "邻水县人民政府", False),
        ("某某公司", "测试县人民政府", False),
    ],
)
def test_who_may_repeal_whose_documents(by: str, of: str, allowed: bool) -> None:
    assert may_repeal(by, None, of, None) is allowed


def test_unsigned_texts() -> None:
    assert not may_repeal(None, "测试县", "测试县人民政府", "测试县")
    assert may_repeal(None, "测试县", None, "测试县")
    assert not may_repeal(None, None, None, None)
    assert may_repeal("测试县人民政府", "测试县", None, "测试县")
    assert not may_repeal("测试县商务局", "测试县", None, "测试县")
    assert not may_repeal("测试县人民政府", "测试县", None, "邻水县")


@pytest.mark.parametrize(
    ("issuer", "asked", "found"),
    [
        ("国务院办公厅", "国务院", True),
        ("国务院办公厅", "国办", True),
        ("国务院", "国办", False),
        ("工业和信息化部", "工信部", True),
        ("国家发展和改革委员会", "发改委", True),
        ("东莞市发展和改革局", "发改局", True),
        ("柳河县人民政府", "柳河县政府", True),
        ("财政部、税务总局", "税务总局", True),
        ("财政部", "财政局", False),
        (None, "财政部", False),
        ("财政部", " ", False),
    ],
)
def test_a_filter_takes_a_body_by_its_short_form(
    issuer: str | None, asked: str, found: bool
) -> None:
    assert answers_to(issuer, asked) is found


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_names_are_compared(one: str, other: str) -> None:
    assert alike(body_of(one), body_of(one))
    assert isinstance(may_repeal(one, None, other, None), bool)
    assert isinstance(answers_to(one, other), bool)
