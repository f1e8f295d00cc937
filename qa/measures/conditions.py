"""A clause to conditions: what can be asked of a profile, and, for the rest, a condition that only a person can answer.

What is not read is never dropped: the words that no test accounts for make the clause's own opaque condition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.measures.bounds import Found, find_bounds
from qa.measures.industries import find_industries
from qa.measures.joined import ITEMS, ONE_OF, OPAQUE, with_growth
from qa.measures.parties import lender, of_others
from qa.measures.places import meant_place
from qa.measures.trades import OPEN, beside, listed_trades
from qa.measures.types import Condition, Span, Test
from qa.measures.view import View
from qa.measures.words import (
    FIRST,
    FLAG_PATTERNS,
    HELD,
    LOCAL,
    OTHER_PREMISES,
    REGISTERED,
    REGULAR,
    SIZE,
    SIZES,
    titles_in,
)

_AND = re.compile(
    r"且|并且|同时(?=[^具满符])|以及(?!(?:小微|中小微?)企业|个体)|,(?!或)|(?<=[以]上)、|(?<=资格)、|(?<=登记)、|、(?=具有|具备|财务|无|未)|;"
)
_OR = re.compile(r",?(?:或者|(?<!裁员)(?<!达到)(?<!等于)或(?!者|超过|以上|以下|少裁员))")
_NOT = re.compile(r"(?:未(?!来)|没有|无(?!人)|不(?:属于|是|得|具)|非)[^,、]{0,6}$")
_STAFFED = re.compile(r"(?:专职|职工|人员|工作人员)")
_FOLLOWED = re.compile(
    r"^(?:[、和及与或]|以及|等|类|型|中小微|小微|中小|生产|制造|加工|产业链?|行业|领域|传统|重点|整机|研发|服务|业|设计|装备|配套|优势|主链|核心零部件|系统集成|链上|三条)*"
    r"(?:企业|公司|项目|单位|主体|制造业|工业)"
)
_ONLY = re.compile(r"^(?:面向|从事|[、和及等的]|行业|产业)*$")
_BRACKET = re.compile(r"\([^)]*\)|〔[^〕]*〕")
_TAKEN_OUT = re.compile(r"[(〔](?:不含|不包括|不包含|除)")
_COUNTS = re.compile(r"^(?:企业)?(?:不少于|达到?|超过)?\d|^等?(?:研发|技术改造|改造)项目")
_ITSELF = re.compile(r"旅行社|酒店|民宿|景区")
_FILL = re.compile(
    r"未裁员或|给予|对于?|单个|单户|每家|每个|的|企业|公司|单位|申报|项目|主体|我[省市县区]|本[省市县区]|全[省市县区]|在|且|并|其中|年度?|上年度?|当年|新增|上一|凡|被|为|成为|评定|认定|获评|获得|取得|纳入统计[口径范围]*|已|可|等|类|型"
    r"|[,。;:、()\"“”]|和|及|以|或|者|均|应当?|须|需|具有|具备|生产|经营|从事|行业|产业|领域|等级|标准|一次性|统计|口径|传统|重点|制造|加工|服务|符合|条件|是|达到|统一|从|由|链|上|优势|配套|未|无|没有|工商|注册地|登记地|所在地|列入|名单|面向|拥有"
)
_WORDY = re.compile(r"[\u4e00-\u9fffA-Za-z]")
# 本科以上学历或中级以上职称的人员不低于职工总数的60%: 或 joins what is counted, not two conditions.
_SHARE_OF = re.compile(r"[^\d,]{2,20}或[^\d,]{2,30}不[低少]于[^\d,]{2,16}(?:总数|总量)的\d[\d.]*%$")
LEAST = 2


def read_conditions(
    seen: View,
    start: int,
    end: int,
    region: str | None,
    *,
    shared: bool = False,
    inherited: str = "",
) -> list[Condition]:
    """Return the conditions of the range, all of which must hold."""
    made: list[Condition] = []
    if one := ONE_OF.search(seen.text, start, end):
        a, b = seen.trimmed(start, end)
        parts = seen.cut(one.end(), end, ITEMS)
        whole = _alternatives(seen, parts, region, inherited) if len(parts) > 1 else ((OPAQUE,),)
        return [Condition(span=_span(seen, a, b), any_of=whole, shared=shared)]
    for a, b in _atoms(seen, start, end):
        parts = seen.cut(a, b, _OR)
        if len(parts) > 1 and not _SHARE_OF.match(seen.text[a:b]):
            whole = _alternatives(seen, parts, region, inherited)
            made.append(Condition(span=_span(seen, a, b), any_of=whole, shared=shared))
            continue
        made += _conditions(seen, read_atom(seen, a, b, region, inherited), shared)
    return list(with_growth(made))


def _conditions(
    seen: View, read: Sequence[tuple[int, int, Test]], shared: bool
) -> Iterator[Condition]:
    """Yield a condition for each test; titles, or sizes, that a list joins (国家级、省级 …) are alternatives of one."""
    group: list[tuple[int, int, Test]] = []
    for item in [*read, None]:
        if group and (
            item is None
            or item[2].kind != group[0][2].kind
            or not _LISTED.fullmatch(seen.text[group[-1][1] : item[0]])
        ):
            any_of = tuple((t,) for _, _, t in group)
            if _OTHERS_TOO.match(seen.text, group[-1][1]):
                any_of = (*any_of, (OPAQUE,))
            yield Condition(
                span=_span(seen, group[0][0], group[-1][1]), any_of=any_of, shared=shared
            )
            group = []
        if item is not None and item[2].kind in ("title", "size"):
            group.append(item)
        elif item is not None:
            any_of = ((item[2],),)
            if item[2].kind == "industry" and (item[2].name == OPEN or beside(seen, item, read)):
                any_of = (*any_of, (OPAQUE,))
            yield Condition(span=_span(seen, item[0], item[1]), any_of=any_of, shared=shared)


# 大型企业等其他参保单位: who is none of them may still be meant.
_OTHERS_TOO = re.compile(r"(?:企业)?等(?:其他|各类|各种)")
_JOINS = re.compile(r"[、和及或与]$")


_LISTED = re.compile(r"(?:企业)?(?:、|和|或|及|以及|或者)")


def _span(seen: View, a: int, b: int) -> Span:
    c, d = seen.trimmed(a, b)
    return seen.span(c, d) if d > c else seen.span(a, b)


def _atoms(seen: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in seen.cut(start, end, _AND):
        a, b = seen.trimmed(a, b)
        if b > a:
            yield a, b


def _alternatives(
    seen: View, parts: Sequence[tuple[int, int]], region: str | None, inherited: str
) -> tuple[tuple[Test, ...], ...]:
    """Return the tests of each alternative; what cannot be read in one leaves it open.

    Only figures and titles stand alone on one side of 或; of anything else it is not certain what both sides share,
    and the whole statement is left to a person.
    """
    read: list[tuple[Test, ...]] = []
    for a, b in parts:
        a, b = seen.trimmed(a, b)
        tests = tuple(t for _, _, t in read_atom(seen, a, b, region, inherited)) if b > a else ()
        if any(t.kind not in ("bound", "title", "opaque") for t in tests):
            return ((OPAQUE,),)
        read.append(tests or (OPAQUE,))
    return tuple(read)


def read_atom(
    seen: View, start: int, end: int, region: str | None, inherited: str = ""
) -> list[tuple[int, int, Test]]:
    """Return (start, end, test) of one statement; what no test accounts for ends as an opaque test over all of it."""
    text = seen.text[start:end]
    found = [(a + start, b + start, t) for a, b, t in _named(text, region)]
    taken = [(a, b) for a, b, _ in found]
    bounds = find_bounds(seen, start, end, taken, inherited)
    found += _lowest(bounds)
    taken += [(f.start, f.end) for f in bounds]
    first = False
    for match in FIRST.finditer(seen.text, start, end):
        first = True
        taken.append(match.span())
    if first:
        found.append((start, end, replace(OPAQUE, name="首次")))
    if _left(seen, start, end, taken) >= LEAST:
        found.append((start, end, OPAQUE))
    return sorted(found, key=lambda f: (f[0], f[1]))


def _lowest(bounds: Sequence[Found]) -> list[tuple[int, int, Test]]:
    """Of a list of tiers (1亿元、5亿元、10亿元) the lowest must be reached; the others tell how much is given."""
    out: list[tuple[int, int, Test]] = []
    for item in bounds:
        if item.listed and out:
            a, _, test = out[-1]
            low = (
                None if test.low is None or item.test.low is None else min(test.low, item.test.low)
            )
            high = (
                None
                if test.high is None or item.test.high is None
                else max(test.high, item.test.high)
            )
            out[-1] = (a, item.end, replace(test, low=low, high=high))
        else:
            out.append((item.start, item.end, item.test))
    return out


def _named(text: str, region: str | None) -> list[tuple[int, int, Test]]:
    """Return the places, titles, sizes, flags and industries of a statement; offsets are into `text`."""
    found: list[tuple[int, int, Test]] = []
    brackets = [m.span() for m in _BRACKET.finditer(text)]

    def free(a: int, b: int) -> bool:
        return all(b <= c or d <= a for c, d, _ in found)

    if match := LOCAL.search(text):
        named = next(g for g in match.groups() if g)
        own = meant_place(named, region)
        name = REGISTERED if _REGISTERED.search(match[0]) else ""
        test = Test(kind="region", name=name, values=(own,) if own else ())
        # 注册地、税务征管关系均在本市: what else has to be there is not answered by where the enterprise is.
        found.append((match.start(match.lastgroup or 0), match.end(), test))
    for a, b, name, levels in titles_in(text):
        if free(a, b) and not _STAFFED.match(text[b:]) and not of_others(text, a, b):
            negated = bool(_NOT.search(text[:a]))
            found.append((a, b, Test(kind="title", values=(name,), levels=levels, negated=negated)))
    for match in REGULAR.finditer(text):
        if free(*match.span()):
            value = "限额以上" if match[0].startswith("限") else "规模以上"
            found.append((*match.span(), Test(kind="size", values=(value,))))
    for match in SIZE.finditer(text):
        if free(*match.span()) and not of_others(text, *match.span()):
            name = match[0] if match[0] in SIZES else f"{match[0]}企业"
            found.append((*match.span(), Test(kind="size", values=(name,))))
    for match in OTHER_PREMISES.finditer(text):
        found.append((*match.span(), Test(kind="flag", values=("承租国有房产",), negated=True)))
    for name, pattern in FLAG_PATTERNS:
        for match in pattern.finditer(text):
            if free(*match.span()):
                negated = bool(_NOT.search(text[: match.start()])) or any(
                    a <= match.start() < b and _TAKEN_OUT.match(text[a:b]) for a, b in brackets
                )
                found.append((*match.span(), Test(kind="flag", values=(name,), negated=negated)))
    for match in HELD.finditer(text):
        if free(*match.span()):
            test = Test(kind="held", name=match["thing"], negated=bool(match["not"]))
            found.append((*match.span(), test))
    if (bank := lender(text)) and free(*bank):
        found.append((*bank, Test(kind="industry", values=("金融业",))))
    found += _trades(text, brackets, free)
    return sorted(found, key=lambda f: f[:2])


def _trades(
    text: str, brackets: Sequence[tuple[int, int]], free: Callable[[int, int], bool]
) -> Iterator[tuple[int, int, Test]]:
    """Yield the industries of a statement, those that a list of trades names, and those that a bracket takes out again."""
    industries = [
        (a, b, name)
        for a, b, name in find_industries(text)
        if free(a, b)
        and not any(c <= a < d for c, d in brackets)
        and not _COUNTS.match(_without(text[b:]))
        and (_ITSELF.fullmatch(text[a:b]) or _heads(text, a, b))
    ]
    if not industries and (several := listed_trades(text)) and free(*several[:2]):
        yield several
    if industries:
        a, b = industries[0][0], _head_end(text, industries[-1][1])
        values = tuple(dict.fromkeys(name for _, _, name in industries))
        yield a, b, Test(kind="industry", values=values)
    for a, b in brackets:
        # 工业类项目(不含采矿): who is taken out again.
        if _TAKEN_OUT.match(text[a:b]) and (inside := find_industries(text[a:b])):
            values = tuple(dict.fromkeys(name for _, _, name in inside))
            span = (a + 1, a + inside[-1][1])  # 不含采矿, as it is told to people
            yield *span, Test(kind="industry", values=values, negated=True)


def _heads(text: str, start: int, end: int) -> bool:
    """Whether what stands from `end` on says that the industry is that of an enterprise: 陶瓷生产、设计和配套企业."""
    rest = _without(text[end:])
    if "从事" in text[:start] or "产业链" in rest:
        rest = rest.replace("的", "", 1).replace("上", "", 1)
    alone = _ONLY.match(rest) is not None and _ONLY.match(_without(text[:start])) is not None
    return alone or bool(_FOLLOWED.match(rest))


_REGISTERED = re.compile(r"注册|登记|落户")


def _head_end(text: str, end: int) -> int:
    """Return where the words end that tell what enterprises of the industry do: 陶瓷生产、设计、装备和配套企业."""
    match = _FOLLOWED.match(text[end:])
    return end + (match.end() if match else 0)


def _without(text: str) -> str:
    for a, b, _ in reversed(find_industries(text)):
        text = text[:a] + text[b:]
    return text


def _left(seen: View, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int:
    """Return how many characters of the statement no test accounts for, words that say nothing left out."""
    left = list(seen.text[start:end])
    for a, b in taken:
        inside = slice(max(a - start, 0), max(min(b, end) - start, 0))
        left[inside] = " " * len(left[inside])
    return len(_WORDY.findall(_FILL.sub(" ", "".join(left))))
