"""Documents that appear again and again under one name (政府工作报告 of every year): which of them an undated question means.

A figure of 2007 is true and misleads who asks today without a year. So a question that names no time is answered by
the newest document of its series that answers it at all, and by an older one only where no newer one does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from index.fold import fold
from index.types import DocumentInfo
from qa.evidence.candidates import Candidate, Reading
from qa.question import Question
from qa.question.dating import undated
from qa.reader.scoring import FAR, SURE_FIRST

# A sentence that says this much less of the question than the best of its series may still be the one meant.
NEARLY = 0.05

_ISSUE = re.compile(
    r"(?:19|20)\d{2}(?:年度?)?|[〇零一二三四五六七八九]{4}年|第?[一二三四五六七八九十\d]+[次期届号]"
)
_SHORTEST = 4


def series_of(document: DocumentInfo) -> str | None:
    """Return the name of the series that a document belongs to: region and title without year and number."""
    name = _name(document.title)
    return f"{document.region or ''}|{name}" if name and document.published else None


@lru_cache(maxsize=50_000)
def _name(title: str) -> str:
    """The title without its year and number; empty where it has none, or nothing else."""
    name = _ISSUE.sub("", fold(title))
    return name if name != fold(title) and len(name) >= _SHORTEST else ""


Members = Mapping[str, Sequence[DocumentInfo]]
"""Series -> its documents, the oldest first."""


def members_of(documents: Sequence[DocumentInfo]) -> Members:
    """Return the series that have documents of at least two dates."""
    found: dict[str, list[DocumentInfo]] = {}
    for document in documents:
        if name := series_of(document):
            found.setdefault(name, []).append(document)
    return {
        name: sorted(members, key=lambda d: d.published or "")
        for name, members in found.items()
        if len({d.published for d in members}) > 1
    }


def meant(question: Question, members: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Return the documents of a series that a question means: the newest, or those of its years and of the next.

    What a year came to stands in the report of the next.
    """
    if undated(question):
        return [members[-1]]
    years = {str(int(year) + shift) for year in question.years for shift in (0, 1)}
    return [d for d in members if (d.published or "")[:4] in years]


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
