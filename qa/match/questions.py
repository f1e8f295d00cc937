"""Questions back to the enterprise: those whose answers decide most of the measures that are still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qa.match.judge import check, limits_text
from qa.match.types import AskedBack, Matched
from qa.measures.names import question_for
from qa.measures.types import Test
from qa.profile import Profile

MOST = 5
CLAUSE = 40


def ask_back(measures: Sequence[Matched], profile: Profile) -> tuple[AskedBack, ...]:
    """Return the questions, the most deciding first: a measure that hangs on one answer counts more than on many."""
    weights: dict[str, float] = defaultdict(float)
    texts: dict[str, str] = {}
    decides: dict[str, set[int]] = defaultdict(set)
    for index, matched in enumerate(measures):
        if matched.verdict == "unmet":
            continue
        open_ = {
            key: text
            for judged in matched.conditions
            if judged.state == "unknown"
            for tests in judged.condition.any_of
            for test in tests
            for key, text in [_asked(test, judged.condition.span.text, profile)]
            if key
        }
        for key, text in open_.items():
            # What can be answered with a figure or a name comes before a whole clause to be judged.
            weights[key] += matched.score / len(open_) / (2 if text.startswith("是否符合") else 1)
            texts.setdefault(key, text)
            decides[key].add(index)
    order = sorted(weights, key=lambda k: (-round(weights[k], 6), k))
    return tuple(AskedBack(text=texts[k], name=k, decides=len(decides[k])) for k in order[:MOST])


def _asked(test: Test, clause: str, profile: Profile) -> tuple[str, str]:
    """Return the name of what is asked and the question; an empty name where the test is decided."""
    if check(test, profile)[0] != "unknown":
        return "", ""
    if test.kind == "bound":
        return test.name, f"{question_for(test.name).rstrip('？')}（要求{limits_text(test)}）？"
    if test.kind == "title":
        levels = "或".join(test.levels)
        wanted = "、".join(test.values)
        wanted = wanted if wanted.startswith(levels) else levels + wanted
        return wanted, f"是否已取得{wanted}？"
    if test.kind == "held":
        listed = test.name.endswith(("名单", "目录", "名录"))
        return test.name, f"是否{'已列入' if listed else '已取得'}{test.name}？"
    if test.kind == "size":
        return test.values[0], f"是否为{test.values[0]}？"
    if test.kind == "industry":
        if profile.industries:
            return f"从事{'、'.join(test.values)}", f"是否从事{'、'.join(test.values)}？"
        return "行业", "主要从事哪个行业？"
    if test.kind == "region":
        return "地区", "企业注册在哪个市、县（区）？"
    if test.kind == "flag":
        return test.values[0], _flag(test.values[0])
    short = "".join(clause.split())
    if test.name == "首次":
        return "", ""  # asked with the clause that it stands in
    short = short if len(short) <= CLAUSE else short[:CLAUSE] + "…"
    return short, f"是否符合“{short}”？"


def _flag(name: str) -> str:
    if name in ("独立法人", "进出口资格"):
        return f"是否具有{name}？" if name == "进出口资格" else "是否具有独立法人资格？"
    if name == "不裁员":
        return "近期是否裁员？"
    if name == "承租国有房产":
        return "是否承租国有房产？"
    return f"近期是否有{name}情况？"
