"""Texts whose line breaks are lost: headlines, datelines and headings are no part of what is given; reliefs told as a list."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> list[Measure]:
    document = plain_document(text, title="样本市")
    return list(find_measures(document, split(document)).measures)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "样本市减免中小企业税费 样本社2月8日电（记者 某某）对困难企业减免房产税。",
            ["对困难企业减免房产税"],
        ),
        (
            "样本市出台政策鼓励用工 为企业招人给予最高9万元补助 为企业介绍职工的机构，给予最高9万元的一次性补助。",
            ["为企业介绍职工的机构，给予最高9万元的一次性补助"],
        ),
        (
            "现通知如下： 一、减免企业租金 承租国有房产的企业，免收1个月租金。 二、延长申报纳税期限 对企业，申报期限延长至3月底。",
            ["承租国有房产的企业，免收1个月租金", "对企业，申报期限延长至3月底"],
        ),
        (
            "在帮扶企业方面，帮助企业复工，延长合同履行期限，缓缴社会保险费，适度减免租金。",
            ["延长合同履行期限", "缓缴社会保险费", "适度减免租金"],
        ),
        (
            "对机构给予一次性补助。补助标准为：推荐上岗50人以上的，补助2万元；100人以上的，补助4万元。",
            [
                "对机构给予一次性补助。补助标准为：推荐上岗50人以上的，补助2万元；100人以上的，补助4万元"
            ],
        ),
    ],
)
def test_only_what_is_given_is_the_measure(text: str, spans: list[str]) -> None:
    assert [m.span.text for m in read(text)] == spans


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("许可证到期的企业，有效期顺延至年底。", None),
        ("对复工企业的产品检验，做到随送随检。", "service"),
        ("免征复工企业特种设备检验收费。", "cost"),
        ("对受影响企业适当下调贷款利率。", "loan"),
        ("政府性担保机构对小微企业降低担保费率0.5个百分点。", "loan"),
        ("受影响不能按期缴费的企业，可延期至三个月内缴费。", None),
        ("对失联企业暂不列入经营异常名录。", None),
        ("对商场改造的投资进行贷款贴息支持。", "loan"),
        ("对困难企业，返还标准可按6个月的失业保险金确定。", None),
        ("司法部门要积极为企业提供法律援助服务。", "service"),
        ("安排产业扶持资金，重点支持物资生产企业扩大产能。", "fund"),
        ("机关向中小企业采购的，自交付之日起30日内支付款项。", "service"),
        ("对同一企业的现场检查不超过两次。", "service"),
        ("合作银行向企业授信8亿元。", "loan"),
        ("种子基金3亿元，投向初创企业。", "fund"),
        ("设立5000万元应急转贷资金，单户企业不超过800万元。", "fund"),
        ("一般项目审批时限由45个工作日压减至32个工作日。", "service"),
        ("400万元以下的采购项目，应当专门面向中小企业采购。", "priority"),
        ("初次违法并及时改正的企业，不予行政处罚。", "service"),
    ],
)
def test_reliefs_by_other_words(sentence: str, kind: str | None) -> None:
    found = read(f"样本市通告\n\n{sentence}")
    assert len(found) == 1
    assert kind in (None, found[0].kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "减免房租、延期纳税等问题，企业可以拨打热线咨询政策。",
        "企业有大量紧急需求，包括资金汇划、贷款展期等。",
        "我省对企业减免房产税等明确了相关规定。",
        "免征车船税的企业名单，由指挥部提供。",
        "严禁收取国家已取消的收费。",
        "短短4天，63家企业就收到了500多万元补贴。",
        "据测算，今年可为个体户减免税款超1100万元。",
        "暂停各地人力资源机构举办的现场招聘会。",
        "税务局为加班生产的企业加急办理了票种核定。",
        "本局对企业减免车船税作了具体细化。",
    ],
)
def test_what_is_only_named_is_not_given(sentence: str) -> None:
    assert read(f"样本市通告\n\n{sentence}") == []
