"""In busy times the chooser is left out, and what was answered without it is remembered for busy times alone."""

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


def test_an_answer_without_it_is_remembered_for_busy_times() -> None:
    class Answers:
        calls = 0

        def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
            self.calls += 1
            yield Finished(answer=answer())

    memory, whole, busy = Memory(lambda: ("", date(2026, 3, 1))), [False], [True]
    answers = Answers()
    over = memory.over(answers, lambda: whole[0], lambda: busy[0])
    list(over.stream("问"))
    list(over.stream("问"))
    assert answers.calls == 1
    busy[0] = False
    assert memory.recall("问") is None and memory.recall("问", busy=True) is not None
    list(over.stream("问"))
    assert answers.calls == 2
    # What all models had their say in is never given up for less.
    whole[0] = True
    list(over.stream("问"))
    assert answers.calls == 3
    memory.keep(memory.key("问", ()), [Finished(answer=answer(question="无"))], whole=False)
    for now in (False, True):
        busy[0] = now
        (finished,) = over.stream("问")
        assert isinstance(finished, Finished) and finished.answer.question != "无"
    assert answers.calls == 3


def test_a_finished_answer_is_remembered_though_whoever_asked_has_gone() -> None:
    class Answers:
        def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
            yield Finished(answer=answer(question=question))

    memory = Memory(lambda: ("", date(2026, 3, 1)))
    asking = memory.over(Answers()).stream("问")
    next(asking)
    asking.close()  # type: ignore[attr-defined]
    assert memory.recall("问") is not None
