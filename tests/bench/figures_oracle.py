"""Read many generated figures and count the disagreements with the oracle that wrote them.

    python tests/bench/figures_oracle.py [COUNT] [SEED]

Prints each disagreement (at most 20) and one line with the count; the exit status is 1 if there was one.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from oracle_figures import Expected, sample

from qa.figures import Figure, find_figures


def disagreement(text: str, expected: list[Expected], found: tuple[Figure, ...]) -> str:
    """Return what differs between what was written and what was read, "" if nothing does."""
    if [f.text for f in found] != [e.text for e in expected]:
        return f"{text}: found {[f.text for f in found]}, written {[e.text for e in expected]}"
    for e, f in zip(expected, found, strict=True):
        if e.key or f.key:
            wrong = (e.kind, e.key, e.qualifier) != (f.kind, f.key, f.qualifier)
        else:
            mine = (e.kind, e.value, e.unit, e.qualifier, e.low, e.high)
            wrong = mine != (f.kind, f.value, f.unit, f.qualifier, f.low, f.high)
        if wrong:
            return f"{text}: read {f}, written {e}"
    return ""


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    figures = wrong = 0
    started = time.perf_counter()
    while figures < count:
        text, expected = sample(rng)
        figures += len(expected)
        if problem := disagreement(text, expected, find_figures(text)):
            wrong += 1
            if wrong <= 20:
                print(problem)
    seconds = time.perf_counter() - started
    print(f"figures read: {figures}, disagreements: {wrong}, {seconds:.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
