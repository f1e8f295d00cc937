"""Answers that were given before: the same question to the same index, asked by the next of dozens of people.

An answer is remembered while the index stays as it is, and for the day: what is in force changes at midnight. What was
cut short, or written without a model because it was busy or broken, is not.
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
        self._known: OrderedDict[Key, tuple[Event, ...]] = OrderedDict()
        self._guard = threading.Lock()

    def recall(self, question: str, history: Sequence[Turn] = ()) -> tuple[Event, ...] | None:
        """Return the events of the answer to the question; its times are those of looking it up."""
        begun = time.perf_counter()
        key = self.key(question, history)
        with self._guard:
            events = self._known.get(key)
            if events is None:
                return None
            self._known.move_to_end(key)
        *others, last = events
        assert isinstance(last, Finished)
        took = round((time.perf_counter() - begun) * 1000, 1)
        times = {"remembered": took, "total": took}
        return (*others, Finished(answer=replace(last.answer, timings_ms=times)))

    def keep(self, key: Key, events: Sequence[Event]) -> None:
        """Remember the events if they are a whole answer, made as it should be."""
        if not events or not isinstance(last := events[-1], Finished):
            return
        if (last.answer.floor_reason or "").startswith(_FAILED):
            return
        with self._guard:
            self._known[key] = tuple(events)
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def over(self, answers: Answers, whole: Callable[[], bool] = lambda: True) -> Remembering:
        """Return `answers` with this memory in front of it; `whole` says whether the last was made with all its models."""
        return Remembering(self, answers, whole)

    def key(self, question: str, history: Sequence[Turn]) -> Key:
        """Return the key of a question now."""
        return (self._view(), question.strip(), tuple(history))


class Remembering:
    """Answers from memory where it can, and remembers what it had to work out."""

    def __init__(self, memory: Memory, answers: Answers, whole: Callable[[], bool]) -> None:
        self._memory, self._answers, self._whole = memory, answers, whole

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Yield Retrieved, then Verified for each statement, then Finished."""
        known = self._memory.recall(question, history)
        if known is not None:
            yield from known
            return
        key, events = self._memory.key(question, history), []
        for event in self._answers.stream(question, history):
            events.append(event)
            yield event
        if self._whole():
            self._memory.keep(key, events)
