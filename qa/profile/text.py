"""A profile from free text: 我们是东莞一家做箱包的小企业，去年营收3000万，80人，想开拓海外市场."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from qa.figures import Figure
from qa.measures.bounds import SINCE
from qa.measures.industries import belongs, find_industries
from qa.measures.names import clean, growth
from qa.measures.parties import SELF_LENDER
from qa.measures.view import View, view
from qa.measures.words import DENIED_BY, FLAG_PATTERNS, WHETHER, titles_in
from qa.profile.derive import derive
from qa.profile.facts import aged, founded, measured, none_of, of_hires, year_of
from qa.profile.needs import WANTS, find_needs
from qa.profile.places import read_places
from qa.profile.trades import read_trades
from qa.profile.types import Fact, Profile, Stated

_NOT = re.compile(r"(?:不是|没有|没|未|尚未|还没|无|非|不属于|不具备|从未|不在)[^,。;、]{0,8}$")
# 大型制造企业 is a large enterprise, 大型设备制造企业 makes large machines.
_KIND = r"(?!(?:设备|机械|装备|机床|客车|货车|活动|会展|会议|展会|工程|商场|超市))[一-龥]{0,6}?"
# 给大型企业做配套: whom it works for.
_PARTNER = re.compile(r"(?:[给向跟与]|(?<!作)为|服务于?|面向)[^,。;]{0,4}$")
# 给餐饮企业送货 makes no restaurant; 主营业务为餐饮 does.
_SERVES = re.compile(
    r"(?:[给向跟]|(?<![业务营作成型属是围做])为|服务于|面向)[^,。;的做开供搞卖从]{0,4}$"
)
_THEIRS = re.compile(
    r"(?:客户|买家|供应商|母公司|股东|总公司|同行)(?:主要|大多|基本|都|多)*(?:是|为)[^,。;]{0,4}$"
)
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
CURRENCIES = frozenset({"元", "美元", "欧元", "港元"})
_COMPANY = re.compile(r"有限(?:责任)?公司|股份(?:有限)?公司")
_CLAUSE = re.compile(r"(?<!\d),|,(?!\d{3}(?:\D|$))|[。;!?]")
# 1.2个亿, 一个亿, 三个多亿: the measure word says nothing.
_OF_HUNDRED_MILLIONS = re.compile(r"(?<=[\d一二两三四五六七八九十几])个(?=多?亿)")
# 900平, 一千多个平
_SQUARE = re.compile(r"(?<=[\d百千万多来])个?平(?=[，。,;；、的左大]|$)")
# 客户是规上企业, 母公司是高新技术企业: what others are.
_OTHERS = re.compile(
    r"(?:客户|买家|供应商|供货商|甲方|母公司|股东|(?<!我们)(?<!我)(?<!本)集团(?:公司)?|总公司|关联(?:公司|企业)|合作(?:方|伙伴|企业|单位)|[上下]游(?:企业)?|同行|隔壁)[^,。;]{0,8}$"
)
# 高企证书去年过期了: whether it is held is not known.
_LAPSED = re.compile(r"过期|到期|失效|取消|撤销|摘[牌帽]|[没未](?:能)?(?:通过|过)|落选|掉了")


def read_text(text: str, known: Iterable[str], today: date) -> Profile:
    """Return the profile that the text states. `known` are regions of the documents: places that no list has."""
    plain = _SQUARE.sub("平方米", _OF_HUNDRED_MILLIONS.sub("", text))
    seen = view(plain, 0, len(plain))
    clauses = seen.cut(0, len(seen.text), _CLAUSE)
    wanted = [(a, b) for a, b in clauses if WANTS.search(seen.text, a, b)]
    regions = read_places(seen, wanted, known)
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
        facts=tuple(_once(_grown(facts))),
        needs=find_needs(seen.text),
    )
    return derive(profile)


def _grown(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts, a growth that does not say of what named after the sum told right before it: 出口额1亿元，同比增长12%."""
    before = ""
    for fact in facts:
        if fact.unit == "%":
            fact = replace(fact, name=growth(fact.name, before))
        before = fact.name if fact.unit in CURRENCIES else ""
        yield fact


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Return the first fact of each name; two that contradict each other leave the name unknown.

    What is so counts before what is planned: 打算招20个人，现在30人.
    """
    found: dict[str, Fact] = {}
    clashing = set()
    given = list(facts)
    real = {f.name for f in given if not f.planned}
    for fact in given:
        if fact.planned and fact.name in real:
            continue
        known = found.setdefault(fact.name, fact)
        if (known.low, known.high) != (fact.low, fact.high):
            clashing.add(fact.name)
    return [f for name, f in found.items() if name not in clashing]


def _in(at: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in ranges)


def _words(seen: View, start: int, end: int) -> str:
    return seen.span(*seen.trimmed(start, end)).text


def _industries(seen: View, wanted: list[tuple[int, int]]) -> tuple[Stated, ...]:
    own = [
        (a, b, name)
        for a, b, name in find_industries(seen.text)
        if not _in(a, wanted)
        and not re.match(
            r"[^,。;]{0,2}(?:额|收入|\d)|(?:企业|公司|厂|店|单位)合作|平台年|著作权|专利|设备|系统|产品认证",
            seen.text[b:],
        )
        and not re.search(
            r"(?:购买|购置|使用|引进|采购|添置|安装|更换)了?[^,。;]{0,4}$", seen.text[:a]
        )
        and not _NOT.search(seen.text[:a])
        and not (_SERVES.search(seen.text[:a]) or _THEIRS.search(seen.text[:a]))
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


def _of_others(text: str, at: int) -> bool:
    """Whether the size or title at `at` is that of a customer or of whoever owns the enterprise."""
    return bool(_PARTNER.search(text[:at]) or _OTHERS.search(text[:at]))


def _sizes(text: str) -> tuple[frozenset[str], str]:
    sizes: set[str] = set()
    words = []
    for pattern, classes in _SIZES:
        match = pattern.search(text)
        if match and not _of_others(text, match.start()):
            sizes |= classes
            words.append(match[0])
            break
    if below := _BELOW.search(text):
        sizes.add("非规上")
        words.append(below[0])
    elif match := next(
        (m for m in _REGULAR.finditer(text) if not _of_others(text, m.start())), None
    ):
        regular = "限额以上" if match[0].startswith("限") else "规模以上"
        sizes.add("非规上" if _NOT.search(text[: match.start()]) else regular)
        words.append(match[0])
    return frozenset(sizes), "、".join(words)


def _titles(seen: View, wanted: list[tuple[int, int]]) -> tuple[Stated, ...]:
    found = []
    for a, b, name, levels in titles_in(seen.text):
        stop = seen.clause_end(b, len(seen.text))
        if _in(a, wanted) or _OTHERS.search(seen.text[:a]) or _LAPSED.search(seen.text, b, stop):
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
        raw = raw.removesuffix(":")  # 营业收入:3200万元
        if _OTHERS.search(seen.text[start : figure.start]) or _EARLIER.search(raw):
            begin = figure.end
            continue
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
            if of_hires(fact, seen.text[max(0, start - 20) : figure.start]):
                fact = replace(fact, name="签订劳动合同")
            year = year_of(raw, figure, today)
            found.append(replace(fact, clause=seen.text[start:end], year=year))
        if figure.kind != "period" and not SINCE.match(figure.text) and not figure.indefinite:
            begin = figure.end + _counted(figure, raw, after)
    return found


# 前年营收3000万 says nothing of the year that is asked about.
_EARLIER = re.compile(r"(?:大?前年|上上年)(?!以来)")
# 3件发明专利、2件实用新型: what is counted stands behind its number, and is no name of the next.
_COUNTED = re.compile(r"(?:授权的?|有效的?|国内)*([一-龥]{2,8}?)(?:、|[和及与](?=\d))")


def _counted(figure: Figure, raw: str, after: str) -> int:
    """Return how long the noun is that a count has behind it in a list of such counts."""
    match = _COUNTED.match(after)
    alone = not raw or raw[-1] in "、和及与有" or not clean(raw)
    return match.end(1) if match and alone and figure.kind == "quantity" and figure.unit else 0


def _noun_end(figure: Figure, end: int) -> int:
    return min(end, figure.end + len(figure.noun[:8]))
