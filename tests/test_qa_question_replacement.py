"""Only the like is exchanged; what stands before and behind it was asked, and stays."""

from __future__ import annotations

import pytest

from qa.question.likes import has_like
from qa.question.replacement import put_kind, put_place, put_thing, put_time

LIKES = [
    ("人大2019年艺术团对女生身高有要求吗？", "男生", "人大2019年艺术团对男生身高有要求吗？"),
    ("2019年春节放几天假？", "国庆节", "2019年国庆节放几天假？"),
    ("人大2020年圆梦计划对户籍有什么要求？", "成绩", "人大2020年圆梦计划对成绩有什么要求？"),
    ("人大2023年章程里中法学院学费多少？", "住宿费", "人大2023年章程里中法学院住宿费多少？"),
    ("人大2023年章程里中法学院住宿费多少？", "艺术类的学费", "人大2023年章程里艺术类的学费多少？"),
    ("云溪市A类人才租房补贴多少？", "B类", "云溪市B类人才租房补贴多少？"),
    ("云溪市国家级平台补多少？", "省级", "云溪市省级平台补多少？"),
    (
        "云溪市国家级重点实验室2024年认定补多少？",
        "省级的",
        "云溪市省级重点实验室2024年认定补多少？",
    ),
    ("杭州国家高新技术企业补助多少？", "市级的", "杭州市级高新技术企业补助多少？"),
    ("职工每天工作几小时？", "每周", "职工每周工作几小时？"),
    ("2018年要压减多少钢铁产能？", "煤炭", "2018年要压减多少煤炭产能？"),
    ("全省完成多少亿元铁路投资？", "公路", "全省完成多少亿元公路投资？"),
    ("条例里，工作满1年不满10年的年休假几天？", "满20年的", "条例里，满20年的年休假几天？"),
    ("杭州市专利试点企业要求销售收入多少？", "专利分值", "杭州市专利试点企业要求专利分值多少？"),
    ("宁波企业招工补助最高多少？", "人力资源机构", "宁波人力资源机构招工补助最高多少？"),
]
UNLIKE = [
    ("人大2019年古琴专业招几个人？", "二胡", "人大2019年二胡招几个人？"),
    (
        "人大2023年章程里中法学院住宿费多少？",
        "在法国期间",
        "人大2023年章程里中法学院在法国期间住宿费多少？",
    ),
    (
        "2026年广东工业设计中心要新增多少家？",
        "跨境电商试点",
        "2026年广东跨境电商试点要新增多少家？",
    ),
    ("海淀区对研发疫苗的企业，联系人是谁？", "确权融资的贴息", "海淀区确权融资的贴息是多少"),
    ("技术改造补助最高多少？", "贷款贴息", "贷款贴息最高多少？"),
]


@pytest.mark.parametrize(("asked", "what", "meant"), LIKES)
def test_the_like_is_exchanged(asked: str, what: str, meant: str) -> None:
    assert has_like(asked, what)
    assert put_thing(asked, what) == meant


@pytest.mark.parametrize(("asked", "what", "meant"), UNLIKE)
def test_without_a_like_the_last_noun_before_the_predicate_is(
    asked: str, what: str, meant: str
) -> None:
    assert put_thing(asked, what) == meant


def test_kinds_do_not_stack() -> None:
    first = put_kind("女职工产假多少天？", "难产")
    assert first == "女职工产假，难产的多少天"
    assert put_kind(first, "多胞胎") == "女职工产假，多胞胎的多少天"
    assert (
        put_kind("用人单位使用童工每月罚多少？", "介绍就业")
        == "用人单位使用童工，介绍就业的每月罚多少"
    )


def test_a_place_goes_before_what_is_done_there() -> None:
    assert (
        put_place("江岚师大学前教育2026年招多少人？", "浙江")
        == "江岚师大学前教育2026年在浙江招多少人？"
    )


def test_the_year_of_a_title_stays_written_as_it_is() -> None:
    assert put_time("《规定（2024）》要求多少？", "2018年") == "《规定（2018）》要求多少？"
