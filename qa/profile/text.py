"""A profile from free text: 我们是东莞一家做箱包的小企业，去年营收3000万，80人，想开拓海外市场."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from index.regions import find_regions, same_or_within
from qa.figures import Figure
from qa.measures.bounds import SINCE
from qa.measures.industries import belongs, find_industries
from qa.measures.names import clean
from qa.measures.parties import SELF_LENDER
from qa.measures.view import View, view
from qa.measures.words import DENIED_BY, FLAG_PATTERNS, WHETHER, titles_in
from qa.profile.derive import derive
from qa.profile.facts import aged, founded, measured, none_of
from qa.profile.needs import WANTS, find_needs
from qa.profile.trades import read_trades
from qa.profile.types import Fact, Profile, Stated

_NOT = re.compile(r"(?:不是|没有|没|未|尚未|还没|无|非|不属于|不具备|从未|不在)[^,。;、]{0,8}$")
_ABROAD_BEFORE = re.compile(r"(?:出口到?|销往|卖到|发往|进口|对|面向|开拓|进军)$")
_ELSEWHERE = re.compile(r"(?:不在|不是|并非|而非|搬离|迁出|离开)$")
_ABROAD_AFTER = re.compile(r"^(?:市场|客户|买家|展会|等国)")
_PLACE = re.compile(
    r"(?:我们?是|位于|注册在|地处|来自|坐落在?|在)([\u4e00-\u9fff]{2,4}?(?:高新技术产业开发区|高新区|[市县区州旗]))"
)
# 大型制造企业 is a large enterprise, 大型设备制造企业 makes large machines.
_KIND = r"(?!(?:设备|机械|装备|机床|客车|货车|活动|会展|会议|展会|工程|商场|超市))[一-龥]{0,6}?"
# 给大型企业做配套: whom it works for.
_PARTNER = re.compile(r"(?:[给向跟与]|(?<!作)为|服务于?|面向)[^,。;]{0,4}$")
_SIZES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(sizes))
    for pattern, sizes in (
        (r"中小微企业|中小企业|中小微?(?:型)?[一-龥]{2,4}企业", ("中型", "小型", "微型")),
        (r"小微企业|小微", ("小型", "微型")),
        (rf"微型{_KIND}企业", ("微型",)),
        (rf"小型{_KIND}企业", ("小型",)),
        (r"小企业|小公司|小厂|小工厂|小作坊", ("小型", "微型")),
        (rf"(?<![大])中型{_KIND}企业", ("中型",)),
        (rf"大型{_KIND}企业|大企业", ("大型",)),
        (r"个体工商户|个体户", ("个体",)),
    )
)
_REGULAR = re.compile(r"规模以上|规上|上规|限额以上|限上")
_BELOW = re.compile(r"规下|规模以下|限下|限额以下")
_MEASURED = ("money", "quantity", "rate", "points", "duration")
_HELD = re.compile(r"(?:举办|承办|办了?|召开|开了?|主办)[^,]{0,12}(?:会议|会展|赛事|竞赛)")
_COMPANY = re.compile(r"有限(?:责任)?公司|股份(?:有限)?公司")
_CLAUSE = re.compile(r"[,。;!?]")


def read_text(text: str, known: Iterable[str], today: date) -> Profile:
    """Return the profile that the text states. `known` are regions of the documents: places that no list has."""
    seen = view(text, 0, len(text))
    clauses = seen.cut(0, len(seen.text), _CLAUSE)
    wanted = [(a, b) for a, b in clauses if WANTS.search(seen.text, a, b)]
    regions = _regions(seen, wanted, known)
    facts = [f for a, b in clauses for f in _facts(seen, a, b, today, (a, b) in wanted, regions)]
    titles = _titles(seen, wanted)
    named = seen.text
    for a, b, _, _ in titles_in(seen.text):
        named = named[:a] + " " * (b - a) + named[b:]
    sizes, words = _sizes(named)
    profile = Profile(
        text=text,
        regions=regions,
        industries=_industries(seen, wanted),
        trades=read_trades(seen, [c for c in clauses if c not in wanted], regions),
        sizes=sizes,
        size_words=words,
        titles=titles,
        flags=_flags(seen, wanted),
        facts=tuple(_once(facts)),
        needs=find_needs(seen.text),
    )
    return derive(profile)


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Return the first fact of each name; two that contradict each other leave the name unknown."""
    found: dict[str, Fact] = {}
    clashing = set()
    for fact in facts:
        known = found.setdefault(fact.name, fact)
        if (known.low, known.high) != (fact.low, fact.high):
            clashing.add(fact.name)
    return [f for name, f in found.items() if name not in clashing]


def _in(at: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in ranges)


def _words(seen: View, start: int, end: int) -> str:
    return seen.span(*seen.trimmed(start, end)).text


def _regions(seen: View, wanted: list[tuple[int, int]], known: Iterable[str]) -> tuple[Stated, ...]:
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
        (a, b, name)
        for a, b, name in sorted(found)
        if not _in(a, wanted)
        and not _ABROAD_BEFORE.search(text[:a])
        and not _ELSEWHERE.search(text[:a])
        and not _ABROAD_AFTER.match(text[b:])
    ]
    inner = [
        item
        for item in own
        if not any(o is not item and o[2] != item[2] and same_or_within(o[2], item[2]) for o in own)
    ]
    return tuple(Stated(value=name, words=_words(seen, a, b)) for a, b, name in inner[:3])


