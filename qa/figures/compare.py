"""Compare two figures by kind, unit and interval, never by their strings; print one canonically."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from qa.figures.period_words import time_text
from qa.figures.periods import time_bounds
from qa.figures.types import Comparison, Figure, Qualifier
from qa.figures.units import conversion, counts_alike

_TIMES = ("date", "period")
_NAMED = ("code", "ordinal", "enumerator")
# What a qualifier may become in a claim and still say the same, with the same number: 超X -> X以上 follows,
# because over is inside at_least; X以上 -> 超X does not (Civil Code, article 1259: 以上 includes X).
_KEEPS: dict[Qualifier, tuple[Qualifier, ...]] = {
    "over": ("over", "at_least"),
    "under": ("under", "at_most"),
}
_GREW_BY = re.compile(r"(?:增长|增加|提高|上升|扩大|增)了?$")


def compare(claim: Figure, source: Figure) -> Comparison:
    """Return how `claim` stands to `source`; nouns, periods and subjects are the caller's to compare.

    - `same`: the same fact: equal value and unit (8.5万家 = 85000家, 四成 = 40%, 1公顷 = 15亩) and the
      qualifier kept: the claim follows from the source and points the same way (超36% -> 36%以上).
    - `weaker`: follows from an exact source but says less (7086.68亿元 -> 超7000亿元,
      2025-03-01 -> 2025年3月). Where the source is a condition it may mislead (满3年 -> 满2年以上).
    - `rounded`: a claim that is the exact source rounded to the last digit that it writes (86504 -> 8.65万);
      1140人 is written to the unit, so that it is not 1143人 rounded.
    - `qualifier`: the same number, but its qualifier or its per-unit was dropped, added or changed
      (超36% -> 36%, 每人500元 -> 500元, 以上 -> 超).
    - `different`: comparable (same kind, convertible units) and not the same number.
    - `unrelated`: not comparable (money against counts, % against 个百分点, 家 against 项).
    """
    if claim.kind in _TIMES and source.kind in _TIMES:
        return _compare_times(claim, source)
    if claim.kind != source.kind:
        return "unrelated"
    if len({f.text.count("不含") for f in (claim, source) if "含" in f.text}) > 1:
        return "different"  # 100—500亩（含500亩） and （不含500亩）
    if claim.kind in _NAMED or (claim.kind in ("grade", "ratio") and claim.key + source.key):
        return _compare_names(claim, source)
    if {claim.unit, source.unit} == {"倍", "番"}:
        return _compare_doublings(claim, source)
    factor = _common_factor(claim.unit, source.unit)
    if factor is None:
        return "unrelated"
    by_claim, by_source, same_per = factor
    mine, theirs = _scaled(claim, by_claim), _scaled(source, by_source)
    outcome = _compare_values(claim, mine, source, theirs)
    if not same_per:
        if "/" in claim.unit and "/" in source.unit:
            return "different"  # a month and a year
        return "qualifier" if outcome in ("same", "qualifier") else "different"
    return outcome


def entails(claim: Figure, source: Figure) -> bool:
    """Return whether the claim may be stated as fact on the strength of `source`: only `same` will do.

    Strict on purpose: what is merely `weaker` is true of a statistic and false of a condition.
    """
    return compare(claim, source) == "same"


def states(source: Figure, asked: Figure) -> bool:
    """Return whether a text states by `source` the number that is asked about, whatever limits it there."""
    return compare(asked, source) in ("same", "qualifier", "weaker")


# A row of more digits is no rounded number, and more than decimal arithmetic holds.
_LONGEST = 10**20
# Near is within a fiftieth.
NEAR = 50
_ROUNDED = ("quantity", "money", "rate", "points", "multiple")
_WRITTEN = re.compile(
    r"[-－]?(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?[ ]?(?P<scale>[千百万亿]*)[ ]?[%％]?"
)
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
Interval = tuple[Decimal, Decimal | None, Decimal | None]


def _scaled(figure: Figure, by: Decimal) -> Interval:
    """Return value, low and high in the base unit of the figure's dimension."""
    low = None if figure.low is None else figure.low * by
    return figure.value * by, low, None if figure.high is None else figure.high * by


def _common_factor(one: str, other: str) -> tuple[Decimal, Decimal, bool] | None:
    """Return what brings both units to one base, and whether their per-units agree; None if nothing does."""
    head, _, per = one.partition("/")
    other_head, _, other_per = other.partition("/")
    dimension, factor = conversion(head)
    other_dimension, other_factor = conversion(other_head)
    if dimension != other_dimension and not counts_alike(head, other_head):
        return None
    return factor, other_factor, per == other_per


