"""Places that an offer itself names for whom it is, within a text for more: 湖北省可免征…, 各省（除湖北省外）可减半征收…. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from index.regions import find_regions, same_or_within
from qa.measures.types import Condition, Measure, Test
from qa.measures.view import View

_MAY = re.compile(
    r"(?:境内|范围内|辖区内|地区)?(?:可|对|的?(?:各类|所有)?[一-龥]{0,6}?(?:企业|单位))"
)
_BEFORE = re.compile(r"(?:^|[,;。:])(?:对)?$")


def left_out_before(measure: Measure, before: Measure) -> Measure:
    """Return the measure with the places that the one before it in its sentence leaves out: 各省（除湖北省外）免征…；对大型企业减半."""
    regions = [c for c in measure.conditions if c.any_of[0][0].kind == "region"]
    kept = [
        c
        for c in before.conditions
        if c.any_of[0][0].kind == "region" and c.any_of[0][0].negated and not c.shared
    ]
    return measure if regions else replace(measure, conditions=(*kept, *measure.conditions))


def local_conditions(seen: View, start: int, end: int, region: str | None) -> list[Condition]:
    """Return the places that the range asks for at the head of a clause, or leaves out in brackets; `region` is the document's."""
    text = seen.text[start:end]
    made: list[Condition] = []
    for found in find_regions(text):
        if region and (
            same_or_within(region, found.canonical) or not same_or_within(found.canonical, region)
        ):
            continue
        before, after = text[: found.start], text[found.end :]
        left_out = before.endswith(("除", "不含", "不包括")) and re.match(r"以?外|\)", after)
        if not left_out and not (_BEFORE.search(before) and _MAY.match(after)):
            continue
        test = Test(kind="region", values=(found.canonical,), negated=bool(left_out))
        low = max(before.rfind("("), before.rfind(",")) + 1 if left_out else found.start
        high = found.end + (left_out.end() if left_out and left_out[0] != ")" else 0)
        span = seen.span(start + low, start + high)
        made.append(Condition(span=span, any_of=((test,),)))
    return made
