"""The noun that a question asks for, and whether what a sentence counts is that or a look-alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question import analyse
from qa.question.asked import GENERIC, asked_noun, conflicts, counted_noun_asked, named_by, shorten


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("全县有多少家县实验室？", "县实验室"),
        ("县重点实验室一共有多少家？", "县重点实验室"),
        ("推动多少家规上工业企业数字化转型？", "规上工业企业数字化转型"),
        ("新兴产业有哪些？", "新兴产业"),
        ("参展企业分别是哪些", "参展企业"),
        ("有哪些扶持措施？", "扶持措施"),
        ("多少？", ""),
        ("技术改造怎么申请", ""),
    ],
)
def test_the_noun_beside_the_asking_word(question: str, noun: str) -> None:
    assert asked_noun(analyse(question)) == noun


@pytest.mark.parametrize(
    "question",
    [
        "几日内把钱退回来？",
        "多少米之内不许挖沙？",
        "提前多久告诉乡亲？",
        "罚几千到几万？",
        "纳入的有多少户多少人？",
        "血氧掉到多少算危险线？",
    ],
)
def test_what_is_done_or_asked_next_is_no_noun_that_is_counted(question: str) -> None:
    assert counted_noun_asked(analyse(question)) == ""


@pytest.mark.parametrize(
    ("asked", "counted", "differ"),
    [
        ("规上服务业企业", "规上工业企业", True),
        (
            "省实验室",
            "省重点实验室",
            False,
        ),  # one has more, neither says otherwise: told apart by nearness
        ("国家重点实验室", "省重点实验室", True),
        ("县实验室", "县实验室", False),
        ("规模以上工业企业", "规上工业企业", False),
        ("参展企业", "民营企业", True),
        ("企业", "民营企业", False),
        ("产业集群", "服务站点", False),
    ],
)
def test_look_alikes(asked: str, counted: str, differ: bool) -> None:
    assert conflicts(asked, counted) is differ


@given(st.text("省市县国家重点实验室企业工业服务", max_size=10))
def test_nothing_conflicts_with_itself(noun: str) -> None:
    assert not conflicts(noun, noun)
    assert named_by(noun, noun) == 1.0


@given(st.text(max_size=12), st.text(max_size=30), st.text(max_size=10))
def test_more_text_names_no_less(noun: str, text: str, more: str) -> None:
    assert 0.0 <= named_by(noun, text) <= named_by(noun, text + more) <= 1.0


def test_short_and_long_forms_are_alike() -> None:
    assert shorten("广东省规模以上工业企业") == "省规上工业企业"
    assert GENERIC.search("主要举措") and not GENERIC.search("产业集群")