def _industries(seen: View, wanted: list[tuple[int, int]]) -> tuple[Stated, ...]:
    own = [
        (a, b, name)
        for a, b, name in find_industries(seen.text)
        if not _in(a, wanted)
        and not re.match(
            r"[^,。;]{0,2}(?:额|收入|\d)|平台年|著作权|专利|设备|系统|产品认证", seen.text[b:]
        )
        and not re.search(
            r"(?:购买|购置|使用|引进|采购|添置|安装|更换)了?[^,。;]{0,4}$", seen.text[:a]
        )
        and not _NOT.search(seen.text[:a])
    ]
    if (bank := SELF_LENDER.search(seen.text)) and not _in(bank.start(), wanted):
        own.append((*bank.span("who"), "金融业"))
    names = {name for _, _, name in own}
    kept = [
        (a, b, name)
        for a, b, name in own
        if not any(other != name and belongs(other, name) for other in names)
    ]
    once = {name: Stated(value=name, words=_words(seen, a, b)) for a, b, name in reversed(kept)}
    return tuple(reversed(list(once.values())))


def _sizes(text: str) -> tuple[frozenset[str], str]:
    sizes: set[str] = set()
    words = []
    for pattern, classes in _SIZES:
        match = pattern.search(text)
        if match and not _PARTNER.search(text[: match.start()]):
            sizes |= classes
            words.append(match[0])
            break
    if below := _BELOW.search(text):
        sizes.add("非规上")
        words.append(below[0])
    elif match := _REGULAR.search(text):
        regular = "限额以上" if match[0].startswith("限") else "规模以上"
        sizes.add("非规上" if _NOT.search(text[: match.start()]) else regular)
        words.append(match[0])
    return frozenset(sizes), "、".join(words)


def _titles(seen: View, wanted: list[tuple[int, int]]) -> tuple[Stated, ...]:
    found = []
    for a, b, name, levels in titles_in(seen.text):
        if _in(a, wanted):
            continue
        found.append(
            Stated(
                value=name,
                words=_words(seen, a, b),
                holds=not _NOT.search(seen.text[:a]),
                level=levels[0] if len(levels) == 1 else "",
            )
        )
    return tuple(found)


def _flags(seen: View, wanted: list[tuple[int, int]]) -> tuple[Stated, ...]:
    found = []
    for name, pattern in FLAG_PATTERNS:
        if match := pattern.search(seen.text):
            a, b = match.span()
            if name in WHETHER and _in(a, wanted):
                continue  # 想租国企的厂房: who wants to has not done it yet
            holds = not _NOT.search(seen.text[:a])
            found.append(Stated(value=name, words=_words(seen, a, b), holds=holds))
        elif (denied := DENIED_BY.get(name)) and (match := denied.search(seen.text)):
            found.append(Stated(value=name, words=_words(seen, *match.span()), holds=False))
    company = _COMPANY.search(seen.text)
    if company and all(f.value != "独立法人" for f in found):
        found.append(Stated(value="独立法人", words=_words(seen, *company.span())))
    return tuple(found)


_OWNER = re.compile(
    r"(?P<size>(?:规模以上|规上|限额以上|限上|中小微?|小微|大型|中型|小型|民营|一家)*)(?P<industry>[^,、和及0-9]{0,6}?)(?:类|型)?(?:企业|公司|工厂)的?(?=[年一-龥]{2})"
)


def _unowned(raw: str, regions: Iterable[Stated]) -> str:
    """Return what stands before a figure without whose it is: 产值同比增长 of 柳河县规上工业企业产值同比增长."""
    rest = raw.strip()
    for region in regions:
        rest = rest.removeprefix(region.words)
    match = _OWNER.match(rest)
    if match is None or not (match["size"] or rest != raw.strip() or match["industry"]):
        return raw
    trade = match["industry"]
    if trade and not any((a, b) == (0, len(trade)) for a, b, _ in find_industries(trade)):
        return raw
    return rest[match.end() :]


def _facts(
    seen: View, start: int, end: int, today: date, planned: bool, regions: Iterable[Stated]
) -> list[Fact]:
    found: list[Fact] = []
    if (none := none_of(seen.text[start:end])) and not planned:
        found.append(replace(none, words=_words(seen, start, end)))
    begin = start
    held = _HELD.search(seen.text, max(0, start - 30), start)
    thing = held[0][-2:] if held else ""
    for figure in seen.inside(start, end):
        raw = _unowned(seen.text[begin : figure.start], regions)
        if figure.unit in ("类", "级", "代") or (figure.kind == "duration" and raw.endswith("近")):
            continue  # 二类新药 and 近三年 are part of a name
        after = seen.text[figure.end : end]
        words = _words(seen, begin, _noun_end(figure, end))
        fact = founded(figure, raw, after, words, today) or aged(figure, seen.text[:start] + raw)
        if fact is None and figure.kind in _MEASURED and not figure.indefinite:
            if found and raw.startswith("占"):  # 研发人员35人占员工总数的40%
                raw = f"{found[-1].name}{raw}"
            fact = measured(figure, raw, after, words, planned, thing)
        if fact is not None:
            found.append(replace(fact, clause=seen.text[start:end]))
        if figure.kind != "period" and not SINCE.match(figure.text) and not figure.indefinite:
            begin = figure.end + _counted(figure, raw, after)
    return found


# 3件发明专利、2件实用新型: what is counted stands behind its number, and is no name of the next.
_COUNTED = re.compile(r"(?:授权的?|有效的?|国内)*([一-龥]{2,8}?)(?:、|[和及与](?=\d))")


def _counted(figure: Figure, raw: str, after: str) -> int:
    """Return how long the noun is that a count has behind it in a list of such counts."""
    match = _COUNTED.match(after)
    alone = not raw or raw[-1] in "、和及与有" or not clean(raw)
    return match.end(1) if match and alone and figure.kind == "quantity" and figure.unit else 0


def _noun_end(figure: Figure, end: int) -> int:
    return min(end, figure.end + len(figure.noun[:8]))
