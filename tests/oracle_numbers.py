"""Numbers written down in the styles that people use, for the oracle of the figure reader.

Shares no code with the reader: a value is drawn first and then written.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number written down, and the place value of its last significant digit."""

    text: str
    value: Decimal
    step: Decimal


FULL_WIDTH = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def han_below_ten_thousand(n: int) -> str:
    """Write 1..9999, each digit with its place, one 零 for each gap inside."""
    out, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit:
            out += ("零" if gap and out else "") + "一二三四五六七八九"[digit - 1] + name
            gap = False
        else:
            gap = True
    return out


def han(n: int) -> str:
    """Write 0..10**16 in groups of four digits, with 零 where a group is short or missing."""
    if n == 0:
        return "零"
    groups = [n // 10**12 % 10**4, n // 10**8 % 10**4, n // 10**4 % 10**4, n % 10**4]
    out = ""
    gap = False
    for index, group in enumerate(groups):
        name = ("万亿", "亿", "万", "")[index]
        if index == 1 and groups[0]:
            name = "亿" if group else ""
            out = out.removesuffix("亿") + ("" if group else "亿")
        if group == 0:
            gap = bool(out)
            continue
        if out and (gap or group < 1000):
            out += "零"
        out += han_below_ten_thousand(group) + name
        gap = False
    return out


def significant(rng: random.Random, low: int, high: int) -> int:
    """Return a whole number with few or many significant digits, as figures have."""
    digits = rng.randint(len(str(low)), len(str(high)))
    keep = rng.randint(1, min(digits, 5))
    number = rng.randint(10 ** (keep - 1), 10**keep - 1) * 10 ** (digits - keep)
    return min(max(number, low), high)


def place(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def arabic(rng: random.Random, value: Decimal) -> str:
    """Write a plain number in digits, now and then with separators or in full width."""
    text = f"{value:f}"
    whole, point, decimals = text.partition(".")
    if len(whole) > 3 and rng.random() < 0.3:
        text = f"{int(whole):,}" + point + decimals
    return text.translate(FULL_WIDTH) if rng.random() < 0.2 else text


def number(rng: random.Random, low: int = 2, high: int = 10**12) -> Number:
    """Write a whole number in one of the styles that people use."""
    n = significant(rng, low, high)
    value = Decimal(n)
    style = rng.random()
    if style < 0.3:
        return Number(arabic(rng, value), value, place(value))
    if style < 0.6:
        for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
            scaled = value / scale
            if scaled >= 1 and -int(scaled.normalize().as_tuple().exponent) <= 4:
                space = " " if rng.random() < 0.05 else ""
                mantissa = f"{scaled.normalize():f}"
                if rng.random() < 0.15:
                    mantissa = mantissa.translate(FULL_WIDTH)
                return Number(f"{mantissa}{space}{name}", value, place(value))
        return Number(arabic(rng, value), value, place(value))
    if style < 0.68 and n % 10**7 == 0 and n > 10**8 and n // 10**7 % 10:
        return Number(f"{n // 10**8}亿{n // 10**7 % 10}千万", value, place(value))
    if style < 0.75 and n % 10**6 == 0 and n < 10**8:
        unit, name = (10**7, "千万") if n % 10**7 == 0 else (10**6, "百万")
        return Number(f"{n // unit}{name}", value, place(value))
    text = han(n)
    if text.startswith("一十") and rng.random() < 0.9:
        text = text[1:]
    if rng.random() < 0.4:
        text = text.replace("二千", "两千").replace("二百", "两百", rng.randint(0, 1))
        if text.startswith("二") and text[1:2] in ("万", "亿", ""):
            text = "两" + text[1:]
    if rng.random() < 0.1 and n >= 10 and "两" not in text:
        text = text.translate(CAPITALS)
    return Number(text, value, place(value))


def decimal_number(rng: random.Random, places: int = 2, top: int = 99) -> Number:
    """Write a number with decimals, in digits or as 三点五."""
    value = Decimal(rng.randint(1, top * 10**places)).scaleb(-rng.randint(0, places))
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    if rng.random() < 0.7:
        return Number(arabic(rng, value), value, place(value))
    whole, _, decimals = f"{value:f}".partition(".")
    spoken = han(int(whole)).removeprefix("一" if 10 <= int(whole) < 20 else "_")
    if decimals:
        spoken += "点" + "".join("零一二三四五六七八九"[int(d)] for d in decimals)
    return Number(spoken, value, place(value))
