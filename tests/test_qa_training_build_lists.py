"""The lists that the chooser is shown are noted as they are, with the sentences that answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qa.training.build_lists import Recorder, list_of

SHOWN = [("甲办法", ["补助50万元，逾期不补。", "训练9人。"]), ("乙办法", ["补助5万元。"])]
ROW = {"id": "x", "doc": "a.md", "question": "补多少？", "answerable": True}
ROW |= {"evidence": ["补助50万元，逾期不补。"], "core": ["补助50万元，"]}


class Asking:
    """Stands in for the flow: shows its chooser a list so many times."""

    def __init__(self, recorder: Recorder, times: int) -> None:
        self._recorder, self._times = recorder, times

    def stream(self, question: str) -> Iterator[None]:
        for _ in range(self._times):
            assert self._recorder.choose(question, SHOWN) is None
        yield None


def line(row: dict[str, Any], times: int = 1) -> dict[str, Any]:
    recorder = Recorder()
    return list_of(Asking(recorder, times), recorder, row)  # type: ignore[arg-type]


def test_a_sentence_answers_when_it_holds_a_clause_that_does() -> None:
    made = line(ROW)
    assert made["shown"] == SHOWN and made["labels"] == [1, 0, 0]
    assert (made["id"], made["document"], made["answerable"]) == ("x", "a.md", True)


def test_nothing_answers_what_cannot_be_answered() -> None:
    assert line(ROW | {"answerable": False, "evidence": [], "core": []})["labels"] == [0, 0, 0]


def test_what_was_not_shown_or_shown_for_several_questions_is_left_empty() -> None:
    assert line(ROW, 0)["shown"] == line(ROW, 2)["shown"] == []
