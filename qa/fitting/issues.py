"""Papers that come out every year under one name: whose year a question names (2023年保送生简章), and which issue answers it. Pure.

The year of such a paper is in its name. It may have come out at the end of the year before, and names days of that year: the
notice of 2024 says 即日起至2023年12月20日, which is no day of the notice of 2023.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from index.types import DocumentInfo
from qa.evidence.candidates import Candidate
from qa.fitting.years import selects_document
from qa.question import Question

_ISSUE = re.compile(r"(?<!\d)((?:19|20)\d{2})年?度?(?!\d)")


def of_its_issue(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates without other years' issues of a paper of which the question names one that was found."""
    documents = {c.evidence.document.id: c.evidence.document for c in candidates}
    named = {
        name_of(d)
        for d in documents.values()
        if any(selects_document(question, year, d.title) for year in question.years)
    }
    return tuple(
        c
        for c in candidates
        if name_of(c.evidence.document) not in named or _of_years(question, c.evidence.document)
    )


def name_of(document: DocumentInfo) -> str:
    """Return the title of a document without its years."""
    return _ISSUE.sub("", fold(document.title))


def of_other_years(a: DocumentInfo, b: DocumentInfo) -> bool:
    """Return whether two documents are issues of one paper for other years each."""
    years = [set(_ISSUE.findall(fold(d.title))) for d in (a, b)]
    return all(years) and years[0].isdisjoint(years[1]) and name_of(a) == name_of(b)


def _of_years(question: Question, document: DocumentInfo) -> bool:
    return not set(question.years).isdisjoint(_ISSUE.findall(fold(document.title)))
