"""Cases with a sum each, told one after the other: 50人以上的，补助2.4万元；100人以上的，补助4.5万元.

Each case asks for the figure that the first names; where that says 人数 alone, for what the sentence has counted before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.measures.bounds import find_bounds
from qa.measures.types import Amount, Test, Tier
from qa.measures.view import View

_CLAUSE = re.compile(r"[,;]")
_GIVES = re.compile(r"(?:可?(?:一次性)?给予|补助|补贴|奖励|资助|最高|每)")
_COUNTED = re.compile(
    r"(?:企业|单位|机构|公司|园区|[,;。:]|^)((?:(?!企业|单位|机构|公司|园区)[一-龥]){2,8}(?:人数|户数|家数|数量))"
)
# Who the first case is of may stand as a noun: 对出口额100万美元以上的企业，给予….
_CASE = re.compile(r"(?:的|企业|单位|机构|项目|主体|合作社|农户|个人)$")
_BARE = re.compile(r"(?:累计)?(?:人数|户数|家数|数量)")


def read_steps(seen: View, start: int, end: int, amounts: Sequence[Amount]) -> tuple[Tier, ...]:
    """Return the tiers that the clauses of a range tell as 〔case〕的，〔sum〕, at least two of them with a threshold of one thing."""
    clauses = seen.cut(start, end, _CLAUSE)
    tiers: list[Tier] = []
    first: Test | None = None
    for (a, b), (c, d) in pairwise(clauses):
        if not _CASE.search(seen.text, a, b) or not _GIVES.match(seen.text, c, d):
            continue
        given = [
            x
            for x in amounts
            if x.role == "amount" and seen.at[c] <= x.span.start <= seen.at[d - 1]
        ]
        inherited = f"{first.name}|{first.unit}" if first else ""
        found = find_bounds(seen, a, b, (), inherited)
        if len(given) != 1 or len(found) != 1 or found[0].test.low is None:
            continue
        test = _named(seen, start, a, found[0].test)
        if first is not None and (test.name, test.unit) != (first.name, first.unit):
            return ()
        first = first or test
        figure = found[0].figure
        tiers.append(Tier(amount=given[0], label=seen.span(figure.start, figure.end), test=test))
    return tuple(tiers) if len(tiers) >= 2 else ()


def _named(seen: View, start: int, at: int, test: Test) -> Test:
    """Return the threshold with what the sentence has counted before, where its clause says 人数 alone."""
    if not _BARE.match(seen.text, at):
        return test
    before = _COUNTED.findall(seen.text[start:at])
    return replace(test, name=before[-1]) if before else test
