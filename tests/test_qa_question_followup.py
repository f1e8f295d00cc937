"""What people type next: each follow-up becomes a question that stands alone, and one that does already is left alone."""

from __future__ import annotations

import pytest

from qa.question.followup import rewrite
from qa.types import Turn

LAB = Turn(
    question="广东有多少家省实验室？",
    answer="全省布局建设了24家省实验室。[1]",
    speakers=("省科技厅副厅长杨某",),
)
CLUSTER = Turn(
    question="今年要打造几个万亿级产业集群？", answer="现已形成10个产值超万亿元的产业集群。[1]"
)
GRANT = Turn(question="技术改造补助最高多少？", answer="最高补助300万元。[1]")
GROWTH = Turn(
    question="2025年全省服务外包执行金额增长多少？",
    answer="2025年全省服务外包执行金额增长14.6%。[1]",
    speakers=("省商务厅二级巡视员李某",),
)
BAGS = Turn(
    question="我们做皮具箱包，想出海，有什么扶持？",
    answer="支持企业抱团参展。[1]建设一批海外仓。[2]对参展的展位给予补贴。[1][3]",
)
TITLED = Turn(question="《数字化转型若干措施》支持哪些企业？", answer="支持规上工业企业。[1]")
WHO = Turn(
    question="谁介绍了质量强链的情况？", answer="省市场监管局副局长郭某表示，已建成78个服务站。[1]"
)
ROBOT = Turn(question="工业机器人产量占全国多大比重？", answer="占四成以上。[1]")
PLAN = Turn(question="2026年要建多少个服务站点？", answer="要建设80个。[1]")
FOLLOW_UPS = [
    # another place
    (LAB, "那东莞呢？", "东莞有多少家省实验室？"),
    (LAB, "东莞呢", "东莞有多少家省实验室？"),
    (LAB, "好的，那东莞呢", "东莞有多少家省实验室？"),
    (LAB, "换成深圳呢？", "深圳有多少家省实验室？"),
    (LAB, "那全国呢？", "全国有多少家省实验室？"),
    (LAB, "深圳有多少家？", "深圳有多少家省实验室？"),
    (LAB, "其中广州占多少？", "广东的省实验室，其中广州占多少？"),
    (GROWTH, "那东莞松山湖呢，2024年增长多少？", "2024年东莞松山湖服务外包执行金额增长多少？"),
    (GROWTH, "广州呢？深圳呢？", "2025年广州和深圳服务外包执行金额增长多少？"),
    # another time
    (LAB, "2024年呢？", "2024年广东有多少家省实验室？"),
    (LAB, "那2024年的情况呢？", "2024年广东有多少家省实验室？"),
    (GROWTH, "2024年呢？", "2024年全省服务外包执行金额增长多少？"),
    (GROWTH, "2024年增长多少？", "2024年全省服务外包执行金额增长多少？"),
    (GROWTH, "那“十四五”期间呢？", "“十四五”期间全省服务外包执行金额增长多少？"),
    (GROWTH, "上半年呢？", "2025年上半年全省服务外包执行金额增长多少？"),
    (GROWTH, "去年呢", "去年全省服务外包执行金额增长多少？"),
    # another thing
    (LAB, "那省重点实验室呢？", "广东有多少家省重点实验室？"),
    (LAB, "全国重点实验室又有多少家？", "广东有多少家全国重点实验室？"),
    (GRANT, "那最低呢？", "技术改造补助最低多少？"),
    (GRANT, "那贷款贴息呢？", "贷款贴息最高多少？"),
    (GRANT, "那家电企业呢？", "家电企业，技术改造补助最高多少？"),
    (ROBOT, "那服务机器人呢？", "服务机器人产量占全国多大比重？"),
    (ROBOT, "服务机器人又是多少？", "服务机器人产量占全国多大比重？"),
    (ROBOT, "服务型的呢", "服务型机器人产量占全国多大比重？"),
    (ROBOT, "那产值呢？", "工业机器人产值占全国多大比重？"),
    (ROBOT, "新能源汽车呢？", "新能源汽车产量占全国多大比重？"),
    (TITLED, "那服务业企业呢？", "《数字化转型若干措施》支持哪些服务业企业？"),
    (BAGS, "那家电企业呢？", "我们是家电企业，想出海，有什么扶持？"),
    (BAGS, "如果是做家具的呢？", "我们做家具，想出海，有什么扶持？"),
    (CLUSTER, "那千亿级的呢？", "今年要打造几个千亿级产业集群？"),
    # more of it
    (
        CLUSTER,
        "分别是哪些？",
        "今年要打造的万亿级产业集群，现已形成10个产值超万亿元的产业集群，分别是哪些？",
    ),
    (
        CLUSTER,
        "是哪10个？",
        "今年要打造的万亿级产业集群，现已形成10个产值超万亿元的产业集群，是哪10个？",
    ),
    (LAB, "有哪些？", "广东的省实验室，全省布局建设了24家省实验室，有哪些？"),
    (LAB, "还有呢？", "广东的省实验室，还有哪些？"),
    (LAB, "还有吗", "广东的省实验室，还有哪些？"),
    (BAGS, "其他的呢？", "我们做皮具箱包，想出海，还有哪些？"),
    (LAB, "具体呢？", "广东的省实验室，具体内容是什么？"),
    (BAGS, "上面第二条展开说说", "建设一批海外仓，具体内容是什么？"),
    (BAGS, "第三点是什么意思？", "对参展的展位给予补贴，什么意思？"),
    (BAGS, "第一条呢", "支持企业抱团参展，具体内容是什么？"),
    (LAB, "再说一遍", "广东有多少家省实验室？"),
    (LAB, "真的吗？", "广东有多少家省实验室？"),
    # who, why, how, how much, when, where from
    (LAB, "是谁说的？", "广东的省实验室，是谁说的？"),
    (LAB, "这话是谁说的？", "广东的省实验室，这话是谁说的？"),
    (LAB, "哪个部门？", "广东的省实验室，哪个部门？"),
    (LAB, "出处在哪？", "广东的省实验室，出处在哪？"),
    (LAB, "为什么？", "广东的省实验室，为什么？"),
    (GRANT, "多少钱？", "技术改造补助，多少钱？"),
    (GRANT, "怎么申请？", "技术改造补助，怎么申请？"),
    (GRANT, "需要什么条件？", "技术改造补助，需要什么条件？"),
    (GRANT, "什么时候截止？", "技术改造补助，什么时候截止？"),
    (GRANT, "中小企业能拿多少？", "技术改造补助，中小企业能拿多少？"),
    (GROWTH, "同比呢？", "2025年全省服务外包执行金额增长，同比增长多少？"),
    (PLAN, "已经建好的有几个？", "服务站点，已经建好的有几个？"),
    # he, it, this
    (WHO, "他还说了什么？", "省市场监管局副局长郭某还说了什么？"),
    (WHO, "还说了什么？", "省市场监管局副局长郭某还说了什么？"),
    (GROWTH, "他还说了什么？", "省商务厅二级巡视员李某还说了什么？"),
    (GROWTH, "这位负责人还介绍了什么？", "省商务厅二级巡视员李某还介绍了什么？"),
    (TITLED, "这个政策什么时候到期？", "《数字化转型若干措施》什么时候到期？"),
    (TITLED, "该文件是谁印发的？", "《数字化转型若干措施》是谁印发的？"),
    (GRANT, "这个政策什么时候到期？", "技术改造补助，这个政策什么时候到期？"),
    (GRANT, "这笔钱什么时候发？", "技术改造补助，这笔钱什么时候发？"),
    (LAB, "它们的主要任务是什么？", "广东的省实验室的主要任务是什么？"),
    (LAB, "他们分布在哪里？", "广东的省实验室，分布在哪里？"),
    (LAB, "这些实验室在哪里？", "广东的省实验室，这些实验室在哪里？"),
]
SAVED = Turn(question="人大2024年外语类保送生招多少人？", answer="35人。[1]")
REPORT = Turn(question="个体工商户什么时候报送年度报告？", answer="每年6月30日前。[1]")
TALENT = Turn(question="云溪市E类人才，每月租房补贴多少？", answer="1200元。[1]")
TROUPE = Turn(question="人大2019年艺术团，报名截止到哪天？", answer="3月1日。[1]")
OF_THE_ANCHOR = [
    (SAVED, "都是什么专业？", "人大2024年外语类保送生，都是什么专业？"),
    (SAVED, "需要什么材料？", "人大2024年外语类保送生，需要什么材料？"),
    (SAVED, "学费多少？", "人大2024年外语类保送生，学费多少？"),
    (SAVED, "要考什么？", "人大2024年外语类保送生，要考什么？"),
    (TROUPE, "现在还招吗？", "人大艺术团，现在还招吗？"),
    (TROUPE, "要考什么？", "人大2019年艺术团，要考什么？"),
    (TALENT, "能领几年？", "云溪市E类人才，每月租房补贴，能领几年？"),
    (TALENT, "F类呢？", "云溪市F类人才，每月租房补贴多少？"),
    (REPORT, "不报会怎么样？", "个体工商户，报送年度报告，不报会怎么样？"),
]


