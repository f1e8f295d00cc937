"""Of several of one kind the one that is asked about answers, where any sentence names it."""

from __future__ import annotations

from qa.fitting.namesakes import of_its_class, of_its_name
from qa.question import analyse
from tests.make import candidate


def test_another_of_the_kind_gives_way_to_the_one_that_is_named() -> None:
    question = analyse("青石煤矿事故伤了多少人？")
    own, other, leaning = (
        candidate(text)
        for text in ("青石煤矿事故造成3人受伤。", "白溪煤矿事故造成5人受伤。", "伤者均已送医。")
    )
    assert of_its_name(question, (other, own, leaning)) == (own, leaning)
    assert of_its_name(question, (other, leaning)) == (other, leaning)
    assert of_its_name(analyse("事故伤了多少人？"), (other, own)) == (other, own)


def test_support_for_others_gives_way_to_that_for_the_class_that_is_named() -> None:
    own, other = (
        candidate(text)
        for text in ("支持侨资企业开拓市场，给予奖励。", "支持农民合作社，给予奖励。")
    )
    asked = analyse("侨资企业有什么优惠")
    assert asked.kind == "support" and of_its_class(asked, (other, own)) == (own,)
    assert of_its_class(asked, (other,)) == (other,)
    assert of_its_class(analyse("小微企业有什么优惠"), (other, own)) == (other, own)
