"""Of a series of documents (政府工作报告 of every year) the newest that answers: where no time is asked about, what older ones say is left out.

A figure of 2007 is true and misleads who asks today without a year. Where no newer document of the series answers at all, an older one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.evidence.candidates import Candidate, Reading
from qa.question.dating import undated
from qa.reader.scoring import FAR, SURE_FIRST
from qa.retrieval.series import Members, series_of

# A sentence that says this much less of the question than the best of its series may still be the one meant.
NEARLY = 0.05


def current(reading: Reading, members: Members) -> Reading:
    """Return the reading without what older documents of a series say, where a newer one of it answers."""
    if not undated(reading.question):
        return reading
    candidates = reading.candidates
    for name in members:
        own = [c for c in candidates if series_of(c.evidence.document) == name]
        since = _answering_since(own)
        candidates = tuple(
            c
            for c in candidates
            if series_of(c.evidence.document) != name or _published(c) >= since
        )
    return replace(reading, candidates=candidates)


def _answering_since(own: Sequence[Candidate]) -> str:
    """The date of the newest document of a series that answers, by comparison with the best of those that are newer still."""
    since = ""
    while newer := [c for c in own if _published(c) >= since]:
        found = max((_published(c) for c in newer if _answers(c, newer[0])), default=since)
        if found == since:
            break
        since = found
    return since


def _published(candidate: Candidate) -> str:
    return candidate.evidence.document.published or ""


def _answers(candidate: Candidate, best: Candidate) -> bool:
    """Whether a sentence holds the kind of thing asked for, and is about as good as the best of its series."""
    if not candidate.typed or candidate.titles:
        return False
    likely = candidate.chance is None or candidate.chance >= FAR * (best.chance or 0.0)
    says = candidate.local >= best.local - NEARLY
    return (likely and says) or (candidate.chance or 0.0) >= SURE_FIRST
