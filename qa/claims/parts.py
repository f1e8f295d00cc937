"""What a sentence says of one of its figures, and not of another like it. Pure.

在乡镇住院，报销85%；在县级医院住院，报销75%: where there is a stay is said of one of the two."""

from __future__ import annotations

from functools import lru_cache

from qa.claims.told import Told, read_told
from qa.claims.words import Span
from qa.evidence.clauses import clause_spans, segment_of


@lru_cache(maxsize=4096)
def own_part(text: str, told: Told) -> str:
    """Return the sentence of a figure without the clauses that count the like of something else, and those that set their scene."""
    start, end = told.sentence
    sentence = text[start:end]
    inside = [t for t in read_told(text) if t.sentence == told.sentence]
    alike = [t.figure.start - start for t in inside if _like(t, told)]
    counted = [t.figure.start - start for t in inside]
    own = (told.whole[0] - start, told.whole[1] - start)
    if not any(at < own[0] or at >= own[1] for at in alike):
        return sentence
    segment = segment_of(sentence, told.figure.start - start)
    spans = clause_spans(sentence)
    before = [s for s in spans if _holds(s, alike) and s[1] <= own[0]][-1:]
    scene = [
        s for s in spans if before and before[0][1] <= s[0] < own[0] and not _holds(s, counted)
    ]
    after = [s for s in spans if _holds(s, alike) and s[0] >= own[1]][:1]

    def kept(span: Span) -> bool:
        if own[0] <= span[0] < own[1]:
            return True
        if _holds(span, alike):
            return False
        here = segment_of(sentence, span[0])
        if here != segment and _holds(here, alike):
            return False
        if _holds(span, counted):
            return True
        theirs = bool(scene) and span[1] <= before[0][0]
        return not theirs and not (after and own[1] <= span[0] < after[0][0])

    return "，".join(sentence[a:b] for a, b in spans if kept((a, b)))


def _holds(span: Span, places: list[int]) -> bool:
    return any(span[0] <= at < span[1] for at in places)


def _like(other: Told, told: Told) -> bool:
    one, two = other.figure, told.figure
    return (one.kind, one.unit) == (two.kind, two.unit)
