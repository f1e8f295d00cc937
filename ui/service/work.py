"""From a request to a desk and back: a place in line, results as they come, and an end when the client is gone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request

from index.errors import PolicyQAError
from qa.types import Answer, Event, Finished, Turn, Verified
from ui.desk import Desk, Gone, Ticket
from ui.service import errors
from ui.service.memory import Memory
from ui.service.metrics import Metrics
from ui.work.ask import Answers

T = TypeVar("T")
STOPPING = PolicyQAError("服务正在停止", "请稍后再试")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many others come first."""

    ahead: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The job ended with an error."""

    error: PolicyQAError


@dataclass(frozen=True, slots=True)
class Done:
    """The job's one result."""

    value: Any


Item = Event | Waiting | Failed


class Asking:
    """Answers questions one after another at `desk`; `answers` gives for each what answers it, `noted` is told of each."""

    def __init__(
        self,
        desk: Desk[Any],
        answers: Callable[[Gone], Answers],
        metrics: Metrics,
        memory: Memory | None = None,
        noted: Callable[[str], None] = lambda question: None,
    ) -> None:
        self._noted = noted
        self._desk, self._answers, self._metrics, self._memory = desk, answers, metrics, memory

    async def stream(
        self, request: Request | None, question: str, history: Sequence[Turn]
    ) -> AsyncGenerator[Item, None]:
        """Yield places in line, the events of the answer, Finished or Failed last.

        Closing it, or the end of the client's connection, ends the work.

        Raises:
            PolicyQAError: there is no place in line.
        """
        self._noted(question)
        known = None
        if self._memory is not None:
            known = self._memory.recall(question, history, busy=self._desk.crowded)
        if known is not None:
            for event in known:
                yield event
            self._count(known[-1])
            return
        ticket = self._desk.take(lambda gone: self._job(gone, question, history), Waiting)
        last: Item | None = None
        try:
            async with watched(request, ticket):
                async for item in ticket:
                    if item is not None:
                        last = item
                        yield item
        finally:
            self._count(last)
        if not isinstance(last, Finished | Failed):
            yield Failed(STOPPING)

    async def answer(
        self, request: Request | None, question: str, history: Sequence[Turn]
    ) -> Answer:
        """Return the whole answer.

        Raises:
            PolicyQAError: there is none.
        """
        last: Item | None = None
        async with contextlib.aclosing(self.stream(request, question, history)) as items:
            async for item in items:
                last = item
        if isinstance(last, Finished):
            return last.answer
        raise last.error if isinstance(last, Failed) else STOPPING

    def _job(
        self, gone: Gone, question: str, history: Sequence[Turn]
    ) -> Generator[Item, None, None]:
        begun, first = time.perf_counter(), True
        for item in _caught(lambda: self._answers(gone).stream(question, history)):
            if first and isinstance(item, Verified):
                self._metrics.first.observe(time.perf_counter() - begun)
                first = False
            yield item

    def _count(self, last: object) -> None:
        if isinstance(last, Finished):
            self._metrics.answered(last.answer)
        elif not isinstance(last, Failed):
            self._metrics.left.inc()


async def done(request: Request | None, desk: Desk[Any], work: Callable[[Gone], T]) -> T:
    """Return what `work` returns, done at `desk`.

    Raises:
        PolicyQAError: there is no place in line, or the work failed.
    """
    ticket = desk.take(lambda gone: _caught(lambda: iter((Done(work(gone)),))), Waiting)
    last: object = None
    async with watched(request, ticket):
        async for item in ticket:
            last = item if item is not None else last
    if isinstance(last, Done):
        return last.value
    raise last.error if isinstance(last, Failed) else STOPPING


@contextlib.asynccontextmanager
async def watched(request: Request | None, ticket: Ticket[Any]) -> AsyncIterator[None]:
    """Inside, the ticket is left as soon as the client's connection ends; in any case at the end."""

    async def watch() -> None:
        while request is not None and (await request.receive())["type"] != "http.disconnect":
            pass
        if request is not None:
            ticket.leave()

    watcher = asyncio.create_task(watch())
    try:
        yield
    finally:
        watcher.cancel()
        ticket.leave()


def _caught(begin: Callable[[], Iterator[Any]]) -> Generator[Any, None, None]:
    """Yield what `begin()` yields; an error becomes the last item."""
    try:
        yield from begin()
    except PolicyQAError as error:
        yield Failed(error)
    except Exception:
        _LOG.exception("a job failed")
        yield Failed(errors.INTERNAL)
