"""A spreadsheet's number as the sheet shows it: 0.085 in the format 0.0% is 8.5%, and that is what people cite.

Formats that are not understood leave the number as it is stored: an unformatted figure is right, a wrong one is not.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_YEAR_MONTH, _MONTH_DAY, _CLOCK = 'yyyy"年"m"月"', 'm"月"d"日"', 'h"时"mm"分"'
CHINESE_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: _CLOCK, 33: f'{_CLOCK}ss"秒"',
    **dict.fromkeys((34, 55), _CLOCK), **dict.fromkeys((35, 56), f'{_CLOCK}ss"秒"'),
}  # fmt: skip
"""The formats that a Chinese Excel gives only by their number (ECMA-376, part 1, 18.8.30, zh-cn)."""
# Shown by the rules of the country: in China with the year first. Years of two figures could be days or months.
_LOCAL = {"mm-dd-yy": "yyyy/m/d", "m-d-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}
_UNCLEAR = re.compile(r"m{3}|(?<!y)yy(?!y)", re.I)
_NUMBER = re.compile(r"([#,]*[0#,]*0)(\.0+|\.#+|\.0+#+)?(%?)")
# 0!.0, shows ten thousands with one decimal: a point written as a sign between the digits of thousands.
_POINTED = re.compile(r"([#,0]*0)(?:[!\\]\.|\"\.\")(0+)(,+)")
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$?([^\]\-]*)[^\]]*\]')
_DATE = re.compile(r"[ymdhs]", re.I)
_DATE_PART = re.compile(
    r'"([^"]*)"|\\(.)|(\[[^\]]*\])|(yyyy|yy|e)|(m{1,4})|(d{1,2})|(h{1,2})|(s{1,2})|(AM/PM|上午/下午)|(.)',
    re.I | re.S,
)


def show(value: object, code: str | None) -> str:
    """Return the text of a cell whose stored value is `value` and whose number format is `code`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code or "General")
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return _date(value, code or "")
    if isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(value)


def plain(value: float) -> str:
    """Return the number in digits as stored, without the noise of binary fractions."""
    if isinstance(value, int):
        return str(value)
    text = format(value, ".15g")
    if "e" in text or "E" in text:
        text = format(Decimal(text), "f") if abs(value) < 1e21 else text
    return text


def _number(value: float, code: str) -> str:
    sections = code.split(";")
    section = sections[0]
    negative = value < 0
    if negative and len(sections) > 1:
        section = sections[1]
    elif value == 0 and len(sections) > 2 and _NUMBER.search(_LITERAL.sub("", sections[2])):
        section = sections[2]
    if "General" in section or section.strip() in ("", "@"):
        return plain(value)
    if pointed := _POINTED.search(section):
        return _pointed(value, section, pointed, negative and len(sections) < 2)
    # Literals may hold digits: they are taken out first, and put back by their place.
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(
            match[1] or match[2] or (match[3] if match.group().startswith("[$") else "") or ""
        )
        return f"\ue000{len(literals) - 1}\ue001"

    bare = _LITERAL.sub(keep, section)
    marks = list(
        _NUMBER.finditer(re.sub(r"\ue000\d+\ue001", lambda m: "\ue002" * len(m.group()), bare))
    )
    if len(marks) != 1:
        return plain(value)
    mark = marks[0]
    before, after = bare[: mark.start()], bare[mark.end() :]
    thousands = len(after) - len(
        after.lstrip(",")
    )  # each comma behind the digits divides by a thousand
    after = after[thousands:]
    if re.search(r"[0#?,.eE/%]", re.sub(r"\ue000\d+\ue001", "", before + after)):
        return plain(value)  # fractions, exponents
    signed = negative and len(sections) < 2
    shown = ("-" if signed else "") + _digits(
        Decimal(plain(abs(value))).scaleb(-3 * thousands), mark[1], mark[2] or "", mark[3]
    )
    text = re.sub(r"\ue000(\d+)\ue001", lambda m: literals[int(m[1])], f"{before}\ue003{after}")
    return text.replace("\ue003", shown).strip()


def _pointed(value: float, section: str, match: re.Match[str], signed: bool) -> str:
    """Return the number in a format that sets a sign for the point between the digits of a whole number."""
    amount = (
        Decimal(plain(abs(value))).scaleb(-3 * len(match[3])).quantize(Decimal(1), ROUND_HALF_UP)
    )
    places = len(match[2])
    digits = f"{amount:f}".zfill(places + 1)
    whole = f"{int(digits[:-places]):,}" if "," in match[1] else digits[:-places]
    before, after = (
        _LITERAL.sub(lambda m: m[1] or m[2] or "", part)
        for part in (section[: match.start()], section[match.end() :])
    )
    return f"{before}{'-' if signed else ''}{whole}.{digits[-places:]}{after}".strip()


def _digits(value: Decimal, whole: str, fraction: str, percent: str) -> str:
    amount = value * (100 if percent else 1)
    places = len(fraction) - 1 if fraction else 0
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    if fraction.endswith("#"):
        least = fraction.count("0")
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    least = whole.replace(",", "").count("0")
    head, dot, tail = text.partition(".")
    if "," not in whole:
        head = head.zfill(least)
    return head + dot + tail + percent


def _date(value: dt.datetime | dt.date | dt.time, code: str) -> str:
    code = _LOCAL.get(code, code)
    section = re.sub(r"\[\$[^\]]*\]", "", code.split(";")[0])
    if isinstance(value, dt.time):
        return value.isoformat("minutes" if not value.second else "seconds")
    bare = re.sub(r'"[^"]*"', "", section)
    if not _DATE.search(bare) or _UNCLEAR.search(bare):
        at_midnight = isinstance(value, dt.datetime) and value.time() == dt.time()
        return (
            value.date().isoformat()
            if isinstance(value, dt.datetime) and at_midnight
            else str(value)
        )
    clock = (
        value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    )
    pieces: list[str] = []
    hours = False
    for match in _DATE_PART.finditer(section):
        quoted, escaped, bracket, year, month, day, hour, second, _, other = match.groups()
        if year:
            pieces.append(str(clock.year) if len(year) != 2 else f"{clock.year % 100:02d}")
        elif month:
            pieces.append(_month(clock, month, section, match, hours=hours))
        elif day:
            pieces.append(str(clock.day).zfill(len(day)))
        elif hour:
            hours = True
            pieces.append(str(clock.hour).zfill(len(hour)))
        elif second:
            pieces.append(str(clock.second).zfill(len(second)))
        elif not bracket:
            pieces.append(quoted if quoted is not None else escaped or other or "")
    return "".join(pieces).strip(" @_")


def _month(
    clock: dt.datetime, sign: str, section: str, match: re.Match[str], *, hours: bool
) -> str:
    minutes = len(sign) <= 2 and (
        hours or re.match(r"[:：]?s", section[match.end() :], re.I) is not None
    )
    if minutes:
        return str(clock.minute).zfill(len(sign))
    return str(clock.month).zfill(min(len(sign), 2))