def _compare_values(claim: Figure, mine: Interval, source: Figure, theirs: Interval) -> Comparison:
    """Compare two measured values that are in one base unit."""
    if "range" in (claim.qualifier, source.qualifier):
        return _compare_ranges(claim, mine, source, theirs)
    if mine[0] == theirs[0]:
        if claim.qualifier == source.qualifier:
            vague = claim.qualifier in ("about", "nearly")
            return "same" if not vague or _as_wide(mine, theirs) else "qualifier"
        return "same" if claim.qualifier in _KEEPS.get(source.qualifier, ()) else "qualifier"
    if source.qualifier != "exact":
        return "different"
    if claim.qualifier == "exact":
        return "rounded" if _rounded(claim, mine[0], theirs[0]) else "different"
    return "weaker" if _holds(claim.qualifier, mine, theirs[0]) else "different"


def _compare_ranges(claim: Figure, mine: Interval, source: Figure, theirs: Interval) -> Comparison:
    """Compare where at least one is a range: 15至20个 against the same, or against one of its ends."""
    if claim.qualifier == source.qualifier:
        return "same" if mine[1:] == theirs[1:] else "different"
    if source.qualifier == "exact":
        return "weaker" if _holds("range", mine, theirs[0]) else "different"
    ends = theirs if source.qualifier == "range" else mine
    single = mine if source.qualifier == "range" else theirs
    return "qualifier" if single[0] in ends[1:] else "different"


def _compare_doublings(claim: Figure, source: Figure) -> Comparison:
    """Compare 翻一番 with 增长1倍, which are the same; 增长到2倍 and 是…的2倍 are left alone."""
    times = [f for f in (claim, source) if f.unit == "倍"]
    if not _GREW_BY.search(times[0].before) or claim.qualifier != source.qualifier:
        return "unrelated"
    mine, theirs = (f.value if f.unit == "倍" else 2**f.value - 1 for f in (claim, source))
    return "same" if mine == theirs else "different"


def _as_wide(mine: Interval, theirs: Interval) -> bool:
    """Return whether the claim's interval is no narrower than the source's: 数十 against 约10 is."""
    _, low, high = mine
    _, other_low, other_high = theirs
    if None in (low, high, other_low, other_high):
        return True
    return low <= other_low and high >= other_high  # type: ignore[operator]


def _holds(qualifier: Qualifier, claim: Interval, exact: Decimal) -> bool:
    """Return whether an exact source makes a qualified claim true."""
    value, low, high = claim
    if qualifier in ("about", "nearly") and not (low is not None and low > value):
        # A vague claim has to be near: within 2%, or the source rounded to the claim's digits and no farther than 约 reaches.
        rounded = _rounds_to(exact, value) and abs(value - exact) <= abs(value) / 10
        near = abs(value - exact) <= abs(exact) / NEAR or rounded
        return near and (qualifier == "about" or exact < value)
    above = low is None or (exact > low if qualifier == "over" else exact >= low)
    below = high is None or (exact < high if qualifier in ("under", "over") else exact <= high)
    return above and below


