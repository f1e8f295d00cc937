"""The sentence of the sources that has a number which was not found to be of the same thing: for the reader to compare. Pure.

It decides nothing: the verdict stays as it is. Drafts are written in words of their own, and the one who checks them sees at
once whether both speak of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from index.splitter import clauses
from qa.claims.ground import candidates
from qa.claims.judging import UNFOUND, Judged
from qa.claims.values import value_relation
from qa.claims.words import key, pairs
from qa.figures import Figure
from qa.proof.quotes import citation
from qa.types import Evidence

# Words of two characters that both sentences share; a number of several digits is rarely another one, another number proves least.
SHARED, SHARED_BY_RARE, SHARED_BY_OTHER, RARE = 3, 1, 4, 3
SAME = "所引原文有同样的数字，是否说同一件事请对照"
OTHER = "所引是最接近的原文，是否说同一件事请对照"
_ALIKE = ("same", "weaker", "qualifier")


def pointed_to(judged: Judged, sentence: str, evidence: Sequence[Evidence]) -> Judged:
    """Return a finding without a source with the sentence that has its number and most of its words, else with the one that
    has the most of its words and a number of its kind; as it is where none shares enough."""
    if judged.verdict != "not_found" or judged.citation is not None:
        return judged
    mine, own = _pairs(sentence), _pairs(_clause(sentence, judged.figure.start))
    rare = _digits(judged.figure) >= RARE
    best: tuple[bool, int, int] = (False, 0, 0)
    where: tuple[Evidence, tuple[int, int]] | None = None
    for rank, item in enumerate(evidence):
        for candidate in candidates(item):
            relation = value_relation(judged.figure, candidate.told.figure)
            if relation == "unrelated":
                continue
            span, same = candidate.told.sentence, relation in _ALIKE
            # Another number is near only by what the draft says of this one.
            shared = len((mine if same else own) & _pairs(item.text[slice(*span)]))
            enough = (SHARED_BY_RARE if rare else SHARED) if same else SHARED_BY_OTHER
            if shared >= enough and (same, shared, -rank) > best:
                best, where = (same, shared, -rank), (item, span)
    if where is None:
        return judged
    note = f"{judged.note or UNFOUND}；{SAME if best[0] else OTHER}"
    return replace(judged, citation=citation(*where), note=note)


def _clause(sentence: str, at: int) -> str:
    return next((sentence[a:b] for a, b in clauses(sentence) if a <= at < b), sentence)


@lru_cache(maxsize=2048)
def _pairs(sentence: str) -> frozenset[str]:
    return frozenset(p for run in key(sentence) for p in pairs(run) if len(p) > 1)


def _digits(figure: Figure) -> int:
    """Return how many digits of a number count: 3 of 86500."""
    return len(f"{figure.value.normalize():f}".replace(".", "").strip("0-"))
