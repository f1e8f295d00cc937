"""In busy times the chooser is left out, and what was answered without it is not remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from qa.relevance.choosing import Choice
from qa.types import Event, Finished, Turn
from tests.make import answer
from ui.service.memory import Memory
from ui.service.metrics import Metrics
from ui.service.spared import Spared


class First:
    name = "first"

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice:
        return Choice((-0.1,), -3.0)


def test_others_that_wait_spare_it() -> None:
    metrics, waiting = Metrics(), [0]
    spared = Spared(First(), lambda: waiting[0] > 0, metrics)
    assert spared.choose("问", [("", ["答"])]) is not None and not spared.left_out
    waiting[0] = 1
    assert spared.choose("问", [("", ["答"])]) is None and spared.left_out
    assert spared.choose("问", [("", ["答"])]) is None  # counted once for one answer
    assert b"policyqa_spared_total 1.0" in metrics.text()


def test_an_answer_without_it_is_not_remembered() -> None:
    class Answers:
        calls = 0

        def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
            self.calls += 1
            yield Finished(answer=answer())

    memory, whole = Memory(lambda: ("", date(2026, 3, 1))), [False]
    answers = Answers()
    over = memory.over(answers, lambda: whole[0])
    list(over.stream("问"))
    list(over.stream("问"))
    assert answers.calls == 2
    whole[0] = True
    list(over.stream("问"))
    list(over.stream("问"))
    assert answers.calls == 3
