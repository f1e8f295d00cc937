"""How likely one text goes on with another, by the language model on this machine: what puts torn columns together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

# Characters: more before the joint changes little, and what follows is the likelier the more of it is known already.
LEFT = 80
RIGHT = 4
_REMEMBERED = 5_000  # joints


class Likelihood(Protocol):
    """A process that says how likely (nats) `left` goes on with `right`."""

    def likelihood(self, left: str, right: str) -> float: ...

    def close(self) -> None: ...


class LlamaJointScorer:
    """Scores joints with the model that `start` loads, once it is asked for the first time. Of the left text the last
    LEFT characters are read, of the right text the first RIGHT.
    """

    def __init__(self, start: Callable[[], Likelihood]) -> None:
        self._start = start
        self._process: Likelihood | None = None
        # A page is gone over more than once.
        self._score = lru_cache(_REMEMBERED)(self._read)

    def score(self, joints: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-probability (nats) with which each left text goes on with the beginning of its right text.

        Raises:
            PolicyQAError: the model cannot be loaded, or stopped.
        """
        return [self._score(left[-LEFT:], right[:RIGHT]) for left, right in joints]

    def _read(self, left: str, right: str) -> float:
        if self._process is None:
            self._process = self._start()
        return self._process.likelihood(left, right)

    def close(self) -> None:
        """End the process, if there is one; the next score starts another."""
        if self._process is not None:
            self._process.close()
            self._process = None
