"""Count the lies that pass the verifier, and the true paraphrases that do not.

    python -m tests.bench.lies [FOLDER ...] [--lies 10000] [--paraphrases 1000] [--seed 1] [--show 20]

Default folder: the project's seeds/. Prints one line a kind; exit code 1 when a lie passes or too few paraphrases do.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from qa.citations import Supported, check
from tests.facts import Fact, facts
from tests.lies import Case, lies
from tests.paraphrases import paraphrases

ROOT = Path(__file__).resolve().parents[2]
PARAPHRASE_TARGET = 0.97


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--lies", type=int, default=10_000)
    parser.add_argument("--paraphrases", type=int, default=1_000)
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
    accepted = _lies(found, rng, options)
    share = _paraphrases(found, rng, options)
    return int(accepted > 0 or share < PARAPHRASE_TARGET)


def _drawn(cases: list[Case], most: int, rng: random.Random) -> list[Case]:
    """Draw evenly over the kinds, so that a rare kind is not drowned by a common one."""
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    for group in by_kind.values():
        rng.shuffle(group)
    chosen: list[Case] = []
    while by_kind and len(chosen) < most:
        for kind in list(by_kind):
            chosen.append(by_kind[kind].pop())
            if not by_kind[kind]:
                del by_kind[kind]
    return chosen[:most]


def _lies(found: list[Fact], rng: random.Random, options: argparse.Namespace) -> int:
    cases = _drawn(lies(found, rng), options.lies, rng)
    told, passed, shown = Counter(c.kind for c in cases), Counter[str](), 0
    began = time.perf_counter()
    for case in cases:
        verdict = check(case.draft, case.evidence)
        if isinstance(verdict, Supported):
            passed[case.kind] += 1
            shown += 1
            if shown <= options.show:
                print(
                    f"  ACCEPTED {case.kind}: {case.draft}\n    truth: {case.truth}\n    quote: {[c.quote for c in verdict.citations]}"
                )
    took = (time.perf_counter() - began) / max(1, len(cases)) * 1000
    print(
        "lies: "
        + ", ".join(f"{kind} {passed[kind]}/{count}" for kind, count in sorted(told.items()))
    )
    print(f"lies accepted: {sum(passed.values())} of {len(cases)}; {took:.1f} ms a check")
    return sum(passed.values())


def _paraphrases(found: list[Fact], rng: random.Random, options: argparse.Namespace) -> float:
    cases = _drawn(paraphrases(found, rng), options.paraphrases, rng)
    told, passed, shown = Counter(c.kind for c in cases), Counter[str](), 0
    for case in cases:
        verdict = check(case.draft, case.evidence)
        if isinstance(verdict, Supported):
            passed[case.kind] += 1
        else:
            shown += 1
            if shown <= options.show:
                print(
                    f"  REJECTED {case.kind} ({verdict.reason} {verdict.detail}): {case.draft}\n    truth: {case.truth}"
                )
    share = sum(passed.values()) / max(1, len(cases))
    print(
        "paraphrases: "
        + ", ".join(f"{kind} {passed[kind]}/{count}" for kind, count in sorted(told.items()))
    )
    print(f"paraphrases accepted: {sum(passed.values())} of {len(cases)} ({share:.1%})")
    return share


if __name__ == "__main__":
    sys.exit(main())
