"""What is said beside an answer: that a source names nobody, where it is asked who said it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.render import turn_of
from qa.types import Answer
from tests import sample
from tests.fakes import NearEmbedder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with sample.opened(sample.build(tmp_path_factory.mktemp("corpus"))) as opened:
        yield opened


def then(corpus: Corpus, first: str) -> Answer:
    """The answer to 是谁说的, asked after another question."""
    assistant = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))
    return assistant.ask("是谁说的？", [turn_of(assistant.ask(first))])


@pytest.mark.parametrize(
    ("first", "source"),
    [
        ("企业技术中心奖励多少？", "《测试县支持制造业若干措施》（测试县人民政府，2025-03-01）"),
        ("高龄津贴每月多少元？", "《邻水镇养老服务补贴办法》（邻水镇人民政府，2023-06-01）"),
    ],
)
def test_a_source_that_names_no_speaker_says_so_and_where_it_stands(
    corpus: Corpus, first: str, source: str
) -> None:
    answer = then(corpus, first)
    assert answer.statements and answer.status == "partial"
    assert answer.missing == (f"[1] 所引段落没有写明是谁说的，出处是{source}",)


def test_a_speaker_is_named_and_nothing_is_missing(corpus: Corpus) -> None:
    answer = then(corpus, "2025年全县服务外包执行额增长多少？")
    assert answer.status == "answered" and answer.missing == ()
    assert "李四" in answer.statements[0].text


def test_who_acts_is_no_question_of_words(corpus: Corpus) -> None:
    assistant = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))
    answer = assistant.ask("措施由谁负责解释？")
    assert not any("谁说的" in line for line in answer.missing)


def long_list(folder: Path, items: int) -> Corpus:
    """A corpus of one notice that lists so many measures."""
    numerals = "一二三四五六七八九十"
    labels = [*numerals, *(f"十{n}" for n in numerals)][:items]
    lines = "\n\n".join(
        f"{label}、支持第{n}类项目。对第{n}类项目给予补助，最高{n * 10}万元。"
        for n, label in enumerate(labels, 1)
    )
    (folder / "notice.md").write_text(
        f"# 东山镇支持工业企业若干措施\n\n为支持工业企业，制定以下措施。\n\n{lines}\n",
        encoding="utf-8",
    )
    corpus = Corpus.open(folder / "index", NearEmbedder(), create=True)
    corpus.add([folder / "notice.md"])
    return corpus


@pytest.mark.parametrize(("items", "left"), [(12, 0), (14, 2)])
def test_a_part_of_a_long_list_is_not_passed_for_the_whole(
    tmp_path: Path, items: int, left: int
) -> None:
    with long_list(tmp_path, items) as corpus:
        assistant = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))
        answer = assistant.ask("东山镇支持工业企业若干措施有哪些？")
    assert len(answer.statements) == 12
    said = (
        "《东山镇支持工业企业若干措施》列了 14 项，这里只引用了 12 项，其余见原文" if left else ""
    )
    assert answer.missing == ((said,) if said else ())
    assert answer.status == ("partial" if left else "answered")
