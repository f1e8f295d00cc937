"""Which thresholds are decided by the words of other thresholds: each pair is to be read, most should be none.

Usage: python -m tests.bench.thresholds [DIR|FILE...]   (default: seeds)

Every threshold of every measure is made a profile of its own (我们床位100张); each profile is put to every threshold. What
is decided by another's words is printed: right where both are one thing, else a wrong verdict waiting to happen.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from index.splitter import split
from qa.match.thresholds import reach
from qa.measures import find_measures
from qa.measures.types import Test
from qa.profile import read_text
from tests.bench.measures import documents

HERE = Path(__file__).resolve().parent
DAY = date(2026, 11, 25)
Asked = tuple[Test, str, str]


def thresholds(paths: list[Path]) -> list[Asked]:
    """Return (test, its clause, whom the measure is for) of each name and unit once."""
    found: dict[tuple[str, str], Asked] = {}
    for document in documents(paths):
        for measure in find_measures(document, split(document)).measures:
            subject = measure.subject.text if measure.subject else ""
            for condition in measure.conditions:
                clause = "".join(condition.span.text.split())
                for test in (t for tests in condition.any_of for t in tests):
                    bounded = test.low is not None or test.high is not None
                    if test.kind == "bound" and test.unit and bounded:
                        found.setdefault((test.name, test.unit), (test, clause, subject))
    return list(found.values())


def main() -> int:
    """Print the pairs decided by another's words and how many are decided by their own."""
    asked = thresholds([Path(a) for a in sys.argv[1:]] or [HERE.parent.parent / "seeds"])
    said = []
    for test, _, _ in asked:
        value = test.low if test.low is not None else test.high
        assert value is not None
        sentence = f"我们{test.name}{value.normalize():f}{test.unit}"
        said.append((sentence, read_text(sentence, [], DAY)))
    own = others = 0
    for i, (test, clause, subject) in enumerate(asked):
        for j, (sentence, profile) in enumerate(said):
            state, _ = reach(test, profile, clause, subject)
            if state != "unknown" and i == j:
                own += 1
            elif state != "unknown":
                others += 1
                print(f"{state} {clause[:40]} <- {sentence}")
    print(f"thresholds {len(asked)}  decided by their own words {own}  by others' {others}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
