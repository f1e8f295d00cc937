"""The chooser in busy times: it costs more than the rest of an answer, so that it is asked while nobody else asks.

With dozens of people at once the answers are chosen by the relevance model alone, and come in time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.relevance.choosing import Choice, Chooser
from ui.service.metrics import Metrics


class Spared:
    """A chooser for one question; `crowded` says that others ask too, `left_out` that it was not asked therefore."""

    def __init__(self, inner: Chooser, crowded: Callable[[], bool], metrics: Metrics) -> None:
        self._inner, self._crowded, self._metrics = inner, crowded, metrics
        self.name, self.left_out = inner.name, False

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice | None:
        """See `Chooser`."""
        if self._crowded():
            if not self.left_out:
                self._metrics.spared.inc()
            self.left_out = True
            return None
        return self._inner.choose(question, shown)
