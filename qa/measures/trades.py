"""Trades told as a list that ends in what they have in common: 旅游、住宿、餐饮、会展等受损严重行业企业."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.measures.industries import find_industries
from qa.measures.joined import OPAQUE
from qa.measures.types import Test
from qa.measures.view import View

OPEN = "等"
"""The name of a test of a list that is not all known: who is none of the trades it names may still be meant."""
_LIST = re.compile(
    r"(?P<names>(?:[一-龥]{2,8}、)+[一-龥]{2,8}?)(?P<more>等)?(?:受[一-龥]{0,8}?(?:严重|较大|大)的?|受损严重的?|困难|特困|重点|相关)*"
    r"(?:行业|领域|产业|业态)(?:的?(?:企业|单位|主体|纳税人|经营者|商户))?"
)


def listed_trades(text: str) -> tuple[int, int, Test] | None:
    """Return (start, end, test) of a list of trades of which at least two are known, None where there is none."""
    # A longer stretch is no list of trades, and each of its commas would be tried as a beginning.
    match = _LIST.search(text) if len(text) <= LONGEST and _HEAD.search(text) else None
    if match is None:
        return None
    parts = match["names"].split("、")
    # 受疫情影响较大的住宿、餐饮…: what stands before the first name is no trade and is left to a person.
    first = parts[0]
    lead = first.rfind("的") + 1
    known = [find_industries(p) for p in [first[lead:], *parts[1:]]]
    if sum(bool(k) for k in known) < FEWEST:
        return None
    values = tuple(dict.fromkeys(name for found in known for _, _, name in found))
    whole = match["more"] is None and all(known)
    start = match.start() + lead
    return start, match.end(), Test(kind="industry", name="" if whole else OPEN, values=values)


FEWEST, LONGEST = 2, 240
_HEAD = re.compile(r"、.*(?:行业|领域|产业|业态)")


def beside(seen: View, item: tuple[int, int, Test], read: Sequence[tuple[int, int, Test]]) -> bool:
    """Whether the industry is one of a list of which the rest is not read: 用能企业、节能服务企业."""
    if all(test is not OPAQUE for _, _, test in read):
        return False
    before, after = seen.text[: item[0]], seen.text[item[1] :]
    return bool(_JOINS.search(before) or re.match(r"(?:企业)?[、和及或与]", after))


_JOINS = re.compile(r"[、和或及与]$")
