"""The questions that one message asks one after another, each as if the ones before had been asked first.

常务会议一般开几次？全体会议呢？ is two; 楼上制造噪音，能罚吗，罚多少 asks what its clauses ask.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.question.anchors import outer_of
from qa.question.decompose import ENDS, MOST_PARTS
from qa.question.followup import rewrite
from qa.question.times import ASKS, ASKS_UNMARKED
from qa.question.topics import ASKING, ASPECTS, find_places, residue, topic_of
from qa.types import Turn

_SENTENCE = re.compile(rf"[^{ENDS}]+[{ENDS}]*")
_TAG = re.compile(r"(?:[是对]|真的|是真的|没错|可以|行|这样)(?:吗|吧|不对|不是)[?？!！]+")
_CLAUSE = re.compile(r"[^,，;；。]+")


def sentences(question: str) -> tuple[str, ...]:
    """Return the questions that `question` asks one after another, each as if the ones before had been asked first.

    常务会议一般开几次？全体会议呢？ is two, with a comma too; empty where it is one. What asks nothing belongs to each.
    """
    pieces = [piece.strip() for piece in _SENTENCE.findall(question) if piece.strip()]
    if len(pieces) == 1 and pieces[0].rstrip(ENDS).endswith("呢"):
        return clauses(question)
    asked = [p for p in pieces if p[-1] in ENDS and ASKING.search(p) and not _TAG.fullmatch(p)]
    if asked and pieces[-1][-1] not in ENDS and ASKS_UNMARKED.search(fold(pieces[-1])):
        asked.append(pieces[-1])  # 多久内要备案？用不用办营业执照
    if not 2 <= len(asked) <= MOST_PARTS:
        return ()
    aside = "".join(p for p in pieces if p not in asked)
    made = [asked[0]]
    for piece in asked[1:]:
        before = Turn(question=made[-1], answer="")
        alone = rewrite(piece, [before])
        made.append(alone if alone != piece else f"{topic_of(made[-1])}，{piece}")
    return tuple(f"{text.rstrip(ENDS)}？{aside}" for text in made)


# From so many characters of its own on a clause asks of another thing than the one before.
_OWN = 4
# What is asked of the thing in the clause before: 补多少，有什么条件; 找哪个部门，电话多少.
_OF_IT = re.compile(
    rf"{ASPECTS.pattern}|什么|满足|具体|分别|最[高多低少长晚]|一[年次共户家]|每[年次户家月]|[去来]|给|能|可以|要|还|怎么|去?哪里?|年|天|月"
)


def clauses(question: str) -> tuple[str, ...]:
    """Return the questions that the clauses of one sentence ask, each with what it is about; empty where one alone asks.

    楼上制造噪音，能罚吗，罚多少 asks 楼上制造噪音，罚多少 too; 浙江的水价降多少，房租免几个月 the second of 浙江 alone.
    """
    whole = question.strip().rstrip(ENDS)
    pieces = [clause.strip() for clause in _CLAUSE.findall(whole) if clause.strip()]
    first = next((i for i, clause in enumerate(pieces) if ASKS.search(fold(clause))), len(pieces))
    later = [c for c in pieces[first + 1 :] if ASKS.search(fold(c)) or c.endswith("呢")]
    if not 1 <= len(later) < MOST_PARTS or re.search(rf"[{ENDS}“”《》（）()]", whole):
        return ()
    head, opening = "，".join(pieces[:first]), "，".join(pieces[: first + 1])
    made = [opening, *(_leaning(clause, head, opening) for clause in later)]
    return tuple(f"{text.rstrip(ENDS)}？" for text in made)


def _leaning(clause: str, head: str, first: str) -> str:
    """A clause that asks, with what it leans on: the case that was told, or what the first asked about, or its place."""
    if clause.endswith("呢"):
        return rewrite(clause, [Turn(question=first, answer="")])
    lead = head or topic_of(first)
    if not head and len(residue(_OF_IT.sub(" ", clause))) >= _OWN:
        lead = "" if find_places(clause) else outer_of(first)
    return f"{lead}，{clause}" if lead else clause
