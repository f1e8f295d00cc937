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


CITY = (
    "2024年，全市物流总额4.85万亿元，同比增长6.3%，高于全国平均水平0.5个百分点。"
    "全市A级物流企业212家，数量居全省第二位，仅次于青岛市；其中5A级企业18家。"
    "除遥墙片区外，其余6个物流园区均实现盈利。海水淡化日产能4.5万吨。"
    "优良水质面积比例为88.6%，较上年下降1.2个百分点，比2020年高3.4个百分点。森林覆盖率较2018年提高1.6个百分点。"
    "中等职业学校68所。双师型教师占58.6%，高于全省5.1个百分点。投诉办结时限由60日缩短为45日。"
    "预付卡备案率力争达到90%以上，目前为76.3%。"
    "电子信息企业订单回暖，新招员工3.2万人。竹产业增速由12.1%回落至9.3%。社会消费品零售总额1.12万亿元，增5.4%。"
)
CHILDREN = "纳税人的子女接受全日制学历教育的相关支出，按照每个子女每月1000元的标准定额扣除。"


def of_city(claim: str) -> str:
    document = info(title="济南市2024年情况", region="济南市", published="2025-01-20")
    return ClaimChecker(Shelf([evidence(CITY, 1, document=document)])).check(claim).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "青岛市A级物流企业212家。", "2024年全国物流总额增长6.3%。", "济南市A级物流企业18家。",
        "济南市遥墙片区等6个物流园区均实现盈利。", "济南市海水淡化年产能4.5万吨。",
        "济南市优良水质面积比例比2020年下降1.2个百分点。", "济南市森林覆盖率较上年提高1.6个百分点。",
        "济南市职业学校共68所。", "济南市双师型教师占比高于全国5.1个百分点。", "济南市投诉办结时限缩短45日。",
        "济南市预付卡备案率力争达到76.3%。", "济南市新招员工3.2万人。", "济南市竹产业增速回落9.3%。",
        "2024年济南市社会消费品零售总额增长到5.4%。", "2024年济南市社会消费品零售总额微增5.4%。",
    ],
)  # fmt: skip
def test_more_kinds_of_lies(claim: str) -> None:
    assert of_city(claim) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "济南市A级物流企业212家。", "2024年济南市物流总额增长6.3%。", "济南市海水淡化日产能4.5万吨。",
        "济南市森林覆盖率较2018年提高1.6个百分点。", "2024年济南市社会消费品零售总额增长5.4%。",
        "济南市投诉办结时限由60日缩短为45日。", "济南市预付卡备案率目前为76.3%。", "电子信息企业新招员工3.2万人。",
    ],
)  # fmt: skip
def test_and_what_is_true_of_the_same_text(claim: str) -> None:
    assert of_city(claim) == "supported"


@pytest.mark.parametrize(
    ("old", "new"),
    [("全日制", "非全日制"), ("纳税人的子女", "纳税人的成年子女"), ("学历教育", "非学历教育")],
)
def test_a_case_that_the_source_does_not_have_is_not_quoted_with_its_figure(
    old: str, new: str
) -> None:
    assert verdict(CHILDREN, CHILDREN) == "supported"
    assert verdict(CHILDREN, CHILDREN.replace(old, new, 1)) != "supported"