def _rounded(claim: Figure, value: Decimal, exact: Decimal) -> bool:
    """Return whether an exact claim is `exact` in a usual rounding: 11.4亿 for 11.43亿, 36.8% for 36.84%.

    Rounded is what is written with fewer places, in a larger unit or without decimals; an age or a term is never rounded.
    """
    number = _WRITTEN.fullmatch(claim.text[claim.number_start - claim.start :][: _length(claim)])
    if number is None or claim.kind not in _ROUNDED or not claim.value or not exact:
        return False
    digits = f"{number['whole']}{number['decimals'] or ''}".replace(",", "").lstrip("0")
    if len(digits) < 2 or abs(value - exact) > abs(exact) / NEAR or abs(exact) >= _LONGEST:
        return False
    unit = Decimal(1)
    for char in number["scale"]:
        unit *= _SCALES[char]
    step = unit.scaleb(-len(number["decimals"] or "")) * (value / claim.value)
    return (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step == value


def _length(figure: Figure) -> int:
    return figure.number_end - figure.number_start


def _rounds_to(exact: Decimal, claim: Decimal) -> bool:
    """Return whether `claim` is `exact` rounded half up to the claim's last digit that is no zero."""
    exponent = claim.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or not exact:
        return False
    step = Decimal(1).scaleb(exponent)
    if abs(exact / step) >= _LONGEST:
        return False
    return (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step == claim


def _compare_names(claim: Figure, source: Figure) -> Comparison:
    """Compare codes, ordinals and list marks: equal keys, or a document number quoted with its verb."""
    if claim.key == source.key:
        return "same"
    if claim.kind == "code" and "〕" in claim.key and "〕" in source.key:
        longer, shorter = sorted((claim.key, source.key), key=len, reverse=True)
        return "same" if longer.endswith(shorter) and shorter[0] != "〔" else "different"
    if claim.kind in ("ordinal", "grade"):
        mine, theirs = (re.sub(r"^\d+", "", f.key) for f in (claim, source))
        return "different" if mine == theirs else "unrelated"
    if claim.kind == "ratio" and claim.value and claim.value == source.value:
        return "same"  # 2:4 and 1:2
    return "different"


_BY_THE_END = re.compile(r"[底末]前$")
_SIDE = re.compile(r"(?P<before>前)$|(?P<after>[后後])$|(?P<since>起|以来|以來)$")


def turned(claim: Figure, source: Figure) -> bool:
    """Return whether two times are on different sides of the same day: 8月8日前 and 8月8日后.

    前 may be left out behind the end of a span (年底前, 年底), and never be added; 后 and 以来 may be neither.
    """
    one, other = (m.lastgroup if (m := _SIDE.search(f.text)) else None for f in (claim, source))
    if one is None and other == "before":
        return not _BY_THE_END.search(source.text)
    return one != other


def _compare_times(claim: Figure, source: Figure) -> Comparison:
    """Compare dates and periods: the same, the claim containing the source (weaker), or different."""
    if claim.key == source.key:
        return "same" if claim.qualifier == source.qualifier else "qualifier"
    mine, theirs = time_bounds(claim.key), time_bounds(source.key)
    if mine and theirs:
        if mine == theirs:
            return "same" if claim.qualifier == source.qualifier else "qualifier"
        inside = mine[0] <= theirs[0] and theirs[1] <= mine[1]
        exact = claim.qualifier == source.qualifier == "exact"
        return "weaker" if inside and exact and "/" not in claim.key else "different"
    yearless = claim.key[0] in "-HQ" and mine is None and claim.qualifier == source.qualifier
    if yearless and source.key.endswith(claim.key.lstrip("-")):
        return "weaker"  # 3月1日, where the source says 2025年3月1日
    if source.key[0] in "-HQ" and theirs is None and claim.key.endswith(source.key.lstrip("-")):
        return "different"  # the source does not say of which year
    shape = re.sub(r"\d", "0", claim.key) == re.sub(r"\d", "0", source.key)
    return "different" if shape else "unrelated"


_WORDS: dict[Qualifier, tuple[str, str]] = {
    "exact": ("", ""), "about": ("约", ""), "nearly": ("近", ""), "over": ("超", ""), "under": ("不足", ""),
    "at_least": ("", "以上"), "at_most": ("不超过", ""), "range": ("", ""),
}  # fmt: skip
_TIME_WORDS = {"at_most": "前", "at_least": "以来"}


def normal_text(figure: Figure) -> str:
    """Return the figure in one canonical form for people: 超8.5万家, 36%, 2025年3月1日, 15—20个."""
    if figure.kind in _TIMES:
        return time_text(figure.key) + _TIME_WORDS.get(figure.qualifier, "")
    if figure.kind in ("ordinal", "code", "enumerator", "grade", "ratio"):
        return figure.text
    if figure.qualifier == "about" and figure.low != figure.value - abs(figure.value) / 10:
        return figure.text  # 七八个, 数十家: no plain number says it
    if figure.unit == "番":
        return f"翻{_number(figure.value)}番"
    lead, tail = _WORDS[figure.qualifier]
    number = _number(figure.value)
    if figure.qualifier == "range" and figure.high is not None:
        percent = "%" if figure.unit == "%" else ""
        high = _number(figure.high)
        number = number.removesuffix(high[-1]) if high[-1] in "万亿" else number
        number = f"{number}{percent}—{high}"
    head, slash, per = figure.unit.partition("/")
    return f"{lead}{number}{head}{slash}{per}{tail}"


def _number(value: Decimal) -> str:
    """Return a number with 亿 or 万 where that loses nothing and reads shorter."""
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        scaled = value / scale
        if abs(scaled) >= 1 and -scaled.normalize().as_tuple().exponent <= 4:  # type: ignore[operator]
            return f"{_plain(scaled)}{name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.0001')) if value.normalize().as_tuple().exponent < -4 else value:f}"  # type: ignore[operator]
    return text.rstrip("0").rstrip(".") if "." in text else text
