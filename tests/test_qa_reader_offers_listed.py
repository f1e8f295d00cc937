"""Who asks what support there is gets the measures, each in its own sentence, of the documents that the question means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.scope import Scope
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.types import Answer
from tests.fakes import NearEmbedder

TOURISM = """样本县关于支持旅游业发展的若干意见

一、民宿

（一）对新建民宿的，每家奖励2万元。

（二）对评为五星级的民宿，一次性奖励10万元。

二、旅行社

（一）对年接待游客1万人次以上的旅行社，奖励5万元；达到3万人次的，奖励20万元。

三、本意见自2024年3月1日起施行，有效期至2030年12月31日。
"""
OLD = """样本县工业扶持办法

一、对新建厂房的企业，每平方米补助100元。

二、对新增规模以上工业企业，一次性奖励8万元。

三、本办法自2018年3月1日起施行，有效期至2020年12月31日。
"""
ELSEWHERE = """邻县关于支持旅游业发展的若干意见

一、对新建民宿的，每家奖励9万元。

二、对农家乐，每家补助3万元。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("offers")
    texts = {"样本县": (TOURISM, OLD), "邻县": (ELSEWHERE,)}
    for place, own in texts.items():
        for number, text in enumerate(own):
            head = f"---\nregion: {place}\n---\n\n"
            (folder / f"{place}{number}.md").write_text(head + text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as made:
        made.add(sorted(folder.glob("*.md")))
        yield made.within(Scope(day=date(2026, 11, 1), ended=True))


def _said(answer: Answer) -> str:
    return "\n".join(statement.text for statement in answer.statements)


def _ask(corpus: Corpus, question: str) -> Answer:
    return Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(question)


def test_all_of_a_place_that_hold(corpus: Corpus) -> None:
    answer = _ask(corpus, "样本县有哪些扶持政策？")
    text = _said(answer)
    assert answer.status == "answered"
    assert "每家奖励2万元" in text and "奖励20万元" in text
    assert "9万元" not in text and "8万元" not in text
    for citation in answer.citations:
        assert citation.quote in citation.text


def test_of_one_subject(corpus: Corpus) -> None:
    text = _said(_ask(corpus, "样本县对民宿有哪些奖励"))
    assert "每家奖励2万元" in text and "10万元" in text
    assert "旅行社" not in text


def test_what_has_ended_is_said_to_have(corpus: Corpus) -> None:
    answer = _ask(corpus, "样本县对工业企业有哪些扶持政策")
    assert "一次性奖励8万元" in _said(answer)
    assert any("有效期" in notice for notice in answer.notices)


def test_of_another_place_nothing_is_listed(corpus: Corpus) -> None:
    assert "万元" not in _said(_ask(corpus, "远方县有哪些扶持政策？"))
