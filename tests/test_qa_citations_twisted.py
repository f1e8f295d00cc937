"""Sentences made of the source's own words that say what it does not: each kind passed once."""

from __future__ import annotations

import pytest

from qa.citations import Rejected, Supported, check
from qa.types import Evidence
from tests.make import evidence, info

Case = tuple[list[str], str]


def items(paragraphs: list[str], **speaks: str) -> list[Evidence]:
    """Each paragraph is of another document."""
    return [
        evidence(text, n, document=info(id=f"d{n}", title=f"文件{n}"), **speaks)
        for n, text in enumerate(paragraphs, 1)
    ]


APPENDED = [
    (["小微企业可申请贴息贷款。", "最高补助500万元。"], "小微企业可申请贴息贷款，最高补助500万元。"),
    (["广东出口额创新高。", "同比增长8%。"], "广东出口额创新高，同比增长8%。"),
    (["建设指南已经出台，在全国属于首个。", "全省共10个。"], "建设指南已经出台，在全国属于首个，全省共10个。"),
]  # fmt: skip
NOT_THERE = [
    ([f"全省{lead}24家省级创新中心。"], "全省有24家省级创新中心。")
    for lead in (
        "申请设立", "要求建设", "建议设立", "可以设立", "应当设立", "尚需建设", "规划建设", "申报认定", "撤销原认定",
        "关停原有",
    )
]  # fmt: skip
BY_AND_TO = [
    (["时限缩短为5天。"], "时限缩短5天。"),
    (["时限缩短5天。"], "时限缩短为5天。"),
    (["税率下降5%。"], "税率下降为5%。"),
    (["数量减少为5家。"], "数量减少5家。"),
    (["办理时限由20天缩短为5天。"], "办理时限缩短5天。"),
    (["工资标准提高为2300元。"], "工资标准提高2300元。"),
]
ONLY_SET = [
    (["赤字率上限为4%。"], "赤字率上限达4%。"),
    (["城镇化率目标为70%。"], "城镇化率目标达70%。"),
    (["失业率警戒线为5%。"], "失业率警戒线达5%。"),
]
FOR_WHOM = [
    *(
        ([f"{whom}，给予50万元奖励。"], "给予50万元奖励。")
        for whom in ("针对首次出口企业", "面对小微企业", "面向首次出口企业", "围绕新能源领域", "为高新技术企业")
    ),
    (["以青石县为例，企业税负下降50%。"], "企业税负下降50%。"),
    (["以青石县为例，企业税负下降50%。"], "全省企业税负下降50%。"),
]  # fmt: skip
IN_BRACKETS = [
    *(
        ([f"完成投资1000亿元（{note}）。"], "完成投资1000亿元。")
        for note in ("预计", "计划", "目标", "规划", "三年合计")
    ),
    *(
        ([f"每人发放补贴3000元（{note}）。"], "每人发放补贴3000元。")
        for note in ("税前", "每年", "每户", "城市户籍", "须为本市户籍", "须在本市缴纳社保满一年")
    ),
    (["给予企业（小微企业）最高20万元奖励。"], "给予企业最高20万元奖励。"),
    (["企业（2025年以后注册）可申领补贴5万元。"], "企业可申领补贴5万元。"),
    (["企业（或个体工商户）可申领补贴5万元。"], "企业可申领补贴5万元。"),
]
TAKEN_BACK = [
    (["近日网上流传一则消息。每户企业可领取5万元补贴。该消息不属实，请勿轻信。"], "每户企业可领取5万元补贴。"),
    (["每户企业可领取5万元补贴。以上均为谣言。"], "每户企业可领取5万元补贴。"),
    (["原办法规定，对机构每家补助8万元。自本措施施行之日起停止执行。"], "原办法规定，对机构每家补助8万元。"),
    (["对机构每家补助8万元。上述政策已废止。"], "对机构每家补助8万元。"),
]  # fmt: skip
ALL_REQUIRED = [
    (["申报主体须满足注册、纳税、信用、环保要求。"], "申报主体须满足注册、环保要求。"),
    (["项目经县级初审、市级复审、省级终审、公示后给予补助。"], "项目经县级初审、公示后给予补助。"),
    (["申请材料包括营业执照、审计报告、纳税证明。"], "申请材料包括营业执照、纳税证明。"),
    (["由发改、财政、商务部门会签后拨付。"], "由发改、商务部门会签后拨付。"),
    (["甲公司、乙公司、丙公司、丁公司联合成立实验室。"], "甲公司、丁公司联合成立实验室。"),
]
WHEN = [
    (["2025年以来新增100个。"], "2025年新增100个。"),
    (["2025年以前新增100个。"], "2025年新增100个。"),
    (["3月1日申报。"], "3月1日前申报。"),
    (["3月1日前申报。"], "3月1日申报。"),
    (["出口额是2020年的2倍。"], "2020年出口额是2倍。"),
]
WHO = [(["由县工信局审核，由本部门发放。"], "由县工信局审核，由该部门发放。")]


@pytest.mark.parametrize(
    ("paragraphs", "draft"),
    [*APPENDED, *NOT_THERE, *BY_AND_TO, *ONLY_SET, *FOR_WHOM, *IN_BRACKETS, *TAKEN_BACK, *ALL_REQUIRED, *WHEN, *WHO],
)  # fmt: skip
def test_words_of_the_source_that_say_something_else_fail(
    paragraphs: list[str], draft: str
) -> None:
    assert isinstance(check(draft, items(paragraphs)), Rejected)


@pytest.mark.parametrize("where", ["央视节目中", "全国两会上", "全省质量大会上"])
def test_an_occasion_that_the_source_does_not_name_fails(where: str) -> None:
    source = items(["服务外包增长8%。"], speaker="杨军", role="科技厅副厅长")
    assert isinstance(check(f"杨军在{where}表示，服务外包增长8%。", source), Rejected)
    assert isinstance(check("杨军在发布会上表示，服务外包增长8%。", source), Supported)


@pytest.mark.parametrize(
    ("paragraphs", "draft"),
    [
        (["全省建成24家省级创新中心。"], "全省有24家省级创新中心。"),
        (["全省现有24家省级创新中心。"], "省级创新中心有24家。"),
        (["全省建成了24家省级创新中心、15家孵化器。"], "全省有15家孵化器。"),
        (["失业率为5%。"], "失业率达5%。"),
        (["失业率5%。"], "失业率为5%。"),
        (["以数字化为抓手，全省建成了24家创新中心。"], "全省建成了24家创新中心。"),
        (["针对企业融资难问题，全省建成了24家服务中心。"], "全省建成了24家服务中心。"),
        (["小型微利企业（以下简称小微企业）可申领补贴5万元。"], "小型微利企业可申领补贴5万元。"),
        (["2025年底前完成改造100个。"], "2025年底完成改造100个。"),
        (["小微企业可申请贷款。", "广东出口额增长8%。"], "小微企业可申请贷款，广东出口额增长8%。"),
        (["对机构每家补助8万元。《旧办法》自本办法施行之日起废止。"], "对机构每家补助8万元。"),
        (["对机构每家补助8万元。自发布之日起施行，原办法同时废止。"], "对机构每家补助8万元。"),
    ],
)  # fmt: skip
def test_what_leaves_the_meaning_as_it_is_passes(paragraphs: list[str], draft: str) -> None:
    assert isinstance(check(draft, items(paragraphs)), Supported)
