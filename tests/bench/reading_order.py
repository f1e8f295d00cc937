"""Pages with columns in the wrong order, and what repair makes of them with the embedded model; one line a figure.

    python -m tests.bench.reading_order DATA [--half final] [--pages 200] [--seed 1] [--no-model] [--show]

A fragment is put back where it stands behind its sentence again with all its paragraphs. A move is wrong where the two
texts that it joins were not one sentence. On truncated pages nothing was moved, so that every move is wrong.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from index.repair import JointScorer, Repaired, repair
from qa import assemble
from qa.config import Settings
from qa.generators.joints import LEFT, RIGHT
from tests.bench.pages import Page, pages, truncated
from tests.bench.texts import HALVES, draw

_SPACE = re.compile(r"\s+")
_POOL = 6  # documents drawn for each page; some are tables or have no running text


class Counted:
    """A scorer that counts the different joints it was asked about, and the time that they took."""

    def __init__(self, scorer: JointScorer) -> None:
        self.joints: set[tuple[str, str]] = set()
        self.seconds = 0.0
        self._scorer = scorer

    def score(self, joints: Sequence[tuple[str, str]]) -> Sequence[float]:
        started = time.monotonic()
        scores = self._scorer.score(joints)
        self.seconds += time.monotonic() - started
        self.joints.update((left[-LEFT:], right[:RIGHT]) for left, right in joints)
        return scores


def bare(text: str) -> str:
    """Return the text without white space."""
    return _SPACE.sub("", text)


def joins_of(raw: str, repaired: Repaired) -> list[tuple[str, str]]:
    """Return the ends of the texts that moves have joined, without white space."""
    made = []
    for before, after in pairwise(repaired.segments):
        stop = before.raw_start + before.end - before.start
        seam = repaired.text[before.end - 1 : after.start + 1]
        in_order = stop <= after.raw_start and not raw[stop : after.raw_start].strip()
        if "\n" not in seam and not in_order:
            left = repaired.text[max(0, before.end - 12) : before.end].rpartition("\n")[2]
            right = repaired.text[after.start : after.start + 12].partition("\n")[0]
            made.append((bare(left), bare(right)))
    return made


def judge(page: Page, scorer: JointScorer | None, counts: Counter[str], *, show: bool) -> None:
    """Count what became of one page."""
    repaired = repair(page.raw, scorer=scorer)
    clean, stories = bare(repaired.text), [bare(story) for story in page.stories]
    for left, right in page.joints:
        mended = bare(left) + bare(right)[:10] in clean
        whole = bare(left) + bare(right) in clean
        counts["fragments"] += 1
        counts["sentences mended"] += mended
        counts["put back"] += whole
        if show and not whole:
            print(f"mended={mended}: {left!r} | {right[:16]!r} in {len(page.stories)} stories")
    counts["moves"] += sum(item.kind == "moved" for item in repaired.repairs)
    true = "".join(stories)
    for left, right in joins_of(page.raw, repaired):
        if left + right not in true:
            counts["wrong moves"] += 1
            if show:
                print(f"WRONG: {left!r} | {right!r}")
    counts["whole pages"] += all(story in clean for story in stories)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=HALVES, default="final")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    pool = draw(arguments.data, arguments.half, _POOL * arguments.pages, arguments.seed)
    made = pages([item.text for item in pool], arguments.pages, chance)
    model = None if arguments.no_model else assemble.joint_scorer(Settings.from_env())
    scorer = Counted(model) if model else None
    run(made, scorer, chance, show=arguments.show)
    if model:
        model.close()


def run(made: Sequence[Page], scorer: Counted | None, chance: random.Random, *, show: bool) -> None:
    """Print what becomes of the pages, and of pages on which nothing was moved."""
    counts: Counter[str] = Counter()
    for page in made:
        judge(page, scorer, counts, show=show)
    share = counts["put back"] / max(counts["fragments"], 1)
    print(
        f"scrambled: {len(made)} pages, {counts['fragments']} fragments, put back {counts['put back']} "
        f"({share:.1%}), sentences mended {counts['sentences mended']}, moves {counts['moves']}, "
        f"wrong {counts['wrong moves']}, pages whole {counts['whole pages']}"
    )
    if scorer:
        asked = len(scorer.joints)
        print(f"joints scored: {asked}, {scorer.seconds / max(asked, 1):.2f} s each")
    moved = changed = 0
    for page in made:
        repaired = repair(truncated(page, chance), scorer=scorer)
        moved += any(item.kind == "moved" for item in repaired.repairs)
        clean = repair("\n\n".join(page.stories), scorer=scorer)
        changed += any(item.kind == "moved" for item in clean.repairs)
    print(f"truncated: {len(made)} pages, moves made {moved}")
    print(f"sound: {len(made)} pages, moves made {changed}")


if __name__ == "__main__":
    main()
