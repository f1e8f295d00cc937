"""A question for a list of support is told from one for a figure, a condition or a measure of another sort."""

from __future__ import annotations

import pytest

from qa.question.offers import asked_offers


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("柳河县有哪些扶持政策？", "柳河县"),
        ("样本县对旅游业有什么优惠", "样本县对旅游业"),
        ("样本县支持民宿的政策措施有哪些", "样本县支持民宿"),
        ("旅行社能享受哪些奖励", "旅行社"),
        ("样本县给企业什么补贴", "样本县 企业"),
        ("样本县的招商优惠政策包括哪些？", "样本县"),
    ],
)
def test_a_list_of_support_is_asked_for(text: str, about: str) -> None:
    asked = asked_offers(text)
    assert asked is not None
    assert asked.about == about


@pytest.mark.parametrize(
    "text",
    [
        "样本县对新建民宿奖励多少",
        "申请补贴需要什么材料",
        "样本县采取了哪些措施防火",
        "样本县能享受哪些奖励？要什么条件？",
        "有扶持政策吗",
        "我们做箱包，想出海，有什么扶持？",
        "怎么申请样本县的奖励",
    ],
)
def test_another_question_is_none(text: str) -> None:
    assert asked_offers(text) is None


def test_kinds_of_gift() -> None:
    award = asked_offers("样本县有哪些奖励")
    relief = asked_offers("样本县有哪些减免政策")
    assert award is not None and relief is not None
    assert award.fits("award") and award.fits("subsidy") and not award.fits("training")
    assert relief.fits("tax") and relief.fits("cost") and not relief.fits("award")
