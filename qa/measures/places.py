"""Which place a document is for where its metadata and its title do not say: its issuer, its head and foot, its 本市. Pure.

What a central body issues is for no place alone. In doubt nothing is returned: a measure of a wrong place costs more than
one that says that its place is not known.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from index.bodies import LEVELS, level_of
from index.fold import fold
from index.regions import Region, find_regions, region_of, same_or_within

HEAD, FOOT, LINE = 10, 8, 44
"""Lines at either end that may be the name of the issuing body, and the characters of such a line."""
_STATED = re.compile(r"^\W*(?:适用)?(?:地区|区域)[:：]\s*([\u4e00-\u9fff]{2,16})", re.MULTILINE)
_BODY = (
    r"(?:人民政府|政府|委员会|办公[厅室]|管委会|党委|[省市县区]委|(?<![当格])局|厅|指挥部|总工会)"
)
# A place that no list knows, by the body that is named after it: 松涧市商务局; 高新区管委会 says of no place which.
_PLACED = re.compile(
    rf"(?!关于|高新|经济|工业|产业|园|新[区城]|示范|试验|保税|社|景|城|校|市|县|区|全|本|我|各|该|贵|两|中共|国家|中国)(?P<place>[\u4e00-\u9fff]{{2,4}}?[市县区旗])(?![级场域内])[\u4e00-\u9fff]{{0,16}}?{_BODY}"
)
_NUMBERED = re.compile(r"\s*\d{4}年第\d+号$")
_SIGNED = re.compile(rf"[\u4e00-\u9fff\s]{{4,40}}{_BODY}")
# A text that says 本市 or 市委、市政府 is of a place; 各省结合本省实际 speaks to all.
_OWN = re.compile(
    r"(?<![各由据合])(?:[本我]([省市县区州旗])(?![级域])|全([市县区州旗省])(?!域)|(?<![各])([省市县区州])委、\3(?:委|政府)|各(县)(?:\([市区]\)|市区|、))"
)
_TO_ALL = re.compile(r"各省(?!直|级|属|厅)|各省、自治区|全国各地")
_DATELINE = re.compile(
    r"(?:新华社|中新社|本报|[\u4e00-\u9fff]{2,4}社)[\u4e00-\u9fff]{2,6}\d{1,2}月\d{1,2}日电"
)
_SUFFIX = {"县": "县区旗市", "区": "区县", "旗": "旗县", "州": "州", "市": "市"}
_MUNICIPAL = frozenset({"北京市", "天津市", "上海市", "重庆市"})


def stated_place(text: str) -> str | None:
    """Return the place that a line of its own at the head states: 适用地区：…, - 地区：…."""
    said = _STATED.search(text[:1000])
    return (region_of(said[1]) or said[1]) if said else None


def central(issuer: str | None) -> bool:
    """Whether the document comes from a central body, so that it is for no place alone."""
    return level_of(issuer) == LEVELS[0]


@lru_cache(maxsize=1024)
def place_in(text: str, issuer: str | None) -> str | None:
    """Return the place that the text is for by whoever issued it or by how it speaks of itself, None where it is not plain."""
    if central(issuer) or _TO_ALL.search(text[:1500]):
        return None
    if issuer and (named := region_of(issuer)):
        return named
    if issuer and (placed := _PLACED.match(issuer.removeprefix("中共"))):
        return placed["place"]
    return _at_the_ends(text) or _spoken_of(text)


def _at_the_ends(text: str) -> str | None:
    """Return the place of a body that stands on a line of its own at the head or at the foot."""
    lines = [line.strip(" 　*#") for line in text.splitlines() if line.strip()]
    for line in (*lines[:HEAD], *lines[-FOOT:]):
        line = _NUMBERED.sub("", line)
        if len(line) <= LINE and _SIGNED.fullmatch(line):
            if central(re.sub(r"\s", "", line)):
                return None
            if (found := find_regions(line)) and found[0].start == 0:
                return region_of(line)
            if not found and (placed := _PLACED.match(line)):
                return placed["place"]
    return None


def _spoken_of(text: str) -> str | None:
    """Return the place that 本市 means: the one of that rank that is named most; without it, the one that holds all named."""
    plain = _DATELINE.sub(" ", fold(text))
    regions = find_regions(plain)
    counts = Counter(region.canonical for region in regions)
    if not counts:
        return None
    own = Counter(next(g for g in m.groups() if g) for m in _OWN.finditer(plain))
    if own:
        rank = own.most_common(1)[0][0]
        fitting = [(r, n) for r, n in _of_rank(rank, regions).most_common(2)]
        alone = len(fitting) == 1 or (fitting and fitting[0][1] > fitting[1][1])
        return fitting[0][0] if alone else None
    widest = [r for r in counts if all(same_or_within(other, r) for other in counts)]
    if len(widest) == 1 and re.search(rf"{widest[0]}[\u4e00-\u9fff]{{0,12}}?{_BODY}", plain):
        return widest[0]
    return None


def _of_rank(rank: str, regions: list[Region]) -> Counter[str]:
    """Return how often each region of the rank is named; a province by all of its places."""
    if rank == "省":
        return Counter(r.province for r in regions if r.province and r.province not in _MUNICIPAL)
    return Counter(r.canonical for r in regions if r.canonical[-1] in _SUFFIX[rank])


_HERE = re.compile(r"本|我|全|高新|开发|园|辖|区内|县内|市内|县域|行政")


def meant_place(named: str, region: str | None) -> str:
    """Return the region that 本市, 我省 or a name means in a document of `region`; empty where it is not known."""
    if not _HERE.match(named):
        return re.sub(r"(?:行政区域内|范围|行政区内|本[省市县区])$", "", named)
    if region and "省" in named:
        above = find_regions(region)
        return (above[0].province or "") if above else (region if region.endswith("省") else "")
    return region or ""
