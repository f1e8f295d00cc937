"""Lists of conditions (申报单位应当同时具备下列条件), and conditions by cases: 收入低于5000万元的，不低于6%；….

A condition by cases is one condition: one of the cases must hold whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from qa.measures.bounds import Found, find_bounds
from qa.measures.conditions import read_atom, read_conditions
from qa.measures.joined import ANY_OF, OPAQUE, case_end, for_some, one_of
from qa.measures.names import canonical
from qa.measures.offers import EXCLUDED
from qa.measures.types import Condition, Span, Test
from qa.measures.units import Unit, span_of

_AS_FOLLOWS = re.compile(r"如下(?:要求)?:?$|合格线如下:?$|比例?:$|总额:$")
_HEADER = re.compile(r"(?:条件|要求|情形)之?一?的?:?$|(?:下列|以下)条件")
# What some are not asked for, or all that some get: 进出口额超过6500万美元的企业,只享受展位费支持 asks it of nobody.
_ONLY = re.compile(r"不要求|(?:只|仅)(?:能|可|可以)?(?:享受|支持|适用)")
_LEAD = re.compile(r"^(?:本[\u4e00-\u9fff]{2,4})?适用于|^企业申请认定时")


def read_listing(units: Sequence[Unit], region: str | None) -> list[Condition]:
    """Return the conditions of the items of a list, in order."""
    made: list[Condition] = []
    skip = 0
    for index, unit in enumerate(units):
        if skip:
            skip -= 1
            continue
        text = unit.text[unit.begin : unit.end].rstrip("。;")
        if _AS_FOLLOWS.search(text):
            cases = _following(units[index + 1 :])
            if cases:
                made.append(_by_lines(unit, cases))
                skip = len(cases)
                continue
        if items := _any_of(units[index:]):
            source = unit.view.source
            start, end = (span_of(u, u.begin, u.end) for u in (items[0], items[-1]))
            span = Span(start=start.start, end=end.end, text=source[start.start : end.end])
            made.append(one_of([_item(u, region) for u in items], span))
            skip = len(items) - 1
            continue
        made += _item(unit, region)
    return made


def _any_of(units: Sequence[Unit]) -> list[Unit]:
    """Return the items from the first on that stand under one head which asks for one of them: 符合下列条件之一."""
    head = units[0].section
    if not (head and ANY_OF.search(head[-1])):
        return []
    return list(takewhile(lambda u: u.section == head, units))


def _item(unit: Unit, region: str | None) -> list[Condition]:
    made: list[Condition] = []
    whole = find_bounds(unit.view, unit.begin, unit.end)
    pairs = _pairs(whole)
    if pairs is not None:
        return [Condition(span=span_of(unit, unit.begin, unit.end), any_of=pairs, shared=True)]
    for a, b in unit.segments:
        text = unit.text[a:b]
        if _HEADER.search(text) or EXCLUDED.search(text) or _ONLY.search(text):
            continue
        if lead := _LEAD.match(text):
            a += lead.end()
        if made and (stop := case_end(unit.text[a:b])):
            case = [t for _, _, t in read_atom(unit.view, a, a + stop - 1, region)]
            asked = read_conditions(unit.view, a + stop, b, region, shared=True)
            made = for_some(made, case, asked, span_of(unit, a, b), unit.view.source)
            continue
        made += read_conditions(unit.view, a, b, region, shared=True)
    return made


def _pairs(found: Sequence[Found]) -> tuple[tuple[Test, ...], ...] | None:
    """Return the cases of A…, x; B…, y: two attributes taking turns at least twice; None where they do not."""
    if len(found) < 4 or len(found) % 2:
        return None
    tests = [f.test for f in found]
    first, second = {t.name for t in tests[::2]}, {t.name for t in tests[1::2]}
    if len(first) != 1 or len(second) != 1 or first == second:
        return None
    return tuple(zip(_disjoint(tests[::2]), tests[1::2], strict=True))


def _disjoint(cases: Sequence[Test]) -> list[Test]:
    """Give a number that two cases share to one of them: to the lower where it says 含 or 不超过, else to the upper."""
    out = list(cases)
    for i in range(len(out) - 1):
        a, b = out[i], out[i + 1]
        if a.high is None or a.high != b.low:
            continue
        if a.low is None and not a.high_open:
            out[i + 1] = replace(b, low_open=True)
        elif not a.high_open and not b.low_open:
            if b.high is None:
                out[i + 1] = replace(b, low_open=True)
            else:
                out[i] = replace(a, high_open=True)
    return out


def _following(units: Sequence[Unit]) -> list[Unit]:
    """Return the items right after a lead-in that state a case each, all of them of one attribute."""
    cases: list[Unit] = []
    names: set[str] = set()
    for unit in units:
        found = find_bounds(unit.view, unit.begin, unit.end, (), "比例|%")
        names |= {f.test.name for f in found[:1]}
        if len(found) < 2 or len(names) > 1:
            break
        cases.append(unit)
    return cases


def _by_lines(lead: Unit, cases: Sequence[Unit]) -> Condition:
    """Return the condition of a lead-in (the share of research in sales must be:) and its cases, one a line."""
    name = canonical(re.split(r"符合|如下|:", lead.text[lead.begin :])[0])
    if name.startswith("研发费用比例") or "研究开发费用总额/" in lead.text:
        name = "研发费用占营业收入比例"
    firsts: list[Test] = []
    seconds: list[tuple[Test, ...]] = []
    for unit in cases:
        found = find_bounds(unit.view, unit.begin, unit.end, (), f"{name}|%")
        tests = [_renamed(f.test, name) for f in found]
        firsts.append(tests[0])
        # 不低于3%或1000万元: the other way is not read, so the case stays open where the first is not met.
        other = re.search(r"或\d", unit.text)
        seconds.append((tests[1], OPAQUE) if other else (tests[1],))
    cases_of = zip(_disjoint(firsts), seconds, strict=True)
    any_of = tuple((first, second) for first, ways in cases_of for second in ways)
    start, end = span_of(lead, lead.begin, lead.end), cases[-1]
    last = span_of(end, end.begin, end.end)
    source = lead.view.source
    span = Span(start=start.start, end=last.end, text=source[start.start : last.end])
    return Condition(span=span, any_of=any_of, shared=True)


def _renamed(test: Test, name: str) -> Test:
    return replace(test, name=name) if test.unit == "%" else test
