"""What has ended answers only where nothing that stands does: an old measure must not be told as that of today.

Between documents that all stand nothing is chosen here; where they disagree both are shown (`qa.claims.conflicts`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.types import DocumentInfo
from qa.labels import ended
from qa.reader import Candidate, Reading
from qa.reader.refusal import Judgement, judge

# A sentence that scores this much less says clearly less of the question: half of its words, or none of its kind.
FAR_WORSE = 1.0


def judge_standing(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    """Decide whether and by what `reading` answers, without what has ended wherever that can be done without.

    Of the documents that stand one for the same place, or the one that repeals it, comes before a document that has
    ended, unless it answers far worse; and what has run its term before what was repealed.
    """
    first = _without(ended, reading, document_text)
    if first is not None:
        return first
    whole = judge(reading, document_text)
    return (_without(_repealed, reading, document_text) if whole.answers else None) or whole


def _without(
    gone: Callable[[DocumentInfo], bool], reading: Reading, document_text: Callable[[str], str]
) -> Judgement | None:
    """What is judged without the documents that are gone, None where that changes nothing or does not answer."""
    best = reading.best
    stands = tuple(c for c in reading.candidates if not gone(c.evidence.document))
    if best is None or not stands or len(stands) == len(reading.candidates):
        return None
    takes_its_place = stands[0] is best or any(
        c.score >= best.score - FAR_WORSE and _replaces(c, best) for c in stands
    )
    if not takes_its_place:
        return None
    first = judge(replace(reading, candidates=stands), document_text)
    return first if first.answers else None


def _repealed(document: DocumentInfo) -> bool:
    return document.standing is not None and document.standing.state == "repealed"


def _replaces(candidate: Candidate, old: Candidate) -> bool:
    new, document = candidate.evidence.document, old.evidence.document
    by = document.standing.by if document.standing else None
    return new.region == document.region or (by is not None and by.document_id == new.id)
