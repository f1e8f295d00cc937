"""Numbers that tell how near an answer or an order comes to what was wanted, and how sure they are. Pure.

Chinese has no spaces, so the unit of F1 and ROUGE-L is the character. White space and punctuation do not count.
"""

from __future__ import annotations

import math
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence

from index.fold import fold

_NO_LETTER = re.compile(r"[\W_]+")
# A figure's own marks are part of it.
_MARKS = re.compile(r"(?<=\d)[.%](?=\d)|(?<=\d)%|(?<!\d)-(?=\d)")
RESAMPLES = 2000
CUTOFFS = (1, 3, 5, 10)

Ranks = Sequence[int | None]
"""For each thing that should be found, its place from 1, or None where it was not."""


def normal(text: str) -> str:
    """Return the letters and figures of a text, folded, without white space or punctuation."""
    kept = _MARKS.sub(lambda m: {".": "点", "%": "百", "-": "负"}[m[0]], fold(text))
    return _NO_LETTER.sub("", kept)


# --- answers -----------------------------------------------------------------------------------------------------


def exact(answer: str, gold: str) -> float:
    """Return 1 where both have the same letters and figures."""
    return float(normal(answer) == normal(gold))


def f1(answer: str, gold: str) -> float:
    """Return the harmonic mean of the shares of characters that each has in common with the other."""
    first, second = normal(answer), normal(gold)
    shared = (Counter(first) & Counter(second)).total()
    return 2 * shared / (len(first) + len(second)) if shared else 0.0


def rouge_l(answer: str, gold: str) -> float:
    """Return the F1 of the longest common subsequence of characters (Lin 2004, beta 1)."""
    first, second = normal(answer), normal(gold)
    shared = subsequence(first, second)
    return 2 * shared / (len(first) + len(second)) if shared else 0.0


def held(answer: str, gold: str) -> float:
    """Return the share of `gold` that stands in `answer` in order."""
    wanted = normal(gold)
    return subsequence(normal(answer), wanted) / len(wanted) if wanted else 1.0


def subsequence(first: str, second: str) -> int:
    """Return the length of the longest common subsequence, a row of bits at a time (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for i, c in enumerate(first):
        places[c] = places.get(c, 0) | 1 << i
    full = (1 << len(first)) - 1
    row = full
    for c in second:
        match = row & places.get(c, 0)
        row = ((row + match) | (row - match)) & full
    return len(first) - row.bit_count()


def best(measure: Callable[[str, str], float], answer: str, golds: Sequence[str]) -> float:
    """Return the measure against the gold answer that it is nearest to."""
    return max((measure(answer, gold) for gold in golds), default=0.0)


# --- orders ------------------------------------------------------------------------------------------------------


def recall(ranks: Ranks, k: int, *, any_of: bool = False) -> float:
    """Return the share of what is wanted among the first `k`; with `any_of`, one of them is enough."""
    found = sum(rank is not None and rank <= k for rank in ranks)
    return float(found > 0) if any_of else found / len(ranks)


def reciprocal(ranks: Ranks, k: int = 10) -> float:
    """Return 1 / the place of the first that is wanted among the first `k`, else 0."""
    return max((1 / rank for rank in ranks if rank is not None and rank <= k), default=0.0)


def ndcg(ranks: Ranks, k: int = 10, *, any_of: bool = False) -> float:
    """Return the discounted gain of binary relevance over the best possible one (Järvelin and Kekäläinen 2002).

    Wanted things that stand at one place are one: a paragraph gains once, however many quotations it holds.
    """
    places = {rank for rank in ranks if rank is not None}
    gains = [1 / math.log2(place + 1) for place in places if place <= k]
    if any_of:
        return max(gains, default=0.0)
    wanted = len(places) + sum(rank is None for rank in ranks)
    return sum(gains) / sum(1 / math.log2(i + 2) for i in range(min(wanted, k)))


def order_measures(prefix: str, ranks: Ranks, *, any_of: bool = False) -> dict[str, float]:
    """Return every measure of an order under names that begin with `prefix`."""
    measures = {f"{prefix}_recall@{k}": recall(ranks, k, any_of=any_of) for k in CUTOFFS}
    measures[f"{prefix}_mrr@10"] = reciprocal(ranks)
    measures[f"{prefix}_ndcg@10"] = ndcg(ranks, any_of=any_of)
    return measures


# --- how sure ----------------------------------------------------------------------------------------------------


def interval(values: Sequence[float], *, seed: int = 0) -> tuple[float, float]:
    """Return the bounds of the middle 95 % of means over resamples of `values` (Efron's percentile bootstrap)."""
    if not values:
        return 0.0, 0.0
    draw = random.Random(seed)
    means = sorted(statistics.fmean(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def risk_curve(
    sure: Sequence[tuple[float, bool]], *, asked: int | None = None
) -> list[tuple[float, float]]:
    """Return (coverage, risk) as ever less sure answers are let through (El-Yaniv and Wiener 2010).

    `sure` holds for every answer how sure it is and whether it is right; coverage is the share of all `asked` (by default
    as many as answers) let through, risk the share of these that is wrong. Those that are equally sure go through together.
    A refusal is no answer: it is asked, and never let through.
    """
    ordered = sorted(sure, key=lambda pair: -pair[0])
    curve, wrong = [], 0
    for i, (confidence, right) in enumerate(ordered, 1):
        wrong += not right
        if i == len(ordered) or ordered[i][0] != confidence:
            curve.append((i / (asked or len(ordered)), wrong / i))
    return curve
