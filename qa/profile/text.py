"""A profile from free text: 我们是东莞一家做箱包的小企业，去年营收3000万，80人，想开拓海外市场."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from index.regions import find_regions, same_or_within
from qa.figures import Figure
from qa.measures.bounds import SINCE, attribute
from qa.measures.industries import belongs, find_industries
from qa.measures.names import MONEY, canonical, clean
from qa.measures.view import View, view
from qa.measures.words import FLAG_PATTERNS, titles_in
from qa.profile.derive import derive
from qa.profile.needs import WANTS, find_needs
from qa.profile.types import Fact, Profile, Stated

_NOT = re.compile(r"(?:不是|没有|没|未|尚未|还没|无|非|不属于|不具备|从未|不在)[^,。;、]{0,8}$")
_ABROAD_BEFORE = re.compile(r"(?:出口到?|销往|卖到|发往|进口|对|面向|开拓|进军)$")
_ELSEWHERE = re.compile(r"(?:不在|不是|并非|而非|搬离|迁出|离开)$")
_ABROAD_AFTER = re.compile(r"^(?:市场|客户|买家|展会|等国)")
_PLACE = re.compile(
    r"(?:我们?是|位于|注册在|地处|来自|坐落在?|在)([\u4e00-\u9fff]{2,4}?(?:高新技术产业开发区|高新区|[市县区州旗]))"
)
_FOUNDED = re.compile(r"成立|创办|注册|开办|设立|创立|建厂")
_HIRED = re.compile(r"(?:请|雇|招|有|共|现有|一共)了?$|^$")
_STAFF = re.compile(r"员工|职工|工人|雇员|从业人员|^$|团队|用工|人员")
_SIZES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(sizes))
    for pattern, sizes in (
        (r"中小微企业|中小企业", ("中型", "小型", "微型")),
        (r"小微企业|小微", ("小型", "微型")),
        (r"微型企业", ("微型",)),
        (r"小型企业", ("小型",)),
        (r"小企业|小公司|小厂|小工厂|小作坊", ("小型", "微型")),
        (r"中型企业", ("中型",)),
        (r"大型企业|大企业", ("大型",)),
        (r"个体工商户|个体户", ("个体",)),
    )
)
_REGULAR = re.compile(r"规模以上|规上|上规|限额以上|限上")
_BELOW = re.compile(r"规下|规模以下|限下|限额以下")
# Of what they are is not said: no threshold can be checked against them.
_VAGUE = frozenset({"面积", "金额", "数量", "规模", "价格", "额度", "费用"})
_MEASURED = ("money", "quantity", "rate", "points", "duration")
_COMPANY = re.compile(r"有限(?:责任)?公司|股份(?:有限)?公司")
_CLAUSE = re.compile(r"[,。;!?]")


def read_text(text: str, known: Iterable[str], today: date) -> Profile:
    """Return the profile that the text states. `known` are regions of the documents: places that no list has."""
    seen = view(text, 0, len(text))
    clauses = seen.cut(0, len(seen.text), _CLAUSE)
    wanted = [(a, b) for a, b in clauses if WANTS.search(seen.text, a, b)]
    facts = [f for a, b in clauses for f in _facts(seen, a, b, today, (a, b) in wanted)]
    titles = _titles(seen, wanted)
    named = seen.text
    for a, b, _, _ in titles_in(seen.text):
        named = named[:a] + " " * (b - a) + named[b:]
    sizes, words = _sizes(named)
    profile = Profile(
        text=text,
        regions=_regions(seen, wanted, known),
        industries=_industries(seen, wanted),
        sizes=sizes,
        size_words=words,
        titles=titles,
        flags=_flags(seen),
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
        if match := pattern.search(text):
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


def _flags(seen: View) -> tuple[Stated, ...]:
    found = []
    for name, pattern in FLAG_PATTERNS:
        if match := pattern.search(seen.text):
            a, b = match.span()
            holds = not _NOT.search(seen.text[:a])
            found.append(Stated(value=name, words=_words(seen, a, b), holds=holds))
    company = _COMPANY.search(seen.text)
    if company and all(f.value != "独立法人" for f in found):
        found.append(Stated(value="独立法人", words=_words(seen, *company.span())))
    return tuple(found)


def _facts(seen: View, start: int, end: int, today: date, planned: bool) -> list[Fact]:
    found: list[Fact] = []
    begin = start
    held = _HELD.search(seen.text, max(0, start - 30), start)
    thing = held[0][-2:] if held else ""
    for figure in seen.inside(start, end):
        raw = seen.text[begin : figure.start]
        if figure.unit in ("类", "级", "代") or (figure.kind == "duration" and raw.endswith("近")):
            continue  # 二类新药 and 近三年 are part of a name
        after = seen.text[figure.end : end]
        words = _words(seen, begin, _noun_end(figure, end))
        fact = _founded(figure, raw, after, words, today)
        if fact is None and figure.kind in _MEASURED and not figure.indefinite:
            if found and raw.startswith("占"):  # 研发人员35人占员工总数的40%
                raw = f"{found[-1].name}{raw}"
            fact = _measured(figure, raw, after, words, planned, thing)
        if fact is not None:
            found.append(fact)
        if figure.kind != "period" and not SINCE.match(figure.text) and not figure.indefinite:
            begin = figure.end
    return found


def _noun_end(figure: Figure, end: int) -> int:
    return min(end, figure.end + len(figure.noun[:8]))


def _founded(figure: Figure, raw: str, after: str, words: str, today: date) -> Fact | None:
    """Return the age in years of an enterprise that says when it was founded."""
    said = _FOUNDED.search(raw[-8:]) or re.match(
        r"[^,]{0,6}?(?:成立|创办|注册|开办|设立|创立|建厂)", after
    )
    if figure.kind not in ("period", "date") or not said:
        return None
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$", figure.key)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or (28 if month else 31))
    return Fact(
        name="成立年限", low=_years(last, today), high=_years(first, today), unit="年", words=words
    )


def _years(since: date, today: date) -> Decimal:
    """Return whole years and days from one day to the other; on the anniversary it is a whole number."""
    whole = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    try:
        turned = since.replace(year=since.year + whole)
    except ValueError:
        turned = date(since.year + whole, 3, 1)
    return Decimal(max(whole, 0)) + Decimal(max((today - turned).days, 0)) / 366


# What people say where a number is not exact: nothing near a threshold follows from it.
_ROUGHLY = re.compile(r"(?:差不多|大概|约莫|估计|大致|接近于?|应该有|也就)(?:有|是|在)?$")
_OR_SO = re.compile(r"(?:元|人|平方米)?(?:的样子|上下|这样|吧)")
# 村里开了5家民宿: the verb is no name, what is counted stands behind.
_MADE = re.compile(r"(?:开|办|建|有|养|种|做|盖|经营|运营|管理)(?:了|着|有)?$")
_THINGS = re.compile(r"新药|会议|会展|赛事|竞赛")
_HELD = re.compile(r"(?:举办|承办|办了?|召开|开了?|主办)[^,]{0,12}(?:会议|会展|赛事|竞赛)")
_PREMISES = ((re.compile(r"基地"), "基地面积"), (re.compile(r"店面|门店|铺面|营业"), "营业面积"))


def _of_thing(name: str, raw: str, thing: str) -> str:
    """Return the name of a sum that is that of a drug or a meeting, never of the enterprise; empty where it is its own."""
    match = _THINGS.search(raw)
    own = canonical(raw[match.end() :]) if match else name
    thing = match[0] if match else thing
    return f"{thing}{own}" if thing and own in MONEY else ""


def _area(unit: str, raw: str, after: str) -> str:
    """Return whose area it is where a verb stands before it (基地种了99亩), or that visitors are counted."""
    if unit == "人次" and re.search(r"旅游|游玩|游客", raw + after[:12]):
        return "游客人次"
    if unit not in ("亩", "平方米", "公顷") or not _MADE.search(raw):
        return ""
    around = raw + re.split(r"[,。;]", after)[0]
    return next((name for words, name in _PREMISES if words.search(around)), "")


def _of_money(name: str) -> bool:
    """Whether a name is one of money, or of its growth, of three years, or of a drug or a meeting."""
    bare = _THINGS.sub("", name).removeprefix("近三年").removesuffix("同比增长")
    return bare in MONEY


def _people(raw: str) -> str:
    """Return which people are counted: 搞研发的有15个人 are no staff."""
    who = _HIRED.sub("", raw)
    if re.search(r"研发|科研|技术开发", who):
        return "研发人数"
    return "从业人数" if not clean(who) or _STAFF.search(who) else f"{clean(who)}人数"


def _measured(
    figure: Figure, raw: str, after: str, words: str, planned: bool, thing: str = ""
) -> Fact | None:
    name = attribute("" if _MADE.search(raw) and figure.noun else raw, figure, after)
    name = _of_thing(name, raw, thing) or _area(figure.unit, raw, after) or name
    unit, low, high = figure.unit, figure.low, figure.high
    if figure.qualifier == "exact" and (_ROUGHLY.search(raw) or _OR_SO.match(after)):
        about = abs(figure.value) / 10
        low, high = figure.value - about, figure.value + about
    if unit == "号人" or (unit == "个" and re.match(r"人(?!才)", after) and _HIRED.search(raw)):
        name, unit = _people(raw), "人"
    if unit in ("人", "名", "个") and not name.startswith("研发") and _STAFF.search(name):
        name = "从业人数" if unit == "人" or name else ""
        unit = "人"
    if name in ("从业人数", "研发人数") and unit == "":
        unit = "人"
    if unit in ("人", "名", "个") and name in ("研发人数", "从业人数"):
        unit = "人"
    if not name or name in _VAGUE:
        return None
    if _of_money(name) and figure.kind == "quantity" and unit == "":
        unit = "元"
    elif name in ("成立年限", "经营") and unit == "个月":
        unit = "年"
        low = None if low is None else low / 12
        high = None if high is None else high / 12
    if unit == "" or (name in MONEY and unit != "元"):
        return None
    return Fact(
        name=name,
        low=low,
        high=high,
        unit=unit,
        words=words,
        low_open=figure.qualifier == "over",
        high_open=figure.qualifier == "under" and "含" not in figure.text,
        planned=planned,
    )
