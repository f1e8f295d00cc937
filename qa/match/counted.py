"""So much for each of what is counted: whom or what a measure pays for, and what that comes to.

Only from exact counts of what the measure itself names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index.fold import fold
from qa.match.judge import money
from qa.match.naming import Agreement, agree
from qa.match.thresholds import alike
from qa.match.types import Estimate
from qa.measures.names import canonical
from qa.measures.types import Amount, Measure, Tier
from qa.profile import Fact, Profile
from qa.profile.derive import plain


def exact(fact: Fact | None) -> Decimal | None:
    return fact.low if fact is not None and fact.low is not None and fact.low == fact.high else None


def least_cap(caps: Sequence[Amount]) -> Amount | None:
    own = [c for c in caps if c.unit in ("元", "元/年")]
    return min(own, key=lambda c: c.value, default=None)


def same(name: str, clause: str, fact: Fact, profile: Profile) -> bool:
    """Whether the figure is the very one that is named, no wider and no narrower one."""
    return agree(name, clause, clause, fact.name, fact.clause, profile.text) == Agreement()


def by_count(
    measure: Measure, amount: Amount, tier: Tier | None, caps: Sequence[Amount], profile: Profile
) -> Estimate | None:
    """Return what so much for each comes to, None where the profile does not say how many."""
    per, clause = amount.unit.partition("/")[2], "".join(measure.span.text.split())
    bounds = [
        t.name for c in measure.conditions for tests in c.any_of for t in tests if t.kind == "bound"
    ]
    if tier is not None and tier.test is not None:
        bounds = [tier.test.name]
    counted = [
        f
        for f in profile.facts
        if per
        and alike(f.unit, per)
        and exact(f) is not None
        and (
            any(name == f.name or same(name, clause, f, profile) for name in bounds)
            or _taken_on(clause, f, profile)
            or _bought(clause, f, profile)
        )
    ]
    said = "".join(f"{fact.name}{fact.clause}" for fact in counted)
    if len(counted) != 1 or (counts_new(measure) and not SAYS_NEW.search(said)):
        return None
    return per_unit(amount, counted, caps)


_HIRES = re.compile(r"(?:招用|招收|录用|吸纳|安置)[^,、并及\d]{2,12}(?=[,、并及]|就业|的)")


def _taken_on(clause: str, fact: Fact, profile: Profile) -> bool:
    """Whether the figure counts those whom the measure pays for: 招了应届生30人, and 招用应届毕业生的，每招用1人…."""
    hired = _HIRES.search(clause)
    return hired is not None and same(hired[0], hired[0], fact, profile)


_BUYS = re.compile(
    r"(?:购置|购买|采购|购入|新购|更新|安装|加装)(?P<thing>[^,、;和及或并\d的]{2,12}?)(?=每|的|,)"
)


def _bought(clause: str, fact: Fact, profile: Profile) -> bool:
    """Whether the figure counts what the measure pays for: 买了3台工业机器人, and 新购工业机器人每台补2万元."""
    bought = _BUYS.search(fold(clause))
    return bought is not None and (
        fact.name == canonical(bought["thing"]) or same(bought["thing"], bought[0], fact, profile)
    )


EACH = re.compile(r"每(?!年|月|季|[家户](?!均)|个?(?:企业|项目|单位))[^,，;；。]{1,10}$")
# What is counted anew, and what was there before: 每新增1人 gives nothing for the staff as a whole.
_NEW = re.compile(r"新增|净增|增加|增量|新招|较上年|同比|多出|超出|超过部分|差额")
SAYS_NEW = re.compile(r"新增|净增|增加|新招|招[了到聘用]|多[了招]|同比")


def counts_new(measure: Measure) -> bool:
    """Whether the measure pays for what is new, or above a number, and not for all there is."""
    return _NEW.search("".join(measure.span.text.split())) is not None


def per_unit(amount: Amount, counted: Sequence[Fact], caps: Sequence[Amount]) -> Estimate:
    """Return what so much for each of an exact count, or of several (元/人/夜), comes to, at most the cap."""
    times, shown = Decimal(1), []
    for fact in counted:
        count = exact(fact)
        assert count is not None
        shown.append(f"{plain(count)}{fact.unit}")
        if amount.step:
            count //= amount.step
            shown[-1] += f"÷{plain(amount.step)}{fact.unit}（取整）"
        times *= count
    value = times * amount.value
    formula = f"{'×'.join(shown)}×{plain(amount.value)}元＝{money(value, '元')}"
    cap = least_cap(caps)
    if cap is not None and value > cap.value:
        formula += f"，超过上限{money(cap.value, '元')}"
        value = cap.value
    return Estimate(text=money(value, "元"), formula=formula)
