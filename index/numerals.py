"""Chinese numerals: every way a number is written, read to its exact value.

Owns the grammar of numbers alone: Arabic and Han digits, scales (8.5万, 1.2万亿, 2亿5千万), decimals
(三点五), percentages (36%, 百分之三十六, 三成半), fractions (四分之一, 1/4), digit strings (二〇二五),
powers (1.5×10^8), vague numbers (40多万, 十几, 数百). Knows nothing of units, qualifiers and dates:
those are `qa.figures`'s. Never fuses two numbers, never splits one; a range is two numerals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from index.arabic_numerals import ARABIC, decimal, read_arabic, step_of
from index.fold import fold
from index.han_numerals import (
    BIG,
    CAPITALS,
    DIGITS,
    HAN,
    SMALL,
    HanNumber,
    is_unit,
    read_digits,
    read_number,
    vague_pair,
)
from index.numeral_words import MEASURE, WORD

_MEASURES = "".join(sorted(MEASURE))
_CANDIDATE = re.compile(
    r"(?P<version>\d+(?:\.\d+){2,})"
    # 3 5 0 万, 7 0 .8 岁: print with its characters set apart, where a scale, % or measure word ends it.
    r"|(?<![\d.])(?<![\d.] )(?P<apart>\d(?: \d){1,5}(?: ?\. ?\d(?: \d)*)?|(?<=[一-龥])\d ?\. ?\d(?: \d)+)(?= ?[%‰万亿]"
    rf"|(?<=[一-龥]\d \d) ?[{_MEASURES}]|(?<=[一-龥]\d \d \d) ?[{_MEASURES}]|(?<=\d \.\d) ?[{_MEASURES}])"
    rf"|(?P<base>[{HAN}]{{1,5}}|\d{{1,4}})分之(?=[\d{HAN}])"
    rf"|(?P<percent>{ARABIC})[ \u00a0]?(?P<sign>[%‰])"
    r"|(?P<top>\d{1,3})/(?P<bottom>[1-9]\d{0,2})(?![\d/.])"
    rf"|(?P<arabic>{ARABIC})"
    rf"|(?P<han>[几数]?[{HAN}○](?:[{HAN}○]|(?<=[{HAN}○])o)*)"
    r"|(?P<part>半(?=年|个|天|小时|数|世纪|日)|(?<=[过近超一])半(?!个|年|导|岛|径|年|成|开|封|自)|[½¼¾])"
)
TENTHS = re.compile(
    r"成(?![员功立果为都本效绩长熟交就品人型分年套份片批群语因])(半|[一二三四五六七八九](?=成|以|左|的|为|多|,|。|、|;|\)|$))?"
)
_PART = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "半": Decimal("0.5")}
_PERCENT = re.compile(r"[ ]?([%‰])")
# 19·5％, as older print has it; 8·18 is a day.
_MIDDLE_POINT = re.compile(r"(?<=\d)·(?=\d+[ ]?(?:[%‰万亿倍]|个百分点))")
_CONNECTOR = re.compile(r"[-—~至到或]")
_ZERO_COUNTS = frozenset("个家项件例起元人")


@dataclass(frozen=True, slots=True)
class Numeral:
    """`text[start:end]` reads as `value`; with `percent` it is the percent number (36% -> 36, 三成 -> 30).

    `step` is the place value of the last digit that counts (8.5万 -> 1000, 40 -> 10, 45 -> 1): 40多 is
    below `value + step`. `vague` is what makes it vague inside: 多 (40多万), 几 (十几), 数 (数百: several
    times `value`), or "".
    """

    start: int
    end: int
    value: Decimal
    percent: bool = False
    step: Decimal = Decimal(1)
    vague: str = ""


def plain(text: str) -> str:
    """Return `text` folded for reading numbers, of the same length.

    A full-width comma becomes a full stop, because it separates clauses; only between full-width
    digits (１，２３４) does it separate thousands.
    """
    if "，" in text:
        text = re.sub(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))", ",", text).replace("，", "。")
    folded = fold(text).replace("馀", "余")
    return _MIDDLE_POINT.sub(".", folded) if "·" in folded else folded


def find_numerals(text: str) -> list[Numeral]:
    """Return the numerals of `text` in order, never overlapping, never fused, never split."""
    return read_numerals(plain(text))


def read_numerals(folded: str) -> list[Numeral]:
    """Return the numerals of a text that `plain` has folded already."""
    found: list[Numeral] = []
    position = 0
    while match := _CANDIDATE.search(folded, position):
        numerals = _read(folded, match)
        found += numerals
        position = max(numerals[-1].end if numerals else _skip(match), position + 1)
    if not found:
        return found
    words = bytearray(len(folded))
    for word in WORD.finditer(folded):
        words[word.start() : word.end()] = b"\x01" * (word.end() - word.start())
    return [numeral for numeral in found if words.find(1, numeral.start, numeral.end) < 0]


def parse_numeral(text: str) -> Decimal | None:
    """Return the value of `text` if the whole of it is one numeral, else None; of 36% it is 36."""
    folded = plain(text.strip())
    lone = {**DIGITS, **SMALL, **BIG, "廿": 20, "卅": 30, "半": _PART["半"]}
    if folded in lone:
        return Decimal(str(lone[folded]))
    if (digits := read_digits(folded)) is not None:
        return digits
    # A measure word after it lets a lone Han digit count as a number.
    for probe in (folded, folded + "个"):
        found = read_numerals(probe)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(folded)):
            return found[0].value
    return None


def _skip(match: re.Match[str]) -> int:
    """Return where to search on after a candidate that is no numeral."""
    if match["han"] and match.end() - match.start() > 1:
        return match.start() + 1
    return match.end()


def _read(text: str, match: re.Match[str]) -> list[Numeral]:
    """Return the numeral (or the two of 七八) that a candidate turns out to be; [] if it is none."""
    start, end = match.span()
    if match["version"]:
        return []
    if match["base"]:
        return _fraction(text, match)
    if match["percent"]:
        value, step = decimal(match["percent"]), step_of(match["percent"])
        by = 10 if match["sign"] == "‰" else 1
        return [Numeral(start, end, value / by, True, step / by)]
    if match["top"]:
        return [Numeral(start, end, Decimal(match["top"]) / Decimal(match["bottom"]))]
    if match["part"]:
        return [Numeral(start, end, _PART[match["part"]], step=Decimal("0.5"))]
    if match["apart"]:
        return _apart(text, start, end)
    if match["arabic"]:
        reading = read_arabic(text, start, end)
        return [_tenths(text, _numeral(start, reading))] if reading else []
    return _han(text, match)


def _apart(text: str, start: int, end: int) -> list[Numeral]:
    """Read digits set apart by spaces, with the scale or the percent sign after them."""
    digits = text[start:end].replace(" ", "")
    tail = text[end : end + 4]
    found = read_numerals(digits + tail)
    if not found or found[0].start != 0:
        return []
    return [replace(found[0], start=start, end=end + found[0].end - len(digits))]


def _numeral(start: int, reading: HanNumber) -> Numeral:
    return Numeral(start, reading.end, reading.value, False, reading.step, reading.vague)


def _fraction(text: str, match: re.Match[str]) -> list[Numeral]:
    """Read 百分之三十六, 千分之五 (percent numbers) and 四分之一 (its value); 百分之八到十 is two."""
    name, at = match["base"], match.end()
    base = Decimal(name) if name[0].isdigit() else None
    if base is None:
        reading = read_number(name, 0)
        base = reading.value if reading and reading.end == len(name) else Decimal(0)
    shares = _numbers(text, at)
    if not shares or base == 0:
        return []
    connector = _CONNECTOR.match(text, shares[-1].end)
    if connector and (more := _numbers(text, connector.end())):
        after = text[more[-1].end : more[-1].end + 1]
        if after not in MEASURE and after not in ("分", "%") and more[0].value > shares[0].value:
            shares += more
    percent = name in ("百", "千", "万")
    by = base / 100 if percent else base
    shares[0] = replace(shares[0], start=match.start())
    return [replace(n, value=n.value / by, step=n.step / by, percent=percent) for n in shares]


def _numbers(text: str, at: int) -> list[Numeral]:
    """Read the number that begins at `at`, whatever follows it."""
    match = _CANDIDATE.match(text, at)
    if match is None or not (match["arabic"] or match["han"]):
        return []
    if match["arabic"]:
        reading = read_arabic(text, at, match.end())
        return [_numeral(at, reading)] if reading else []
    return _han_numbers(text, at, match.end())


def _tenths(text: str, numeral: Numeral) -> Numeral:
    """Turn 三成, 三成半 into percent numbers; any other numeral stays as it is."""
    match = TENTHS.match(text, numeral.end) if numeral.value <= 10 else None
    if match is None:
        return numeral
    more = Decimal(5) if match[1] == "半" else Decimal(DIGITS.get(match[1] or "零", 0))
    step = Decimal(1) if more else Decimal(10)
    return Numeral(numeral.start, match.end(), numeral.value * 10 + more, True, step, numeral.vague)


def _han(text: str, match: re.Match[str]) -> list[Numeral]:
    """Read a run of Han numeral characters; [] where it is no number (a lone 三 before no measure word)."""
    start = match.start()
    numbers = _han_numbers(text, start, match.end())
    if not numbers:
        return []
    last = numbers[-1]
    lone = len(numbers) == 1 and last.end - start == 1
    if lone and not _stands_alone(text, start):
        return []
    if len(numbers) == 2 and last.end - start == 2 and text[last.end : last.end + 1] not in MEASURE:
        return []
    if sign := _PERCENT.match(text, last.end):
        by = 10 if sign[1] == "‰" else 1
        return [
            *numbers[:-1],
            Numeral(last.start, sign.end(), last.value / by, True, last.step / by, last.vague),
        ]
    bare = all(c in "百千万亿" for c in text[start : last.end])
    if (
        bare
        and text[last.end : last.end + 1] not in MEASURE | {"多", "余"}
        and text[start - 1 : start] not in (*"上超近过破数几逾",)
    ):
        return []
    return [_tenths(text, n) if n is last else n for n in _share_tenths(text, numbers)]


def _share_tenths(text: str, numbers: list[Numeral]) -> list[Numeral]:
    """Let the first of 三四成 be percent too."""
    if len(numbers) == 2 and TENTHS.match(text, numbers[1].end):
        first = numbers[0]
        return [replace(first, value=first.value * 10, percent=True, step=Decimal(10)), numbers[1]]
    return numbers


def _han_numbers(text: str, start: int, end: int) -> list[Numeral]:
    """Read one number at `start`, or the two that a vague pair names (七八, 二三十, 三四百万)."""
    run = text[start:end]
    if run[0] in "几数":
        reading = (
            read_number(text, start + 1) if run[1:2] in ("十", "百", "千", "万", "亿") else None
        )
        if reading is None or is_unit(text, start + 1):
            return []
        return [Numeral(start, reading.end, reading.value, False, reading.step, "数")]
    length = next((i for i, c in enumerate(run) if c not in DIGITS), len(run))
    if length >= 2 and length == len(run) and not text.startswith("点", end):
        digits = read_digits(run)
        if (
            digits is None
            and length == 2
            and "两" not in run
            and text.startswith("年", end)
            and vague_pair(run) is None
        ):
            digits = Decimal("".join(str(DIGITS[c]) for c in run))
        if digits is not None:
            return [Numeral(start, end, digits)]
    if pair := vague_pair(run):
        at, first_text, second_text = pair
        first, second = read_number(first_text, 0), read_number(second_text, 0)
        if first and second and at < first.end == second.end:
            stop = start + second.end + 1
            return [
                Numeral(start, start + at + 1, first.value, False, first.step),
                Numeral(start + at + 1, stop, second.value, False, second.step),
            ]
    reading = read_number(text, start)
    if reading is None or (length >= 2 and reading.end - start < length):
        return []
    return [_numeral(start, reading)]


def _stands_alone(text: str, at: int) -> bool:
    """Return whether the single Han character at `at` is a number here: 三家, 第三, 三至五."""
    char, after = text[at], text[at + 1 : at + 2]
    if text[at - 1 : at] == "第":
        return True
    if char in "零○":
        return after in _ZERO_COUNTS
    if char in CAPITALS:
        return after != "" and after in "元圆角分万亿"
    if char in "百千万亿":
        vague = after in ("多", "余") and text[at + 2 : at + 3] in MEASURE
        return (vague or after in MEASURE) and not (char == "千" and is_unit(text, at))
    if after in MEASURE or after in "%‰":
        return after != ""
    following = text[at + 2 : at + 3]
    if after in ("多", "余", "几", "来") and (char == "十" or following in MEASURE):
        return True
    return (
        bool(after) and after in "-—~至到或" and following != "" and following in HAN + "0123456789"
    )
