"""Answers with models that fail, and questions that are cleaned or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import GeneratorError, IndexMissingError, UsageError
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.render import answer_text
from qa.types import Retrieved, Turn, Verified
from tests import sample
from tests.answered import GRANT, GRANT_TRUE, LABS, checked
from tests.fakes import BrokenGenerator, NearEmbedder, ScriptedGenerator


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with sample.opened(sample.build(tmp_path_factory.mktemp("corpus"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def extract(corpus: Corpus) -> Assistant:
    return Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))


# --- models that fail ---


def test_a_broken_model_leaves_the_extract_and_the_reason(corpus: Corpus) -> None:
    answer = checked(corpus, list(Assistant(corpus, BrokenGenerator()).stream(GRANT)))
    assert answer.generator == "extractive" and "300万元" in answer_text(answer)
    assert answer.floor_reason == "模型不可用：模型服务中途断开"


def test_what_was_verified_before_the_model_broke_stands(corpus: Corpus) -> None:
    broken = BrokenGenerator(f"{GRANT_TRUE[:-1]}[1]。另外", GeneratorError("超时", "稍后再试"))
    answer = checked(corpus, list(Assistant(corpus, broken).stream(GRANT)))
    assert [s.text for s in answer.statements] == [GRANT_TRUE]
    assert answer.floor_reason == "模型不可用：超时"


@pytest.mark.parametrize(
    "draft",
    ["", "   \n\n", "[1][2][3]", "。。。！？", "的" * 100_000, "<html>" * 900, "\x00\ud800\u202e"],
)
def test_rubbish_leaves_the_extract(corpus: Corpus, draft: str) -> None:
    answer = checked(corpus, list(Assistant(corpus, ScriptedGenerator([draft])).stream(GRANT)))
    assert answer.generator == "extractive" and "300万元" in answer_text(answer)
    assert answer.floor_reason


def test_leaving_early_stops_the_model(corpus: Corpus) -> None:
    model = ScriptedGenerator([f"{GRANT_TRUE[:-1]}[1]。" + "无关的话[1]。" * 50])
    stream = Assistant(corpus, model).stream(GRANT)
    assert isinstance(next(stream), Retrieved) and isinstance(next(stream), Verified)
    stream.close()  # type: ignore[attr-defined]
    assert model.closed_early == 1


def test_the_model_sees_numbered_evidence_and_the_rewritten_question(corpus: Corpus) -> None:
    model = ScriptedGenerator([""])
    Assistant(corpus, model).ask(
        "那南山园区呢？",
        [Turn(question="2025年全县服务外包执行额增长多少？", answer="增长12.5%。[1]")],
    )
    question, evidence = model.asked[0]
    assert "南山园区" in question and "呢" not in question
    assert evidence and len({item.number for item in evidence}) == len(evidence)


# --- questions ---


@pytest.mark.parametrize("question", ["", " \n\u3000", "\x00\ud800\u200b"])
def test_an_empty_question_is_refused(extract: Assistant, question: str) -> None:
    with pytest.raises(UsageError, match="空的"):
        extract.ask(question)


def test_an_endless_question_is_refused_and_a_long_one_is_not(extract: Assistant) -> None:
    with pytest.raises(UsageError, match="1001 字"):
        extract.ask("问" * 1001)
    assert extract.ask("请问" * 490 + LABS).status in ("answered", "not_found")


def test_control_characters_in_a_question_do_no_harm(extract: Assistant) -> None:
    answer = extract.ask("县实验室\x00有多少家？\x1b[2J\ud800")
    assert answer.question.isprintable()


def test_an_empty_index_is_an_error_not_a_refusal(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "i", NearEmbedder(), create=True) as empty:
        assistant = Assistant(empty, ExtractiveGenerator(empty.vocabulary_share))
        with pytest.raises(IndexMissingError):
            assistant.ask("有什么补贴？")


def test_a_removed_document_answers_no_more(tmp_path: Path) -> None:
    with sample.opened(sample.build(tmp_path)) as own:
        assistant = Assistant(own, ExtractiveGenerator(own.vocabulary_share))
        question = "高龄津贴每月多少元？"
        assert "100元" in answer_text(assistant.ask(question))
        own.remove("邻水镇养老服务补贴办法")
        after = assistant.ask(question)
        assert "100元" not in str(after)


def test_support_that_no_measure_mentions_is_said_not_to_be_mentioned(corpus: Corpus) -> None:
    answer = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(
        "我们做量子芯片设计，想参加境外展会，有什么补助？"
    )
    assert answer.status == "answered"
    assert any("量子芯片" in note for note in answer.missing)


def test_questions_in_a_row_are_each_answered(corpus: Corpus, extract: Assistant) -> None:
    both = f"{GRANT}县重点实验室有多少家？"
    answer = checked(corpus, list(extract.stream(both)))
    assert answer.status == "answered" and answer.question == both
    alone = [extract.ask(GRANT), extract.ask("县重点实验室有多少家？")]
    for one in alone:
        assert {s.text for s in one.statements} <= {s.text for s in answer.statements}


def test_of_questions_in_a_row_the_one_without_an_answer_is_named(
    corpus: Corpus, extract: Assistant
) -> None:
    answer = checked(corpus, list(extract.stream(f"{GRANT}农业保险保费补贴多少？")))
    assert answer.status == "partial"
    assert any("农业保险保费补贴" in note for note in answer.missing)


def test_what_two_reports_say_alike_of_their_years_is_said_of_each_year(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for year in (2021, 2022):
        (files / f"{year}.md").write_text(
            f"# {year}年测试县政府工作报告\n\n（{year}年3月5日）\n\n今年的主要目标是：城镇新增就业1100人以上。\n",
            encoding="utf-8",
        )
    with Corpus.open(tmp_path / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([files])
        extract = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))
        answer = extract.ask("2021年到2022年城镇新增就业目标分别是多少？")
    assert [c.document.title[:4] for c in answer.citations] == ["2021", "2022"]
    assert len({s.text for s in answer.statements}) == 1 and len(answer.statements) == 2


class Marking:
    """Marks the first figure of a sentence, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def point(self, question: str, sentence: str) -> tuple[int, int] | None:
        self.asked.append(question)
        found = re.search(r"\d+万元", sentence)
        return found.span() if found else None


def test_what_is_stated_carries_the_words_that_answer(corpus: Corpus) -> None:
    marking = Marking()
    extractive = ExtractiveGenerator(corpus.vocabulary_share)
    events = list(Assistant(corpus, extractive, focus=marking).stream(GRANT))
    answer = checked(corpus, events)
    assert marking.asked == [GRANT] * len(answer.statements)
    (first, *_) = answer.statements
    assert first.focus is not None and "万元" in first.text[slice(*first.focus)]
    assert next(e for e in events if isinstance(e, Verified)).statement.focus == first.focus
