"""Vectors in memory, and the views that are compared on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.vectors import FaissIndex, VectorIndex

DIMENSIONS = 16


class MemorySource:
    """A `VectorSource` in memory: one state of an index file, with the row numbers never used again."""

    def __init__(self, name: str = "a" * 32) -> None:
        self.name = name
        self.state = 0
        self.held: dict[int, np.ndarray] = {}
        self.read = 0
        self._next = 1
        self._chance = np.random.default_rng(1)

    def add(self, count: int) -> list[int]:
        new = list(range(self._next, self._next + count))
        self._next += count
        for number in new:
            vector = self._chance.standard_normal(DIMENSIONS)
            self.held[number] = (vector / np.linalg.norm(vector)).astype(np.float16)
        self.state += 1
        return new

    def remove(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            del self.held[number]
        self.state += 1

    def settings(self) -> dict[str, str]:
        return {"index": self.name, "state": str(self.state), "dimensions": str(DIMENSIONS)}

    def count(self) -> int:
        return len(self.held)

    def numbers(self) -> np.ndarray:
        return np.array(sorted(self.held), np.int64)

    def vectors(self, after: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        chosen = [number for number in sorted(self.held) if number > after]
        for start in range(0, len(chosen), 7):
            yield self.vectors_of(chosen[start : start + 7])

    def vectors_of(self, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        kept = [number for number in numbers if number in self.held]
        self.read += len(kept)
        matrix = np.array([self.held[number] for number in kept], np.float16)
        return np.array(kept, np.int64), matrix.reshape(-1, DIMENSIONS)

    def nearest(self, query: np.ndarray, limit: int) -> list[tuple[int, float]]:
        """Brute force, in double precision."""
        scores = [(n, float(v.astype(np.float64) @ query)) for n, v in self.held.items()]
        return sorted(scores, key=lambda pair: -pair[1])[:limit]


def a_query(seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def exact(folder: Path) -> VectorIndex:
    return FaissIndex(folder)


def approximate(folder: Path) -> VectorIndex:
    return FaissIndex(folder, exact_limit=0)


def milvus(folder: Path) -> VectorIndex:
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    from index.milvus import MilvusIndex

    return MilvusIndex(str(folder / "milvus.db"))


def assert_nearest(view: VectorIndex, source: MemorySource, query: np.ndarray, limit: int) -> None:
    """The view's answer is brute force's, up to the order of what is equally near."""
    found, expected = view.search(query, limit), source.nearest(query, limit)
    assert [score for _, score in found] == pytest.approx([s for _, s in expected], abs=2e-3)
    assert len({number for number, _ in found}) == len(found) == len(expected)
    for number, score in found:
        assert score == pytest.approx(
            float(source.held[number].astype(np.float64) @ query), abs=2e-3
        )
