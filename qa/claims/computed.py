"""What a draft reckons from two or more figures: a sum, a difference, a share, a multiple. Pure.

出口额比进口额多14.1亿元 follows where the sources say how much was exported and how much imported: each operand is a sentence that
lacks its figure (`Formula.operands`), and whoever asks the sources for it decides whether it is of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.regions import find_regions
from qa.claims.formula import LESS, MORE, Formula
from qa.claims.homes import by_form
from qa.claims.standing import TIMES
from qa.evidence.clauses import clause_of
from qa.figures import Figure, find_figures

_ABOUT = r"(?:[约近超逾达]|超过|大约|将近|接近|不到|不足)?"
_JOINT = re.compile(r"、|以及|[和与及](?!其)")
_SUM = re.compile(
    rf"^(?P<list>.+?)(?:[两二三四五六七八九]+[项者类个区县市镇乡村园所家]{{1,2}})?(?:合计|共计|总计|合共|总共|一共|加起来|之和|共)(?:有|为|达到?|是)?(?P<thing>[^\d，,、]{{0,10}}?){_ABOUT}$"
)
# ，两区共20个: of what the list before it counts.
_SUM_ALONE = re.compile(
    rf"^(?:[两二三四五六七八九]+[项者类个区县市镇乡村园所家]{{1,2}})?(?:合计|共计|总计|合共|总共|一共|共)(?:有|为|达到?|是)?{_ABOUT}$"
)
_DIFFERENCE = re.compile(
    rf"^(?P<one>.+?)[比较](?P<other>[^，,比较]{{2,16}}?)(?:同期)?(?P<more>多|高|增加|增长|提高|上升|上涨|增)?(?(more)|(?P<less>少|低|减少|下降|降低|缩短|压缩|压减|减))(?:出|了)*{_ABOUT}$"
)
_SHARE = re.compile(
    rf"^(?P<one>.+?)占(?:到|了)?(?P<other>[^，,占比]{{2,16}}?)(?:总[数量额])?的?(?:比重|比例|份额)?(?:为|达到?)?(?:的)?{_ABOUT}$"
)
_MULTIPLE = re.compile(
    rf"^(?P<one>.+?)(?:约?是|约?为|相当于|约?合){_ABOUT}(?P<other>[^，,]{{2,16}}?)的{_ABOUT}$"
)
# 高新技术企业58家，县开发区占53.4%: the whole stands before.
_PART = re.compile(rf"^(?P<one>[^，,占]{{2,16}}?)占(?:比|到|了)?(?:为|达到?)?{_ABOUT}$")
# ，增长25%: on what the clause before compares.
_GREW = re.compile(
    rf"^(?:同比|共|累计)?(?:(?P<more>增长|增加|提高|上升|扩大)|(?P<less>下降|减少|降低|缩短|压缩|压减))了?{_ABOUT}$"
)
_FROM = re.compile(r"[由从][^，,。；;]{0,16}$")
_TO = re.compile(r"[到至为][^，,。；;]{0,10}$")
_LAST_YEAR = re.compile(r"(?:上年|去年|前一年|上一年)$")
_YEAR = re.compile(r"((?:19|20)\d\d)年")


def formulas(body: str, figures: Sequence[Figure]) -> Iterator[Formula]:
    """Yield how each of the measured figures of a sentence may be reckoned, at most one way for each."""
    for figure in figures:
        if found := _formula(body, figure, figures):
            yield found


def _formula(body: str, figure: Figure, figures: Sequence[Figure]) -> Formula | None:
    start, _ = clause_of(body, figure.start)
    own = body[start : figure.start].strip()
    if figure.kind in ("quantity", "money") and _SUM_ALONE.match(own):
        known = _before(body, figure, figures)
        return Formula(kind="sum", figure=figure, known=known) if len(known) > 1 else None
    if figure.kind in ("rate", "multiple") and (m := _GREW.match(own)):
        return _growth(body, figure, figures, start, MORE if m["more"] else LESS)
    if figure.kind == "rate" and (m := _PART.match(own)):
        return _part(body, figure, figures, start, m["one"])
    said = _scene(body, start, figures) + own
    if any(f.start >= start and f.end <= figure.start for f in figures):
        return None
    if figure.kind in ("quantity", "money") and (m := _SUM.match(said)):
        return _sum(m["list"], m["thing"], figure)
    if figure.kind in ("quantity", "money", "duration", "points") and (
        m := _DIFFERENCE.match(said)
    ):
        two = _two(m["one"], m["other"])
        return two and Formula(
            kind="difference", figure=figure, operands=two, sign=MORE if m["more"] else LESS
        )
    if figure.kind == "rate" and figure.direction is None and (m := _SHARE.match(said)):
        two = _two(m["one"], m["other"])
        return two and Formula(kind="share", figure=figure, operands=(two[0], two[1][::-1]))
    if figure.kind == "multiple" and (m := _MULTIPLE.match(said)):
        two = _two(m["one"], m["other"])
        return two and Formula(kind="multiple", figure=figure, operands=two)
    return None


def _growth(
    body: str, figure: Figure, figures: Sequence[Figure], start: int, sign: Decimal
) -> Formula | None:
    """Return how a growth alone is reckoned: on the two that the clause before compares, or from what to what it says it went.

    Not of money: at which prices that grew, two amounts do not say.
    """
    before = [f for f in figures if f.end <= start and f.kind not in ("money", "rate", "points")]
    if (
        not before
        or body[before[-1].end : start].strip("，, 。；;")
        or body[start - 1] not in "，,"
    ):
        return None
    last = before[-1]
    compared = _formula(body, last, [f for f in figures if f.end <= start])
    if compared is not None and compared.kind == "difference":
        if compared.sign != sign:
            return None
        return Formula(kind="growth", figure=figure, operands=compared.operands, sign=sign)
    if len(before) < 2 or (before[-2].kind, before[-2].unit) != (last.kind, last.unit):
        return None
    first = before[-2]
    went = _FROM.search(body, 0, first.start) and _TO.search(body, first.end, last.start)
    return Formula(kind="growth", figure=figure, known=(last, first), sign=sign) if went else None


def _part(
    body: str, figure: Figure, figures: Sequence[Figure], start: int, one: str
) -> Formula | None:
    """Return a share of what the clause before counts: 高新技术企业58家，县开发区占53.4%."""
    before = [f for f in figures if f.end <= start]
    if not before or start == 0 or body[before[-1].end : start].strip("，, "):
        return None
    whole = before[-1]
    begin, _ = clause_of(body, whole.start)
    if any(begin <= f.start < whole.start for f in figures) or whole.kind not in (
        "quantity",
        "money",
    ):
        return None
    said = (_scene(body, begin, figures) + body[begin : whole.start]).rstrip("共有为达")
    at = _head(said)
    ways = (
        f"{said[:at]}{one.removeprefix('其中')}{said[at:]}",
        f"{said[:at]}{one.removeprefix('其中')}",
    )
    return Formula(kind="share", figure=figure, operands=(ways,), known=(whole,))


def _scene(body: str, start: int, figures: Sequence[Figure]) -> str:
    """Return the clause before, where it counts nothing: 2023年，."""
    if start == 0 or body[start - 1] not in "，,":
        return ""
    before = clause_of(body, start - 1)
    counted = any(before[0] <= f.start < start for f in figures)
    return "" if counted else body[before[0] : start]


def _before(body: str, figure: Figure, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of the list right before one that sums it up, from 其中 on where that stands in it."""
    run: list[Figure] = []
    end = figure.start
    start, _ = clause_of(body, figure.start)
    for other in reversed([f for f in figures if f.end <= figure.start]):
        if other.start >= start and not body[other.end : figure.start].startswith("、"):
            continue  # 两区 of 两区共20个
        between = body[other.end : end]
        if (other.kind, other.unit) != (figure.kind, figure.unit) or re.search("[。；;]", between):
            break
        run.insert(0, other)
        if "其中" in body[clause_of(body, other.start)[0] : other.start]:
            break
        end = other.start
    return tuple(run)


