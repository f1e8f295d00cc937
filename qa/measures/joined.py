"""Conditions that belong together: one of a list, what is asked of some only, a growth and the figure that grows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.measures.names import growth
from qa.measures.types import Condition, Span, Test

OPAQUE = Test(kind="opaque")
# 具有以下资质之一:上市公司、高新技术企业: one of the list is enough, and what it says before the colon belongs to it.
ONE_OF = re.compile(r"之一的?(?:[一-龥]{2,8})?:")
ITEMS = re.compile(r"[、;]|或者?")
# The head of such a list, whose items stand on lines of their own.
ANY_OF = re.compile(r"(?:之一|任一|任意一[项条个]|其中一[项条])(?:的|[一-龥]{2,6})?:?$")
# 30人(含)以下的参保企业,裁员率不高于20%: asked of these alone.
_CASE = re.compile(
    r"(?:其中,?|对于?|但)?[^,;]{0,12}?(?:\d[^,;]{0,10}?以[上下](?:\([^)]*\))?|大中?型|中小微型?|中小|小微型?|中型|小型|微型)"
    r"的?[^,;]{0,6}(?:企业|单位|机构|主体|项目|的),(?=.)"
)
_READ = ("bound", "title", "size", "opaque")


def case_end(text: str) -> int | None:
    """Return where the words end that say of whom alone the statement asks something, None where it asks all."""
    match = _CASE.match(text)
    return match.end() if match else None


def for_some(
    before: Sequence[Condition],
    case: Sequence[Test],
    asked: Sequence[Condition],
    whole: Span,
    source: str,
) -> list[Condition]:
    """Return the conditions with what is asked only of those of the `case`, which stands in `whole`.

    It takes the place of what was asked about the same before (裁员率), else it holds for them beside it.
    """
    tests = tuple(c.any_of[0] for c in asked if len(c.any_of) == 1)
    known = bool(case) and len(tests) == len(asked) and all(t.kind in _READ[:3] for t in case)
    later = tuple(t for ts in tests for t in ts)
    names = {t.name for t in later if t.kind == "bound"}
    out, taken = list[Condition](), False
    for condition in before:
        if names & {t.name for ts in condition.any_of for t in ts if t.kind == "bound"}:
            taken = True
            span = Span(
                start=condition.span.start,
                end=whole.end,
                text=source[condition.span.start : whole.end],
            )
            own = (*case, *later) if known else (OPAQUE,)
            condition = replace(condition, span=span, any_of=(*condition.any_of, own))
        out.append(condition)
    if not taken:
        others = tuple((replace(t, negated=not t.negated),) for t in case) if known else ()
        any_of = (*others, later) if known else ((OPAQUE,),)
        out.append(Condition(span=whole, any_of=any_of, shared=True))
    return out


def one_of(found: Sequence[Sequence[Condition]], span: Span) -> Condition:
    """Return the condition that one of the items holds, each given as its conditions; what is not sure stays open."""
    any_of = []
    for conditions in found:
        tests = tuple(
            t for c in conditions for t in (c.any_of[0] if len(c.any_of) == 1 else (OPAQUE,))
        )
        any_of.append(tests if tests and all(t.kind in _READ for t in tests) else (OPAQUE,))
    return Condition(span=span, any_of=tuple(any_of), shared=True)


def with_growth(made: Sequence[Condition]) -> Iterator[Condition]:
    """Yield the conditions, a growth that does not say of what named after the figure before it: 出口额1亿元以上且同比增长10%以上."""
    before = ""
    for condition in made:
        only = condition.any_of[0][0] if len(condition.any_of) == 1 else OPAQUE
        if only.kind == "bound":
            test = replace(only, name=growth(only.name, before) if only.unit == "%" else only.name)
            condition = replace(condition, any_of=((test,),))
            before = only.name
        yield condition
