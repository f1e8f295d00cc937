"""What has ended answers only where nothing that stands does: an old measure must not be told as that of today.

Between documents that all stand nothing is chosen here; where they disagree both are shown (`qa.claims.conflicts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from index.editions import edition_key, is_rules, title_key
from index.types import DocumentInfo
from qa.documents.labels import ended, repealed
from qa.evidence.candidates import Candidate, Reading
from qa.question.dating import undated
from qa.question.document_facts import asked_fact
from qa.reader.refusal import Judgement, judge

# A sentence that scores this much less says clearly less of the question: half of its words, or none of its kind.
FAR_WORSE = 1.0


# What is arranged for one year (2019年节假日安排) says nothing of another.
_OF_A_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!以来|[—－-])")
_ARRANGED = re.compile(r"(?:通知|公告|通告|安排|函|批复)$")


def judge_standing(
    reading: Reading, document_text: Callable[[str], str], day: date | None = None
) -> Judgement:
    """Decide whether and by what `reading` answers, without what has ended wherever that can be done without.

    Before `day` an arrangement for a year that is over gives way to rules that stand. Of the documents that stand one for the same place, or the one that repeals it, comes before a document that has
    ended, unless it answers far worse; and what has run its term before what was repealed.
    """
    reading = _of_itself(reading)
    year = str((day or date.today()).year)
    over = any(_is_over(c.evidence.document, year) for c in reading.candidates)
    if over and undated(reading.question):
        rules = _without(lambda d: ended(d) or _is_over(d, year), reading, document_text)
        best = rules.reading.best if rules else None
        if rules and best and is_rules(best.evidence.document.title):
            return rules
    first = _without(ended, reading, document_text)
    if first is not None:
        return first
    whole = judge(reading, document_text)
    return (_without(repealed, reading, document_text) if whole.answers else None) or whole


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


def _is_over(document: DocumentInfo, year: str) -> bool:
    """Whether a notice is about years before `year` alone, by its title."""
    years = _OF_A_YEAR.findall(document.title)
    return bool(years and _ARRANGED.search(document.title)) and max(years) < year


def _of_itself(reading: Reading) -> Reading:
    """Return the reading of a question whether a document holds without the clauses by which one ends others than those named."""
    asked = asked_fact(reading.question.text)
    if asked is None or asked.fact != "standing":
        return reading
    named = title_key(reading.question.text)
    return replace(
        reading, candidates=tuple(c for c in reading.candidates if not _ends_others(c, named))
    )


def _ends_others(candidate: Candidate, named: str) -> bool:
    start = candidate.evidence.start + candidate.start
    end = candidate.evidence.start + candidate.end
    made = [
        change
        for change in candidate.evidence.document.changes
        if change.kind == "repeals" and start <= change.start < end
    ]
    return bool(made) and not any(c.title and edition_key(c.title) in named for c in made)


def _replaces(candidate: Candidate, old: Candidate) -> bool:
    new, document = candidate.evidence.document, old.evidence.document
    by = document.standing.by if document.standing else None
    return new.region == document.region or (by is not None and by.document_id == new.id)
