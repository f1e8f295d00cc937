"""Lies of kinds that a figure's own digits do not show, each over one sentence, and what is true of the same sentence."""

import pytest

from qa.claims import ClaimChecker
from tests.fakes import Shelf
from tests.make import evidence, info

CROPS = (
    "2024年，全省小麦、玉米、大豆种植面积分别为210万亩、186万亩和54万亩，分别增长1.2%、3.4%和0.8%。"
)
PARCELS = "2024年全省快递业务量是2019年的3.4倍，达到12.8亿件；快递业务收入96亿元，同比增长14.2%。"
RATIO = "城乡收入比由上年的2.11缩小到2.04，登记失业率由2.9%下降到2.6%。"
FIRMS = "到2027年，全省力争培育百亿元级企业60家，目前已有38家；2024年新认定专精特新企业1260家。"
WAGES = "近三年，全省共查处欠薪案件1570件，为农民工追回工资4.1亿元。"
PAID = "一季度共抽检612组。项目累计支付农民工工资6340万元，一季度没有收到投诉。"
MONEY = "项目总投资36亿元，其中企业自筹22亿元，银行贷款14亿元。"
TARGET = "2024年预期目标是：地区生产总值增长6%左右；城镇新增就业7万人以上。"
JOBS = "2024年城镇新增就业7.8万人，完成年度计划的111%。"
GRANT = "对年营业收入5000万元以上、2亿元以下的企业，给予不超过100万元的补助；对2亿元及以上的企业，给予不超过300万元的补助。"
INCOME = "2024年居民人均可支配收入38260元，其中城镇居民48730元，农村居民23940元。"
AIR = "去年未达到年度目标88%；细颗粒物平均浓度为29微克。"

LIES = (
    (CROPS, "2024年岚江省玉米种植面积210万亩。"), (CROPS, "岚江省小麦种植面积增长3.4%。"),
    (CROPS, "岚江省大豆种植面积186万亩。"), (PARCELS, "2024年岚江省快递业务量是上年的3.4倍。"),
    (PARCELS, "2024年岚江省快递业务量增长3.4倍。"), (RATIO, "岚江省城乡收入比缩小2.04。"),
    (RATIO, "岚江省登记失业率由2.6%上升到2.9%。"), (FIRMS, "2024年岚江省力争新认定专精特新企业1260家。"),
    (FIRMS, "岚江省目前已有百亿元级企业60家。"), (WAGES, "去年岚江省查处欠薪案件1570件。"),
    (WAGES, "岚江省查处欠薪案件1570件。"), (WAGES, "近三年岚江省每年为农民工追回工资4.1亿元。"),
    (PAID, "今年一季度项目支付农民工工资6340万元。"), (MONEY, "项目总投资36亿元，全部由企业自筹。"),
    (TARGET, "2024年岚江省地区生产总值增长6%左右。"), (TARGET, "2024年岚江省城镇新增就业7万人以上，超额完成。"),
    (JOBS, "岚江省城镇新增就业计划为7.8万人。"), (INCOME, "2024年岚江省农村居民人均可支配收入48730元。"),
)  # fmt: skip
TRUE = (
    (CROPS, "2024年岚江省小麦种植面积210万亩。"), (CROPS, "岚江省大豆种植面积54万亩，增长0.8%。"),
    (PARCELS, "2024年岚江省快递业务量是2019年的3.4倍。"), (PARCELS, "2024年岚江省快递业务收入96亿元，增长14.2%。"),
    (RATIO, "岚江省登记失业率由2.9%下降到2.6%。"), (FIRMS, "2024年岚江省新认定专精特新企业1260家。"),
    (WAGES, "近三年，岚江省查处欠薪案件1570件。"), (MONEY, "项目总投资36亿元，企业自筹22亿元。"),
    (TARGET, "2024年岚江省地区生产总值预期目标是增长6%左右。"), (JOBS, "2024年岚江省城镇新增就业7.8万人。"),
    (INCOME, "2024年岚江省城镇居民人均可支配收入48730元。"), (AIR, "去年岚江省细颗粒物平均浓度为29微克。"),
)  # fmt: skip


LABELLED = (
    ("2024届毕业生1386人，初次就业率98.2%。", "2024届", "2023届"),
    ("2024级学生入学率为98%。", "2024级", "2023级"),
    ("全省平均降雨量612.4毫米，为1961年以来同期第二多，仅次于1998年。", "1998", "2000"),
    ("首套5年以下（含5年）和5年以上年利率分别为2.35%和2.85%。", "（含", "（不含"),
    ("海外投资险按20%给予补助，最高100万元。", "最高", "近"),
    ("登记一级文物6318件，居全国第11位。", "全国", "部分地区"),
)


def verdict(source: str, claim: str) -> str:
    document = info(title="岚江省2024年情况", region="岚江省", published="2025-01-20")
    return ClaimChecker(Shelf([evidence(source, 1, document=document)])).check(claim).verdict


@pytest.mark.parametrize(("source", "claim"), LIES)
def test_a_lie_is_not_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) != "supported"


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_what_is_true_of_the_same_sentence_is(source: str, claim: str) -> None:
    assert verdict(source, claim) == "supported"


@pytest.mark.parametrize(("source", "right", "wrong"), LABELLED)
def test_what_a_year_or_a_bracket_tells_apart(source: str, right: str, wrong: str) -> None:
    assert verdict(source, source) == "supported"
    assert verdict(source, source.replace(right, wrong)) != "supported"


def test_a_bare_number_and_another_bound_contradict_nothing() -> None:
    assert verdict("P值大于0.95且不大于1的，拨付1亿元。", "两省每年各拿1.5亿元。") != "contradicted"
    assert verdict(GRANT, "年营业收入2亿元及以上的企业，最高补助300万元。") != "contradicted"
