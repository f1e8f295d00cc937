"""When is it true? The years and periods that a draft says, moves, drops or inherits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.figures import turned
from qa.proof.clauses import Clause
from qa.proof.laid import Laid, Reason, clause_at
from qa.proof.tokens import Token
from qa.proof.words import DONE_WORDS

# An average or a sum over years says nothing without the years.
_PAST_YEAR = re.compile(r"过去的?一年|这一年来|一年来")
_OVER_TIME = re.compile("年均|平均每年|累计|以来")


def times(laid: Laid) -> Reason | None:
    said = [(i, t.text) for i, t in enumerate(laid.draft) if t.kind == "period" and not t.inside]
    added = [step for step in laid.steps if step.op == "period+"]
    if any(_turned(laid.draft[step.i], laid) for step in added):
        return "scope"
    for step in added:
        clause = clause_at(laid, step)
        if clause is None or len(clause.periods) > 1:
            return "scope"
        if laid.draft[step.i].figure is not None and not _same_time(
            laid, laid.draft[step.i].text, clause
        ):
            return "scope"
    for clause in laid.clauses:
        if not laid.has_figure(clause) and not added:
            continue
        here = _said_for(laid, clause, said)
        true = laid.source.period_of(clause)
        if len(clause.periods) > 1:
            continue
        if here is not None and not _same_time(laid, here, clause):
            return "scope"
        if (
            here is None
            and true is not None
            and true not in laid.asked.periods
            and _to_come(laid, true)
        ):
            return "scope"
        needed = _several_times(laid, clause) or _OVER_TIME.search(clause.text)
        if here is None and true is not None and needed and true not in laid.asked.periods:
            return "scope"
        if here is None and true is not None and not _answers(laid, true):
            return "scope"
    return _dropped_times(laid, {text for _, text in said})


def _turned(said: Token, laid: Laid) -> bool:
    """Whether a time of the draft stands in for one of the source on the other side of it: 8月8日后 for 8月8日前."""
    left_out = [laid.source.tokens[step.j] for step in laid.steps if step.op == "period-"]
    return any(
        said.text == other.text
        and said.figure is not None
        and other.figure is not None
        and turned(said.figure, other.figure)
        for other in left_out
    )


def _answers(laid: Laid, period: str) -> bool:
    """Whether a statement about `period` answers a question that names periods of its own."""
    asked = laid.asked.periods
    return not asked or any(_resolved(laid, period) == _resolved(laid, p) for p in asked)


def _said_for(laid: Laid, clause: Clause, said: Sequence[tuple[int, str]]) -> str | None:
    """The period that a reader of the draft takes to govern what it says from this clause."""
    own = laid.at[clause.number]
    ends = [i for i in laid.at.values() if i > own]
    until = min(ends, default=len(laid.draft))
    before = [text for i, text in said if i <= own]
    inside = [text for i, text in said if own < i < until]
    if clause.periods and len(inside + before) and clause.periods[0] in (*inside, *before[-1:]):
        return clause.periods[0]
    near = before[-1:] or inside[:1]
    return near[0] if near else laid.inherited


def _same_time(laid: Laid, period: str, clause: Clause) -> bool:
    true = laid.source.period_of(clause)
    if true is not None:
        return _resolved(laid, true) == _resolved(laid, period)
    if _looks_back(laid, clause):
        return _resolved(laid, period) == _resolved(laid, "去年")
    above = {_resolved(laid, other) for other in laid.context.periods}
    return above == {_resolved(laid, period)} and not DONE_WORDS.search(clause.text)


def _to_come(laid: Laid, period: str) -> bool:
    """Whether a year had not begun when the source was published: 明年新建16所 is nothing that is there."""
    year, first = laid.context.year or "", _resolved(laid, period)[:4]
    return year.isdigit() and first.isdigit() and first > year


def _looks_back(laid: Laid, clause: Clause) -> bool:
    """Whether the paragraph says before a clause that it tells of the past year: 过去一年，工作成效明显。新建公路86公里。"""
    before = [c.text for c in laid.source.clauses[: clause.number + 1]]
    return any(_PAST_YEAR.search(text) for text in before)


def _resolved(laid: Laid, period: str) -> str:
    """Count 今年 and 去年 from the year in which the source was published."""
    if laid.context.year and laid.context.year.isdigit():
        year = int(laid.context.year)
        for word, shift in (
            ("今年", 0),
            ("本年", 0),
            ("去年", -1),
            ("上年", -1),
            ("前年", -2),
            ("明年", 1),
        ):
            if period.startswith(word):
                return str(year + shift) + period[len(word) :]
    return period


def _several_times(laid: Laid, clause: Clause) -> bool:
    first, last = laid.source.sentences[clause.sentence]
    return len({p for c in laid.source.clauses[first:last] for p in c.periods}) > 1


def _dropped_times(laid: Laid, said: set[str]) -> Reason | None:
    for step in laid.steps:
        if step.op != "period-":
            continue
        token = laid.source.tokens[step.j]
        number = laid.source.clause_of[step.j]
        clause = laid.source.clauses[number] if number >= 0 else None
        if token.text in said or token.text in laid.asked.periods or not token.text:
            continue
        if clause is None or clause.plans or clause.condition or _several_times(laid, clause):
            return "scope"
        if _to_come(laid, token.text):
            return "scope"
        if token.figure is not None and token.figure.kind != "period":
            return "scope"
    return None
