"""A model that only quotes comes after the best words of the source, and adds what it finds besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from index.corpus import Corpus
from index.errors import GeneratorError
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.types import Answer, Evidence
from tests import sample
from tests.fakes import ScriptedGenerator

GRANT = "技术改造补助最高多少？"
GRANT_TRUE = "对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。"
WHOLE = "2025年全县服务外包执行额增长12.5%，其中南山园区增长18.3%。[1]"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with sample.opened(sample.build(tmp_path_factory.mktemp("corpus"))) as opened:
        yield opened


class Quoting(ScriptedGenerator):
    """Quotes what it is told to."""

    name = "quoting"
    quotes = True


def texts(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.fixture(scope="module")
def extracted(corpus: Corpus) -> list[str]:
    return texts(Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(GRANT))


def test_who_is_sure_does_not_ask_it(corpus: Corpus) -> None:
    model = Quoting([WHOLE])
    answer = Assistant(corpus, model).ask("南山园区增长多少？")
    assert "18.3%" in texts(answer)[0] and not model.asked
    assert (answer.generator, answer.floor_reason) == ("extractive", "原文已能确切作答")


def test_more_or_less_of_what_is_quoted_already_adds_nothing(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.answering.drafting.SURE", 1.1)
    question = "南山园区增长多少？"
    alone = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(question)
    answer = Assistant(corpus, Quoting([WHOLE])).ask(question)
    assert texts(answer) == texts(alone) and "18.3%" in texts(alone)[0]
    assert (answer.generator, answer.floor_reason, answer.dropped) == ("quoting", None, 0)


def test_the_answer_stands_before_it_has_written_a_word(
    corpus: Corpus, extracted: list[str]
) -> None:
    shown: list[str] = []

    class Late(Quoting):
        def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
            assert shown == extracted
            yield from super().generate(question, evidence)

    for event in Assistant(corpus, Late([f"{GRANT_TRUE[:-1]}[1]。"])).stream(GRANT):
        if hasattr(event, "statement"):
            shown.append(event.statement.text)
    assert shown == extracted


@pytest.mark.parametrize(
    "draft", ["最高不超过900万元[1]。", GeneratorError("模型服务中途断开", "")]
)
def test_the_answer_stays_when_it_lies_or_fails(
    corpus: Corpus, extracted: list[str], draft: str | GeneratorError
) -> None:
    answer = Assistant(corpus, Quoting([draft])).ask(GRANT)
    assert texts(answer) == extracted
    assert answer.generator == "extractive" and answer.floor_reason
    assert answer.dropped == isinstance(draft, str)
