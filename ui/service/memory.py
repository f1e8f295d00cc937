"""Answers that were given before: the same question to the same index, asked by the next of dozens of people.

An answer is remembered while the index stays as it is, and for the day: what is in force changes at midnight. What was
cut short, or written without a model because it was busy or broken, is not. What was answered without a model that is left
out in busy times is remembered for busy times: then it would be answered the same way again.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from qa.types import Event, Finished, Turn
from ui.work.ask import Answers

MOST = 128
View = tuple[str, date]
Key = tuple[View, str, tuple[Turn, ...]]
# What the pipeline says when the model could not write.
_FAILED = "模型不可用"


class Memory:
    """The last answers, by question, conversation and view: the state of the index and the day. Callable from any thread."""

    def __init__(self, view: Callable[[], View], most: int = MOST) -> None:
        self._view, self._most = view, most
        # With each answer whether all models had their say.
        self._known: OrderedDict[Key, tuple[tuple[Event, ...], bool]] = OrderedDict()
        self._guard = threading.Lock()

    def recall(
        self, question: str, history: Sequence[Turn] = (), *, busy: bool = False
    ) -> tuple[Event, ...] | None:
        """Return the events of the answer to the question; its times are those of looking it up.

        `busy` says that an answer made now would do without a model, so that one that did is as good.
        """
        begun = time.perf_counter()
        key = self.key(question, history)
        with self._guard:
            events, whole = self._known.get(key, ((), False))
            if not events or not (whole or busy):
                return None
            self._known.move_to_end(key)
        *others, last = events
        assert isinstance(last, Finished)
        took = round((time.perf_counter() - begun) * 1000, 1)
        times = {"remembered": took, "total": took}
        return (*others, Finished(answer=replace(last.answer, timings_ms=times)))

    def keep(self, key: Key, events: Sequence[Event], *, whole: bool = True) -> None:
        """Remember the events if they are an answer to its end; `whole` says that all models had their say."""
        if not events or not isinstance(last := events[-1], Finished):
            return
        if (last.answer.floor_reason or "").startswith(_FAILED):
            return
        with self._guard:
            if not whole and self._known.get(key, ((), False))[1]:
                return
            self._known[key] = tuple(events), whole
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def over(
        self,
        answers: Answers,
        whole: Callable[[], bool] = lambda: True,
        busy: Callable[[], bool] = lambda: False,
    ) -> Remembering:
        """Return `answers` with this memory in front of it.

        `whole` says whether the last was made with all its models, `busy` whether the next would be made without one.
        """
        return Remembering(self, answers, whole, busy)

    def key(self, question: str, history: Sequence[Turn]) -> Key:
        """Return the key of a question now."""
        return (self._view(), question.strip(), tuple(history))


class Remembering:
    """Answers from memory where it can, and remembers what it had to work out."""

    def __init__(
        self,
        memory: Memory,
        answers: Answers,
        whole: Callable[[], bool],
        busy: Callable[[], bool],
    ) -> None:
        self._memory, self._answers, self._whole, self._busy = memory, answers, whole, busy

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Yield Retrieved, then Verified for each statement, then Finished."""
        known = self._memory.recall(question, history, busy=self._busy())
        if known is not None:
            yield from known
            return
        key, events = self._memory.key(question, history), []
        for event in self._answers.stream(question, history):
            events.append(event)
            if isinstance(event, Finished):
                # Before it is handed on: whoever asked may have gone, and asks again.
                self._memory.keep(key, events, whole=self._whole())
            yield event
