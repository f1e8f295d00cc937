"""A question to the best passages: dense and lexical candidates, then one order.

Owns the flow of a search and its short memory of how frequent tokens are. All of a search reads one state of the
index. Every candidate gets both kinds of score, whichever search found it, so that the order does not depend on where
a list was cut.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from index import fusion, lexical
from index.embedder import Embedder
from index.errors import IndexMissingError
from index.fusion import Candidate
from index.reading import Snapshot, Stored
from index.scoring import Words
from index.store import Store
from index.tokens import query_tokens
from index.types import Hit
from index.vectors import VectorIndex

# Candidates from each of the two searches. On four sets of questions 60 and 100 give the same recall to within 0.002
# and take longer; 30 loses 0.006 of the documents.
DEPTH = 40
# Characters of a question that are looked for by words. The embedder has its own limit.
_LONGEST_QUESTION = 2000
_MOST_REMEMBERED = 200_000
# Questions whose vectors are made at once: a server elsewhere takes several, the embedded model has few cores.
_EMBEDDED_AT_ONCE = 8


@dataclass(slots=True)
class _Vocabulary:
    """What one state of the index says about tokens and vectors, remembered because questions repeat them."""

    state: str = ""
    passages: int = 0
    spread: float = 1.0
    frequencies: dict[str, lexical.Frequency] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByWords:
    """What the full-text index says to a question.

    `rows` are the best passages by BM25; `holders` are, for each token that is no pair of characters, all passages
    that hold it: pairs are quicker looked for in the text itself.
    """

    rows: list[int]
    words: Words
    holders: dict[str, set[int]]


class Retriever:
    """Searches a store through a dense view. Callable from several threads."""

    def __init__(self, store: Store, embedder: Embedder, vectors: VectorIndex) -> None:
        self._store = store
        self._vectors = vectors
        self._vocabulary = _Vocabulary()
        self._guard = threading.Lock()
        self._beside = ThreadPoolExecutor(_EMBEDDED_AT_ONCE, "question")
        # One question may be searched for more than once: deeper, or of other documents.
        self._vector = lru_cache(maxsize=64)(embedder.embed_query)

    def close(self) -> None:
        """End the threads that embed questions, after what they are at."""
        self._beside.shutdown()

    def search(
        self,
        query: str,
        k: int,
        within: frozenset[str] | None = None,
        *,
        laps: dict[str, float] | None = None,
    ) -> list[Hit]:
        """Return the best `k` passages, the best first, without what only repeats earlier ones.

        `within` are the ids of the documents that both searches may look at, None for all. `laps` is filled with the
        milliseconds of each phase: lexical, embed (beside it), wait (for the rest of it), dense, fuse.

        Raises:
            IndexMissingError: the index is empty.
        """
        if k < 1 or not query.strip():
            return []
        with self._store.reading() as snapshot:
            if not self._current(snapshot).passages:
                raise IndexMissingError("索引是空的", "请先用 python -m qa add 收录文件")
        depth = max(DEPTH, 2 * k)
        # Half of a search is the question's vector; the words are looked for beside it.
        embedding = self._beside.submit(_timed, laps, "embed", self._vector, query)
        lap = _clock(laps)
        with self._store.reading() as snapshot:
            vocabulary = self._current(snapshot)
            allowed = None if within is None else snapshot.numbers_of(within)
            by_words = self._by_words(
                snapshot, vocabulary, query[:_LONGEST_QUESTION], depth, allowed
            )
            lap("lexical")
            self._vectors.refresh(snapshot)
            vector = embedding.result()
            lap("wait")
            near = self._vectors.search(vector, depth, allowed)
            lap("dense")
            numbers = list({row for row, _ in near}.union(by_words.rows))
            candidates = _candidates(snapshot, numbers, vector, by_words)
            ranked = fusion.fuse(candidates, by_words.words, vocabulary.spread)
            best = fusion.distinct(ranked, k)
            stored = snapshot.stored([candidate.row for candidate, _ in best])
        lap("fuse")
        return [_hit(stored[candidate.row], candidate, score) for candidate, score in best]

    def frequency_share(self, token: str) -> float:
        """Return the share 0..1 of the passages whose text or context holds the token."""
        with self._store.reading() as snapshot:
            vocabulary = self._current(snapshot)
            if not vocabulary.passages:
                return 0.0
            frequency = self._frequencies(snapshot, vocabulary, [token])[token]
        return (frequency.text or frequency.context) / vocabulary.passages

    def _by_words(
        self,
        snapshot: Snapshot,
        vocabulary: _Vocabulary,
        query: str,
        depth: int,
        allowed: np.ndarray | None,
    ) -> _ByWords:
        """Return what the full-text index says to a question, of the `allowed` passages where not all are."""
        frequencies = self._frequencies(snapshot, vocabulary, query_tokens(query))
        words = Words.of(
            {t: lexical.weight(f, vocabulary.passages) for t, f in frequencies.items()}
        )
        return _ByWords(
            rows=snapshot.search(_tokens(frequencies, allowed), depth, allowed),
            words=words,
            holders={token: snapshot.holding(token) for token in words.others},
        )

    def _current(self, snapshot: Snapshot) -> _Vocabulary:
        state = snapshot.state()
        with self._guard:
            if (
                self._vocabulary.state != state
                or len(self._vocabulary.frequencies) > _MOST_REMEMBERED
            ):
                self._vocabulary = _Vocabulary(state, snapshot.count(), snapshot.spread())
            return self._vocabulary

    def _frequencies(
        self, snapshot: Snapshot, vocabulary: _Vocabulary, tokens: Sequence[str]
    ) -> dict[str, lexical.Frequency]:
        known = vocabulary.frequencies
        new = [token for token in dict.fromkeys(tokens) if token not in known]
        if new:
            known.update(snapshot.frequencies(new))
        return {token: known[token] for token in tokens}


def _tokens(frequencies: Mapping[str, lexical.Frequency], allowed: np.ndarray | None) -> list[str]:
    """Return the tokens to look for: behind a filter all of them, for the rarest may stand in none of its passages."""
    if allowed is None:
        return lexical.affordable(frequencies)
    return lexical.affordable(frequencies, budget=sys.maxsize)


def _clock(laps: dict[str, float] | None) -> Callable[[str], None]:
    """Return what writes the milliseconds since it was called last under a name."""
    last = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        if laps is not None:
            laps[name] = (now - last) * 1000
        last = now

    return lap


def _timed(
    laps: dict[str, float] | None, name: str, work: Callable[[str], np.ndarray], text: str
) -> np.ndarray:
    """Do the work in the calling thread and write down how long it took."""
    lap = _clock(laps)
    done = work(text)
    lap(name)
    return done


def _candidates(
    snapshot: Snapshot, numbers: Sequence[int], vector: np.ndarray, by_words: _ByWords
) -> list[Candidate]:
    found = snapshot.found(numbers)
    if not found:
        return []
    matrix = np.stack([each.vector for each in found]).astype(np.float32)
    cosines = (matrix @ np.asarray(vector, np.float32)).tolist()
    words, holders = by_words.words, by_words.holders
    candidates = []
    for each, cosine in zip(found, cosines, strict=True):
        known = [token for token, rows in holders.items() if each.row in rows]
        matched, said = words.matched(each.text, each.context, known)
        candidates.append(
            Candidate(
                row=each.row,
                document=each.document,
                kind=each.kind,
                text=each.text,
                context=each.context,
                cosine=cosine,
                matched=matched,
                coverage=words.share(matched),
                said=said,
            )
        )
    return candidates


def _hit(stored: Stored, candidate: Candidate, score: float) -> Hit:
    return Hit(
        passage=stored.passage,
        document=stored.document,
        paragraph_text=stored.paragraph_text,
        score=score,
        dense=candidate.cosine,
        lexical=candidate.coverage,
        matched=candidate.matched,
    )
