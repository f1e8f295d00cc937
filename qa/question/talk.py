"""What the turns of a conversation say before the next one is understood: each question by itself, and what it was about."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.question.anchors import clauses_of, names_anchor
from qa.question.topics import own_of, topic_of
from qa.question.turns import corrected
from qa.types import Turn

# Characters of a history that are read; people's own words are shorter, pasted ones must not cost time.
MOST_QUESTION, MOST_ANSWER = 200, 1200
MOST_ELLIPTIC = 32  # a follow-up is short; a long question brings its own subject
# Characters of its own from which on a question may well be about something else.
LEAST_SUBJECT = 3


def cut(turn: Turn) -> Turn:
    return replace(turn, question=turn.question[:MOST_QUESTION], answer=turn.answer[:MOST_ANSWER])


def says_nothing(turn: Turn) -> bool:
    """Whether a turn that was not answered names nothing to talk about."""
    return not turn.answer.strip("。 ") and own_of(turn.question) < LEAST_SUBJECT


# What asks by itself: 科技厅有说吗 is only added.
_ASKS_ITSELF = re.compile(r"多少|几[^乎]|什么|啥|哪|怎|如何|多[久长大高]|谁|何时")


def one_by_one(turn: Turn) -> list[Turn]:
    """A message of several questions as if they had been asked one after another."""
    asked = [part for part in re.findall(r"[^？?！!]+[？?！!]*", turn.question) if part.strip()]
    if len(asked) < 2 or not all(_ASKS_ITSELF.search(p) or "呢" in p[-2:] for p in asked):
        return [turn]
    return [replace(turn, question=part.strip()) for part in asked]


def of_the_talk(asked: str, turn: Turn, last: Turn) -> str:
    """What was asked without an anchor and told by the documents talked about, with what was talked about."""
    same = set(turn.documents) & set(last.documents) and asked == corrected(turn.question)
    if not same or names_anchor(asked) or len(asked) > MOST_ELLIPTIC:
        return asked
    about = next((c for c in clauses_of(last.question) if names_anchor(c)), "")
    return f"{topic_of(about)}，{asked}" if about else asked
