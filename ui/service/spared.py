"""The chooser in busy times: it costs more than the rest of an answer, so that it is asked while few ask.

With dozens of people at once the answers are chosen by the relevance model alone, and come in time.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from qa.relevance.choosing import Choice, Chooser
from ui.service.metrics import Metrics

# More than so many questions in so many seconds are a crowd: two cores compare sentences for one a second at the most.
MANY, SECONDS = 5, 10.0


class Crowd:
    """How many questions came of late. Callable from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._guard = clock, threading.Lock()
        self._came: deque[float] = deque()

    def comes(self) -> None:
        """Count a question that comes now."""
        with self._guard:
            self._came.append(self._clock())

    @property
    def is_here(self) -> bool:
        """Whether more questions came in the last seconds than can be answered with the chooser."""
        with self._guard:
            while self._came and self._came[0] < self._clock() - SECONDS:
                self._came.popleft()
            return len(self._came) > MANY


class Spared:
    """A chooser for one question; `left_out` says that it was not asked for want of time."""

    def __init__(self, inner: Chooser, crowd: Crowd, metrics: Metrics) -> None:
        self._inner, self._crowd, self._metrics = inner, crowd, metrics
        self.name, self.left_out = inner.name, False

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice | None:
        """See `Chooser`."""
        if self._crowd.is_here:
            if not self.left_out:
                self._metrics.spared.inc()
            self.left_out = True
            return None
        return self._inner.choose(question, shown)
