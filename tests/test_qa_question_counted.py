"""How many things are asked for, and which sentence lists as many."""

from __future__ import annotations

import pytest

from qa.question.counted import asked_count, lists_as_many, names_the_rest


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("供养是保哪五样", 5),
        ("分为哪三种", 3),
        ("有哪些措施", 0),
        ("“四类”企业有哪些", 0),
        ("除了甲市,另外三个试点市是哪些", 4),
        ("除甲和乙以外,还有哪两项", 4),
    ],
)
def test_what_a_question_counts(question: str, count: int) -> None:
    assert asked_count(question) == count


@pytest.mark.parametrize(
    ("sentence", "count", "as_many"),
    [
        ("在吃、穿、住、医、葬方面给予照顾", 5, True),
        ("包括口罩、手套、护目镜和隔离服4个种类", 4, True),
        ("包括口罩、手套", 4, False),
        ("口罩、手套，护目镜、隔离服、试剂", 5, False),
        ("口罩和手套", 2, False),
    ],
)
def test_a_sentence_lists_as_many_or_not(sentence: str, count: int, as_many: bool) -> None:
    assert lists_as_many(sentence, count) is as_many


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("目前甲市、乙市跻身五大中心，成为枢纽。", False),
        ("五大中心是甲市、乙市、丙市、丁市和戊市。", True),
        ("其余三个中心设在丙市、丁市和戊市。", True),
    ],
)
def test_what_the_question_names_itself_is_no_answer(sentence: str, rest: bool) -> None:
    assert names_the_rest("五大中心,除了甲市、乙市,另外三个是哪里", sentence) is rest


def test_of_some_that_are_known_by_their_number_one_more_must_be_named() -> None:
    asked = "除了本县那两位，新增的另外一位院士来自哪家公司？"
    assert not names_the_rest(asked, "其中2名出自本县，分别来自青河重工和南山药业。")
    assert names_the_rest(asked, "3位院士分别来自青河重工、南山药业和东湖化工。")
