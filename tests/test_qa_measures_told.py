"""What is told of the past, rules about what is given, and gifts said in the ways of other kinds of texts."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> tuple[Measure, ...]:
    document = plain_document(f"# 样本市若干措施\n\n{text}\n", title="样本市若干措施")
    return find_measures(document, split(document)).measures


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年全市共兑现技改补助3860万元。",
        "去年全省共为5.4万名毕业生发放了补贴，合计2.9亿元。",
        "2024年已享受保费补贴25%的保单，按原比例执行到期。",
        "上一年度取暖补贴标准为每立方米0.8元。",
        "增值税留抵退税116.5亿元。",
        "市、县两级奖励之和不得超过其研发投入的50%。",
        "未按期投产的，每逾期六个月扣减补助额的10%。",
        "补贴标准按照不低于低保标准20%的原则确定。",
        "市级示范企业由协会评选，不给予资金奖励。",
        "参展期间发生纠纷的，该次补助不予兑现。",
        "申请表可到便民服务中心免费领取。",
        "开课前三日以上提出退费的，机构应当全额退还。",
        "基层法院标的额上限由100万元提高到500万元。",
        "逾期不报送的，业主可以书面提出。",
    ],
)
def test_nothing_is_given(sentence: str) -> None:
    assert not read(sentence)


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("全职引进的领军人才，给予100万元安家费。", [1_000_000]),
        ("承担省级项目的企业，按照到位经费的20%给予配套，不超过50万元。", [20, 500_000]),
        ("新认定为省级平台的企业，市财政按省补助额1∶0.3配套。", []),
        ("企业招用毕业生的，按每招用1人1500元发放。", [1500]),
        ("培育库内企业首次通过认定的，另加5万元。", [50_000]),
        ("在商圈设立专区，参展商户免入场费。", []),
        ("已满60周岁的，不享受本条补贴，但可以免费参加社区培训。", []),
        ("对受影响的货物，一年内复运进境的，不征进口关税。", []),
        ("平台对高校师生团队收费不得高于公开价格的七折。", []),
        ("成本上涨的部分由园区公司承担一半。", []),
        ("发放租房补贴2964人、3480万元，标准为博士每月2000元。", [2000]),
    ],
)
def test_something_is_given(sentence: str, values: list[int]) -> None:
    (found,) = read(sentence)
    given = [a.value for a in found.amounts]
    assert all(value in given for value in values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "对首次认定的装备，给予研制单位一次性奖励。其中，国际首台奖励300万元，国内首台奖励150万元。",
            [3_000_000, 1_500_000],
        ),
        (
            "对新建项目按设备投资额的12%补助；技术改造项目补助比例为8%，最高800万元。",
            [12, 8, 8_000_000],
        ),
        ("硕士在本市企业就业的，每月租房补贴800元；本科毕业生不超过500元。", [800, 500]),
    ],
)
def test_a_later_part_only_says_how_much(text: str, values: list[int]) -> None:
    (found,) = read(text)
    assert [a.value for a in found.amounts] == values


def test_the_name_of_a_benefit_says_what_the_sum_is() -> None:
    (found,) = read(
        "（三）求职创业补贴。低保家庭、残疾等六类毕业生，每人1500元，以前在每年10月发放，由学校初审。"
    )
    assert found.span.text == "低保家庭、残疾等六类毕业生，每人1500元"
    (loan,) = read(
        "（四）创业担保贷款。个人贷款额度最高30万元，期限不超过两年；9月末不良率为1.86%。"
    )
    assert loan.kind == "loan"
    assert [a.value for a in loan.amounts] == [300_000]


def test_what_leads_up_and_how_things_stand_is_left_out() -> None:
    (found,) = read(
        "今年组织境外展会90场，其中欧洲58场，对企业展位费补助由60%提高到80%，目前全市已有143家参展。"
    )
    assert found.span.text == "对企业展位费补助由60%提高到80%"


def test_whom_the_clause_before_names() -> None:
    (found,) = read("完成实名登记的家政服务员，每年可在指定医院免费体检一次。")
    assert found.span.text == "完成实名登记的家政服务员，每年可在指定医院免费体检一次"


def test_targets_are_no_plans_of_support() -> None:
    assert not read("一、总体目标\n\n到2027年，引进和培育企业团队15个，建成产业园10个。")


@pytest.mark.parametrize(
    "sentence",
    [
        "去年全市人均领取生育津贴2.63万元，其中主城区3.12万元。",
        "同期申领人数1.14万人，发放津贴2.96亿元。",
        "每人限享受一次，补贴资金总额3000万元，用完即止。",
    ],
)
def test_what_was_drawn_and_how_often_gives_nothing(sentence: str) -> None:
    assert not read(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("对首次获得银行信用贷款的小微企业，按贷款额的1%给予一次性贴补，最高3万元。", None),
        ("学院奖学金分一等3000元、二等1800元，每学年评定一次。", "award"),
        ("家庭经济困难学生，国家助学金每生每年2300元。", "subsidy"),
        ("为三类人群免费接种一剂流感疫苗。", "cost"),
        ("春节假期小客车免费通行。", "cost"),
        ("缴纳房产税确有困难的企业，可申请房产税减半征收。", "tax"),
        ("持证人乘坐景区观光车，可享受8折优惠。", "cost"),
    ],
)
def test_gifts_by_other_names(sentence: str, kind: str | None) -> None:
    (measure,) = read(sentence)
    assert kind in (None, measure.kind)


def test_what_is_added_is_of_the_kind_before() -> None:
    kinds = [m.kind for m in read("首次通过认定的，给予10万元奖励。培育库内企业，另加5万元。")]
    assert set(kinds) == {"award"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("以商标权质押获得贷款的小微企业，评估费按50%补助，最高2万元。", "subsidy"),
        ("对按季度还款的小微企业，给予贷款贴息，最高3万元。", "loan"),
        ("对承担保障任务的企业，给予5万元奖励。", "award"),
        ("文明户家庭申请贷款的，优先推荐。", "priority"),
        ("中小学生凭学生卡享受五折优惠。", "cost"),
        ("新建冷库的企业，每个补助2万元，其他县每个补助1万元；改建的减半。", "subsidy"),
    ],
)
def test_the_kind_is_told_by_the_word_that_gives(sentence: str, kind: str) -> None:
    assert read(sentence)[0].kind == kind
