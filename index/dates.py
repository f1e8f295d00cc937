"""Dates as policy texts write them, to ISO 8601 (`2025-03-01`)."""

from __future__ import annotations

import re
from datetime import date, timedelta

_HAN = "〇○Ｏ零一二三四五六七八九十"
DATE = (
    rf"(?:[12１２][\d]{{3}}|[{_HAN}]{{4}})\s*年\s*(?:[\d]{{1,2}}|[{_HAN}]{{1,3}})\s*月"
    rf"\s*(?:[\d]{{1,2}}|[{_HAN}]{{1,3}})\s*日"
)
_PARTS = re.compile(
    rf"(\d{{4}}|[{_HAN}]{{4}})\s*年\s*(\d{{1,2}}|[{_HAN}]{{1,3}})\s*月\s*(\d{{1,2}}|[{_HAN}]{{1,3}})\s*日"
    r"|(\d{4})\s*[-/.．]\s*(\d{1,2})\s*[-/.．]\s*(\d{1,2})(?!\d)"
)
_VALUES = {"〇": 0, "○": 0, "Ｏ": 0, "零": 0} | {
    c: n for n, c in enumerate("一二三四五六七八九十", 1)
}


def find_date(text: str) -> str | None:
    """Return the first date of `text` that exists in the calendar, or None."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[str]:
    """Return the dates of `text` in order; what is no day of the calendar is left out."""
    found = []
    for match in _PARTS.finditer(text):
        year, month, day = (part for part in match.groups() if part is not None)
        try:
            found.append(date(_year(year), to_number(month), to_number(day)).isoformat())
        except ValueError:
            continue
    return found


def to_number(text: str) -> int:
    """Return the whole number below 100 that `text` writes in digits or in Han numerals (二十三)."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_VALUES[char]) for char in text))
    return 10 * (_VALUES[tens] if tens else 1) + (_VALUES[ones] if ones else 0)


def later(day: str, *, years: int = 0, months: int = 0, days: int = 0) -> str:
    """Return the ISO date that much after `day`; the last of a month where the day does not exist."""
    start = date.fromisoformat(day)
    month = start.month - 1 + months + 12 * years
    year, month = start.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return (date(year, month, min(start.day, last)) + timedelta(days=days)).isoformat()


def _year(text: str) -> int:
    return int(text) if text.isdigit() else int("".join(str(_VALUES[char]) for char in text))
