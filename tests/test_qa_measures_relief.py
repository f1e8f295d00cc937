"""Help without a word of giving, and what only looks like it."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> tuple[Measure, ...]:
    document = plain_document(f"样本市通告\n\n{text}\n", title="样本市通告")
    return find_measures(document, split(document)).measures


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("企业可以在线免费查询三家买家的信用报告。", "service"),
        ("证照可选择邮寄送达，邮寄费用由市财政承担。", "cost"),
        ("本市职工提取额度由每月800元提高到1000元。", None),
        ("购买节水产品的，按成交价的10%立减。", "subsidy"),
        ("餐饮券满100元减20元，零售券满300元减50元。", "subsidy"),
        ("还款确有困难的企业，可暂缓偿还贷款本金，不作为逾期记录。", "loan"),
        ("贷款形成损失的，资金池和银行按6:4的比例分担。", "loan"),
        ("小规模纳税人暂不征收该项税款。", "tax"),
        ("脱贫人员培训期间每人每天发放40元生活费。", None),
        ("晚间八点还将推出直播带岗活动。", "service"),
        ("满两年的职工可以申请延长贷款期限。", "loan"),
        ("外贸企业由市财政统一投保，企业不用交一分钱。", None),
    ],
)
def test_help_without_a_word_of_giving(sentence: str, kind: str | None) -> None:
    found = read(sentence)
    assert len(found) == 1
    assert kind in (None, found[0].kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "个人应缴部分由企业代扣代缴，不得缓缴。",
        "转租的，必须确保减免租金惠及承租商户。",
        "延期缴纳税款",
        "截至8日，全市已减免房租200万元；返还保险费300万元，惠及企业40家。",
        "检测费用由责任方承担。",
        "所需资金由市财政全额承担。",
        "已领取的补贴，不满一年退出的，应当退回50%。",
        "实际出勤率低于80%的学员不计入补贴人数。",
        "合作银行应当同时具备下列条件：设有分支机构；承诺年利率不高于4%。",
    ],
)
def test_nothing_is_given(sentence: str) -> None:
    assert not read(sentence)


def test_a_clause_that_says_it_whole_stands_alone() -> None:
    (found,) = read("今年秋天天气很好，欢迎大家来走一走，参加考察的企业家食宿由县里安排。")
    assert found.span.text == "参加考察的企业家食宿由县里安排"


def test_an_exclusion_named_after_what_is_given_leaves_it_given() -> None:
    (found,) = read("小微企业招用毕业生的，另给予最长1年的社保补贴，不包括个人缴纳部分。")
    assert found.kind == "subsidy"


def test_who_is_left_out_is_told_apart() -> None:
    (found,) = read("租用厂房的，前两年全免租金，但税收达不到标准的，第二年起不再免租。")
    assert found.span.text == "租用厂房的，前两年全免租金"
    assert [e.text for e in found.exclusions] == ["但税收达不到标准的，第二年起不再免租"]
