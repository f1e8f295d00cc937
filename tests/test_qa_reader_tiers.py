"""A case that the question states falls under one tier of a standard and not under its neighbours."""

from __future__ import annotations

import pytest

from qa.evidence.candidates import Candidate
from qa.figures import find_figures
from qa.question import analyse
from qa.reader.tiers import held_against, in_case
from tests.make import evidence

BRIDGES = (
    "跨河桥长不足100米的铁路桥梁，下游1000米；",
    "跨河桥长100米以上不足500米的铁路桥梁，下游2000米；",
    "跨河桥长500米以上的铁路桥梁，下游3000米。",
)


def kept(question: str, *sentences: str) -> list[str]:
    made = []
    for text in sentences:
        found = tuple(find_figures(text))
        shown = evidence(text)
        made.append(
            Candidate(
                evidence=shown, start=0, end=len(text), text=text, score=1.0, local=1.0,
                whole=1.0, typed=True, figures=found,
            )
        )  # fmt: skip
    return [candidate.text for candidate in in_case(analyse(question), made)]


@pytest.mark.parametrize(("length", "tier"), [(80, 0), (300, 1), (500, 2), (900, 2)])
def test_only_the_tier_of_the_case_is_kept(length: int, tier: int) -> None:
    question = f"铁路桥长{length}米，下游多少米内不许挖沙？"
    assert kept(question, *BRIDGES) == [BRIDGES[tier]]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("80人的企业最多能补多少人？", "每家企业补贴不超过50人。"),  # no condition
        ("我们有80人，可以申请吗？", "100人以上的企业可以申请。"),  # the rule itself answers
        (
            "新建300亩，每亩奖多少？",
            "面积在500亩的，每亩奖100元；500亩以上的，每亩奖200元。",
        ),  # unclear
        ("营收800万元能奖多少？", "500万元以下的奖1万元，500万元以上1000万元以下的奖2万元。"),
        (
            "投资8000万元按多少比例奖励？",
            "投资1000万元及以上至5000万元、5000万元以上至1亿元、1亿元以上的，奖励70%、80%和90%。",
        ),
        (
            "新发展800亩，每亩奖多少？",
            "对新发展100—500亩（含500亩）的花卉基地奖100元；对新发展500亩以上，连续种植3年以上的，每亩奖200元。",
        ),
        ("一年能推荐几人？", "每年推荐3人；工作不满一年的无效。"),
        ("能奖多少？", "500万元以下的奖1万元。"),
    ],
)
def test_what_may_be_about_the_case_is_kept(question: str, sentence: str) -> None:
    assert kept(question, sentence) == [sentence]


BUILT = "固定资产投资1000万元及以上且亩均投资强度不低于200万元的，给予企业5%的奖励，最高300万元。"


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("固定资产就投800万，能拿投资奖励吗？", BUILT, ("800万", "1000万元及以上", False)),
        ("固定资产投了1000万，能拿投资奖励吗？", BUILT, ("1000万", "1000万元及以上", True)),
        (
            "种了80亩花卉，能拿吗？",
            "对新发展100—500亩的花卉基地，连续种植3年以上的，奖励100元/亩",
            ("80亩", "100—500亩", False),
        ),
        (
            "开了间餐厅，90平米，能拿吗？",
            "新开设美食餐厅，营业面积在100平方米以上，经营满一年的奖励1万元",
            ("90平米", "100平方米以上", False),
        ),
        (
            "注册了两年，注册资金1500万，能报吗？",
            "注册成立时间5年以内，且注册资金不高于1000万元",
            ("1500万", "不高于1000万元", False),
        ),
        (
            "招了个登记失业四个月的人，能领吗？",
            "吸纳登记失业半年以上人员，参加社会保险6个月以上的，给予补贴",
            ("四个月", "半年以上", False),
        ),
        ("才注册8个月，能报吗？", "在本市注册成立一年以上；", ("8个月", "一年以上", False)),
        ("研发人员只有12个，能报吗？", "研发人员不少于15人。", ("12个", "不少于15人", False)),
        (
            "续贷做了20笔，能拿吗？",
            "续贷业务超过20笔（含）的机构",
            None,
        ),  # 含 and 超过 leave it open
        ("研发投入800万，能报吗？", "研发投入1000万元以上或者研发人员50人以上。", None),
        ("固定资产就投800万，能拿吗？", "单台设备5万元以上、年营业收入1000万元以上的。", None),
        ("买设备花了200万，能给吗？", "投资总额300万元以上〔单台设备5万元以上〕的。", None),
        # What else is told of the case may not be within.
        ("开了6年，注册资金800万，能报吗？", "成立时间5年以内，且注册资金不高于1000万元。", None),
        ("一年纳税400万，能报吗？", "连续纳税5年以上的企业。", None),
        ("能申请300万的研发支持吗？", "给予研发企业不高于500万元的研发支持。", None),
        ("", "", None),
    ],
)
def test_a_case_is_held_against_the_one_bound_on_the_same_thing(
    question: str, sentence: str, found: tuple[str, str, bool] | None
) -> None:
    held = held_against(analyse(question), sentence)
    assert (held and (held[0].text, held[1].text, held[2])) == found
