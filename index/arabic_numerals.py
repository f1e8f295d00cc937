"""The grammar of numbers written in digits: 1,234.5, 8.5万, 2亿5千万, 1万3千亿, 1.5×10^8.

Works on text folded by `index.numerals.plain`; `index.numerals` is the face.
"""

from __future__ import annotations

import re
from decimal import Decimal

from index.han_numerals import BIG, KILO, SMALL, HanNumber

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_KILO = rf"(?![{KILO}])"
_SCALE = re.compile(
    rf"[ \u00a0]?([多余来几]?)([十百千]?万亿?|[十百千]?亿|千{_KILO}|百(?!分[点之]|帕))"
)
_TAIL = re.compile(rf"零?(\d+)(千万|百万|十万|万|千{_KILO}|百(?!分点|帕))")
_MORE_HUNDRED_MILLIONS = re.compile(r"[多余]亿")
_TAIL_HUNDREDS = re.compile(r"(\d)百(?!分点|帕)")
_POWER = re.compile(r"[×x*]10(?:\^(-?\d{1,3})|([⁻⁰¹²³⁴-⁹]{1,4}))|([⁰¹²³⁴-⁹]{1,3})|\^(\d{1,2})")
_BASES = (2, 10)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LATIN_UNIT = re.compile(
    r"(?:(?:[kcdmnμµ]?m[²³23]?|[kmμµ]g|(?<=\d{3})g|[kmgt]?w(?:·?h)?|m?l|[kmgtpe]b(?:ps|/s)?|[kmgt]?hz"
    r"|[kmgtpez]?flops|[km]?v|[km]?pa|[kmg]?vah?|ha|h|s|min|t|db|bps?|pcts?|hkd|teu|tops|p|cm[23²³]|km/h"
    r"|usd|rmb|cny|ml|mol|cal|kcal|kj|mj|j|nm|ppm|tce|ah|mah)(?![a-z0-9]))"
)
_CURRENCIES = ("rmb", "usd", "cny")
ABBREVIATION = r"[a-z]{2,8}"
COUNTING = r"(?:[万亿%元家个条项只人户台件座套张]|[千百]万)"
"""What makes the number behind an abbreviation a number: GDP162.53亿元, but A4, MP3, PM2.5."""
_ABBREVIATION = re.compile(rf"(?<![a-z]){ABBREVIATION}$")
_COUNTED = re.compile(COUNTING)


def decimal(digits: str) -> Decimal:
    """Return the value of digits with thousands separators."""
    return Decimal(digits.replace(",", ""))


def step_of(digits: str) -> Decimal:
    """Return the place value of the last digit that counts: 8.5 -> 0.1, 4000 -> 1000, 45 -> 1."""
    whole, point, decimals = digits.replace(",", "").partition(".")
    if point:
        return Decimal(1).scaleb(-len(decimals))
    return (
        Decimal(1).scaleb(len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else Decimal(1)
    )


def read_arabic(text: str, start: int, end: int) -> HanNumber | None:
    """Read the Arabic number `text[start:end]` with its power and scales; None inside codes (5G, A4)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and before.isalpha() and text[start - 3 : start] not in _CURRENCIES:
        abbreviated = _ABBREVIATION.search(text[max(0, start - 9) : start])
        if not abbreviated or not _COUNTED.match(text, end):
            return None
    if after.isascii() and after.isalpha() and not _LATIN_UNIT.match(text, end):
        power = _POWER.match(text, end)
        if power is None:
            return None
    value, step = decimal(text[start:end]), step_of(text[start:end])
    if power := _POWER.match(text, end):
        exponent = int((power[1] or power[2] or power[3] or power[4]).translate(_SUPERSCRIPT))
        # A raised figure behind any other number is the mark of a note: 300²亿元 is 300亿元.
        if not power[3] or value in _BASES:
            value = value.scaleb(exponent) if power[1] or power[2] else value**exponent
            step = Decimal(1)
        end = power.end()
    scale = _SCALE.match(text, end)
    if scale is None:
        return HanNumber(end, value, step)
    factor, end = _factor(scale[2]), scale.end()
    value, step, vague = (
        value * factor,
        step * factor,
        "几" if scale[1] == "几" else scale[1] and "多",
    )
    if not vague and scale[2] == "万" and (more := _MORE_HUNDRED_MILLIONS.match(text, end)):
        return HanNumber(more.end(), value * 10**8, step * 10**8, "多")  # 3万多亿
    while not vague and (tail := _TAIL.match(text, end)):
        smaller = _factor(tail[2])
        if smaller >= factor or int(tail[1]) * smaller >= factor:
            break
        value, step = value + int(tail[1]) * smaller, step_of(tail[1]) * smaller
        factor, end = smaller, tail.end()
        if factor == 1000 and (hundreds := _TAIL_HUNDREDS.match(text, end)):
            value, step, end = value + int(hundreds[1]) * 100, Decimal(100), hundreds.end()
    if scale[2] == "万" and end > scale.end() and text.startswith("亿", end):
        value, step, end = value * 10**8, step * 10**8, end + 1  # 1万3千亿
    return HanNumber(end, value, step, vague)


def _factor(scale: str) -> int:
    """Return what a scale multiplies by: 千万 -> 10^7, 万亿 -> 10^12."""
    factor = 1
    for char in scale:
        factor *= SMALL.get(char) or BIG[char]
    return factor
