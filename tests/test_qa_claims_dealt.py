"""What 分别 deals out, to whom, and whose change a change is."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker
from qa.claims.dealt import items
from tests.fakes import Shelf
from tests.make import evidence, info

COUNTY = info(title="测试县工业运行情况", region="测试县", published="2026-01-15")
TEXTS = (
    "2025年，全县工业企业总资产320亿元，净资产140亿元，同比分别增长9.1%和6.4%。",
    "对新评定为三星级、四星级、五星级的酒店，一次性分别给予20万元、50万元、100万元奖励。",
    "2025年全县工业企业营业收入88.6亿元，同比增长5.2%；利润总额7.3亿元，同比增长12.8%。#县域经济#",
)


def check(claim: str) -> str:
    papers = [
        evidence(t, n, start=n * 1000, document=COUNTY, paragraph=n, paragraph_start=n * 1000)
        for n, t in enumerate(TEXTS, 1)
    ]
    return ClaimChecker(Shelf(papers)).check(claim).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "2025年净资产140亿元，增长6.4%",
        "测试县对新评定为四星级的酒店奖励50万元",
        "2025年利润总额7.3亿元，同比增长12.8%",
    ],
)
def test_each_gets_its_own(claim: str) -> None:
    assert check(claim) == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2025年测试县工业企业净资产140亿元，增长9.1%",
        "测试县对新评定为四星级的酒店奖励100万元",
        "2025年测试县工业企业营业收入88.6亿元，同比增长12.8%",
        "2025年测试县工业企业营业收入88.6亿元，环比增长5.2%",
        "2025年测试县工业企业营业收入88.6亿元，全部来自外资工厂",
    ],
)
def test_nobody_gets_what_is_anothers(claim: str) -> None:
    assert check(claim) != "supported"


def test_a_list_is_taken_apart_only_where_its_things_are_alike() -> None:
    assert items("对新评定为三星级、四星级、五星级的酒店", 3) == [
        "对新评定为三星级的酒店",
        "对新评定为四星级的酒店",
        "对新评定为五星级的酒店",
    ]
    assert items("初次认定为国家级和省级技术中心的", 2) == [
        "初次认定为国家级技术中心的",
        "初次认定为省级技术中心的",
    ]
    assert items("对酒店和民宿", 2) is None
