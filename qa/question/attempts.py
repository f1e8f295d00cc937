"""The ways to understand a question in a conversation, the likeliest first: each is asked where the one before finds nothing.

Who talks about a document goes on about it (周末上班吗? after the window of an office): what names no place, body, year or
title of its own is asked of the documents that the last answer cited, under what the talk was anchored to. What they do
not answer is asked of all documents, as it stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.types import DocumentInfo
from qa.question import filled
from qa.question.anchors import anchor_of, marks, names_anchor, subject_of
from qa.question.followup import LEAST_SUBJECT, MOST_ELLIPTIC, last_of, rewrite
from qa.question.times import ASKS
from qa.question.topics import residue
from qa.types import Turn


@dataclass(frozen=True, slots=True)
class Attempt:
    """A question that needs no history; `documents` are ids or titles of those to be asked alone, empty for all."""

    text: str
    documents: frozenset[str] = frozenset()


def attempts(question: str, history: Sequence[Turn]) -> tuple[Attempt, ...]:
    """Return the ways to understand `question`, never none; the last one asks all documents."""
    alone = rewrite(question, history)
    last = last_of(history)
    if last is None or not last.documents or len(question) > MOST_ELLIPTIC or marks(question):
        return (Attempt(alone),)
    if alone != filled(question):
        return (Attempt(alone, frozenset(last.documents)), Attempt(alone))
    if names_anchor(question) or not ASKS.search(question):
        return (Attempt(alone),)
    return (Attempt(_under_anchor(alone, last), frozenset(last.documents)), Attempt(alone))


def cited_among(attempt: Attempt, documents: Sequence[DocumentInfo]) -> frozenset[str]:
    """Return the ids of those of `documents` that the attempt is to ask alone."""
    wanted = attempt.documents
    return frozenset(info.id for info in documents if info.id in wanted or info.title in wanted)


def _under_anchor(question: str, last: Turn) -> str:
    """A question without an anchor of its own under that of the last; what names a thing of its own needs no softer one."""
    anchor = anchor_of(last.question)
    if not anchor and len(residue(question, nouns=True)) < LEAST_SUBJECT:
        anchor = subject_of(last.question)
    return f"{anchor}，{question}" if anchor else question
