"""Three-valued logic: what is not known stays unknown, and an unknown is never counted as met.

A condition is one of alternatives, each of which is a list of tests (Kleene: an unmet test decides a list, a met
list decides the condition, everything else is unknown).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from index.regions import same_or_within
from qa.match.held import holds
from qa.match.thresholds import Verdict, reach
from qa.match.types import State
from qa.measures.industries import apart, belongs
from qa.measures.types import Condition, Test
from qa.measures.words import DENIED_BY, REGISTERED, SIZES, WHETHER
from qa.profile import Profile, Stated
from qa.profile.derive import plain
from qa.profile.places import WORKS

_OPPOSITE: dict[State, State] = {"met": "unmet", "unmet": "met", "unknown": "unknown"}
_UNLEVELLED = {"高新技术企业": "国家级"}


def judge(condition: Condition, profile: Profile, about: str = "") -> Verdict:
    """Return the state of the condition and what decided it; `about` is whom the measure is for, in its words."""
    clause = "".join(condition.span.text.split())
    lists = [_all(tests, profile, clause, about) for tests in condition.any_of]
    for wanted in ("met", "unknown"):
        chosen = [because for state, because in lists if state == wanted]
        if chosen:
            return wanted, next((b for b in chosen if b), "")  # type: ignore[return-value]
    return "unmet", "；".join(dict.fromkeys(because for _, because in lists if because))


def _all(tests: Iterable[Test], profile: Profile, clause: str, about: str) -> Verdict:
    judged = [check(test, profile, clause, about) for test in tests]
    for wanted in ("unmet", "unknown"):
        chosen = [because for state, because in judged if state == wanted]
        if chosen:
            return wanted, next((b for b in chosen if b), "")  # type: ignore[return-value]
    return ("met", "；".join(b for _, b in judged if b)) if judged else ("unknown", "")


def check(test: Test, profile: Profile, clause: str = "", about: str = "") -> Verdict:
    """Return the state of one test and what decided it; `clause` is that of the condition."""
    if test.kind == "bound":
        state, because = reach(test, profile, clause, about)
    else:
        state, because = _CHECKS[test.kind](test, profile)
    return (_OPPOSITE[state] if test.negated else state), because


def _opaque(test: Test, profile: Profile) -> Verdict:
    return "unknown", "需核实是否为首次" if test.name == "首次" else ""


def _title(test: Test, profile: Profile) -> Verdict:
    stated = [t for t in profile.titles if t.value in test.values]
    held = [t for t in stated if t.holds]
    for title in held:
        level = title.level or _UNLEVELLED.get(title.value, "")
        if not test.levels or level in test.levels:
            return "met", title.words
        if level and title.value not in _UNLEVELLED:
            return "unmet", title.words
    if held:
        return "unknown", f"{held[0].words}（未说明级别）"
    if stated:
        return "unmet", f"没有{stated[0].words}"
    return "unknown", f"未说明是否有{_levels(test)}{'、'.join(test.values)}"


def _levels(test: Test) -> str:
    return "或".join(test.levels)


def _industry(test: Test, profile: Profile) -> Verdict:
    if not profile.industries:
        return "unknown", "未说明行业"
    for own in profile.industries:
        if any(belongs(own.value, asked) for asked in test.values):
            return "met", own.words
    words = "、".join(i.words for i in profile.industries)
    if all(apart(own.value, asked) for own in profile.industries for asked in test.values):
        return "unmet", words
    return "unknown", f"{words}，不足以判断"


def _region(test: Test, profile: Profile) -> Verdict:
    if not profile.regions or not test.values:
        return "unknown", "未说明注册地" if not profile.regions else "原文未载明地区"
    asked, regions = test.values[0], profile.regions
    if test.name == REGISTERED:
        # 注册在苏州，工厂在南通: where it works is not where it is registered.
        regions = tuple(r for r in regions if r.level == REGISTERED) or tuple(
            r for r in regions if r.level != WORKS
        )
        if not regions:
            return "unknown", "未说明注册地"
    for own in regions:
        if same_or_within(own.value, asked):
            return "met", own.words
    if any(same_or_within(asked, own.value) for own in regions):
        return "unknown", f"{regions[0].words}，不足以判断"
    return "unmet", "、".join(r.words for r in regions)


def _size(test: Test, profile: Profile) -> Verdict:
    asked = test.values[0]
    if asked in ("规模以上", "限额以上"):
        if asked in profile.sizes:
            return "met", profile.size_words
        return ("unmet", profile.size_words) if "非规上" in profile.sizes else (
            "unknown", f"未说明是否{asked}"
        )  # fmt: skip
    classes = profile.sizes & {"大型", "中型", "小型", "微型", "个体"}
    if not classes:
        return "unknown", "未说明规模"
    accepted = SIZES.get(asked, frozenset())
    if classes <= accepted:
        return "met", profile.size_words
    return ("unknown" if classes & accepted else "unmet"), profile.size_words


def _flag(test: Test, profile: Profile) -> Verdict:
    stated: Stated | None = next((f for f in profile.flags if f.value in test.values), None)
    if stated is None:
        if asked := WHETHER.get(test.values[0]):
            return "unknown", f"未说明是否{asked}"
        return "unknown", f"未说明{'、'.join(test.values)}情况"
    if stated.holds:
        return "met", stated.words
    denied = DENIED_BY.get(stated.value)
    plain_words = denied is not None and denied.match(stated.words) is not None
    return "unmet", stated.words if plain_words else f"没有{stated.words}"


_CHECKS = {
    "opaque": _opaque,
    "title": _title,
    "industry": _industry,
    "region": _region,
    "size": _size,
    "flag": _flag,
    "held": holds,
}


def limits_text(test: Test) -> str:
    """Return the interval of a bound in words, for questions: 不低于500万元."""
    parts = []
    if test.low is not None:
        parts.append(f"{'超过' if test.low_open else '不低于'}{money(test.low, test.unit)}")
    if test.high is not None:
        parts.append(f"{'低于' if test.high_open else '不超过'}{money(test.high, test.unit)}")
    return "且".join(parts)


def money(value: Decimal, unit: str) -> str:
    """Return a figure as people write it: 4800000 元 is 480万元."""
    if "元" in unit and abs(value) >= 100_000_000:
        return f"{plain(value / 100_000_000)}亿{unit}"
    if "元" in unit and abs(value) >= 10_000:
        return f"{plain(value / 10_000)}万{unit}"
    return f"{plain(value)}{unit}"
