"""Count the false figures that the figure check calls supported, and the true restatements that it does not.

    python -m tests.bench.claim_mutations [FOLDER ...] [--lies 2000] [--paraphrases 1000] [--seed 1] [--show 20]

A lie is a true sentence of a real document with one thing changed (`tests.lies`, of the kinds that concern a figure, and `tests.claim_lies`);
only sentences with a figure count. `caught`: any verdict but supported. `false alarm`: a restatement called
contradicted or scope_differs, or not_found. Everything is checked twice. Exit code 1 when fewer than 98 % are
caught, more than 2 % are false alarms, or the second run differs.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from qa.claims import ClaimChecker, ClaimReport
from qa.figures import find_figures
from qa.proof.verbs import listed
from tests.bench.lies import _drawn
from tests.claim_lies import claim_lies
from tests.facts import facts
from tests.fakes import Shelf
from tests.lies import Case, lies
from tests.paraphrases import paraphrases

ROOT = Path(__file__).resolve().parents[2]
KINDS = frozenset(
    listed(
        "digit scale unit figure_swap qualifier noun_swap modifier direction base year region subject modality speaker title"
    )
)
CAUGHT, ALARMS = 0.98, 0.02
_MARKER = re.compile(r"\[\d+\]|【\d+】")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--lies", type=int, default=2000)
    parser.add_argument("--paraphrases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    found = [
        fact
        for folder in options.folders
        for fact in facts(folder, rng, options.lies // len(options.folders) + 1)
    ]
    print(f"facts: {len(found)} from {len({f.item.document.id for f in found})} documents")
    told = [c for c in lies(found, rng) if c.kind in KINDS]
    false = [c for c in [*told, *claim_lies(found, rng)] if _counts(c.draft)]
    true = [c for c in paraphrases(found, rng) if _counts(c.draft)]
    caught = _run("lies", _drawn(false, options.lies, rng), options.show, want=False)
    alarms = _run("restatements", _drawn(true, options.paraphrases, rng), options.show, want=True)
    return int(caught < CAUGHT or alarms < 1 - ALARMS)


def _counts(draft: str) -> bool:
    kinds = ("quantity", "money", "rate", "points", "multiple", "ratio", "age", "duration")
    figures = find_figures(_MARKER.sub("", draft))
    return any(f.kind in kinds and not f.indefinite for f in figures)


def _check(case: Case) -> ClaimReport:
    return ClaimChecker(Shelf(case.evidence)).check(_MARKER.sub("", case.draft))


def _run(name: str, cases: Sequence[Case], show: int, *, want: bool) -> float:
    began = time.perf_counter()
    reports = [_check(case) for case in cases]
    took = (time.perf_counter() - began) / max(1, len(cases)) * 1000
    same = all(
        (a.verdict, a.figures, a.words, a.citations) == (b.verdict, b.figures, b.words, b.citations)
        for a, b in zip(reports, map(_check, cases), strict=True)
    )
    right = [(report.verdict == "supported") == want for report in reports]
    for case, report, ok in zip(cases, reports, right, strict=True):
        if not ok and (show := show - 1) >= 0:
            findings = [(f.text, f.verdict, f.differs, f.note) for f in report.figures]
            print(
                f"  {case.kind}: {case.draft}\n    truth: {case.truth}\n    {report.verdict} {findings}"
            )
    kinds = Counter(case.kind for case in cases)
    missed = Counter(case.kind for case, ok in zip(cases, right, strict=True) if not ok)
    print(
        f"{name}: " + ", ".join(f"{kind} {missed[kind]}/{n}" for kind, n in sorted(kinds.items()))
    )
    print(f"{name}: verdicts {dict(sorted(Counter(r.verdict for r in reports).items()))}")
    share = sum(right) / max(1, len(cases))
    print(
        f"{name}: right {share:.2%} of {len(cases)}, {took:.0f} ms each, second run the same: {same}"
    )
    return share if same else 0.0


if __name__ == "__main__":
    sys.exit(main())
