"""Whose rule is cited, where the question names no place and the rules of several places would answer it alike. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.fold import fold
from index.regions import same_or_within
from qa.evidence.candidates import Candidate, Reading
from qa.lexicon.bigrams import bigrams

# Another place's sentence answers as well, where it is this near to the likeliest, or to the best by words alone.
AS_LIKELY, AS_GOOD = 0.6, 0.3
# Of the pairs of letters of the shorter sentence so many stand in the other, where both are rules on one matter.
SAME = 0.5
READ, NAMED = 16, 4
NATIONAL = "全国"


def places_note(reading: Reading, cited: Collection[str]) -> str:
    """Return a note that says whose rule the documents `cited` hold, and which places have their own; "" where one place is told.

    Figures of several places (GDP of each) are told by their sentences; this is for rules, which name their place nowhere.
    """
    question = reading.question
    if question.regions or question.home or question.outside or question.titles:
        return ""
    good = _as_good(reading, cited)
    if len({candidate.evidence.document.id for candidate in good}) < 2:
        return ""
    # Loaded where several documents answer alike: its package takes a quarter of a second of a command.
    from qa.measures.places import central
    from qa.measures.terms import region_in

    regions: dict[str, bool] = {}
    for candidate in good:
        info = candidate.evidence.document
        place = region_in(info) or (NATIONAL if info.id in cited and central(info.issuer) else "")
        if place:
            regions[place] = regions.get(place, False) or info.id in cited
    # A town is in no list of regions: that the question names it shows only beside the documents.
    if any(_short(place) in question.folded for place in regions):
        return ""
    own = [place for place, is_cited in regions.items() if is_cited]
    others = [
        place
        for place in regions
        if not any(same_or_within(place, o) or same_or_within(o, place) for o in own)
    ]
    if not own or not others:
        return ""
    more = "等地" if len(others) > NAMED else ""
    return f"问题没有说明地区：所引是{'、'.join(own[:NAMED])}的规定，材料中还有{'、'.join(others[:NAMED])}{more}的规定"


def _short(place: str) -> str:
    """云岭镇 is called 云岭 too; 南镇 is not called 南."""
    folded = fold(place)
    return folded[:-1] if len(folded) > 2 and folded[-1] in "省市县区镇乡村" else folded


def _as_good(reading: Reading, cited: Collection[str]) -> list[Candidate]:
    """Return the sentences that answer as well: by what was judged or, where only the best were, by the same words."""
    candidates = reading.candidates[:READ]
    best = max((c.chance or 0.0 for c in candidates), default=0.0)
    if not best:
        top = candidates[0].score if candidates else 0.0
        return [c for c in candidates if c.score >= top - AS_GOOD]
    likely = [c for c in candidates if (c.chance or 0.0) >= AS_LIKELY * best]
    told = [bigrams(c.text) for c in likely if c.evidence.document.id in cited]
    return [c for c in candidates if c in likely or _repeats(bigrams(c.text), told)]


def _repeats(pairs: frozenset[str], told: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence says of the same matter what one of those cited does: 对承租国有资产类经营用房的企业，….."""
    return any(len(pairs & own) >= SAME * min(len(pairs), len(own)) for own in told if own)
