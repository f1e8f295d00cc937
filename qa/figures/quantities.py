"""Numbers that count or measure: numerals with their units, qualifiers and intervals.

超4000家, 8.5万家, 15至20个, 40多家, 不超过300万元, 3%—5%, 每平方米500元.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from index.numerals import Numeral, read_numerals
from qa.figures.qualifiers import INCLUDED, make_figure, qualifier_after, qualifier_before, tidy
from qa.figures.specials import find_specials
from qa.figures.types import Figure, Kind, Qualifier
from qa.figures.units import CURRENCIES, FigureUnit, per_prefix, read_unit

_MORE = re.compile(
    r"[多余](?!元化|额|缺|粮)|来(?=[个家人年天元里岁号户口项名位处台辆所座条件次吨亩种部套场斤米公])"
)
# 美元3亿元, 每股美元10.38分; the number after 对美元 is a rate of exchange, and that after 1美元 stands alone.
_CURRENCY = re.compile(
    rf"(?<![\d万亿千百十零一二三四五六七八九两几多余元兑对换])({'|'.join(map(re.escape, CURRENCIES))})[ ]?$"
)
_PARTS = ("角", "分")
_BOUNDED = re.compile(  # 1000万元及以上至5000万元, 三年以上五年以下, 500万元（含500万元）至2000万元
    r"(?:\(含\))?(?:及?以上|\(不?含[^)]{0,14}\))(?:\(不?含[^)]{0,14}\))?[ ]?(?P<to>[-—―~－]{1,2}|至|到)?[ ]?"
)
_UNTIL = re.compile(r"(?:\(不?含\))?(?:以下|以内)")
_TO = re.compile(r"[ ]?(?:[-—―~－]{1,2}|至|到)[ ]?")
_JOINTS = frozenset("、和与及或")
_SPELT_WITH_GE = frozenset({"个百分点", "个基点", "个月", "个季度", "工作日", "小时", "周"})
_PER_OUTPUT = re.compile(r"元(?=gdp|国内|地区生产|工业增加|产值|增加值|单位)")
_LEVEL = re.compile(r"级(?!别)")
# Digits that decimal arithmetic keeps (1/3 has as many), and those before the point of the largest number that is read.
PRECISION, LARGEST = 28, 24
_HALVED = frozenset({"年", "倍", "天", "小时", "岁", "周"})
_HALF = re.compile(r"半(?=[,。、;以的内左之后前]|$|时间|[一-龥](?!体|导))")
_NEGATIVE = re.compile(r"(?:^|[\s(为达至长降率幅温:,。约])[-－]$|负$|零下$")
_NO_QUANTITY = frozenset("号版届")
_HUNDRED_MILLION = re.compile(r"亿(?![级万])")
_SCALES = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}


@dataclass(frozen=True, slots=True)
class _Measured:
    """A numeral with its unit: `end` is where the unit ends, `more` the 多, 余 or 来 after the numeral."""

    numeral: Numeral
    unit: FigureUnit | None
    end: int
    more: str = ""
    half: bool = False
    shared: bool = False


def find_quantities(source: str, folded: str, taken: bytearray) -> list[Figure]:
    """Return the quantities where `taken` is 0; `folded` is `index.numerals.plain(source)`.

    `taken` holds one byte for each character and is 1 where another reader has found a figure.
    """
    taken = bytearray(taken)
    figures = [f for f in find_specials(source, folded) if taken.find(1, f.start, f.end) < 0]
    spans = [(f.start, f.end) for f in figures]
    if "含" in folded:
        spans += [match.span() for match in INCLUDED.finditer(folded)]
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    measured = _share_units(
        folded,
        [
            _measure(folded, n)
            for n in read_numerals(folded)
            if taken.find(1, n.start, n.end) < 0
            and not _is_base(folded, n)
            and _countable(n)
            and not _names(folded, n)
        ],
    )
    at = floor = 0
    while at < len(measured):
        first = measured[at]
        second = measured[at + 1] if at + 1 < len(measured) else None
        figure = _range(source, folded, first, second) if second else None
        at += 2 if figure else 1
        figure = figure or _single(source, folded, first)
        if figure is not None and first.numeral.start >= floor:  # no 亿元 of 3个亿元
            if figure.start < floor:  # two figures may want the same qualifier: 3000元不足4000元
                figure = replace(figure, start=floor, text=source[floor : figure.end])
            floor = figure.end
            figures.append(figure)
    return figures


def _countable(numeral: Numeral) -> bool:
    """Whether a numeral can count anything: a thousand digits in a row are no figure, and decimals of that size no number."""
    return len(numeral.value.as_tuple().digits) <= PRECISION and numeral.value.adjusted() < LARGEST


# 建炎三年六月 and 404年9月 are dates, formula_22 and 2017级 names; 徒刑三年六月 is a length of time.
_OF_AN_ERA = re.compile(r"年(?=(?:[正闰腊]|1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月)")
_TERM = re.compile(r"(?:徒刑|拘役|管制|刑期|期限|为期|共计|合计|监禁)[一-龥]{0,2}$")


def _names(folded: str, numeral: Numeral) -> bool:
    """Whether a numeral is part of a name or of a date that counts the years of a reign."""
    if folded[numeral.start - 1 : numeral.start] == "_":
        return True
    text = folded[numeral.start : numeral.end]
    if len(text) == 4 and text[:2] in ("19", "20") and folded.startswith("级", numeral.end):
        return True
    era = _OF_AN_ERA.match(folded, numeral.end)
    return bool(era) and not _TERM.search(folded, max(0, numeral.start - 6), numeral.start)


def _is_base(folded: str, numeral: Numeral) -> bool:
    """Return whether a bare scale is what something is reckoned per: 每万人口, 元/万元, 万元GDP能耗."""
    if any(c not in "百千万亿" for c in folded[numeral.start : numeral.end]):
        return False
    per = folded[numeral.start - 1 : numeral.start] in ("每", "/")
    return per or _PER_OUTPUT.match(folded, numeral.end) is not None


def _measure(folded: str, numeral: Numeral) -> _Measured:
    """Read the unit of a numeral, and the 多 that may stand between."""
    at, more = numeral.end, ""
    if numeral.percent:
        return _Measured(numeral, FigureUnit(at, "%", "rate"), at)
    match = _MORE.match(folded, at)
    if match and (numeral.step > 1 or read_unit(folded, match.end())):
        more, at = match[0], match.end()
    unit = (
        None
        if _is_fraction(folded, numeral) and folded[at : at + 1] == "强"
        else read_unit(folded, at)
    )
    if unit is None:
        return _Measured(numeral, None, at, more)
    if unit.name == "个" and not more and _HUNDRED_MILLION.match(folded, unit.end):
        value, step = numeral.value * 10**8, numeral.step * 10**8  # 一个亿, 3个亿元
        return _measure(folded, replace(numeral, end=unit.end + 1, value=value, step=step))
    if unit.name in _HALVED and _HALF.match(folded, unit.end):
        return _Measured(numeral, unit, unit.end + 1, more, True)
    if unit.name == "个" and folded.startswith(("半月", "半小时"), unit.end):
        name, length = ("个月", 2) if folded[unit.end + 1] == "月" else ("小时", 3)
        return _Measured(
            numeral, FigureUnit(unit.end, name, "duration"), unit.end + length, more, True
        )
    return _Measured(numeral, unit, unit.end, more)


def _share_units(folded: str, measured: list[_Measured]) -> list[_Measured]:
    """Give the numbers of a list the unit that only its last has: 2.1个和1.5个百分点, 10、20和30万元."""
    last: _Measured | None = None  # the one whose unit is being shared
    for at in range(len(measured) - 2, -1, -1):
        one, two = measured[at], measured[at + 1]
        last = last if two.shared else two
        joint = folded[one.end : two.numeral.start].strip()
        if two.unit is None or joint not in _JOINTS or one.numeral.percent or two.numeral.percent:
            continue
        if one.numeral.value >= 1000 or _is_fraction(folded, one.numeral):
            continue
        longer = one.unit is not None and one.unit.name == "个" and two.unit.name in _SPELT_WITH_GE
        arabic = folded[one.numeral.start].isdigit() and folded[two.numeral.start].isdigit()
        if longer or (one.unit is None and not one.more and arabic):
            factor = 1 if longer else _missing_scale(folded, one.numeral, (last or two).numeral)
            numeral = replace(one.numeral, value=one.numeral.value * factor)
            measured[at] = _Measured(
                numeral, FigureUnit(one.end, two.unit.name, two.unit.kind), one.end, shared=True
            )
    return measured


def _missing_scale(folded: str, one: Numeral, two: Numeral) -> int:
    """Return the scale that the first of 300—500万 takes from the second, 1 if it has its own."""
    text = folded[two.start : two.end]
    factor = 1
    for char in reversed(text):
        if char not in _SCALES or (char in "百千" and not text[0].isdigit()):
            break
        factor *= _SCALES[char]
    return 1 if folded[one.end - 1] in _SCALES else factor


def _range(source: str, folded: str, one: _Measured, two: _Measured) -> Figure | None:
    """Read 15至20个, 8%—10%, 300—500万元, 七八个; None if the two numerals are not one range."""
    a, b = one.numeral, two.numeral
    pair = a.end == b.start and one.unit is None
    bounded = _BOUNDED.fullmatch(folded, one.end, b.start)
    if not pair and (one.more or not (bounded or _TO.fullmatch(folded, one.end, b.start))):
        return None
    until = _UNTIL.match(folded, two.end) if bounded else None
    if bounded and not bounded["to"] and not until:
        return None
    if one.unit and (two.unit is None or one.unit.name != two.unit.name):
        return None
    if "到" in folded[one.end : b.start] and folded[a.start - 1 : a.start] in ("从", "由"):
        return None  # 从2家到10家 tells of a change
    low, high = a.value, b.value
    if not one.unit and not pair:
        tenths = b.percent and folded[b.end - 1] == "成"  # 六到七成
        factor = 10 if tenths else _missing_scale(folded, a, b)
        low = low * factor if low * factor < high else low
    if low >= high or (a.percent and not b.percent):
        return None
    name, kind = (two.unit.name, two.unit.kind) if two.unit else ("", "quantity")
    if not two.unit and _is_fraction(folded, a) and _is_fraction(folded, b):
        low, high, name, kind = low * 100, high * 100, "%", "rate"
    if name == "级":  # 8至9级 is a grade as 9级 is
        key = f"{tidy(low):f}-{tidy(high):f}级"
        span, number = (a.start, two.end), (a.start, b.end)
        return make_figure(source, span, number, "grade", low, "range", name, high=high, key=key)
    start, name = per_prefix(folded, a.start, name, kind)
    end = until.end() if until else two.end
    if included := INCLUDED.match(folded, end):
        end = included.end()
    qualifier: Qualifier = "about" if pair else "range"
    return make_figure(
        source, (start, end), (a.start, b.end), kind, low, qualifier, name, high=high
    )


def _is_fraction(folded: str, numeral: Numeral) -> bool:
    text = folded[numeral.start : numeral.end]
    return not numeral.percent and ("/" in text or "分之" in text)


def _single(source: str, folded: str, measured: _Measured) -> Figure | None:
    """Read one numeral as a figure: qualifier, number, unit, qualifier; None if it counts nothing."""
    numeral, end = measured.numeral, measured.end
    start, value, name, kind = _valued(source, folded, measured)
    if name == "" and not _counts_alone(folded, numeral):
        return None
    number = (numeral.start, numeral.end)
    if name in ("级", "元") and (level := _LEVEL.match(folded, end - (name == "级"))):
        name = "元级" if name == "元" else "级"
        if name == "元级" or folded[numeral.end - 1] in "万亿":
            key = f"{tidy(value):f}{name}"
            return make_figure(
                source, (start, level.end()), number, "grade", value, "exact", name, key=key
            )
    qualifier, begin = qualifier_before(folded, start, numeral, kind)
    begin, name = per_prefix(folded, begin, name, kind)
    if qualifier is None and begin < start:  # 不能超过每月1000元
        qualifier, begin = qualifier_before(folded, begin, numeral, kind)
    after, end = qualifier_after(folded, end, kind, name)
    qualifier = qualifier or after
    high: Decimal | None = None
    if numeral.vague == "数":
        qualifier, high = "about", value * 10
    elif qualifier is None and (measured.more or numeral.vague):
        qualifier = "about" if measured.more == "来" else "over"
        high = value + numeral.step
    article = folded[start : numeral.end] == "一" and kind in ("quantity", "duration")
    article = article and qualifier is None and not folded.startswith("期", end)
    return make_figure(
        source,
        (begin, end),
        number,
        kind,
        value,
        qualifier or "exact",
        name,
        high=high,
        indefinite=article and name != "",
    )


def _valued(source: str, folded: str, measured: _Measured) -> tuple[int, Decimal, str, Kind]:
    """Return where the number begins (sign and currency included), its value, unit and kind."""
    numeral, unit = measured.numeral, measured.unit
    start, value = numeral.start, numeral.value
    name, kind = (unit.name, unit.kind) if unit else ("", "quantity")
    if unit is None and _is_fraction(folded, numeral):
        value, name, kind = value * 100, "%", "rate"
    if measured.half:
        value += Decimal("0.5")
    if _NEGATIVE.search(folded, max(0, start - 3), start):
        value, start = -value, start - (2 if folded[start - 1] == "下" else 1)
    elif name in ("", "元", *_PARTS) and (
        sign := _CURRENCY.search(folded, max(0, start - 6), start)
    ):
        currency = CURRENCIES[sign[1]]
        if name not in _PARTS or currency != "元":
            kind, name = "money", f"{currency}{name}" if name in _PARTS else currency
            start = sign.start()
    if unit and unit.end == numeral.end + 1 and source[numeral.end].isupper():
        name, kind = source[numeral.end], "quantity"  # 1000M is no length
    return start, value, name, kind


def _counts_alone(folded: str, numeral: Numeral) -> bool:
    """Return whether a numeral without a unit is a figure: 1200, 二百, 过万亿; a lone 三 is not."""
    text = folded[numeral.start : numeral.end]
    if text[0].isdigit():
        return folded[numeral.end : numeral.end + 1] not in _NO_QUANTITY
    if text[0] in "百千万亿":
        return folded[numeral.start - 1 : numeral.start] in tuple("上超近过破逾")
    return len(text) > 1
