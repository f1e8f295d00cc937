"""Whose rule is cited, where the question names no place and the rules of several places would answer it alike. Pure."""

from __future__ import annotations

from collections.abc import Collection

from index.regions import same_or_within
from qa.reader import Candidate, Reading

# Another place's sentence answers as well, where it is this near to the likeliest, or to the best by words alone.
AS_LIKELY, AS_GOOD = 0.6, 0.3
NAMED = 4


def places_note(reading: Reading, cited: Collection[str]) -> str:
    """Return a note that says whose rule the documents `cited` hold, and which places have their own; "" where one place is told.

    Figures of several places (GDP of each) are told by their sentences; this is for rules, which name their place nowhere.
    """
    question = reading.question
    if question.regions or question.home or question.outside or question.titles:
        return ""
    good = _as_good(reading)
    if len({candidate.evidence.document.id for candidate in good}) < 2:
        return ""
    # Loaded where several documents answer alike: its package takes a quarter of a second of a command.
    from qa.measures.terms import region_in

    regions: dict[str, bool] = {}
    for candidate in good:
        place = region_in(candidate.evidence.document)
        if place:
            regions[place] = regions.get(place, False) or candidate.evidence.document.id in cited
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


def _as_good(reading: Reading) -> list[Candidate]:
    candidates = reading.candidates[:12]
    best = max((c.chance or 0.0 for c in candidates), default=0.0)
    if best:
        return [c for c in candidates if (c.chance or 0.0) >= AS_LIKELY * best]
    top = candidates[0].score if candidates else 0.0
    return [c for c in candidates if c.score >= top - AS_GOOD]
