"""Which clauses begin, go on with or stand outside a support measure: a linear chain over `clauses.features`.

The weights (`qa/weights/measures.json`) are learned from labelled texts by `qa.training.train_measures`; scores of standing
outside are the zero that the two others are measured by. Deterministic, numpy alone.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.measures.clauses import BUCKETS

FILE = Path(__file__).resolve().parents[1] / "weights" / "measures.json"
OUTSIDE, BEGINS, INSIDE = range(3)
START = 3  # the row of what may come first


@dataclass(frozen=True, slots=True)
class Weights:
    """`emit[place]` for outside, begins, inside; `moves[from, to]`, the last row from the start; `lean` is the usual one."""

    emit: NDArray[np.float32]
    moves: NDArray[np.float32]
    lean: float


@cache
def weights() -> Weights:
    """Return the weights that ship."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    emit = np.zeros((BUCKETS, 3), np.float32)
    raw = np.frombuffer(base64.b85decode(stored["emit"]), np.int8).reshape(BUCKETS, 2)
    emit[:, 1:] = raw * np.float32(stored["step"])
    return Weights(emit, np.array(stored["moves"], np.float32), stored["lean"])


def scores(rows: Sequence[Sequence[int]], by: Weights) -> NDArray[np.float32]:
    """Return the score of each tag for each clause, given by the places of its features; no row may be empty."""
    begins = np.cumsum([0, *map(len, rows[:-1])])
    return np.add.reduceat(by.emit[np.concatenate([np.array(row) for row in rows])], begins)


def tags(scored: NDArray[np.float32], by: Weights, *, lean: float) -> list[int]:
    """Return the likeliest run of tags for clauses so scored; `lean` raises what begins."""
    scored = scored.copy()
    scored[:, BEGINS] += lean
    moves = by.moves.copy()
    moves[[OUTSIDE, START], INSIDE] = -np.inf
    best, back = scored[0] + moves[START], list[NDArray[np.intp]]()
    for row in scored[1:]:
        ways = best[:, None] + moves[:START]
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def runs(path: Sequence[int]) -> list[tuple[int, int]]:
    """Return (first clause, one past the last) of each measure that the tags tell."""
    found: list[tuple[int, int]] = []
    for at, tag in enumerate(path):
        if tag == BEGINS:
            found.append((at, at + 1))
        elif tag == INSIDE and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
    return found
