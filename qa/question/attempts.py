"""The ways to understand a question in a conversation, the likeliest first: each is asked where the one before finds nothing.

Who talks about a document goes on about it (周末上班吗? after the window of an office): what names no place, body, year or
title of its own is asked of the documents that the last answer cited, under what the talk was anchored to. What they do
not answer is asked of all documents, as it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import DocumentInfo
from qa.lexicon.bigrams import bigrams
from qa.question import filled, spelled_out
from qa.question.anchors import (
    anchor_of,
    anchor_under,
    asks_which,
    marks,
    names_anchor,
    names_class,
    outer_of,
    subject_of,
)
from qa.question.followup import last_of, rewrite
from qa.question.measure_words import MEASURE
from qa.question.talk import LEAST_SUBJECT, MOST_ELLIPTIC
from qa.question.times import ASKS
from qa.question.topics import own_of, residue
from qa.question.turns import ALREADY, OTHER, PRONOUN, corrected
from qa.question.versions import asked_version
from qa.types import Turn


@dataclass(frozen=True, slots=True)
class Attempt:
    """A question that needs no history; `documents` are ids or titles of those to be asked alone, empty for all."""

    text: str
    documents: frozenset[str] = frozenset()


def attempts(question: str, history: Sequence[Turn]) -> tuple[Attempt, ...]:
    """Return the ways to understand `question`, never none; the last one asks all documents.

    Where one thing was put in the place of another (那示范企业呢), the question says all: the documents cited may well
    be about the other one.
    """
    if history and OTHER.match(question.strip()):
        return (Attempt(corrected(filled(question).strip())),)
    alone = rewrite(question, history)
    typed = spelled_out(corrected(filled(question).strip()))
    last = last_of(history)
    if last is None or not last.documents or len(typed) > MOST_ELLIPTIC or marks(typed):
        return (Attempt(alone),)
    if (edition := asked_version(typed)).version or edition.year:
        return (Attempt(alone),)  # what was cited is of another edition
    if ALREADY.search(typed):  # 现在还招吗 is not told by the notice of another year
        return (Attempt(alone),)
    same = alone == typed
    if not ASKS.search(typed) or (
        names_anchor(typed) if same else not alone.endswith(_bare(typed))
    ):
        return (Attempt(alone),)
    cited = frozenset(last.documents)
    under = _under_anchor(alone, last) if same else alone
    ways = [Attempt(under, cited)]
    if len(cited) == 1 and same and not PRONOUN.match(typed) and not names_class(last.question):
        # The one document is what the anchor named, maybe in other words; a class of it (省级, E类) is a row of many.
        ways.append(Attempt(typed, cited))
    # 中央给拨多少钱 names nothing of its own: of other documents it would be told of anything.
    return (*dict.fromkeys([*ways, Attempt(under if own_of(typed) < LEAST_SUBJECT else alone)]),)


def _bare(typed: str) -> str:
    return typed.rstrip("?？。！! ")[-3:] + "？"


def cited_among(attempt: Attempt, documents: Sequence[DocumentInfo]) -> frozenset[str]:
    """Return the ids of those of `documents` that the attempt is to ask alone."""
    wanted = attempt.documents
    return frozenset(info.id for info in documents if info.id in wanted or info.title in wanted)


# So many characters name a thing.
LEAST_OWN = 4
# 要交车辆购置税 is no subject.
_PREDICATE = re.compile(r"[要能有可还不没]")
_COUNTED = re.compile(rf"(?:多少|几)(?:{MEASURE})(?P<noun>[\u4e00-\u9fff]{{2,6}}?)[呢?？]*$")


def asks_another(asked: str, said: str) -> bool:
    """Whether `asked`, put under an anchor, is of a thing that `said` has not a word of, or counts one that it does not name.

    质量强链有哪些措施 is not told by measures for laboratories, whatever was talked about; 多少个领域 not by 78个 of platforms.
    """
    counted = _COUNTED.search(asked)
    if counted is not None and counted["noun"] not in said:
        return True
    own = residue(re.split(r"[，,]", asked)[-1])
    return len(own) >= LEAST_OWN and not bigrams(own) & bigrams(said)


def _under_anchor(question: str, last: Turn) -> str:
    """A question without an anchor of its own under that of the last; what names a thing of its own needs no softer one."""
    if asks_which(question, anchor_of(last.question)):
        anchor = anchor_under(question, last.question)
    elif len(residue(question, nouns=True)) < LEAST_SUBJECT:
        anchor = anchor_of(last.question) or subject_of(last.question)
    else:
        anchor = outer_of(last.question)
    return f"{anchor}，{question}" if anchor and not _PREDICATE.match(anchor) else question
