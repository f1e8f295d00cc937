"""True sentences as newsrooms write them over a yearly report, and beside each the lie that stands closest to it."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker
from qa.claims.heads import head_of
from qa.claims.opened import stretch_before, stretch_over, times_opening
from qa.claims.ranks import ranked_now
from qa.proof.frames import frames
from tests.fakes import Shelf
from tests.make import evidence, info

REPORT = info(title="2018年测岭省政府工作报告", region="测岭省", published="2018-01-22")
BACK = ("一、过去五年工作回顾",)
FIVE = "五年来，实力跃上新台阶。城镇新增就业66.4万人。城镇化率从52.6%提高到58.5%，贫困人口减少38.2万人。农村公路改造2600公里，通村客车开到所有乡镇，群众出行条件明显改善。"
LAST = "刚刚过去的2017年，主要目标全面完成。地区生产总值比上年增长6.9%，达到1427亿元；居民人均可支配收入实际增长7.4%，快于经济增长。茶叶产量3.41万吨，创历史新高。企业退休人员基本养老金人均每月新增115元。"
TRADE = "2017年，进出口总额比上年增长37.1%，达到85.2亿美元，由上年居全国第十二位上升到第九位。"
SPENT = "全社会研究与试验发展经费支出与地区生产总值之比达到2.08%，商品房销售93.7万平方米。"
PORTS = "东港货物吞吐量6850万吨，增长9.5%；集装箱吞吐量121万标箱，增长12.4%。"
LOW = "2016年，用于城市居民最低生活保障的补助资金由上年1.6亿元增加到2.2亿元。"
LONG = "地区生产总值从2011年的740亿元增加到2016年的1310亿元。"
TEXTS = ((FIVE, BACK), (LAST, BACK), (TRADE, ()), (SPENT, ()), (PORTS, ()), (LOW, ()), (LONG, ()))


def verdict(claim: str) -> str:
    papers = [
        evidence(
            text, n, start=n * 1000, document=REPORT, paragraph=n, paragraph_start=n * 1000, section=section
        )
        for n, (text, section) in enumerate(TEXTS, 1)
    ]  # fmt: skip
    return ClaimChecker(Shelf(papers)).check(claim).verdict


@pytest.mark.parametrize(
    ("claim", "lie"),
    [
        # five years that a report looks back on, by name and by their years
        ("过去五年，测岭省城镇新增就业66.4万人。", "过去三年，测岭省城镇新增就业66.4万人。"),
        (
            "2013年至2017年，测岭省城镇新增就业66.4万人。",
            "2012年至2017年，测岭省城镇新增就业66.4万人。",
        ),
        ("五年间，测岭省贫困人口减少38.2万人。", "2017年，测岭省贫困人口减少38.2万人。"),
        ("2017年测岭省城镇化率为58.5%。", "2017年测岭省城镇化率为52.6%。"),
        (
            "2011年至2016年，测岭省地区生产总值从740亿元增至1310亿元。",
            "2011年至2015年，测岭省地区生产总值从740亿元增至1310亿元。",
        ),
        # growth and amount of one thing, the year named by the sentence before
        (
            "2017年测岭省GDP增长6.9%，总量1427亿元。",
            "2018年测岭省GDP增长6.9%，总量1427亿元。",
        ),
        ("2017年测岭省经济增长6.9%。", "2017年测岭省数字经济增长6.9%。"),
        ("2017年测岭省GDP比2016年增长6.9%。", "2017年测岭省GDP比2015年增长6.9%。"),
        # what grew is that of each, and what it is more than
        ("2017年测岭省居民收入实际增长7.4%。", "2017年测岭省居民收入名义增长7.4%。"),
        (
            "2017年，居民人均可支配收入实际增长7.4%，快于GDP增速。",
            "2017年，居民人均可支配收入实际增长7.4%，低于GDP增速。",
        ),
        # extremes and ranks
        (
            "2017年测岭省茶叶产量3.41万吨，再创新高。",
            "2017年测岭省茶叶产量3.41万吨，创新低。",
        ),
        (
            "2017年测岭省进出口总额85.2亿美元，居全国第九位。",
            "2017年测岭省进出口总额85.2亿美元，居全国第十二位。",
        ),
        # an increase, told as what was added
        (
            "2017年企业退休人员基本养老金人均每月增加115元。",
            "2017年企业退休人员基本养老金人均每月减少115元。",
        ),
        ("研发投入占GDP的2.08%。", "研发投入占财政支出的2.08%。"),
        ("商品房销售面积93.7万平方米。", "商品房竣工面积93.7万平方米。"),
        (
            "东港货物吞吐量6850万吨，集装箱吞吐量121万标箱，分别增长9.5%和12.4%。",
            "东港货物吞吐量6850万吨，集装箱吞吐量121万标箱，分别增长12.4%和9.5%。",
        ),
        (
            "2016年城市低保补助资金由上年1.6亿元增加到2.2亿元。",
            "2016年城市低保补助资金1.6亿元。",
        ),
    ],
)
def test_a_newsroom_sentence_is_supported_and_its_lie_is_not(claim: str, lie: str) -> None:
    assert verdict(claim) == "supported"
    assert verdict(lie) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "东港集装箱吞吐量121万标箱，占全省的8.3%。",
        "2016年地区生产总值1310亿元，比2011年增加570亿元。",
    ],
)
def test_what_a_writer_computed_is_not_contradicted(claim: str) -> None:
    assert verdict(claim) in ("scope_differs", "not_found")


def test_the_time_that_opens_a_sentence_goes_on() -> None:
    assert times_opening("刚刚过去的2017年，目标完成。就业增加。") == ((16, "2017"),)
    assert times_opening("到2017年底的目标完成。") == ()
    assert stretch_before("五年来，实力增强。就业增加。", 9) == {"5年"}
    assert stretch_before("五年来，实力增强。2017年，目标完成。就业增加。", 20) == frozenset()
    assert stretch_before("实力增强。就业增加。", 5) is None
    assert stretch_over(("一、过去五年工作回顾", "（一）就业")) == {"5年"}


def test_of_two_ranks_the_one_that_was_reached_counts() -> None:
    assert ranked_now("由上年居全国第十二位上升到第九位") == "居全国第九位"
    assert ranked_now("居全国第九位") == "居全国第九位"


def test_who_gives_a_report_is_named_over_two_lines() -> None:
    head = head_of(
        "测岭省人民政府工作报告\n\n——2018年1月22日在测岭省人民代表大会上 测岭省省长\n\n甘露\n\n各位代表：\n现在，我报告工作。"
    )
    assert head.speaker == "甘露"


@pytest.mark.parametrize("said", ["甘露作政府工作报告时说，", "甘露在作政府工作报告时表示，"])
def test_giving_a_report_is_no_part_of_a_name(said: str) -> None:
    frame = frames(f"{said}地区生产总值增长6.9%。")[0]
    assert (frame.who, frame.where) == ("甘露", "政府工作报告")
