"""A sentence that may answer, with where it stands, and all of a question's, best first. They say nothing of whether one does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qa.figures import Figure
from qa.question import Question
from qa.question.coverage import Weights
from qa.types import Evidence

# The name of an attached file: 补助申请表.docx.
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|txt|csv|jpe?g|png)\s*$", re.I)


def titles(item: Evidence) -> bool:
    """Return whether a passage only stands above what is said or beside it: a heading, a question asked there, an attached file."""
    return item.passage.kind in ("question", "heading") or bool(_FILE.search(item.passage.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer: `evidence.text[start:end] == text`.

    `local` is the share of the question that the sentence itself covers, `whole` with its context (the sentence
    before it, the title, section, speaker and question of its passage); `typed` says that it holds the kind of
    thing that was asked for; `chance` is the relevance model's probability that it answers, None where it was not
    asked. `asked` is the place in the document of a question right before it: what is said of that is said of it.
    `below` is the item for which a sentence that announces several was taken: the two are one rule.
    """

    evidence: Evidence
    start: int
    end: int
    text: str
    score: float
    local: float
    whole: float
    typed: bool
    figures: tuple[Figure, ...]
    chance: float | None = None
    asked: tuple[int, int] | None = None
    below: Candidate | None = None

    @property
    def titles(self) -> bool:
        """Whether its passage only stands above what is said: a heading, or a question that is asked there."""
        return titles(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The candidates, best first, and the weights they were judged by."""

    question: Question
    weights: Weights
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def said_by(item: Evidence) -> str:
    """Return the office and name of who speaks in a paragraph, empty where nobody does."""
    return f"{item.passage.role or ''}{item.passage.speaker or ''}"


def context_text(item: Evidence) -> str:
    """Return what is known about a passage beside its text: title, number, issuer, region, date, section, who spoke."""
    passage, document = item.passage, item.document
    about = (document.title, document.number, document.issuer, document.region, document.published)
    parts = (*about, *passage.section)
    said = "\n".join(
        part for part in (*parts, passage.question, passage.role, passage.speaker) if part
    )
    return "\n".join((said, *_short_names(said)))


# 北京大学 is 北大, 中国人民大学 is 人大.
_UNIVERSITY = re.compile(r"(?:中国)?([\u4e00-\u9fff])[\u4e00-\u9fff]{1,5}大学")


@lru_cache(maxsize=1024)
def _short_names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{m[1]}大" for m in _UNIVERSITY.finditer(text)))


def any_near(own: Iterable[Candidate], candidates: Iterable[Candidate], share: float) -> bool:
    """Return whether one of `own` has at least this share of the probability of the likeliest of `candidates`, if any is judged."""
    most = max((c.chance or 0.0 for c in candidates), default=0.0)
    return any((c.chance or 0.0) >= share * most > 0 for c in own)
