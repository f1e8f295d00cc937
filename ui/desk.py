"""One answer at a time. Whoever comes meanwhile waits in line, is told the place, and may leave at any moment.

Two cores answer one question well and two questions badly, and a model cannot be used by two threads at once.
One thread works; a tab only listens, so that waiting costs no thread and leaving takes effect at once. Where the line
is full, a second desk may take the job: it is told so, and answers without the model.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Generator
from typing import Generic, TypeVar

from index.errors import PolicyQAError

T = TypeVar("T")
# More than this in line would wait for minutes.
LONGEST_LINE = 20
# Seconds without news after which a listener gets a sign of life.
SILENCE = 1.0
_LOG = logging.getLogger(__name__)


class Gone:
    """What a job knows of whoever waits for it. Called, it tells whether they have left.

    `crowd` others were in line when it was full and this job went elsewhere; 0 when it has its turn.
    """

    def __init__(self, crowd: int = 0) -> None:
        self.crowd = crowd
        self._left = threading.Event()

    def __call__(self) -> bool:
        return self._left.is_set()

    def leave(self) -> None:
        """From now on nobody waits."""
        self._left.set()


Job = Callable[[Gone], Generator[T, None, None]]


class Stopped(BaseException):
    """Nobody waits for the answer any more. Not an Exception, so that nothing on its way takes it for a failure."""


class CrowdedError(PolicyQAError):
    """Too many wait already."""


class _End:
    """The last thing that a ticket hands over."""


class Ticket(Generic[T]):
    """A place in line that becomes a stream of results: `async for result in ticket`."""

    def __init__(self, job: Job[T], place: Callable[[int], T], crowd: int = 0) -> None:
        self.gone = Gone(crowd)
        self._job, self._place = job, place
        self._loop = asyncio.get_running_loop()
        self._results: asyncio.Queue[T | _End] = asyncio.Queue()
        self._ahead = 0

    def leave(self) -> None:
        """From now on nobody waits for this; work on it ends at the next piece of text."""
        self.gone.leave()

    def move(self, ahead: int) -> None:
        """Tell whoever waits that `ahead` others come first."""
        if ahead != self._ahead:
            self._ahead = ahead
            self._put(self._place(ahead))

    async def __aiter__(self) -> AsyncIterator[T | None]:
        """Yield results until the end, and None after each silent second: a listener that is gone shows only then."""
        while True:
            try:
                result = await asyncio.wait_for(self._results.get(), SILENCE)
            except TimeoutError:
                yield None
                continue
            if isinstance(result, _End):
                return
            yield result

    def work(self) -> None:
        """Do the job in the calling thread until it is done or nobody waits."""
        try:
            with contextlib.closing(self._job(self.gone)) as results:
                while not self.gone() and (result := next(results, None)) is not None:
                    self._put(result)
        except Stopped:
            pass
        except BaseException:  # SystemExit too: the thread answers whoever comes next
            _LOG.exception("a job failed")

    def end(self) -> None:
        """Tell whoever listens that nothing more comes."""
        self._put(_End())

    def _put(self, result: T | _End) -> None:
        with contextlib.suppress(RuntimeError):  # the event loop is closed, and the tab with it
            self._loop.call_soon_threadsafe(self._results.put_nowait, result)


class Desk(Generic[T]):
    """Takes jobs and does them in their order, `workers` at a time in threads of its own.

    `longest` others may be in line; the next one goes to the desk `beside`, or is refused where there is none.
    """

    def __init__(
        self, *, workers: int = 1, longest: int = LONGEST_LINE, beside: Desk[T] | None = None
    ) -> None:
        self._longest, self._beside = longest, beside
        self._line: deque[Ticket[T]] = deque()
        self._running: list[Ticket[T]] = []
        self._changed = threading.Condition()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name="answers", daemon=True)
            for _ in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def take(self, job: Job[T], place: Callable[[int], T], crowd: int = 0) -> Ticket[T]:
        """Return a ticket for `job`; `place(n)` is the result shown while n others come first. Needs a running loop.

        Raises:
            PolicyQAError: too many wait already, or the desk is closed.
        """
        with self._changed:
            if self._closed:
                raise PolicyQAError("服务正在停止", "请稍后再问")
            waiting, working = self._waiting(), self._working()
            if waiting + working < len(self._threads) + self._longest:
                ticket = Ticket(job, place, crowd)
                self._line.append(ticket)
                self._tell_places()
                self._changed.notify_all()
                return ticket
        if self._beside is None:
            raise CrowdedError(f"已有 {waiting} 个问题在排队", "请稍后再问")
        return self._beside.take(job, place, waiting + working)

    @property
    def waiting(self) -> int:
        """How many are in line."""
        with self._changed:
            return self._waiting()

    @property
    def crowded(self) -> bool:
        """Whether more than one is being answered or in line, here and at the desk beside."""
        return self._here() + (self._beside._here() if self._beside else 0) > 1

    def _here(self) -> int:
        with self._changed:
            return self._waiting() + self._working()

    @property
    def working(self) -> int:
        """How many are being answered."""
        with self._changed:
            return self._working()

    @property
    def running(self) -> int:
        """How many threads are at work, be it for nobody any more."""
        with self._changed:
            return len(self._running)

    def drain(self, seconds: float) -> None:
        """Take no more jobs, give up those in line, and let the current ones end within `seconds`."""
        with self._changed:
            self._closed = True
            for ticket in self._line:
                ticket.leave()
                ticket.end()
            self._line.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._running, seconds)
        if self._beside is not None:
            self._beside.drain(seconds)

    def close(self) -> None:
        """Take no more jobs, give up those in line, and wait a little for the current ones to notice."""
        with self._changed:
            self._closed = True
            for ticket in (*self._line, *self._running):
                ticket.leave()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)
        if self._beside is not None:
            self._beside.close()

    def _waiting(self) -> int:
        return sum(not ticket.gone() for ticket in self._line)

    def _working(self) -> int:
        return sum(not ticket.gone() for ticket in self._running)

    def _tell_places(self) -> None:
        ahead = self._working() - len(self._threads) + 1
        for ticket in self._line:
            if not ticket.gone():
                if ahead > 0:
                    ticket.move(ahead)
                ahead += 1

    def _serve(self) -> None:
        while (ticket := self._next()) is not None:
            ticket.work()
            with self._changed:
                # Before the end is told: whoever asks again at once must not find themselves in their own way.
                self._running.remove(ticket)
                self._changed.notify_all()
            ticket.end()

    def _next(self) -> Ticket[T] | None:
        """The next ticket once there is one; None when the desk is closed and the line is empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._line or self._closed)
            if not self._line:
                return None
            ticket = self._line.popleft()
            self._running.append(ticket)
            self._tell_places()
            return ticket
