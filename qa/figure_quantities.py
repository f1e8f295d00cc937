"""Numbers that count or measure: numerals with their units, qualifiers and intervals.

超4000家, 8.5万家, 15至20个, 40多家, 不超过300万元, 3%—5%, 每平方米500元, 过半, 翻两番.
The bounds follow the Civil Code, article 1259: 以上, 以下, 以内 include the number, 超过 and 不满 do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from index.numerals import Numeral, read_numerals
from qa.figure_qualifiers import INCLUDED, make_figure, qualifier_before, suffix_at
from qa.figure_specials import find_specials
from qa.figure_types import Figure, Kind, Qualifier
from qa.figure_units import Unit, per_name, read_unit

_MORE = re.compile(r"[多余](?!元化|额|缺|粮)|来(?=[个家人年天元里岁])")
_CURRENCY = re.compile(r"(rmb|cny|usd|¥|\$)[ ]?$")
_FROM_TO = re.compile(
    r"(?:\(含\))?(?:及?以上|\(不?含[^)]{0,14}\))(?:\(不?含[^)]{0,14}\))?[ ]?(?P<to>[-—~－]{1,2}|至|到)?[ ]?"
)
_UNTIL = re.compile(r"(?:\(不?含\))?(?:以下|以内)")
_TO = re.compile(r"[ ]?(?:[-—~－]{1,2}|至|到)[ ]?")
_JOINTS = frozenset("、 和 与 及 或".split())
_SPELT_WITH_GE = frozenset("个百分点 个月 工作日 个基点 小时 个季度 周".split())
_PER_OUTPUT = re.compile(r"元(?=gdp|国内|地区生产|工业增加|产值|增加值|单位)")
_LEVEL = re.compile(r"级(?!别)")
_PER_PREFIX = re.compile(r"每(?P<unit>[一-龥]{1,4}|m2|㎡)$")
_PER_UNITS = frozenset(
    "平方米 平米 亩 吨 公里 千瓦 千瓦时 立方米 人 户 家 个 年 月 天 日 台 辆 套 件 公斤 斤 项 名 位 公顷 人次 小时 度 头 只 标准箱 单 次 人每月 人每年 人每天 户每年 亩每年 平方米每月 人每次 人次 学生 床位 架次 班 柜 周 季度 升 瓦 桶".split()
)
_HALVES = re.compile(r"半(?=[,。、;以的内左之后前]|$|时间|[一-龥](?!体|导))")
_NEGATIVE = re.compile(r"(?:^|[\s(为达至长降率幅:,。约])[-－]$|负$|零下$")


@dataclass(frozen=True, slots=True)
class _Measured:
    """A numeral with its unit: `end` is where the unit ends, `more` the 多 or 余 between or after them."""

    numeral: Numeral
    unit: Unit | None
    end: int
    more: str
    half: bool = False


def find_quantities(source: str, folded: str, taken: list[tuple[int, int]]) -> list[Figure]:
    """Return the quantities outside `taken`, in order; `folded` is `index.numerals.plain(source)`."""

    def free(start: int, end: int) -> bool:
        return all(end <= s or e <= start for s, e in taken)

    figures = [f for f in find_specials(source, folded) if free(f.start, f.end)]
    spans = [(f.start, f.end) for f in figures]
    spans += [m.span() for m in INCLUDED.finditer(folded)] if "含" in folded else []
    numerals = [
        n
        for n in read_numerals(folded)
        if free(n.start, n.end)
        and all(n.end <= s or e <= n.start for s, e in spans)
        and not _is_base(folded, n)
    ]
    measured = _share_units(folded, [_measure(folded, n) for n in numerals])
    at = 0
    while at < len(numerals):
        first = measured[at]
        second = measured[at + 1] if at + 1 < len(numerals) else None
        figure = _range(source, folded, first, second) if second else None
        at += 2 if figure else 1
        figure = figure or _single(source, folded, first)
        if figure is not None:
            figures.append(figure)
    return sorted(figures, key=lambda f: f.start)


def _is_base(folded: str, numeral: Numeral) -> bool:
    """Return whether a bare scale is what something is reckoned per: 每万人口, 元/万元, 万元GDP能耗."""
    if any(c not in "百千万亿" for c in folded[numeral.start : numeral.end]):
        return False
    return folded[numeral.start - 1 : numeral.start] in ("每", "/") or bool(
        _PER_OUTPUT.match(folded, numeral.end)
    )


def _share_units(folded: str, measured: list[_Measured]) -> list[_Measured]:
    """Give the numbers of a list the unit that only its last one has: 2.1个和1.5个百分点, 10、20和30万元."""
    for at in range(len(measured) - 2, -1, -1):
        one, two = measured[at], measured[at + 1]
        joint = folded[one.end : two.numeral.start].strip()
        if two.unit is None or joint not in _JOINTS or one.numeral.percent or two.numeral.percent:
            continue
        longer = one.unit is not None and one.unit.name == "个" and two.unit.name in _SPELT_WITH_GE
        arabic = folded[one.numeral.start].isdigit() and folded[two.numeral.start].isdigit()
        if longer or (one.unit is None and not one.more and arabic):
            value = (
                one.numeral.value if longer else _scaled_low(folded, one.numeral, two.numeral, True)
            )
            unit = Unit(one.end, two.unit.name, two.unit.kind)
            measured[at] = _Measured(replace(one.numeral, value=value), unit, one.end, "")
    return measured


def _measure(folded: str, numeral: Numeral) -> _Measured:
    """Read the unit of a numeral, and the 多 that may stand before or after it."""
    at, more = numeral.end, ""
    match = _MORE.match(folded, at)
    if match and not numeral.percent and (read_unit(folded, match.end()) or numeral.step > 1):
        more, at = match[0], match.end()
    if numeral.percent:
        return _Measured(numeral, Unit(at, "%", "rate"), at, more)
    unit = read_unit(folded, at)
    end = unit.end if unit else at
    half = False
    if unit and unit.name in ("年", "倍", "天", "小时", "岁", "周") and _HALVES.match(folded, end):
        half, end = True, end + 1
    if unit and unit.name == "个" and folded.startswith("半", end):
        later = next(
            (u for u in ("个月", "小时") if folded.startswith(u.lstrip("个"), end + 1)), ""
        )
        if later:
            return _Measured(
                numeral, Unit(end, later, "duration"), end + 1 + len(later.lstrip("个")), more, True
            )
    return _Measured(numeral, unit, end, more, half)


def _range(source: str, folded: str, one: _Measured, two: _Measured) -> Figure | None:
    """Read 15至20个, 8%—10%, 300—500万元, 七八个; None if the two numerals are not one range."""
    a, b = one.numeral, two.numeral
    pair = a.end == b.start and not one.unit and b.value > a.value
    both = _FROM_TO.fullmatch(folded, one.end, b.start)
    if not pair and (one.more or not (both or _TO.fullmatch(folded, one.end, b.start))):
        return None
    if both and not both["to"] and not _UNTIL.match(folded, two.end):
        return None
    name = two.unit.name if two.unit else ""
    if one.unit and two.unit and one.unit.name != name and one.end != a.end:
        return None
    if one.unit and not two.unit:
        return None
    low = a.value
    if not one.unit and not pair and b.value > a.value:
        low = _scaled_low(folded, a, b)
    if low >= b.value or (a.percent and not b.percent):
        return None
    if folded[a.start - 1 : a.start] in ("从", "由") and "到" in folded[one.end : b.start]:
        return None
    kind = two.unit.kind if two.unit else "quantity"
    high = b.value
    if not two.unit and all(
        "/" in w or "分之" in w for w in (folded[a.start : a.end], folded[b.start : b.end])
    ):
        low, high, name, kind = low * 100, high * 100, "%", "rate"
    start, name = (
        _per_prefix(folded, a.start, name) if kind in ("money", "quantity") else (a.start, name)
    )
    qualifier: Qualifier = "about" if pair else "range"
    until = _UNTIL.match(folded, two.end) if both else None
    end = until.end() if until else two.end
    if included := INCLUDED.match(folded, end):
        end = included.end()
    figure = make_figure(source, (start, end), (a.start, b.end), kind, low, qualifier, name, high)
    return figure


def _scaled_low(folded: str, a: Numeral, b: Numeral, listed: bool = False) -> Decimal:
    """Return the lower end of 300—500万, which takes the scale of the upper, unless it has its own."""
    text = folded[b.start : b.end].rstrip()
    factor = Decimal(1)
    for char in reversed(text):
        scale = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}.get(char)
        if scale is None or (text[0] not in "0123456789" and char in "百千"):
            break
        factor *= scale
    own = folded[a.end - 1] in "万亿千百"
    if own or factor == 1 or (a.value * factor >= b.value and not listed):
        return a.value
    return a.value * factor


def _single(source: str, folded: str, measured: _Measured) -> Figure | None:
    """Read one numeral as a figure: prefix, numeral, unit, suffix; None if it counts nothing."""
    numeral, unit = measured.numeral, measured.unit
    start, end, value = numeral.start, measured.end, numeral.value
    name, kind = (unit.name, unit.kind) if unit else ("", "quantity")
    fraction = not unit and "/" in folded[start:end] or "分之" in folded[start:end]
    if fraction and not numeral.percent:
        value, name, kind = value * 100, "%", "rate"
    if measured.half:
        value += Decimal("0.5")
    if _NEGATIVE.search(folded, max(0, start - 3), start):
        value, start = -value, start - (2 if folded[start - 1] == "下" else 1)
    if name in ("", "元") and "rate" != kind and (found := _currency(folded, start))[1]:
        start, name, kind, unit = found[0], found[1], "money", unit or Unit(end, name, "money")
    if unit and end == unit.end == numeral.end + 1 and source[numeral.end].isupper():
        name, kind = source[numeral.end], "quantity"  # 1000M is no length
    if unit is None and not fraction and not _counts_alone(folded, numeral):
        return None
    if unit and (level := _LEVEL.match(folded, end)) and kind == "money":
        return make_figure(
            source,
            (start, level.end()),
            (start, numeral.end),
            "grade",
            value,
            "exact",
            f"{name}级",
            key=f"{value.normalize():f}{name}级",
        )
    qualifier, begin = qualifier_before(folded, start, numeral, kind)
    if kind in ("money", "quantity"):
        per_start, name = _per_prefix(folded, begin, name)
        begin = min(begin, per_start)
    high: Decimal | None = None
    if included := INCLUDED.match(folded, end) if folded.startswith("(", end) else None:
        end = included.end() if not _SUFFIX.match(folded, end) else end
    if qualifier is None and (suffix := _SUFFIX.match(folded, end)) and suffix["kind"]:
        qualifier, end = (
            _suffix(folded, suffix, kind),
            suffix.end() if _suffix(folded, suffix, kind) else end,
        )
    if qualifier is None and (measured.more or numeral.vague):
        qualifier = "about" if measured.more == "来" or numeral.vague == "数" else "over"
        high = value + numeral.step
    if numeral.vague == "数":
        qualifier, high = "about", value * 10
    indefinite = (
        folded[start : numeral.end] == "一" and bool(unit) and kind in ("quantity", "duration")
    )
    return make_figure(
        source,
        (begin, end),
        (start, numeral.end),
        kind,
        value,
        qualifier or "exact",
        name,
        high,
        indefinite,
    )


def _currency(folded: str, start: int) -> tuple[int, str]:
    """Return where a currency sign before `start` begins, and its unit: ¥500, RMB100万."""
    match = _CURRENCY.search(folded, max(0, start - 4), start)
    if match is None:
        return start, ""
    return match.start(), "美元" if match[1] in ("$", "usd") else "元"


def _per_prefix(folded: str, start: int, name: str) -> tuple[int, str]:
    """Return the start and unit of 每平方米500元: 元/平方米; both unchanged when no 每 stands before."""
    match = _PER_PREFIX.search(folded, max(0, start - 6), start)
    if match is None or match["unit"] not in _PER_UNITS or "/" in name:
        return start, name
    per = "/".join(per_name(part) for part in match["unit"].split("每"))
    if folded[match.start() - 3 : match.start()] in ("每人", "每户"):
        return start, name
    return match.start(), f"{name}/{per}"


def _counts_alone(folded: str, numeral: Numeral) -> bool:
    """Return whether a numeral without a unit is a figure: 1200, 二百; a lone 三 is not."""
    text = folded[numeral.start : numeral.end]
    if text[0].isdigit():
        return not (folded[numeral.end : numeral.end + 1] in ("号", "版", "级", "期", "届"))
    if text[0] in "百千万亿":
        return folded[numeral.start - 1 : numeral.start] in tuple("上超近过破逾")
    return len(text) > 1
