"""Small real classes that tests use instead of models and servers: deterministic, no network, no patches."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from index.fold import fold
from qa.types import Event, Turn


class HashEmbedder:
    """An `Embedder` without a model: pairs of characters hashed to dimensions, so that similar texts are near.

    Deterministic on every machine. `calls` counts the texts that were embedded.
    """

    name = "hash"

    def __init__(self, dimensions: int = 64, *, fingerprint: str = "hash/1") -> None:
        self.dimensions = dimensions
        self.fingerprint = f"{fingerprint}/{dimensions}"
        self.calls = 0

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.calls += len(texts)
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            folded = "".join(fold(text).split())
            for i in range(max(1, len(folded) - 1)):
                code = zlib.crc32(folded[i : i + 2].encode("utf-8", "replace"))
                vectors[row, code % self.dimensions] += 1.0 if code & 0x10000 else -1.0
            vectors[row, 0] += 0.5  # no text is the zero vector
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def embed_query(self, text: str) -> np.ndarray:
        return self.embed_passages([text])[0]


class ScriptedAnswers:
    """Answers by a script: question -> events, or an error to raise. Keeps what it was asked, with the history."""

    def __init__(self, script: Mapping[str, Sequence[Event] | Exception], *, before: Callable[[], object] | None = None) -> None:
        self._script = script
        self._before = before or (lambda: None)
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        self.asked.append((question, tuple(history)))
        events = self._script[question]
        if isinstance(events, Exception):
            raise events
        for event in events:
            self._before()
            yield event
