"""Papers of several projects, each told in fields (支持标准：…, 申报条件：…): what one asks is asked of no other.

A field may stand on one line behind its label, where a heading and a list would stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.measures.types import Span
from qa.measures.units import Unit

_GIVES = re.compile(
    r"(?:支持|扶持|补助|补贴|奖励|奖补|资助|优惠)(?:标准|内容|方式|额度|措施|政策)[^:]{0,6}:"
)
_ASKS = re.compile(
    r"(?:申报|申请|认定|享受|适用|支持|补贴|奖补|扶持)?(?:条件|对象|范围)(?:[和及与][^:]{2,4})?:(?=.)"
)
_EXCLUDES = re.compile(r"(?:不予(?:支持|受理|奖补)|不支持|限制|负面)[^:,;]{0,8}:(?=.)")
_RUN_BY = re.compile(r"(?:主管|责任|受理|牵头|承办)(?:部门|单位):(?P<who>[^。;:]{2,30})")
_NAMES = re.compile(r"(?:事项|项目|政策|奖补|专项)名称:")
FEWEST = 2  # projects that make a catalogue


def fields(units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a paper in fields with the lines that ask as lists of conditions, those that leave out as such."""
    if not any(_GIVES.match(u.text, u.begin) for u in units):
        return list(units)
    return [_field(u) for u in units]


def cards(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the units of each project with those that stand before all of them; one group where there are no several."""
    keys: list[object] = []
    named = 0
    # Below the title, where that stands above everything.
    below = int(len({u.section[:1] for u in units}) == 1)
    for unit in units:
        named += bool(_NAMES.match(unit.text, unit.begin))
        keys.append(("named", named) if named else unit.section[below : below + 1])
    giving = {
        key for unit, key in zip(units, keys, strict=True) if _GIVES.match(unit.text, unit.begin)
    }
    if len(giving) < FEWEST:
        return [list(units)]
    own = [key for key in dict.fromkeys(keys) if key and key != ()]
    shared = [unit for unit, key in zip(units, keys, strict=True) if not key]
    return [[*shared, *(u for u, k in zip(units, keys, strict=True) if k == key)] for key in own]


def body(group: Sequence[Unit]) -> Span | None:
    """Return the body that runs the project by a line of its own: 责任单位：区招商局."""
    for unit in group:
        if run := _RUN_BY.match(unit.text, unit.begin):
            return unit.view.span(*run.span("who"))
    return None


def _field(unit: Unit) -> Unit:
    """Return a line that asks, or leaves out, without its label, as an item of such a list."""
    for pattern, listing in ((_ASKS, True), (_EXCLUDES, False)):
        if (label := pattern.match(unit.text, unit.begin)) and not unit.listing:
            begin = label.end()
            kept = [(max(a, begin), b) for a, b in unit.segments if b > begin]
            sentences = [
                s for (_, b), s in zip(unit.segments, unit.sentences, strict=True) if b > begin
            ]
            return replace(
                unit,
                begin=begin,
                segments=tuple(kept),
                sentences=tuple(sentences),
                listing=listing,
                excluding=not listing,
                terms=True,
            )
    return unit
