"""Figures that 分别 deals out to those of the clause before: 总资产1.76万亿元，净资产1890.52亿元，同比分别增长11.57%和7.84%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.claims.told import Told


def dealt(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the figures, each of those dealt out in order as the change of the one that it belongs to."""
    # Where the clause itself lists what it counts (住宿和机票价格分别上涨…) nothing leans.
    return tuple(_with_partner(t, told) if t.order and t.antecedent else t for t in told)


def _with_partner(told: Told, around: Sequence[Told]) -> Told:
    assert told.order is not None
    place, count = told.order
    before = [t for t in around if t.sentence == told.sentence and t.clause[1] <= told.clause[0]]
    if len(before) != count:
        return told
    partner = before[place]
    return replace(
        told,
        narrow=partner.narrow,
        own=partner.own,
        governing=f"{partner.governing} {told.governing}",
        order=None,
        antecedent=partner.figure,
    )