@pytest.mark.parametrize(("last", "typed", "meant"), OF_THE_ANCHOR)
def test_an_aspect_without_an_anchor_is_asked_of_the_one_before(
    last: Turn, typed: str, meant: str
) -> None:
    assert rewrite(typed, [last]) == meant
    assert rewrite(meant, [last]) == meant, "what stands alone is not rewritten again"


def test_an_aspect_takes_the_place_of_the_one_before() -> None:
    history = [SAVED]
    for typed in ("需要什么材料？", "学费多少？", "怎么报名？"):
        history.append(Turn(question=rewrite(typed, history), answer=""))
    assert history[-1].question == "人大2024年外语类保送生，怎么报名？"


SCHOOL = Turn(question="青柏县数学学校有几个专业？", answer="4个。[1]")
PROJECT = Turn(question="云溪市揭榜挂帅项目什么时候网上填报？", answer="11月16日。[1]")
OUTPUT = Turn(question="南浦区2025年工业总产值多少？", answer="1120.7亿元。[1]")
AGENCY = Turn(question="开旅行社注册资本最少要多少？", answer="30万元。[1]")
CARS = Turn(question="2022年8月我国汽车出口多少辆？", answer="30.8万辆。[1]")
GDP = Turn(question="2023年上半年南京GDP是多少？", answer="8316.92亿元。[1]")
CENTRE = Turn(question="杭州市级企业技术中心补多少？", answer="20万元。[1]")
INSURED = Turn(question="单位每个月要交多少失业保险费？", answer="2%。[1]")
OFFICE = Turn(question="企业出国参展的补贴在哪儿办？", answer="A座4楼。[1]")
OTHERS_KEPT = [
    # what the exchanged thing belongs to stays
    (SCHOOL, "办公电话呢？", "青柏县数学学校，办公电话？"),
    (PROJECT, "答辩呢？", "云溪市揭榜挂帅项目答辩什么时候？"),
    (OUTPUT, "增速呢？", "南浦区2025年工业总产值，增速是多少？"),
    (OUTPUT, "西岭区呢？", "西岭区2025年工业总产值多少？"),
    (AGENCY, "质量保证金呢？", "开旅行社质量保证金最少要多少？"),
    (CARS, "全年呢？", "2022年全年我国汽车出口多少辆？"),
    (GDP, "第三产业呢？", "2023年上半年南京第三产业增加值是多少？"),
    (GDP, "占全国多少？", "2023年上半年南京GDP，占全国多少？"),
    (GDP, "那吉林的GDP呢？", "2023年上半年吉林GDP是多少？"),
    (GDP, "那吉林的固定资产投资增长了多少？", "2023年上半年吉林固定资产投资增长多少？"),
    (OFFICE, "创业担保贷款贴息呢？", "创业担保贷款贴息在哪儿办？"),
    (CENTRE, "省级的补多少？", "杭州省级企业技术中心，补多少？"),
    # 也 says that the rest was said before
    (INSURED, "农民工本人也要交吗？", "单位每个月要交的失业保险费，农民工本人也要交吗？"),
    # a correction, and back to what was asked before
    (CENTRE, "不对，我问的是省级的", "杭州省级企业技术中心补多少？"),
    (OUTPUT, "不是2025年，是2024年", "南浦区2024年工业总产值多少？"),
    (CENTRE, "刚才那个，怎么申请？", "杭州市级企业技术中心，怎么申请？"),
]


@pytest.mark.parametrize(("last", "typed", "meant"), OTHERS_KEPT)
def test_what_is_exchanged_keeps_what_it_belongs_to(last: Turn, typed: str, meant: str) -> None:
    assert rewrite(typed, [last]) == meant


@pytest.mark.parametrize(("last", "typed", "meant"), FOLLOW_UPS, ids=[t for _, t, _ in FOLLOW_UPS])
def test_a_follow_up_becomes_a_question_of_its_own(last: Turn, typed: str, meant: str) -> None:
    assert rewrite(typed, [last]) == meant
    assert rewrite(meant, [last]) == meant, "what stands alone is not rewritten again"
