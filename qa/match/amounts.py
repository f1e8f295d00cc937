"""What follows from the tiers and rates of a measure for this enterprise, with the sum that gives it.

Only from stated figures and only where nothing is left open: an amount that would need a guess is not computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from index.fold import fold
from qa.match.counted import EACH, by_count, exact, least_cap, same
from qa.match.judge import check, money
from qa.match.naming import of_another_year
from qa.match.types import Estimate
from qa.measures.types import Amount, Measure, Tier
from qa.profile import Fact, Profile
from qa.profile.derive import plain


def estimate(measure: Measure, profile: Profile) -> Estimate | None:
    """Return what the measure would give, None where the text or the profile does not say enough."""
    if measure.intention and not measure.amounts:
        return None
    whole = "".join(measure.span.text.split())
    facts = tuple(f for f in profile.facts if not of_another_year(whole, "", f.year))
    profile = replace(profile, facts=facts)
    tier = _tier(measure, profile)
    if measure.tiers and tier is None and any(t.test for t in measure.tiers):
        return None
    ratios = [tier.amount] if tier and tier.amount.role == "ratio" else _of(measure, "ratio")
    caps = _caps(measure, tier)
    if caps is None:
        return None
    if len(ratios) == 1 and (not measure.tiers or tier):
        return _by_rate(measure, ratios[0], caps, profile)
    amounts = [tier.amount] if tier else _of(measure, "amount")
    if len(amounts) != 1 or ratios:
        return None
    return _fixed(measure, amounts[0], tier, caps, profile)


def _caps(measure: Measure, tier: Tier | None) -> list[Amount] | None:
    """Return the caps that hold in the tier: 分别按30%、20%补助，最高50万元、20万元 has one for each; None where it is open which."""
    caps = _of(measure, "cap")
    if tier is not None and tier.amount.role == "cap":
        return [tier.amount]
    listed = [c for c in caps if c.unit == "元"]
    if not any(_listed(measure, a, b) for a, b in pairwise(listed)):
        return caps
    if tier is None or len(listed) != len(measure.tiers):
        return None
    return [listed[measure.tiers.index(tier)]]


def _listed(measure: Measure, one: Amount, other: Amount) -> bool:
    """Whether two figures of the measure stand side by side: 最高50万元、20万元."""
    at = measure.span.start
    gap = measure.span.text[max(one.span.end - at, 0) : max(other.span.start - at, 0)]
    return gap.strip() in ("、", "和")


def _of(measure: Measure, role: str) -> list[Amount]:
    return [a for a in measure.amounts if a.role == role]


def _tier(measure: Measure, profile: Profile) -> Tier | None:
    """Return the highest tier that is reached; None where none is, or one above may be."""
    if measure.tiers and all(t.test is None for t in measure.tiers):
        return _named_tier(measure, profile)
    reached, may_be = None, list[Tier]()
    for tier in measure.tiers:
        if tier.test is None:
            return None
        label = "".join(tier.label.text.split())
        state, _ = check(tier.test, profile, label, measure.span.text)
        if state == "unknown":
            may_be.append(tier)
        if state == "met" and (reached is None or _above(tier, reached)):
            reached = tier
    known = reached is not None and not any(_above(t, reached) for t in may_be)
    return reached if known else None


_GRADE = r"[甲乙丙丁特][级等]|[一二三四五六七]星级?|[1-5]A级?|A{1,5}级?"
_LEVEL = re.compile(
    rf"(?:(?:国家|省|市|县|区)级|国家|{_GRADE})$|^(?:(?:国家|省|市|县|区)级|{_GRADE})"
)
# 三星级、四星级的酒店: what the grades are of stands behind the last.
_GRADED = re.compile(r"的?([一-龥]{2,8}?)(?=[,，的;；。]|分别|一次性|最高|给予)")
_NOT_YET = re.compile(r"(?:没|未|不|非|想|准备|申报|申请|争取|打算|计划|目标)[^,。;]{0,6}$")


def _named_tier(measure: Measure, profile: Profile) -> Tier | None:
    """Return the tier that the profile names in so many words: 省级工程研究中心 of 国家级、省级工程研究中心."""
    labels = ["".join(t.label.text.split()) for t in measure.tiers]
    thing = _LEVEL.sub("", labels[-1])
    if len(thing) < LEAST:
        after = measure.span.text[max(measure.tiers[-1].label.end - measure.span.start, 0) :]
        named = _GRADED.match("".join(after.split()))
        thing = named[1] if named else ""
    if len(thing) < LEAST or not all(_LEVEL.search(label) for label in labels):
        return None
    said = fold("".join(profile.text.split()))
    reached = []
    for tier, label in zip(measure.tiers, labels, strict=True):
        level = _LEVEL.search(label)
        own = level[0] if level else ""
        ways = (f"{own}{thing}", f"{own}的{thing}", f"{own}级{thing}")
        at = max(said.find(way) for way in ways)
        if at >= 0 and not _NOT_YET.search(said[:at]):
            reached.append(tier)
    return reached[0] if len(reached) == 1 else None


LEAST = 2  # characters of a name


def _above(tier: Tier, other: Tier) -> bool:
    """Whether a tier is higher than another: by its threshold, else by what it gives."""
    a, b = tier.test, other.test
    if a is None or b is None or a.low is None or b.low is None:
        return tier.amount.value > other.amount.value
    return a.low > b.low


def _by_rate(
    measure: Measure, ratio: Amount, caps: Sequence[Amount], profile: Profile
) -> Estimate | None:
    base = _base(measure, ratio, profile)
    if base is None or ratio.unit != "%":
        return None
    value, shown = base
    low, high = value * ratio.value / 100, value * ratio.high / 100
    cap = least_cap(caps)
    limit = cap.value if cap else None
    rate = f"{plain(ratio.value)}%" + (
        f"—{plain(ratio.high)}%" if ratio.high != ratio.value else ""
    )
    formula = f"{shown}×{rate}＝{_range(low, high)}"
    if any(
        c.unit not in ("元", "元/年") and "元" in c.unit and (c.unit[0] != "元" or c.value < high)
        for c in caps
    ):
        return None  # 每个展位最高5万元: how many is not known; 最高20万美元: at which rate
    if cap is not None and limit is not None:
        capped = high > limit
        formula += f"，{'超过' if capped else '未超过'}上限{money(limit, '元')}"
        low, high = min(low, limit), min(high, limit)
    return Estimate(text=_range(low, high), formula=formula)


def _range(low: Decimal, high: Decimal) -> str:
    return money(low, "元") if low == high else f"{money(low, '元')}至{money(high, '元')}"


def _base(measure: Measure, ratio: Amount, profile: Profile) -> tuple[Decimal, str] | None:
    """Return what the rate is taken of, and how it reads; of 超出额 the part above the threshold."""
    if ratio.of == "超出额":
        bound = next(
            (
                t
                for c in measure.conditions
                for tests in c.any_of
                for t in tests
                if t.kind == "bound"
            ),
            None,
        )
        if bound is None or bound.low is None or bound.unit != "元" or "增长" not in bound.name:
            return None
        fact = profile.fact(bound.name)
        value = exact(fact)
        if value is None or fact is None or value <= bound.low:
            return None
        return value - bound.low, f"（{money(value, '元')}－{money(bound.low, '元')}）"
    fact = _meant(ratio.of, measure, profile) if ratio.of else None
    value = exact(fact)
    if value is None or fact is None or fact.unit != "元":
        return None
    return value, f"{ratio.of}{money(value, '元')}"


def _meant(name: str, measure: Measure, profile: Profile) -> Fact | None:
    """Return the figure of that name, or the only one that is named by the same words: 付利息 for 实际支付利息."""
    if fact := profile.fact(name):
        return fact
    clause = "".join(measure.span.text.split())
    found = [f for f in profile.facts if f.clause and same(name, clause, f, profile)]
    return found[0] if len(found) == 1 else None


def _fixed(
    measure: Measure, amount: Amount, tier: Tier | None, caps: Sequence[Amount], profile: Profile
) -> Estimate | None:
    if tier is not None:
        fact = profile.fact(tier.test.name) if tier.test and tier.test.kind == "bound" else None
        reason = (
            f"{fact.words}，达到“{tier.label.text}”一档" if fact else f"按“{tier.label.text}”一档"
        )
        if "/" not in amount.unit:
            return Estimate(text=money(amount.value, amount.unit), formula=reason)
    if amount.unit == "元" and measure.kind in ("award", "subsidy"):
        before = measure.span.text[: max(amount.span.start - measure.span.start, 0)]
        if EACH.search("".join(before.split())):
            return None  # 每张床位补助5000元: how many is not known
        return Estimate(
            text=money(amount.value, "元"), formula=f"原文载明定额{amount.span.text}", fixed=True
        )
    return by_count(measure, amount, tier, caps, profile)
