"""A history without citations: the documents that state its answers are found again; what is asked of them is asked by title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.corpus import Corpus
from qa.answering.recalled import recalled, ways
from qa.question.attempts import Attempt
from qa.types import Turn
from tests import sample


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with sample.opened(sample.build(tmp_path_factory.mktemp("corpus"))) as opened:
        yield opened


GRANT = Turn(question="技术改造补助最高多少？", answer="最高不超过300万元。")


def titles(corpus: Corpus, turn: Turn) -> list[str]:
    return [d.title for d in corpus.documents() if d.id in turn.documents]


def test_the_document_that_states_an_answer_is_found_again(corpus: Corpus) -> None:
    (turn,) = recalled([GRANT], corpus)
    assert titles(corpus, turn) == ["测试县支持制造业若干措施"]
    spoken = Turn(
        question="今年推动多少家企业数字化转型？",
        answer="今年将推动200家规上工业企业开展数字化转型。[1]",
    )
    (turn,) = recalled([spoken], corpus)
    assert titles(corpus, turn) == ["测试县制造业发展新闻发布会"]
    assert turn.speakers == ("县工业和信息化局局长张三",)


@pytest.mark.parametrize(
    "answer",
    ["", "未找到：现有材料没有说明这个问题。", "最高不超过900万元。", "甲乙丙丁，戊己庚辛。"],
)
def test_what_no_document_states_has_none(corpus: Corpus, answer: str) -> None:
    turn = Turn(question="技术改造补助最高多少？", answer=answer)
    assert recalled([turn], corpus) == (turn,)


def test_kept_documents_stay(corpus: Corpus) -> None:
    kept = Turn(question=GRANT.question, answer=GRANT.answer, documents=("其他",))
    assert recalled([kept], corpus) == (kept,)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("那文件什么时候发的", "《测试县支持制造业若干措施》什么时候发的"),
        ("文号是多少？", "《测试县支持制造业若干措施》文号是多少？"),
        ("谁发的这个通知", "《测试县支持制造业若干措施》谁发的"),
        ("这是哪个文件规定的？", "《测试县支持制造业若干措施》的标题是什么"),
        ("现在还有效吗？", "《测试县支持制造业若干措施》现在还有效吗？"),
    ],
)
def test_of_the_document_just_quoted_it_is_asked_by_title(
    corpus: Corpus, typed: str, asked: str
) -> None:
    assert ways(typed, [GRANT], corpus) == (Attempt(asked),)


@pytest.mark.parametrize("typed", ["有效期多久？", "奖励什么时候发？", "需要什么材料？"])
def test_what_may_be_of_the_matter_is_not_asked_of_the_document(corpus: Corpus, typed: str) -> None:
    assert not any("《" in way.text for way in ways(typed, [GRANT], corpus))
