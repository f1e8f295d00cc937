"""Dense and lexical candidates to one order without repetitions. Pure: knows neither the file nor the views."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.fold import fold
from index.scoring import Words
from index.tokens import figure_tokens
from index.types import PassageKind

# Two texts of this many letters do not agree by chance; shorter ones may say the same of different things.
_TELLING = 60
# A reprint with a few words before or after it is still the reprint.
_REPRINT = 0.9
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage to be ranked.

    `cosine` is that of its vector with the question's, `matched` the question's tokens that it holds, `coverage`
    the share 0..1 of the question's weight that they have. `context` is what stands around it.
    """

    row: int
    document: int
    kind: PassageKind
    text: str
    context: str
    cosine: float
    matched: tuple[str, ...]
    coverage: float


def fuse(candidates: Sequence[Candidate], words: Words) -> list[tuple[Candidate, float]]:
    """Return the candidates with their scores, the best first."""
    scored = [(candidate, candidate.cosine + 0.3 * candidate.coverage) for candidate in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].row))


def distinct(scored: Sequence[tuple[Candidate, float]], k: int) -> list[tuple[Candidate, float]]:
    """Return the first `k` that do not repeat an earlier one.

    Only what is the same in every letter and figure counts as a repetition, give or take a few words before or
    after it: one other character may be another region, year or amount. A short text repeats another only in the
    same context, because 最高补助50万元 under two titles are two facts.
    """
    kept: list[tuple[Candidate, float]] = []
    letters: list[str] = []
    for candidate, score in scored:
        if len(kept) == k:
            break
        own = _NO_LETTER.sub("", fold(candidate.text))
        if not any(
            _repeats(own, other, candidate, each)
            for other, (each, _) in zip(letters, kept, strict=True)
        ):
            kept.append((candidate, score))
            letters.append(own)
    return kept


def _repeats(own: str, other: str, candidate: Candidate, earlier: Candidate) -> bool:
    shorter, longer = sorted((own, other), key=len)
    if len(shorter) < _REPRINT * len(longer) or shorter not in longer:
        return False
    if len(shorter) < _TELLING and candidate.context != earlier.context:
        return False
    return figure_tokens(candidate.text) == figure_tokens(earlier.text)
