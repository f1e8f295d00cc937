"""Sums by size of enterprise in one sentence: 大型企业按30%返还，中小微企业按60%返还 is for all of them, each with its own rate."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from qa.measures.types import Amount, Measure, Span, Test, Tier
from qa.measures.view import View
from qa.measures.words import SIZES

_CUT = re.compile(r"[,;、]")
_OTHER = re.compile(
    r"(?:对|而)?(?P<size>大中型|大型|中小微型?|中小型?|小微型?|中型|小型|微型)企业(?:[和及、]个体工商户)?(?=按|给予|可|每|最高|补|返|减|免|则|为)"
)


def by_sizes(seen: View, gives: int, end: int, measure: Measure) -> Measure:
    """Return the measure for the sizes that its later clauses give sums of their own, with a tier for each; `gives` is where it gives."""
    sizes = [c for c in measure.conditions if not c.shared and c.any_of[0][0].kind == "size"]
    own = sizes[0] if len(sizes) == 1 else None
    found = [
        (match, a)
        for a, b in seen.cut(gives, end, _CUT)
        if (match := _OTHER.match(seen.text, a, b))
    ]
    if own is None or not found:
        return measure
    starts = [gives, *(a for _, a in found), end]
    given = [_first(measure.amounts, seen, a, b) for a, b in pairwise(starts)]
    tests = [Test(kind="size", values=(_name(m["size"]),)) for m, _ in found]
    last = seen.span(*found[-1][0].span())
    span = Span(start=own.span.start, end=last.end, text=seen.source[own.span.start : last.end])
    whole = replace(own, span=span, any_of=(*own.any_of, *((t,) for t in tests)))
    conditions = tuple(whole if c is own else c for c in measure.conditions)
    labels = [own.span, *(seen.span(*m.span("size")) for m, _ in found)]
    tiers = tuple(
        Tier(amount=replace(a, of=a.of or _of(given)), label=s, test=t)
        for a, s, t in zip(given, labels, [own.any_of[0][0], *tests], strict=True)
        if a is not None
    )
    return replace(measure, conditions=conditions, tiers=measure.tiers or tiers)


def _name(size: str) -> str:
    return next(n for n in (f"{size}企业", f"{size.removesuffix('型')}企业") if n in SIZES)


def _first(amounts: tuple[Amount, ...], seen: View, start: int, end: int) -> Amount | None:
    inside = (a for a in amounts if seen.at[start] <= a.span.start <= seen.at[end - 1])
    return next((a for a in inside if a.role != "cap"), None)


def _of(given: list[Amount | None]) -> str:
    return next((a.of for a in given if a is not None and a.of), "")
