"""The grammar of numbers written in Han characters: 一千二百, 三点五亿, 十几万, 二〇二五.

Works on text folded by `index.numerals.plain`; `index.numerals` is the face.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
DIGITS |= {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
DIGITS |= {"两": 2, "○": 0, "o": 0, "参": 3}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8}
KILO = "瓦米克卡伏赫帕焦"
"""After 千 these make a unit: 5千瓦 is 5 kW, 百万千瓦 is 10^6 kW."""
HAN = "零一二两三四五六七八九壹贰叁肆伍陆柒捌玖参十拾百佰千仟万亿廿卅"
CAPITALS = "壹贰叁肆伍陆柒捌玖参"
_PLAIN_DIGITS = "零一二两三四五六七八九"
_TWENTY = {"廿": 20, "卅": 30}


@dataclass(frozen=True, slots=True)
class HanNumber:
    """A number read up to `end`; `step` is the place value of its last digit, `vague` as in Numeral."""

    end: int
    value: Decimal
    step: Decimal
    vague: str = ""


def is_unit(text: str, at: int) -> bool:
    """Return whether the 千 or 百 at `at` belongs to a unit (千瓦, 百分点) and is no scale."""
    if text[at] == "千":
        return text[at + 1 : at + 2] != "" and text[at + 1] in KILO
    return (text[at] == "百" and text[at + 1 : at + 3] in ("分点", "分之")) or text.startswith(
        "百帕", at
    )


def read_number(
    text: str, at: int, limit: int = 10**13, *, inner: bool = False
) -> HanNumber | None:
    """Return the longest number that begins at `at`, with scales below `limit` only, or None.

    With `inner` it goes on a number, so that the 千 of 二万三千米 is a scale and of 三千米 a unit.
    """
    section = _section(text, at, inner)
    if section is None:
        if text[at : at + 1] not in BIG or BIG[text[at]] >= limit:
            return None
        section = Decimal(1), at, Decimal(1)  # a bare 万, 亿, 万亿
    value, end, step = section
    vague = ""
    if text.startswith("点", end) and (step == 1 or text[end - 1] in SMALL):
        end, value, step = _decimals(text, end, value, step)
    if end < len(text) and text[end] in "多余来几" and step >= 1:
        after = text[end + 1 : end + 2]
        if (after and after in BIG) or (text[end] == "几" and step >= 10):
            vague, end = "几" if text[end] == "几" else "多", end + 1
    reading = HanNumber(end, value, step, vague)
    while (scaled := _scaled(text, reading, limit)) is not None:
        reading, limit = scaled
    return reading


def _section(text: str, at: int, inner: bool) -> tuple[Decimal, int, Decimal] | None:
    """Read a number below 10 000: its value, where it ends, the place value of its last digit."""
    value, ceiling, step, digit, zero, pos = 0, 10**4, 1, None, False, at
    while pos < len(text):
        char = text[pos]
        if char in DIGITS:
            if digit is not None:
                break
            if DIGITS[char] == 0:
                if value == 0:
                    if pos == at and text.startswith("点", pos + 1):
                        digit, pos = 0, pos + 1
                    break
                if zero or not _continues(text, pos + 1):
                    break
                zero = True
            else:
                digit = DIGITS[char]
        elif (
            char in SMALL
            and SMALL[char] < ceiling
            and not (is_unit(text, pos) and not (inner and digit))
        ):
            unit = SMALL[char]
            if digit is None and value and unit != 10:
                break
            value += (1 if digit is None else digit) * unit
            ceiling, step, digit, zero = unit, unit, None, False
        elif char in _TWENTY and ceiling > 10 and digit is None:
            value, ceiling, step = value + _TWENTY[char], 10, 10
        else:
            break
        pos += 1
    if pos == at:
        return None
    if digit is not None:
        # 三百五 is 350: the digit takes the next place, unless 零 says otherwise.
        step = ceiling // 10 if value and ceiling >= 100 and not zero else 1
        value += digit * step
    return Decimal(value), pos, Decimal(step)


def _continues(text: str, at: int) -> bool:
    """Return whether a digit or a ten stands at `at`, so that the 零 before it is inside the number."""
    return at < len(text) and (DIGITS.get(text[at], 0) > 0 or text[at] in "十拾")


def _decimals(text: str, at: int, value: Decimal, step: Decimal) -> tuple[int, Decimal, Decimal]:
    """Read 点五 after a number; 八点三十分 and 三点建议 are no decimals."""
    end = at + 1
    while end < len(text) and text[end] in _PLAIN_DIGITS and text[end] != "两":
        end += 1
    digits = "".join(str(DIGITS[c]) for c in text[at + 1 : end])
    if not digits or (end < len(text) and text[end] in "十百千" and not is_unit(text, end)):
        return at, value, step
    return end, value + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits))


def _scaled(text: str, head: HanNumber, limit: int) -> tuple[HanNumber, int] | None:
    """Read 万 or 亿 after `head`, and what follows below that scale (一亿二千万); None if neither stands."""
    scale = BIG.get(text[head.end : head.end + 1])
    if scale is None or scale >= limit:
        return None
    value, step, end = head.value * scale, head.step * scale, head.end + 1
    if scale == 10**4 and text.startswith("亿", end) and limit > 10**12:
        scale, value, step, end = 10**12, value * 10**8, step * 10**8, end + 1
    elif scale == 10**4 and text.startswith("万", end) and limit > 10**8:
        scale, value, step, end = (
            10**8,
            value * 10**4,
            step * 10**4,
            end + 1,
        )  # 六万万, as written once
    reading = HanNumber(end, value, step, head.vague)
    if head.vague or head.step < 1:
        return reading, scale
    begin = end + text.startswith("零", end)
    tail = read_number(text, begin, scale, inner=True)
    if tail is None or tail.value >= scale or text[tail.end : tail.end + 1] in ("万", "亿"):
        # 一万三千亿: the tail belongs to the number that 亿 multiplies.
        whole = scale == 10**4 and tail is not None and text.startswith("亿", tail.end)
        if not whole or tail is None or tail.value >= scale:
            return reading, scale
    if tail.end == begin + 1 and begin == end and tail.value < 10:
        # 一亿二 is 1.2亿, as far as nothing is counted by that digit alone (三万一户).
        if text[tail.end : tail.end + 1] in tuple("个家项人名户件亩台辆套年月天岁吨米年"):
            return reading, scale
        tenth = Decimal(scale // 10)
        return HanNumber(tail.end, value + tail.value * tenth, tenth), 0
    joined = HanNumber(tail.end, value + tail.value, tail.step, tail.vague)
    return joined, 10**9 if scale == 10**4 and text.startswith("亿", tail.end) else 0


def read_digits(run: str) -> Decimal | None:
    """Return the value of a digit string (二零二五, 一二〇), None if `run` is no such string."""
    if len(run) < 3 or any(c not in DIGITS or c == "两" for c in run):
        return None
    digits = [DIGITS[c] for c in run]
    if len(run) == 3 and digits[1] == digits[0] + 1 and digits[2] == digits[1] + 1:
        return None  # 一二三产业: three numbers
    return Decimal("".join(map(str, digits)))


def vague_pair(run: str) -> tuple[int, str, str] | None:
    """Split 七八, 二三十, 十七八, 三四百万: the index of the first of the two digits and both readings."""
    for at in range(len(run) - 1):
        first, second = DIGITS.get(run[at], 0), DIGITS.get(run[at + 1], 0)
        ascending = first > 0 and (second == first + 1 or (first, second) == (3, 5))
        alone = (at == 0 or run[at - 1] not in DIGITS) and (
            at + 2 >= len(run) or run[at + 2] not in DIGITS
        )
        if ascending and alone:
            return at, run[: at + 1] + run[at + 2 :], run[:at] + run[at + 1 :]
    return None
