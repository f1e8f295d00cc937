"""A、B占比分别超三成、五成 -> what is said of each: two statements that a draft may rest on one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from qa.proof.clauses import Clause
from qa.proof.source import Source, read_source
from qa.proof.tokens import Token

_SHARED = re.compile(
    r"占|同比|环比|比上年|增长|下降|上升|提高|降低|减少|增加|达|为|是|完成|实现|有|位列|居"
)


@lru_cache(maxsize=512)
def shared_out(text: str) -> tuple[Source, ...]:
    """Return what the 分别-clauses of `text` say of each thing: A、B占比分别超三成、五成 -> A占比超三成; B占比超五成."""
    source = read_source(text)
    return tuple(
        _alone(source, clause, tokens)
        for clause in source.clauses
        if "分别" in clause.text
        and not (clause.governors or clause.restrictors or clause.condition or clause.asks)
        for tokens in _shares(source, clause)
    )


def _shares(source: Source, clause: Clause) -> Iterator[tuple[Token, ...]]:
    """Yield subject, predicate and figure of each of the things that a clause counts in turn."""
    tokens = source.tokens
    at = next((j for j in range(clause.first, clause.last) if tokens[j].text == "分别"), None)
    if at is None:
        return
    things = _items(tokens, clause.first, at)
    values = _items(tokens, at + 1, clause.last)
    if len(things) < 2 or len(things) != len(values):
        return
    if any(sum(t.kind == "figure" for t in tokens[a:b]) != 1 for a, b in values):
        return
    last, end = things[-1]
    verb = next(
        (j for j in range(last + 1, end) if _SHARED.match(source.folded, tokens[j].start)), end
    )
    shared = tokens[verb:end]
    lead = values[0][0]
    figure = next(j for j in range(*values[0]) if tokens[j].kind == "figure")
    for (a, b), (c, d) in zip([*things[:-1], (last, verb)], values, strict=True):
        yield (*tokens[a:b], *shared, *(tokens[lead:figure] if c != lead else ()), *tokens[c:d])


def _items(tokens: tuple[Token, ...], first: int, last: int) -> list[tuple[int, int]]:
    cuts = [j for j in range(first, last) if tokens[j].kind == "list" and not tokens[j].inside]
    edges = [first - 1, *cuts, last]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _alone(source: Source, clause: Clause, tokens: tuple[Token, ...]) -> Source:
    """A source of this one statement; its offsets still count in the paragraph, and its year is the clause's."""
    period = source.period_of(clause)
    statement = replace(
        clause,
        number=0,
        sentence=0,
        first=0,
        last=len(tokens),
        subject=0,
        owner=1 if clause.owner is not None else None,
        opening="open",
        periods=(period,) if period else (),
    )
    clauses = [statement]
    if clause.owner is not None:
        clauses.append(replace(source.clauses[clause.owner], number=1, first=0, last=0))
    of_token = (0,) * len(tokens) + (-1,)
    return Source(source.flat, tokens, tuple(clauses), of_token, ((0, 1),))
