"""Documents that appear again and again under one name (政府工作报告 of every year): which of them a question means. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.fold import fold
from index.types import DocumentInfo
from qa.question import Question
from qa.question.dating import undated

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
