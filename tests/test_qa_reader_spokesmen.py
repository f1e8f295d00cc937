"""Who speaks for a body is known of the page, though no sentence says so in the words of the question."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.scoring import read
from qa.reader.spokesmen import speaking_for
from tests.make import evidence

OPENS = "县科学技术局副局长杨某：创新是第一动力。"
LATER = "我们建成科技平台12家，科技局服务企业300家。"


def first(question: str) -> str:
    items = [
        evidence(LATER, 1, speaker="杨某", role="县科学技术局副局长", start=100),
        evidence(OPENS, 2, speaker="杨某", role="县科学技术局副局长", start=0),
    ]
    told = speaking_for(read(analyse(question), items, lambda token: 0.01)).best
    assert told is not None
    return told.text


@pytest.mark.parametrize(
    "question",
    [
        "代表县科技局答问的是谁，担任什么职务？",
        "科技局派谁出来答的问？啥职务",
        "科技局出席发布会的是哪位",
        "科技局是谁来介绍的？",
    ],
)
def test_the_sentence_that_introduces_who_speaks_for_the_body_comes_first(question: str) -> None:
    assert first(question) == OPENS


@pytest.mark.parametrize("question", ["谁说科技局服务企业300家？", "科技局服务企业多少家？"])
def test_where_more_is_asked_nothing_changes(question: str) -> None:
    assert first(question) == LATER
