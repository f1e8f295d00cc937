"""What points back is told with what it points at."""

from __future__ import annotations

import pytest

from qa.coverage import weigh
from qa.question import analyse
from qa.reader.lines import Line
from qa.reader.referring import with_referent
from tests.make import evidence

TEXT = "市水务所成立于2003年。该所设有三个科室。其中两个在县城。"


def told(question: str, first: str, text: str = TEXT) -> list[str]:
    weights = weigh(analyse(question), lambda token: 0.01)
    return [
        line.text for line in with_referent((Line(first, 1, first),), weights, [evidence(text, 1)])
    ]


def test_the_sentence_before_comes_with_what_points_at_it() -> None:
    assert told("水务所的科室有几个？", "该所设有三个科室。") == [
        "市水务所成立于2003年。",
        "该所设有三个科室。",
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("水务所何时成立？", "市水务所成立于2003年。"),  # names it
        ("几个在县城？", "其中两个在县城。"),  # points at nothing
        ("设有三个科室吗？", "该所设有三个科室。"),  # the question has its words
    ],
)
def test_other_sentences_stand_alone(question: str, first: str) -> None:
    assert told(question, first) == [first]


def test_a_long_sentence_is_not_told_beside_another() -> None:
    assert told("水务所的人数是多少？", "该所有30人。", "甲" * 200 + "。该所有30人。") == [
        "该所有30人。"
    ]


def test_a_question_before_is_no_referent() -> None:
    assert told("水务所的人数是多少？", "该所有30人。", "水务所有多少人？该所有30人。") == [
        "该所有30人。"
    ]
