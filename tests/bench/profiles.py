"""Whether conditions are judged right one step each side of their thresholds, and no unknown becomes met.

Usage: python -m tests.bench.profiles [DIR|FILE...]

Each line of tests/questions/profiles.jsonl holds a profile, the offset of a measure in a document (named by the SHA-256
of its file), the range of the clause that the profile decides, the right state, and the ranges of other clauses that the
profile also fulfils. Every further condition that comes out as met is an unknown counted as met.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from index.splitter import split
from index.types import Document
from qa.match.judge import judge
from qa.measures import Condition, find_measures
from qa.measures.terms import region_in
from qa.profile import read_text
from tests.bench.measures import documents

HERE = Path(__file__).resolve().parent
PROFILES = HERE.parent / "questions" / "profiles.jsonl"
DAY = date(2026, 11, 25)


def touches(condition: Condition, ranges: list[list[int]]) -> bool:
    """Whether the condition's clause shares characters with one of the ranges."""
    return any(condition.span.start < b and a < condition.span.end for a, b in ranges)


def state_of(document: Document, row: dict) -> tuple[str, list[str]]:
    """Return the state of the labelled clause and the other clauses that came out as met without a word of the profile."""
    found = find_measures(document, split(document))
    measure = next(m for m in found.measures if m.span.start <= row["measure"] < m.span.end)
    profile = read_text(row["profile"], [region_in(document) or ""], DAY)
    states: list[str] = []
    wrong: list[str] = []
    for condition in measure.conditions:
        state, _ = judge(condition, profile, measure.subject.text if measure.subject else "")
        read = any(t.kind != "opaque" for tests in condition.any_of for t in tests)
        if touches(condition, [row["clause"]]):
            if read:
                states.append(state)
        elif state == "met" and not touches(condition, row["others"]):
            wrong.append(condition.span.text)
    for wanted in ("unmet", "unknown", "met"):
        if wanted in states:
            return wanted, wrong
    return "missing", wrong


def main() -> int:
    """Print the share of right states, what was wrong, and the number of unknowns counted as met."""
    paths = [Path(a) for a in sys.argv[1:]] or [HERE.parent.parent / "seeds"]
    by_hash = {d.sha256: d for d in documents(paths)}
    rows = [json.loads(line) for line in PROFILES.read_text(encoding="utf-8").splitlines()]
    known = [r for r in rows if r["sha256"] in by_hash]
    right = turned = 0
    outcomes: Counter[str] = Counter()
    for row in known:
        state, wrong = state_of(by_hash[row["sha256"]], row)
        right += state == row["state"]
        outcomes[row["state"]] += 1
        turned += len(wrong) + (state == "met" and row["state"] != "met")
        if state != row["state"]:
            print(f"wrong {row['id']} {row['profile']} -> {state}, should be {row['state']}")
        for text in wrong:
            print(f"met without a word {row['id']} {row['profile']}: {text}")
    print(
        f"profiles {len(known)} of {len(rows)}  right {right}  unknown counted as met {turned}  {dict(outcomes)}"
    )
    return 0 if known and right == len(known) and not turned else 1


if __name__ == "__main__":
    sys.exit(main())
