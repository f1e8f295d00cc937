"""How often somebody may come: a bucket of requests for each, which fills again with time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KNOWN = 10_000


class Rates:
    """Lets `a_minute` requests of one visitor pass, in a burst or spread; 0 is no limit. Callable from any thread."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._guard = threading.Lock()

    def allow(self, who: str) -> bool:
        """Return whether one more request of `who` may pass, and count it if so."""
        if not self._most:
            return True
        with self._guard:
            now = self._clock()
            left, then = self._left.pop(who, (float(self._most), now))
            left = min(self._most, left + (now - then) * self._most / 60)
            passes = left >= 1
            self._left[who] = (left - passes, now)
            while len(self._left) > MOST_KNOWN:
                self._left.popitem(last=False)
        return passes

    def give_back(self, who: str) -> None:
        """Take the last request of `who` for none."""
        with self._guard:
            if who in self._left:
                left, then = self._left[who]
                self._left[who] = (min(self._most, left + 1), then)
