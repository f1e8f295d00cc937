"""Whether a sentence answers a question, judged by a small trained model in its passage's context: 0..1 a sentence.

The model claims like any other: it orders and refuses, it writes nothing. What is shown is still the source's own
words, checked by code.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Protocol

import numpy as np

from index.types import DocumentInfo, Passage
from qa.relevance.encoder import EncoderGraph
from qa.relevance.input import MARKS, MAX_TOKENS, Pair, pair_of, token_ranges

GRAPH = "relevance.onnx"
# Passages whose tokens are remembered.
KEPT = 512
_Read = tuple[array, tuple[tuple[int, int], ...]]


class Relevance(Protocol):
    """Judges the sentences of passages against a question."""

    name: str

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        """Return for each passage: span of each sentence in the passage's text -> probability 0..1 that it answers."""
        ...


class EmbeddedRelevance(EncoderGraph):
    """The project's own model on ONNX Runtime; `folder` holds the graph, `encoder` the embedder it was made from.

    Loaded when first used. Callable from any thread. `threads` passages are judged at once, whoever asks, each by one
    thread: two threads on one passage took a tenth to a quarter more processor time, and so did padding to a batch.

    Raises:
        ModelError: a file is missing or damaged (from `judge`, when it is loaded).
    """

    name = "policy-relevance"

    def __init__(self, folder: Path, encoder: Path, *, threads: int = 2) -> None:
        super().__init__(folder / GRAPH, folder, encoder)
        self._beside = ThreadPoolExecutor(threads, "relevance")
        # The same passages are found again and again; a kilobyte each.
        self._told = lru_cache(KEPT)(self._read)

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        """See `Relevance`."""
        if not passages:
            return []
        self.load()
        pairs = [pair_of(question, p, d.title, d.published) for p, d in passages]
        # One character may stand for five pieces (㌀): such a question leaves no room, and nothing is judged.
        asked = self._pieces.split(pairs[0].first).ids[: MAX_TOKENS - MARKS]
        return list(self._beside.map(self._judged, repeat(asked), pairs))

    def _judged(self, asked: list[int], pair: Pair) -> dict[tuple[int, int], float]:
        start, end = self._pieces.start, self._pieces.end
        ids = [start, *asked, end, end]
        ranges, room = [(1, 1 + len(asked))], MAX_TOKENS - 1 - len(ids)
        told, sentences = self._told(pair.second, pair.spans)
        for a, b in sentences:
            if a < room:
                ranges.append((len(ids) + a, len(ids) + min(b, room)))
        if len(ranges) == 1:
            return {}
        ids += [*told[: max(room, 0)], end]
        pool = np.zeros((1, len(ranges), len(ids)), np.float32)
        for place, (a, b) in enumerate(ranges):
            pool[0, place, a:b] = 1 / (b - a)
        words = self._vectors(ids)
        given = {"words": words, "mask": np.ones(words.shape[:2], np.float32), "pool": pool}
        (logits,) = self._session.run(None, given)
        chances = 1 / (1 + np.exp(-logits[0].astype(np.float64)))
        return {
            (a - pair.offset, b - pair.offset): float(chance)
            for (a, b), chance in zip(pair.spans, chances, strict=False)
        }

    def _read(self, text: str, spans: tuple[tuple[int, int], ...]) -> _Read:
        """Return the numbers of a passage's tokens and the tokens of each sentence."""
        split = self._pieces.split(text)
        return array("i", split.ids), tuple(token_ranges(split.spans, spans))
