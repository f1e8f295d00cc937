"""Read many generated figures and count the disagreements with the oracle that wrote them.

    python -m tests.bench.figures_oracle [COUNT] [SEED]

Prints each disagreement (at most 20) and one line with the count; the exit status is 1 if there was one.
"""

from __future__ import annotations

import random
import sys
import time

from qa.figures import find_figures
from tests.oracle_figures import disagreement, sample


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
