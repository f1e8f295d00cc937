"""Offers told in one breath, as press texts do, and what goes on with the offer before; what leads up to an offer."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> list[Measure]:
    document = plain_document(text, title="样本市")
    return list(find_measures(document, split(document)).measures)


def spans(text: str) -> list[str]:
    return [m.span.text for m in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "企业安装储能设施的，按每千瓦时补助0.3元，完成清洁生产审核并通过验收的，一次性补助8万元，污水处理费下浮10%。",
            [
                "企业安装储能设施的，按每千瓦时补助0.3元",
                "完成清洁生产审核并通过验收的，一次性补助8万元",
                "污水处理费下浮10%",
            ],
        ),
        (
            "商标注册费对小微企业免收，货车夜间过桥享受七折优惠，小型微利企业减半征收印花税。",
            ["商标注册费对小微企业免收", "货车夜间过桥享受七折优惠", "小型微利企业减半征收印花税"],
        ),
        (
            "在用工环节，机构介绍20人以上就业的，奖励3万元，企业接送返岗职工，车费由财政承担一半。",
            ["机构介绍20人以上就业的，奖励3万元", "企业接送返岗职工，车费由财政承担一半"],
        ),
        (
            "市里发放文旅券800万元，游客凭券购买景区门票立减30元，市民换购冰箱，每台补200元。",
            ["市里发放文旅券800万元，游客凭券购买景区门票立减30元", "市民换购冰箱，每台补200元"],
        ),
    ],
)
def test_each_case_or_thing_with_its_own_gift_is_a_measure(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "新建食堂每个补助20万元，助餐点每个补助5万元。",
        "对不裁员的参保企业，大型企业按实缴失业保险费的30%返还，中小微企业按60%返还。",
        "贷款本金损失由风险资金承担60%，合作银行承担40%。",
        "引进博士的，给予每人6万元补贴，硕士每人补贴2万元，单个企业最高不超过50万元。",
        "年能耗3000吨以下的陶瓷企业，优先保障用气指标，天然气价格每立方米优惠0.1元。",
        "对改造厂房的企业，按投资额的8%补助，投资额超过2000万元的，按12%补助。",
        "对参加境外展会的企业，展位费全额补助，布展费按50%补助，每家最高8万元。",
        "设立2000万元科技贷款风险补偿资金，对合作银行发放贷款形成的损失，按40%给予补偿。",
        "发放创新券，企业购买检测服务的，可用创新券抵扣40%费用，每年最高5万元。",
    ],
)
def test_caps_payers_and_further_cases_go_on_with_the_measure(text: str) -> None:
    assert spans(text) == [text.rstrip("。")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持标准：首次认定的企业，一次性奖励12万元。", "首次认定的企业，一次性奖励12万元"),
        (
            "根据该办法，对改造老旧厂房的企业，按投资额的8%补助。",
            "对改造老旧厂房的企业，按投资额的8%补助",
        ),
        (
            "“制造业企业新增贷款，财政按1个百分点贴息。”市金融局副局长某某说，转贷企业的日使用费率由万分之四降到万分之二。",
            "制造业企业新增贷款，财政按1个百分点贴息",
        ),
        (
            "近日，样本市发展改革局等部门印发《关于支持用能的通知》（样发改〔2024〕9号），明确对用气企业每立方米补贴0.2元。",
            "对用气企业每立方米补贴0.2元",
        ),
        (
            "力争全年贷款余额同比增长不低于12%，针对信用受损的小微企业，暂不予以信用降级。",
            "针对信用受损的小微企业，暂不予以信用降级",
        ),
        ("补，就是补投入，企业新购机器人每台补3万元。", "企业新购机器人每台补3万元"),
        ("样本县：新开业的便利店每家补贴2万元。", "新开业的便利店每家补贴2万元"),
        ("支持航线开通，新航线每条补贴90万元。", "新航线每条补贴90万元"),
        (
            "对承担调运的流通企业，建立任务清单，对物流费用按一定标准给予补助。",
            "对承担调运的流通企业，建立任务清单，对物流费用按一定标准给予补助",
        ),
        (
            "措施如下： 一、加快复工复产，稳定生产 1.支持企业用工。对企业每人补贴500元。",
            "对企业每人补贴500元",
        ),
    ],
)
def test_what_leads_up_to_an_offer_is_no_part_of_it(text: str, expected: str) -> None:
    assert spans(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "去年，全市共减免房租5200万元，惠及商户3100户。",
        "记者看到，31.5万元稳岗返还打进了企业账户。",
        "下一步市里还将研究设立规模8亿元的产业基金。",
        "高峰时段老年人乘车是否应当免费？",
        "专家建议，对二孩家庭每月给予800元补贴。",
        "未单独核算的，不得免征增值税。",
        "社区对免费检查政策和注意事项进行宣传。",
        "财政部门要优先保障防控资金拨付。",
        "通知包括购房契税补贴等12项政策。",
        "村委会还给予了家庭相应的补贴。",
        "床位费、护理费不纳入医保支付。",
        "另有9家经营者因及时整改被免予处罚。",
        "按照“一事一议”的要求逐一进行整改。",
    ],
)
def test_what_was_is_asked_or_only_named_gives_nothing(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对受影响的小微企业停征检验费、占道费。", "cost"),
        ("物资生产企业已征收的应免税款予以退还。", "tax"),
        ("对主动减租的业主，当年房产税可申请困难减免。", "tax"),
        ("“六税两费”减半征收政策延续到2027年底。", "tax"),
        ("单位发给职工的防护用品，不计入工资收入，免征个人所得税。", "tax"),
        ("免征中小微企业工伤保险单位缴费部分。", "cost"),
        ("给予科技型小微企业每家最高15万元的研发费用补助。", "subsidy"),
        ("与高校共建研究院的企业，采取“一事一议”方式支持。", "case"),
        ("首次上规的企业，奖10万元。", "award"),
        ("公积金贷款额度由40万元调高至60万元，惠及双职工家庭。", "loan"),
        ("小微企业承租国有房屋，租金免三个月。", "cost"),
        ("将18个项目纳入医保支付范围。", None),
        ("对信用良好的旅行社，全额退还质量保证金。", None),
        ("养老机构用水用电，按居民价格执行。", "cost"),
        ("新能源汽车车主领取充电券150元。", "subsidy"),
        ("免收企业账户管理费、网银年费、贷款评估费。", "cost"),
        ("为每家重点企业配备金融顾问。", "service"),
    ],
)
def test_relief_by_other_words_has_its_kind(text: str, kind: str | None) -> None:
    (measure,) = read(text)

    assert kind in (None, measure.kind)


def test_a_line_without_a_stop_that_tells_a_sum_is_no_heading() -> None:
    text = "某市服务消费措施一图读懂\n\n餐饮：新评上老字号的门店，奖励6万元\n\n信贷：商户贷款，财政贴息1个百分点，单户上限80万元\n\n怎么申请：登录小程序申请。\n"
    assert [m.kind for m in read(text)] == ["award", "loan"]


def test_a_row_is_of_the_kind_that_its_standard_names() -> None:
    text = (
        "# 样本市专项资金\n\n| 方向 | 支持内容 | 支持标准 |\n|---|---|---|\n"
        "| 国际认证 | 产品认证费用 | 按费用的50%补助 |\n| 跨境电商 | 出口额首次达到500万美元 | 奖励20万元 |\n"
    )
    assert [m.kind for m in read(text)] == ["subsidy", "award"]


def test_a_catalogue_of_applications_holds_measures() -> None:
    text = "# 样本市科技项目申报一览\n\n## 青年项目\n\n补助标准：每项资助9万元，同一申请人限1项\n\n申报条件：年龄不超过35周岁。\n"
    assert [m.span.text for m in read(text)] == ["每项资助9万元，同一申请人限1项"]
