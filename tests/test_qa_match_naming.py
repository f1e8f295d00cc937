"""Whether a threshold and a figure of a profile are of one thing: by the words of both, and in doubt not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qa.match.judge import check
from qa.match.naming import agree
from qa.measures.types import Test as Asked
from qa.profile import read_text

DAY = date(2026, 11, 26)


def state(name: str, low: float, unit: str, profile: str, clause: str = "", about: str = "") -> str:
    test = Asked(kind="bound", name=name, low=Decimal(str(low)), unit=unit)
    clause = clause or f"{name}{low:g}{unit}以上"
    return check(test, read_text(profile, [], DAY), clause, about)[0]


def paper(thing: str, profile: str, *, negated: bool = False) -> str:
    test = Asked(kind="held", name=thing, negated=negated)
    return check(test, read_text(profile, [], DAY))[0]


@pytest.mark.parametrize(
    ("name", "low", "unit", "profile", "wanted"),
    [
        ("采购省内零部件", 50_000_000, "元", "今年在省内采购零部件5010万元", "met"),
        ("采购省内零部件", 50_000_000, "元", "今年买省内的零部件4990万元", "unmet"),
        ("固定资产投资(不含土地款,下同)", 50_000_000, "元", "不算土地款固定资产投资4980万元", "unmet"),
        ("固定资产投资(不含土地款,下同)", 50_000_000, "元", "固定资产投资5100万元", "unknown"),
        ("装机容量", 1, "兆瓦时", "装机1200千瓦时", "met"),
        ("缴纳社会保险", 6, "个月", "社保交了半年", "met"),
        ("缴纳社会保险", 6, "个月", "社保交了5个月", "unmet"),
        ("签订劳动合同", 1, "年", "跟他们签了8个月劳动合同", "unmet"),
        ("连续缴存", 12, "个月", "社保交了3年", "unknown"),
        ("单品种销售收入", 20_000_000, "元", "销售收入3000万元", "unknown"),
        ("新药销售额", 100_000_000, "元", "医药企业，年销售额2亿元", "unknown"),
        ("中试场地面积", 2000, "平方米", "厂房2500平方米", "unknown"),
        ("从业人数", 25, "人", "专职设计人员20人", "unknown"),
        ("游客人次", 10_000, "人次", "入境过夜游客2000人次", "unknown"),
        ("发明专利", 1, "项", "我们没有发明专利", "unmet"),
        ("发明专利", 1, "项", "我们没有失信记录", "unknown"),
    ],
)  # fmt: skip
def test_figures_meet_by_their_words(
    name: str, low: float, unit: str, profile: str, wanted: str
) -> None:
    assert state(name, low, unit, profile) == wanted


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ("海外仓服务本市企业12家", "met"),
        ("海外仓服务企业12家", "unknown"),  # how many of them are of the city is not said
        ("海外仓服务企业9家", "unmet"),
        ("海外仓服务省内企业12家", "unknown"),
    ],
)
def test_a_wider_figure_decides_one_way_only(profile: str, wanted: str) -> None:
    assert (
        state("服务本市企业", 10, "家", profile, "服务本市企业10家以上", "租用海外仓的企业")
        == wanted
    )


def test_what_is_counted_must_be_the_same() -> None:
    about = "带动3户以上农户的"
    assert state("带动", 3, "户", "合作社带动4户农户", "带动3户以上", about) == "met"
    assert state("带动", 3, "户", "合作社带动4户商户", "带动3户以上", about) == "unknown"


def test_the_time_counted_over_must_be_the_same() -> None:
    assert agree("服务", "单次服务满4小时", "", "服务时长", "服务时长累计49小时", "") is None
    assert agree("销售额", "年销售额300万元", "", "销售额", "每月销售额30万元", "") is None


def test_the_sum_of_several_is_not_one_of_them() -> None:
    clause = "单个项目设备投资达到200万元"
    assert state("设备投资", 2e6, "元", "两个项目设备一共投了390万元", clause) == "unknown"
    assert state("设备投资", 2e6, "元", "单个项目设备投资210万元", clause) == "met"


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ("我持有退役军人优待证", "met"),
        ("我是退役军人，优待证已经办好了", "met"),
        ("我是退役军人，手里没有优待证", "unmet"),
        ("我是退役军人，优待证正在审批", "unknown"),
        ("退役军人优待证丢了", "unknown"),
        ("我有遗属优待证", "unknown"),
        ("我是退役军人", "unknown"),
    ],
)
def test_papers_are_said_denied_or_not_known(profile: str, wanted: str) -> None:
    assert paper("退役军人优待证", profile) == wanted


def test_ages_are_those_of_whom_they_are_told() -> None:
    def age(name: str, low: int, profile: str) -> str:
        test = Asked(kind="bound", name=name, low=Decimal(low), unit="岁")
        return check(test, read_text(profile, [], DAY))[0]

    assert age("老人年龄", 60, "我妈62岁") == "met"
    assert age("老人年龄", 60, "我妈59岁") == "unmet"
    assert age("年龄", 18, "我20岁，女儿3岁") == "met"
    assert age("年龄", 18, "我女儿3岁") == "unknown"
    assert age("老人年龄", 60, "我35岁，开养老院") == "unknown"
