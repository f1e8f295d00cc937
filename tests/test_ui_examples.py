"""Examples are questions that the index answers, ours first, and few enough are tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.errors import IndexMissingError
from qa.types import Event, Finished, Statement, Turn
from tests.make import answer
from ui.examples import OURS, SHOWN, TRIED, choose

SAID = Statement(text="有。", citations=(1,), support="verbatim")


class Knows:
    """Answers the questions that it knows, and keeps what it was asked."""

    def __init__(self, *known: str) -> None:
        self.known, self.asked = known, []

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        self.asked.append(question)
        yield Finished(answer=answer(SAID) if question in self.known else answer())


def test_our_own_questions_where_they_are_answered() -> None:
    assert choose(Knows(*OURS), ["别的文件"]) == OURS[:SHOWN]


def test_other_texts_get_questions_about_themselves() -> None:
    about = ("《乙县措施》提出了哪些措施？", "《丙市办法》提出了哪些措施？")
    assert choose(Knows(*about), ["甲" * 40, "《乙县措施》", "丁", "丙市办法"]) == about


def test_only_so_many_are_tried() -> None:
    knows = Knows()
    assert choose(knows, [f"文件{n}" for n in range(100)]) == ()
    assert len(knows.asked) == TRIED


def test_an_index_that_cannot_answer_has_no_examples() -> None:
    class Empty:
        def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
            raise IndexMissingError("索引是空的", "请先加入文件")

    assert choose(Empty(), []) == ()
