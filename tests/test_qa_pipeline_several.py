"""Several questions in one message: each is answered, or told in its own words to be open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.corpus import Corpus
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from tests import sample


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with sample.opened(sample.build(tmp_path_factory.mktemp("corpus"))) as corpus:
        yield made(corpus)


def made(corpus: Corpus) -> Assistant:
    return Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))


@pytest.mark.parametrize("mark", ["？", "，"])
def test_two_things_of_their_own_are_both_told(assistant: Assistant, mark: str) -> None:
    answer = assistant.ask(f"技术改造补助最高多少{mark}南山园区服务外包执行额增长多少？")
    told = [statement.text for statement in answer.statements]
    assert any("300万元" in text for text in told), told
    assert any("18.3%" in text for text in told), told
    assert answer.status == "answered"


def test_what_stays_open_is_told_as_it_was_typed(assistant: Assistant) -> None:
    answer = assistant.ask("技术改造补助最高多少？北海渔港有多少艘远洋渔船？")
    assert answer.status == "partial" and "300万元" in answer.statements[0].text
    assert all(line.startswith("北海渔港有多少艘远洋渔船：") for line in answer.missing)
