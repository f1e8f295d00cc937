"""A spreadsheet's number as the sheet shows it: 0.085 in the format 0.0% is 8.5%, and that is what people cite.

Formats that are not understood leave the number as it is stored: an unformatted figure is right, a wrong one is not.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"([#,]*[0#,]*0)(\.0+|\.#+|\.0+#+)?(%?)")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$?([^\]\-]*)[^\]]*\]')
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
    if re.search(r"[0#?,.eE/%]", re.sub(r"\ue000\d+\ue001", "", before + after)):
        return plain(value)  # thousands scaled away, fractions, exponents
    signed = negative and len(sections) < 2
    shown = ("-" if signed else "") + _digits(abs(value), mark[1], mark[2] or "", mark[3])
    text = re.sub(r"\ue000(\d+)\ue001", lambda m: literals[int(m[1])], f"{before}\ue003{after}")
    return text.replace("\ue003", shown).strip()


def _digits(value: float, whole: str, fraction: str, percent: str) -> str:
    amount = Decimal(plain(value)) * (100 if percent else 1)
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
    section = re.sub(r"\[\$[^\]]*\]", "", code.split(";")[0])
    if isinstance(value, dt.time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if not _DATE.search(re.sub(r'"[^"]*"', "", section)):
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
