"""Whose figure a threshold asks for: 新药…年销售额在1亿元以上 asks for the sales of the drug, not of the enterprise;
实际交易额500万元以上的 after 公益助农活动实际交易额100万元—500万元的 for that of the same."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.measures.names import ABSOLUTE
from qa.measures.types import Condition, Measure, Test

_THING = re.compile(r"新药|品种|产品|会议|会展|赛事|竞赛|成果转化|专场|站点|独立站|海外仓|工作室")
_EQUIPMENT = re.compile(r"设备")
_OF_THINGS = frozenset({"营业收入", "销售额", "产值", "从业人数", "总投资", "面积"})


_BOUGHT = re.compile(r"(?:购置|购买|采购|引进|购入)(?P<thing>[^,的、和及或]{2,14})的")
_PRICE = re.compile(r"(?:购置|购买|采购|购入)?(?:金额|额|款|总额)|(?:购置|购买|采购)")


def of_bought(measure: Measure, subject: str) -> Measure:
    """Return the measure whose bare sums are those paid for what its subject buys: 购置机床的企业，购置金额200万元以上的."""
    bought = _BOUGHT.search(subject)
    if bought is None:
        return measure
    name = f"购置{bought['thing']}"

    def named(test: Test) -> Test:
        bare = test.kind == "bound" and _PRICE.fullmatch(test.name)
        return replace(test, name=name) if bare and test.unit.endswith("元") else test

    conditions = tuple(
        replace(c, any_of=tuple(tuple(map(named, tests)) for tests in c.any_of))
        for c in measure.conditions
    )
    amounts = tuple(
        replace(a, of=name) if a.of and _PRICE.fullmatch(a.of) else a for a in measure.amounts
    )
    return replace(measure, conditions=conditions, amounts=amounts)


def of_what(measure: Measure, subject: str) -> Measure:
    """Return the measure with the thresholds of its own clauses named after the thing that its subject is about."""
    thing = _THING.search(subject)
    equipment = _EQUIPMENT.search(subject)
    if not thing and not equipment:
        return measure

    def named(test: Test) -> Test:
        if test.kind != "bound" or test.name not in _OF_THINGS:
            return test
        if equipment and test.name == "总投资":
            return replace(test, name="设备投资")
        return replace(test, name=f"{thing[0]}{test.name}") if thing else test

    def renamed(condition: Condition) -> Condition:
        if condition.shared:
            return condition
        any_of = tuple(tuple(named(t) for t in tests) for tests in condition.any_of)
        return replace(condition, any_of=any_of)

    tiers = tuple(replace(t, test=named(t.test)) if t.test else t for t in measure.tiers)
    conditions = tuple(renamed(c) for c in measure.conditions)
    return replace(measure, conditions=conditions, tiers=tiers)


def as_before(measure: Measure, before: Measure | None) -> Measure:
    """Return the measure with the thresholds that the one before names in full named like it.

    Only names that have no meaning of their own: the 营业收入 of a later case is the enterprise's.
    """
    if before is None:
        return measure
    names = [
        (t.name, t.unit) for c in before.conditions for ts in c.any_of for t in ts if not c.shared
    ]

    def named(test: Test) -> Test:
        if test.kind != "bound" or test.name in ABSOLUTE:
            return test
        full = (n for n, unit in names if unit == test.unit and n != test.name)
        return replace(test, name=next((n for n in full if n.endswith(test.name)), test.name))

    def renamed(condition: Condition) -> Condition:
        if condition.shared:
            return condition
        any_of = tuple(tuple(named(t) for t in tests) for tests in condition.any_of)
        return replace(condition, any_of=any_of)

    return replace(measure, conditions=tuple(map(renamed, measure.conditions)))
