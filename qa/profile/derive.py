"""What follows from stated facts: the share of research in sales, and the size class by the national standard."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qa.measures.industries import belongs
from qa.profile.types import Fact, Profile

# 《中小企业划型标准规定》（工信部联企业〔2011〕300号）第四条第二项，工业.
_INDUSTRY_STAFF = (1000, 300, 20)
_INDUSTRY_REVENUE = (400_000_000, 20_000_000, 3_000_000)
_CLASSES = ("大型", "中型", "小型", "微型")


def derive(profile: Profile) -> Profile:
    """Return the profile with what follows from it; nothing that was stated is changed."""
    facts = list(profile.facts)
    spent, revenue = profile.fact("研发费用"), profile.fact("营业收入")
    share = "研发费用占营业收入比例"
    if spent and revenue and profile.fact(share) is None and _exact(spent) and _exact(revenue):
        assert spent.low is not None and revenue.low is not None
        if revenue.low > 0 and spent.unit == revenue.unit:
            rate = spent.low / revenue.low * 100
            formula = f"{spent.words}÷{revenue.words}＝{plain(rate)}%"
            facts.append(
                Fact(
                    name=share,
                    low=rate,
                    high=rate,
                    unit="%",
                    words=f"{spent.words}、{revenue.words}",
                    formula=formula,
                )
            )
    profile = replace(profile, facts=tuple(facts))
    classes = {"大型", "中型", "小型", "微型", "个体"}
    if not profile.sizes & classes and (named := _size(profile)) is not None:
        size, words = named
        return replace(
            profile,
            sizes=profile.sizes | {size},
            size_words="；".join(w for w in (profile.size_words, words) if w),
        )
    return profile


def _exact(fact: Fact) -> bool:
    return fact.low is not None and fact.low == fact.high


def _size(profile: Profile) -> tuple[str, str] | None:
    """Return the size class of an industrial enterprise by its staff and revenue, with the rule."""
    staff, revenue = profile.fact("从业人数"), profile.fact("营业收入")
    industrial = profile.industries and all(belongs(i.value, "工业") for i in profile.industries)
    if not (industrial and staff and revenue and _exact(staff) and _exact(revenue)):
        return None
    if revenue.unit != "元":
        return None
    assert staff.low is not None and revenue.low is not None
    rules = zip(_CLASSES, _INDUSTRY_STAFF, _INDUSTRY_REVENUE, strict=False)
    name = next(
        (own for own, people, money in rules if staff.low >= people and revenue.low >= money),
        "微型",
    )
    return name, f"按工业划型标准由{staff.words}、{revenue.words}推算为{name}"


def plain(value: Decimal) -> str:
    """Return a number without trailing zeros, to four decimals at the most."""
    text = f"{value.quantize(Decimal('0.0001')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
