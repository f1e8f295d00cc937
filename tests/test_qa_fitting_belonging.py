"""A figure that is said of another kind, or of several things together, answers no question about one of them."""

from __future__ import annotations

import pytest

from qa.fitting.belonging import of_another, of_another_payment, of_another_relief


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("上半年城镇居民人均可支配收入是多少", "上半年，农村居民人均可支配收入"),
        ("评上市级的奖多少", "对评为省级、国家级的，分别奖励"),
        ("高中午餐收费最高几元", "午餐标准为小学每生每餐不超过13元、初中不超过"),
        ("消防队伍出动了多少人", "州消防、武警、医疗等队伍共出动"),
        ("制造业增加值占GDP的比重是多少", "高技术制造业占规模以上工业增加值超"),
        ("粮食产量占全省的比例是多少", "粮食产量占全国的"),
        ("规上工业企业利润是多少", "规上工业企业营业收入超"),
        ("进出口增长多少", "出口增长"),
        ("一般贸易出口增长多少", "贸易顺差连续两年下降，比上年减少"),
        ("样本县的GDP增长了多少", "全县碳纤维产量同比增长"),
        ("样本县GDP增长多少", "全县建成项目9个，投资增长"),
    ],
)
def test_it_is_of_another_thing(question: str, before: str) -> None:
    assert of_another(question, before)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("上半年城镇居民人均可支配收入是多少", "城镇、农村居民人均可支配收入分别为"),
        ("居民人均可支配收入是多少", "农村居民人均可支配收入"),
        ("样本县的GDP增长了多少", "全县生产总值同比增长"),
        ("样本县的GDP增长了多少", "全县经济增长"),
        ("制造业增加值占GDP的比重是多少", "制造业增加值占国内生产总值的比重达"),
        ("制造业增加值占GDP的比重是多少", "制造业增加值占比达到"),
        ("制造业增加值占GDP的比重是多少", "制造业增加值的比重为"),
        ("评上市级的奖多少", "对评为国家级、省级、市级的，分别奖励"),
        ("规上工业企业利润是多少", "营业收入和利润分别为"),
        ("拿了银奖给几万", "作品获得金、银、铜奖的，奖励"),
        ("评上国家级的奖多少", "对评为国家、省、市级的，分别奖励"),
        ("研发费用占比要到多少", "研究开发费用总额占同期销售收入总额比例不低于"),
        ("消防、武警、医疗一共出动了多少人", "州消防、武警、医疗等队伍共出动"),
        ("各类队伍出动了多少人", "州消防、武警、医疗等队伍共出动"),
    ],
)
def test_it_may_be_of_the_thing_asked_about(question: str, before: str) -> None:
    assert not of_another(question, before)


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("水费最长可以缓交几个月", "依法办理延期缴纳税款，最长不超过3个月。", True),
        ("水费最长能拖多久", "对不能按期缴纳电费的企业，延期缴纳，最长不超过3个月。", True),
        ("水费最长能拖多久", "不能按期交纳水电气费的企业，最长不超过3个月。", False),
        ("电费最长能拖多久", "不能按期交纳水、电、气费的企业，最长不超过3个月。", False),
        ("失业保险费缓缴多久", "可缓缴社会保险费6个月。", False),
        ("房租免几个月", "免收2、3月两个月租金。", False),
        ("房租免几个月", "最长不超过3个月。", False),
        ("贷款贴息多久", "延期缴纳税款，最长不超过3个月。", False),
    ],
)
def test_of_another_payment(question: str, sentence: str, other: bool) -> None:
    assert of_another_payment(question, sentence) is other


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("社保可以免多久？", "企业可缓缴社会保险费6个月，缓缴期间免收滞纳金。", True),
        ("社保可以免多久？", "三项社会保险单位缴费部分免征5个月。", False),
        ("社保能缓缴多久？", "企业可缓缴社会保险费6个月，缓缴期间免收滞纳金。", False),
        ("失业保险返还多少？", "免征失业保险费5个月。", True),
        ("门票可以免多久？", "缓缴6个月。", False),
    ],
)
def test_another_relief_is_not_the_one_asked_about(
    question: str, sentence: str, other: bool
) -> None:
    assert of_another_relief(question, sentence) == other