def _head(text: str) -> int:
    """Return where the times and places with which a text begins end: 2023年云汀县 of 2023年云汀县出口额."""
    at = 0
    while True:
        ends = [f.end for f in find_figures(text) if f.kind in TIMES and f.start == at]
        ends += [r.end for r in find_regions(text) if r.start == at]
        ends += [a + len(name) for a, name in by_form(text[at:]) if a == 0]
        ends += [
            m.end()
            for m in [re.compile("[，,的\\s]|[全我][国省市县区]|年?末|[度]").match(text, at)]
            if m
        ]
        after = max(
            (e for e in (e if e > at else at + e for e in ends) if at < e < len(text)), default=at
        )
        if after == at:
            return at
        at = after


def _sum(listed: str, thing: str, figure: Figure) -> Formula | None:
    parts = _JOINT.split(listed)
    if not 2 <= len(parts) <= 6 or not all(len(p) > 1 for p in parts):
        return None
    at = _head(parts[0])
    head, parts = parts[0][:at], [parts[0][at:], *parts[1:]]
    last = parts[-1]
    operands = []
    for part in parts:
        tails = (
            [t for t in (_tail(part, last), _tail(part, last, figure.noun)) if t]
            if part is not last
            else []
        )
        ways = [f"{head}{part}{tail}{thing}" for tail in dict.fromkeys([*tails, ""])]
        operands.append(tuple(ways))
    return Formula(kind="sum", figure=figure, operands=tuple(operands))


def _tail(part: str, whole: str, noun: str = "") -> str:
    """Return what a name leaves to another that says it: 产量 of 小麦、玉米、大豆产量, 人均收入 of 城镇居民人均收入比农村居民."""
    for size in (2, 1):
        at = whole.find(part[-size:])
        if len(part) >= size and at >= 0 and whole[at + size :] and not whole.endswith(part):
            return whole[at + size :]
    return whole[len(part) :] if not noun and len(whole) > len(part) + 1 else ""


def _two(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the two things that are compared, as sentences without their figures; a time stands for the same thing then."""
    at = _head(one)
    head, rest = one[:at], one[at:].rstrip("的是为约")
    one = one.rstrip("的是为约")
    named = _YEAR.search(head)
    if _LAST_YEAR.fullmatch(other):
        if not named:
            return None
        return (one,), (one.replace(named[0], f"{int(named[1]) - 1}年", 1),)
    if year := _YEAR.fullmatch(other):
        if not named:
            now = _YEAR.search(rest)
            named = now or named
        return (
            ((one,), (one.replace(named[0], year[0], 1),))
            if named and named[0] != year[0]
            else None
        )
    if any(f.kind in TIMES for f in find_figures(other)):
        return None
    tail = _tail(other, rest)
    ways = [f"{head}{other}{tail}"] if tail else []
    ways.append(f"{head}{other}")
    if other in ("农村", "城镇"):
        return None
    return (one,), tuple(ways)
