"""How long each step of an answer took."""

from __future__ import annotations

import time


class Laps:
    """Milliseconds by step, `timings_ms`; a step that comes again is told by its last time, `total` from the beginning."""

    def __init__(self) -> None:
        self.timings_ms: dict[str, float] = {}
        self._clock = time.perf_counter()

    def end(self, name: str) -> None:
        """Say that the step `name` ends now, and the next one begins."""
        now = time.perf_counter()
        before = sum(self.timings_ms.values()) if name == "total" else 0.0
        self.timings_ms[name] = round(before + (now - self._clock) * 1000, 1)
        self._clock = now
