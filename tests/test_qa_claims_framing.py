"""What a source says around its figure and a draft does not, or otherwise: never supported; what is told whole is."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker
from tests.fakes import Shelf
from tests.make import evidence, info


def verdict(source: str, claim: str, **document: str) -> str:
    about = {"title": "青石市情况通报", "region": "青石市", "published": "2026-02-01"} | document
    return ClaimChecker(Shelf([evidence(source, 1, document=info(**about))])).check(claim).verdict


REPORT = {"title": "青石市2025年政府工作报告", "published": "2025-01-16"}
STAY = "在乡镇卫生院住院，起付线200元，报销比例85%；在县级医院住院，起付线400元，报销比例75%。"
PATENTS = "全市有效发明专利达到2.6万件，每万人口高价值发明专利拥有量12.4件，是2020年的2.3倍。"
WATER = "断面水质年均值达到Ⅱ类的，由下游县补偿300万元；未达到Ⅲ类的，由上游县赔偿500万元。"
TERM = "单次租期不超过2年，累计不超过6年。"
PREMIUM = "对首次认定的高新技术企业，一次性奖励20万元。单个企业年度最高200万元。"
LATE = "错过集中缴费期的，设置3个月待遇等待期。"
IDLE = "无正当理由不参加培训的，扣发补贴500元。"
RIVER = "全市Ⅲ类以上水质断面比例为92%。"
PLAN = (
    "过去一年，新改建农村公路86公里，改造危房412户。今年，计划新改建公路120公里，完成小区改造35个。"
)
TWO_GRANTS = "对新认定的国家级中心，一次性奖励100万元；对新认定的省级中心，一次性奖励50万元。"


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("谣言：每户企业可领取5万元补贴。真相：没有此项政策。", "每户企业可领取5万元补贴。"),
        ("修改前：每户企业补贴5万元。修改后：每户企业补贴3万元。", "每户企业补贴5万元。"),
        ("如无意外，全市生产总值突破2000亿元。", "全市生产总值突破2000亿元。"),
        ("理论上，全市年产能达到300万吨。", "全市年产能达到300万吨。"),
        ("扣除价格因素，居民收入增长5%。", "居民收入增长5%。"),
        ("按美元计价，全市出口增长5%。", "全市出口增长5%。"),
        ("有商户反映，摊位费高达2000元。", "摊位费高达2000元。"),
        ("全市税收收入增长4%（按可比口径计算）。", "全市税收收入增长4%。"),
        (STAY, "在县级医院住院，报销比例85%。"), (STAY, "在乡镇卫生院住院，报销比例75%。"),
        (PATENTS, "青石市有效发明专利是2020年的2.3倍。"),
        (WATER, "断面水质年均值达到Ⅲ类的，由下游县补偿300万元。"),
        (TERM, "租期累计不超过2年。"), (TERM, "单次租期不超过6年。"),
        (PREMIUM, "对高新技术企业一次性奖励20万元。"), (PREMIUM, "单个企业累计最高200万元。"),
        (LATE, "在集中缴费期缴费的，设置3个月待遇等待期。"),
        (IDLE, "不参加培训的，扣发补贴500元。"), (IDLE, "参加培训的，扣发补贴500元。"),
        (RIVER, "全市Ⅱ类以上水质断面比例为92%。"), (RIVER, "全市Ⅲ类水质断面比例为92%。"),
        ("全市有9个市PM2.5浓度达标。", "全市有9个县PM2.5浓度达标。"),
        ("出口退税率由13%下调至9%。", "出口退税率下调9%。"),
        ("误差为±3%。", "误差为3%。"),
        ("青石市恒达公司订单饱满，营业收入增长8%。", "青石市营业收入增长8%。"),
        ("青石市一家企业负债累累，负债率达95%。", "青石市负债率达95%。"),
        ("小陈开了一家米粉店。2025年营业收入60万元。", "2025年青石市营业收入60万元。"),
        ("招聘岗位包括：教师60名、护士30名。", "全市有护士30名。"),
        ("明年，全市布局充电站30座。", "全市有30座充电站。"),
        ("今年全市安排重点项目180个，总投资960亿元。", "全市已完成重点项目投资960亿元。"),
        (TWO_GRANTS, "对新认定的省级中心，一次性奖励100万元。"),
        ("单位不改的，处2万元罚款；个人不改的，处1000元罚款。", "单位处1000元罚款。"),
        ("力争三年内实现双车道比例达到80%。", "今年双车道比例将达到80%。"),
    ],
)  # fmt: skip
def test_what_is_left_out_or_changed_is_not_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) != "supported"


@pytest.mark.parametrize("claim", ["2025年青石市改造危房412户。", "青石市已完成小区改造35个。"])
def test_nor_what_a_yearly_report_says_of_another_year(claim: str) -> None:
    assert verdict(PLAN, claim, **REPORT) != "supported"


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("修改前：每户企业补贴5万元。修改后：每户企业补贴3万元。", "修改后，每户企业补贴3万元。"),
        ("扣除价格因素，居民收入实际增长5%。", "居民收入实际增长5%。"),
        ("与去年同期相比，全市用电量增长7.4%。", "全市用电量同比增长7.4%。"),
        ("按可比价格计算，全市生产总值增长5.9%。", "全市生产总值增长5.9%。"),
        ("有商户反映，摊位费高达2000元。", "有商户反映，摊位费高达2000元。"),
        (STAY, "在县级医院住院，报销比例为75%。"),
        (PREMIUM, "首次认定的高新技术企业可获一次性奖励20万元。"),
        (TWO_GRANTS, "对新认定的省级中心，一次性奖励50万元。"),
        (RIVER, "全市Ⅲ类以上水质断面比例为92%。"),
        ("单个项目年度最高补助80万元。", "单个项目每年最高补助80万元。"),
        ("全市工业利润增长-3.2%。", "全市工业利润下降3.2%。"),
        ("当日最低气温零下12℃。", "当日最低气温-12℃。"),
        ("青石市恒达公司订单饱满，营业收入增长8%。", "青石市恒达公司营业收入增长8%。"),
    ],
)  # fmt: skip
def test_what_is_told_whole_is_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) == "supported"


def test_the_past_year_of_a_yearly_report_is_the_one_before() -> None:
    text = "过去一年，工作成效明显。改造危房412户。"
    assert verdict(text, "2024年青石市改造危房412户。", **REPORT) == "supported"
