"""Where an enterprise is, and in what way: registered there, only at work there, or not said. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.regions import find_regions, same_or_within
from qa.measures.view import View
from qa.measures.words import REGISTERED
from qa.profile.types import Stated

WORKS = "经营"
"""The level of a place where the enterprise only produces, sells or has a branch."""
_ABROAD_BEFORE = re.compile(r"(?:出口到?|销往|卖到|发往|进口|对|面向|开拓|进军)$")
_ELSEWHERE = re.compile(r"(?:不在|没在|未在|不是|并非|而非|搬离|迁出|离开)$")
_ABROAD_AFTER = re.compile(r"^(?:市场|客户|买家|展会|等国)")
_PLACE = re.compile(
    r"(?:我们?是|位于|注册在|地处|来自|坐落在?|在)([\u4e00-\u9fff]{2,4}?(?:高新技术产业开发区|高新区|[市县区州旗]))"
)
_AT = r"(?:地址?|地点)?(?:都|也|就)?(?:是|在|于|位于|设在|放在|为|:)"
_REGISTERED_IN = re.compile(
    rf"(?:注册(?:登记|成立)?|登记(?:注册)?|落户|执照){_AT}$|^注册地(?:址)?$"
)
_REGISTERED_AFTER = re.compile(r"[省市县区州]?(?:工商)?(?:注册|登记|落户)")
_WORKS_IN = re.compile(
    rf"(?:生产|经营|办公|工厂|厂[房子区]?|车间|仓库|门?店|基地|[分子]公司|项目|办事处|营业部|研发中心){_AT}$"
)
_WORKS_AFTER = re.compile(
    r"[省市县区州]?(?:(?:那边|当地|也|还|都)?(?:有|设|开|建)(?:有|了|着)?(?:[一两二三四五六几\d]+[家个处间])?(?:[分子]公司|分厂|工厂|厂房|仓库|门店|分店|办事处|生产基地|基地|项目|营业部|车间)"
    r"|(?:生产|办公|经营|设厂|建厂)(?![一-龥]{0,6}(?:企业|公司)))"
)


def read_places(
    seen: View, wanted: Sequence[tuple[int, int]], known: Iterable[str]
) -> tuple[Stated, ...]:
    """Return the places that the profile states, the inner one of two; `known` are names of documents that no list has."""
    text, found = seen.text, list[tuple[int, int, str]]()
    for name in sorted(set(known), key=len, reverse=True):
        for form in (name, re.sub(r"[省市县区州旗]$", "", name)):
            at = text.find(form)
            if len(form) >= 2 and at >= 0 and not any(a <= at < b for a, b, _ in found):
                found.append((at, at + len(form), name))
                break
    for r in find_regions(text):
        if not any(a < r.end and r.start < b for a, b, _ in found):
            found.append((r.start, r.end, r.canonical))
    for m in _PLACE.finditer(text):
        if not any(a < m.end(1) and m.start(1) < b for a, b, _ in found):
            found.append((m.start(1), m.end(1), m[1]))
    own = [
        (a, b, name, _way(text, a, b))
        for a, b, name in sorted(found)
        if not any(c <= a < d for c, d in wanted)
        and not _ABROAD_BEFORE.search(text[:a])
        and not _ELSEWHERE.search(text[:a])
        and not _ABROAD_AFTER.match(text[b:])
    ]
    inner = [
        item
        for item in own
        if item[3] == REGISTERED
        or not any(o is not item and o[2] != item[2] and same_or_within(o[2], item[2]) for o in own)
    ]
    return tuple(
        Stated(value=name, words=seen.span(*seen.trimmed(a, b)).text, level=way)
        for a, b, name, way in inner[:3]
    )


def _way(text: str, start: int, end: int) -> str:
    """Return in what way the enterprise is at the place named at `start`..`end`, "" where that is not said."""
    before = re.split(r"[,。;!?]", text[:start])[-1]
    if _REGISTERED_IN.search(before) or _REGISTERED_AFTER.match(text, end):
        return REGISTERED
    return WORKS if _WORKS_IN.search(before) or _WORKS_AFTER.match(text, end) else ""
