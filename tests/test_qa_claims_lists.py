"""Figures that several things or places share one set of words for, and what comes to be taken for another's."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker
from tests.fakes import Shelf
from tests.make import evidence, info

COUNTY = info(title="测试县工作情况", region=None, published="2024-04-28")
TRACKS = "对新设的高级培训班、中级培训班、初级培训班分别补助6万元、4万元、2万元。"
INCOMES = "2023年，城镇常住居民人均消费支出和农村常住居民人均消费支出分别达到31200元和17800元。"
SHARES = "分省看，山东水产品产量占全国的13.1%，福建占12.5%，广东占12.3%。"
FIELDS = "东山镇1.2万亩、西河乡0.9万亩、南坪乡0.7万亩的高标准农田已经建成。"
HOSPITAL = "截至3月4日24时，市第三医院共收治患者127例。全市设发热门诊18个。"
FIRM = "晨光股份2024一季报显示，公司主营收入8.3亿元，同比上升6.2%。"
VILLAGE = "据村委会介绍，柳树村共有13个村民小组，505户1748人。"
CHILDREN = "居民的子女入托，按照每个婴幼儿每月600元的标准补助。"
FILM = "影片《山海》7月1日上映，首周票房2.1亿元。"
VIEWS = "市统计局则认为，四季度增速有望达到5.6%。"

TRUE = (
    (TRACKS, "初级培训班补助2万元。"), (INCOMES, "2023年，城镇常住居民人均消费支出31200元。"),
    (INCOMES, "2023年，农村常住居民人均消费支出为17800元。"), (SHARES, "福建水产品产量占全国的12.5%。"),
    (SHARES, "广东水产品产量占全国的12.3%。"), (SHARES, "山东水产品产量占全国的13.1%，福建占12.5%。"),
    (FIELDS, "西河乡建成高标准农田0.9万亩。"), (FIELDS, "东山镇1.2万亩高标准农田已建成。"),
    (HOSPITAL, "截至3月4日，市第三医院共收治127名患者。"), (FIRM, "晨光股份2024年一季度主营收入8.3亿元。"),
    (FILM, "《山海》首周票房2.1亿元。"),
)  # fmt: skip
LIES = (
    (TRACKS, "初级培训班补助4万元。"), (TRACKS, "中级培训班补助2万元。"), (TRACKS, "新设初级培训班可得4万元补助。"),
    (INCOMES, "2023年，农村常住居民人均消费支出31200元。"), (INCOMES, "2023年，农村常住居民人均可支配收入17800元。"),
    (SHARES, "广东水产品产量占全国的12.5%。"), (SHARES, "福建水产品产值占全国的12.5%。"),
    (SHARES, "福建水产品产量占全省的12.5%。"), (SHARES, "福建占全国的12.5%。"),
    (SHARES, "山东水产品产量占全国的12.5%，福建占13.1%。"), (FIELDS, "南坪乡建成高标准农田0.9万亩。"),
    (FIELDS, "东山镇、西河乡、南坪乡建成高标准农田1.2万亩。"), (HOSPITAL, "市第三医院共有127名医护人员。"),
    (HOSPITAL, "截至3月14日24时，市第三医院共收治患者127例。"), (FIRM, "晨光股份2023年一季度主营收入8.3亿元。"),
    (FIRM, "晨光股份2024年上半年主营收入8.3亿元。"), (CHILDREN, "居民的子女入托，每个家庭每月补助600元。"),
    (CHILDREN, "居民的子女入托，每个婴幼儿每年补助600元。"), (FILM, "《海山》首周票房2.1亿元。"),
    (VIEWS, "县统计局则认为，四季度增速有望达到5.6%。"),
)  # fmt: skip


def check(text: str, claim: str) -> str:
    return ClaimChecker(Shelf([evidence(text, 1, document=COUNTY)])).check(claim).verdict


@pytest.mark.parametrize(("text", "claim"), TRUE)
def test_each_has_its_own_figure(text: str, claim: str) -> None:
    assert check(text, claim) == "supported"


@pytest.mark.parametrize(("text", "claim"), LIES)
def test_none_has_that_of_another(text: str, claim: str) -> None:
    assert check(text, claim) != "supported"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (VILLAGE, "柳树村有13个村民小组、505户、1748人。"),
        (HOSPITAL, "市第三医院截至3月4日共收治127名患者。"),
    ],
)
def test_what_counts_another_thing_denies_nothing(text: str, claim: str) -> None:
    assert check(text, claim) != "contradicted"
