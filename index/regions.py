"""Regions named in a text: provinces, cities, counties of China, 港澳台, countries; knows no documents.

Names come from `regions.txt`. Longest match from the left, so that 海南 is not found in 上海南站; names that are also
parts of other words (长治久安, 隆重庆祝) carry guards there. What is not certain is left out: a region that is missed
costs a filter, one that is invented costs an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.fold import fold
from index.gazetteer import CHINA, Path, gazetteer

_WHOLE = frozenset({"中国", "全国", "我国", "国家", "中华人民共和国"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """`text[start:end] == name` names the region `canonical`.

    `province` is the canonical name of its province (its own for a province), None for a country and for a county
    whose name several provinces have.
    """

    start: int
    end: int
    name: str
    canonical: str
    province: str | None


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    paths: list[Path]
    certain: bool


_ROAD = re.compile(r"[东西南北中]?(?:路(?![网况径线面桥段演透由过])|街(?!道))|大道|大街|大厦|时间")
_AFTER = {
    "区": re.compile(r"[域别间分划块位]"),
    "市": re.compile(r"[民场值级]|政(?![府协务])"),
    "县": re.compile(r"[级域]"),
}
_SHORT_COUNTY_AFTER = re.compile(r"[级域市区城乡直]")
_EDGE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
_SEPARATOR = re.compile(r"[、,，和与及至到\-—/~]")
_ET_AL = re.compile(r"等(?:[地市县省区]|城市|地区|省市)|[两二三四五]地")
_DOCUMENT_NUMBER = re.compile(
    r"(?<![\u3400-\u9fff])([\u4e00-\u9fff])[\u4e00-\u9fff]{1,8}[〔\[（(【﹝]\s?(?:19|20)\d\d"
)
_COMING = re.compile(
    r"(?:[来入赴返驻离抵在]([京沪渝粤鄂豫湘浙鲁皖赣琼闽桂黔滇冀])|进(京))(?![东剧郊九广深指股昆宁杭江绣菜语港澳花驴池望迅])"
)
# A county that is not in the list: 测试县. Only where it begins at an edge, and is no common noun or verb.
_NOT_FIRST = "(?![年在于由及和与对从到向为至赴是的了把被将使])"
_BODY = "人民政府|政府|委(?!托)|人大|政协"
_NEXT = rf"(?={_BODY}|的|企业|[^\u3400-\u9fff]|$)"
_UNLISTED = re.compile(
    rf"(?<![\u3400-\u9fff]){_NOT_FIRST}([\u4e00-\u9fff]{{2,3}}?(?:(?:自治县|自治旗|自治州|县){_NEXT}|区(?={_BODY})))"
    rf"|(?<=[年在于由与对从到向为至赴共及省市州]){_NOT_FIRST}"
    rf"([\u4e00-\u9fff]{{2,3}}?(?:自治县|自治旗|自治州|县){_NEXT})"
)
_SUFFIX = re.compile(r"(?:自治[县旗州]|[县区])$")
_COMMON = re.compile(
    r"[各全每本我该某多几数两等级和与及大强小老百省市国县区域乡镇个名贫困以所这那邻外含如由到地特派经是亿撤做办州]|试点|示范|重点|产粮|农业|牧业|隔壁|周边|附近"
    r"|工业|边境|民族|发达|欠发|落后|脱贫|相关|有关|部分|其他|下辖|直辖|当地|不少|许多|自治|少数|人口|开发|高新|自贸|保税"
    r"|试验|功能|特别|行政|园|社区|片区|管理|合作|红|包括|列入|建立|提请|支持|按照|纳入|同一|产地|直管|整县|推进|加强|健全"
    r"|完善|提高|指导|要求|组织|报请|报送|会同|属于|位于|对于|关于|经过|通过|根据|由于|或者|摘帽|攻坚|提升|实现|成立|采取|取消|享受|分为|作为|统一|一些"
)


def find_regions(text: str) -> list[Region]:
    """Return the regions that `text` names, from left to right, not overlapping.

    Every division of an address is one region (广东省 广州市 越秀区). 京津冀 and 粤港澳 give one region a letter;
    中国 and 全国 are not regions (`same_or_within` knows them).
    """
    return [*(_remembered(text) if len(text) <= _SHORT else _regions_in(text))]


def _regions_in(text: str) -> tuple[Region, ...]:
    folded = fold(text)
    found = _in_company(folded, _listed(folded))
    found += _lettered(folded, found)
    found += _unlisted(folded, found)
    found.sort(key=lambda f: f.start)
    regions: list[Region] = []
    above: _Found | None = None
    for item in found:
        if above is not None and _joined(folded, above.end, item.start):
            inside = [p for p in item.paths if any(p[: len(a)] == a for a in above.paths)]
            item.paths = inside or item.paths
        regions.append(_region(text, item))
        above = item
    return tuple(regions)


# Paragraphs up to so many characters are remembered: each is looked at for every sentence of it, and again for the next question.
_SHORT = 1000
_remembered = lru_cache(maxsize=1024)(_regions_in)


def region_of(text: str) -> str | None:
    """Return the canonical name of the first region of `text`, the innermost of its address: 吉林省柳河县 is 柳河县."""
    regions = find_regions(text)
    if not regions:
        return None
    first = regions[0]
    for after in regions[1:]:
        if after.start != first.end or not same_or_within(after.canonical, first.canonical):
            break
        first = after
    return first.canonical


def same_or_within(a: str, b: str) -> bool:
    """Tell whether region `a` is region `b` or lies within it; names may be short (东莞) or full (东莞市).

    A name that several places have lies within whatever one of them lies within: this is for ruling regions out.
    """
    inner, outer = _resolve(a), _resolve(b)
    return any(path[: len(above)] == above for path in inner for above in outer)


def _listed(text: str) -> list[_Found]:
    """Return the names of the gazetteer in `text`, longest first from the left."""
    names = gazetteer()
    found: list[_Found] = []
    at = 0
    while (m := names.starts.search(text, at)) is not None:
        start = m.start()
        at = start + 1
        for name in names.heads.get(text[start : start + 2], ()):
            end = start + len(name)
            if not text.startswith(name, start):
                continue
            if name in names.together:
                letters = names.together[name]
                found += [
                    _Found(start + i, start + i + 1, [p], True) for i, p in enumerate(letters)
                ]
            elif _may_stand(text, name, start, end, found):
                guard = names.guards.get(name)
                certain = guard is None or not guard.company
                found.append(_Found(start, end, names.paths[name], certain))
            else:
                continue
            at = end
            break
    return found


def _may_stand(text: str, name: str, start: int, end: int, found: list[_Found]) -> bool:
    """Tell whether `name` at `text[start:end]` is the region and not a part of another word."""
    guards = gazetteer().guards
    short = guards.get(name[:-1])
    if name[-1] == "市" and short is not None and short.forbids_before(text, start):
        return False  # 构成都市圈 holds 成都市 no more than 成都.
    guard = guards.get(name)
    if guard is not None:
        if guard.forbids_before(text, start):
            return False
        if guard.forbids_after(text, end):
            return False
    last = name[-1]
    if len(name) == 2 and last == "县":
        follows = bool(found) and found[-1].end == start
        edge = start == 0 or follows or _EDGE.match(text[start - 1]) is not None
        return edge and _SHORT_COUNTY_AFTER.match(text, end) is None
    after = _AFTER.get(last, _ROAD)
    return after.match(text, end) is None


def _in_company(text: str, found: list[_Found]) -> list[_Found]:
    """Return `found` without the uncertain names that no other region stands beside."""
    for run in (found, found[::-1]):
        for one, other in pairwise(run):
            left, right = (one, other) if one.start < other.start else (other, one)
            if not one.certain or not _joined(text, left.end, right.start):
                continue
            # 安徽黄山 names a city of Anhui, 北京朝阳 none of Beijing; before a region a word proves nothing.
            if left.end < right.start or (other is right and _lies_in(right, left)):
                other.certain = True
    return [f for f in found if f.certain or _ET_AL.match(text, f.end)]


def _lies_in(inner: _Found, outer: _Found) -> bool:
    return any(path[: len(above)] == above for path in inner.paths for above in outer.paths)


def _joined(text: str, end: int, start: int) -> bool:
    return end == start or (start - end == 1 and _SEPARATOR.match(text, end) is not None)


def _lettered(text: str, found: list[_Found]) -> list[_Found]:
    """Return the regions named by a letter: 粤府〔2025〕1号, 来粤投资."""
    letters = gazetteer().letters
    taken = _taken(found)
    hits = [(m.start(1), m.group(1)) for m in _DOCUMENT_NUMBER.finditer(text)]
    for m in _COMING.finditer(text):
        group = 1 if m.group(1) else 2
        hits.append((m.start(group), m.group(group)))
    return [
        _Found(at, at + 1, [letters[letter]], True)
        for at, letter in dict(hits).items()
        if letter in letters and at not in taken
    ]


def _unlisted(text: str, found: list[_Found]) -> list[_Found]:
    """Return counties by their suffix, where the list has none."""
    taken = _taken(found)
    ends = {f.end: f for f in found}
    unlisted: list[_Found] = []
    for m in _UNLISTED.finditer(text):
        group = 1 if m.group(1) else 2
        start, end = m.span(group)
        own = _SUFFIX.sub("", m.group(group))
        if len(own) < 2 or _COMMON.search(own):
            continue
        if any(at in taken for at in range(start, end)) or _AFTER["县"].match(text, end):
            continue
        above = ends[start].paths[0] if start in ends else ()
        unlisted.append(_Found(start, end, [(*above, m.group(group))], True))
    return unlisted


def _taken(found: list[_Found]) -> set[int]:
    return {at for f in found for at in range(f.start, f.end)}


def _region(text: str, found: _Found) -> Region:
    path = found.paths[0]
    provinces = {p[1] if p[0] == CHINA and len(p) > 1 else None for p in found.paths}
    return Region(
        start=found.start,
        end=found.end,
        name=text[found.start : found.end],
        canonical=path[-1],
        province=provinces.pop() if len(provinces) == 1 else None,
    )


def _resolve(name: str) -> list[Path]:
    """Return the paths that `name` may mean; a name nobody knows is its own path."""
    name = fold(name.strip())
    if name in _WHOLE:
        return [(CHINA,)]
    known = gazetteer().paths.get(name)
    if known:
        return known
    regions = find_regions(name)
    if regions and regions[-1].end == len(name) and regions[-1].start > 0:
        inner = _resolve(regions[-1].canonical)
        return [p for p in inner if regions[0].canonical in p] or inner
    return [(name,)]


_EXCEPT = re.compile(r"除(?:了|去|开)?|不含|不包括|不在|非$")
_CLOSES = re.compile(
    r"(?:[、和及与][^,，。;；除]{1,8})?(?:等[^,，。;；]{0,6})?(?:以外|之外|外的|(?P<bare>外)(?![国资商贸地来汇])|除外)"
)


def excepted_regions(text: str) -> list[Region]:
    """Return the regions that `text` names to leave them out: 除湖北省外, 不在湖北的企业, 湖北以外地区."""
    folded = fold(text)
    found = []
    for region in find_regions(text):
        listed = re.split(r"[,，。;；]", folded[max(0, region.start - 12) : region.start])[-1]
        before = listed.rpartition("、")[2]
        opened = _EXCEPT.search(before)
        closed = _CLOSES.match(folded, region.end)
        # 河北的外环线, 驻法外交官: 外 alone leaves out only what 除 has opened.
        left_out = closed and ("除" in listed or not closed["bare"])
        if left_out or (opened and not opened[0].startswith("除")):
            found.append(region)
    return found
