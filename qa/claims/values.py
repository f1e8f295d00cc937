"""How the value of a figure of the draft stands to that of one of a source, bounds and roundings included. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from qa.figures import Figure, compare

Value = Literal["same", "weaker", "qualifier", "different", "unrelated"]

# 上百家 says of 126家 what people say, 数百家 of 540家.
_TENS = re.compile("[数几][十百千万亿]")
_HUNDREDS = re.compile("上[百千万亿]")
_SCALED = re.compile("[百千万亿](?:以[上下内]|左右|封顶|起步|多|余)?$")
_YEARS = range(1900, 2101)


def value_relation(claim: Figure, source: Figure) -> Value:
    """Return `qualifier` where the number is the same but its bound is not: the claim is then not what was said."""
    if claim.before[-1:] != source.before[-1:] and "±" in (claim.before[-1:], source.before[-1:]):
        return "qualifier"
    if source.kind == "money" and _is_bare(claim):
        claim = replace(claim, kind="money", unit=f"元{claim.unit}")
    outcome = compare(claim, source)
    if {claim.text[-2:], source.text[-2:]} == {"以上", "以下"}:
        return "different"  # 近八成以上 and 近八成以下: the bound in front hides the one behind
    if outcome == "unrelated" and claim.kind == source.kind and claim.kind in ("duration", "money"):
        return "different"  # 6个月 and 6天
    if outcome in ("same", "unrelated", "different"):
        return outcome
    if outcome == "rounded" and claim.unit == "" and claim.value in _YEARS:
        return "different"  # 2030 is no rounder 2025
    if outcome == "rounded":
        return "weaker"
    if outcome == "weaker":
        # 不足2.63% says of 2.1% what nobody would say.
        near = abs(claim.value - source.value) <= abs(source.value) / 5 or claim.unit != source.unit
        near = near or bool(_TENS.match(claim.text))
        near = near or (bool(_HUNDREDS.match(claim.text)) and source.value < 2 * claim.value)
        loose = claim.qualifier in ("about", "nearly", "over", "under")
        return "weaker" if loose and near else "qualifier"
    strict = claim.qualifier in ("over", "under") and claim.text[-1:] not in "多余"
    # 最高100万元 is a limit, 近100万元 tells what came of it.
    limit = claim.qualifier == "nearly" and source.qualifier == "at_most"
    if (
        not (strict or limit)
        and _side(claim) == _side(source)
        and _side(claim)
        and "/" not in claim.unit + source.unit
    ):
        return "weaker"  # 四成多 and 四成以上 point the same way
    if source.qualifier == "exact" and claim.qualifier == "about":
        return "weaker"
    return (
        "different" if _side(claim) * _side(source) < 0 or _cannot(claim, source) else "qualifier"
    )


def _is_bare(claim: Figure) -> bool:
    """Whether a number of a draft says nothing of what it counts: 奖20万 is 20万元 where the source speaks of money."""
    alone = claim.kind == "quantity" and claim.unit[:1] in ("", "/") and not claim.noun
    return alone and bool(_SCALED.search(claim.text))


def _side(figure: Figure) -> int:
    up = figure.qualifier in ("over", "at_least") or (
        figure.qualifier == "range" and figure.text[-1:] in "多余"
    )
    more = figure.qualifier == "about" and figure.low == figure.value != figure.high
    down = figure.qualifier in ("under", "at_most", "nearly")
    return 1 if up or more else -1 if down else 0


def _cannot(claim: Figure, source: Figure) -> bool:
    """Whether the bound of one excludes the exact number of the other: 近24家 where there are 24."""
    strict = {"over", "under", "nearly"}
    return source.qualifier == "exact" and claim.qualifier in strict
