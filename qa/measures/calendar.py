"""Dates of application and the ends of validity as a calendar (RFC 5545); what gives no day gives no entry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from index.types import DocumentInfo
from qa.measures.types import Measures, Span
from qa.voice import CHINESE, Voice

_WINDOW = re.compile(
    r"(?P<year>\d{4}年|每年)?\s?(?P<month>\d{1,2})月(?P<day>\d{1,2})日?\s?(?:(?:至|—|-)(?:(?P<year2>\d{4})年)?(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})日)?(?P<before>以?前)?"
)
LINE = 73  # bytes of a folded line


def to_ics(
    found: Iterable[tuple[DocumentInfo, Measures]], today: date, voice: Voice = CHINESE
) -> bytes:
    """Return a calendar of the windows of application, yearly ones repeated, and the last days in force."""
    language = voice.tag[:2].upper()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//policy-qa//measures//{language}"]
    for info, measures in found:
        seen: set[Span] = set()
        for span in measures.terms.deadlines:
            if span not in seen:
                seen.add(span)
                title = voice.word("申报：{title}", title=info.title)
                for first, last, yearly in _windows(span.text, today, _year(info)):
                    lines += _event(info, first, last, yearly, title, span.text, span)
        if info.expires:
            day = date.fromisoformat(info.expires)
            words = measures.terms.validity
            lines += _event(
                info,
                day,
                day,
                False,
                voice.word("有效期止：{title}", title=info.title),
                words.text if words else info.expires,
                words,
            )
    lines.append("END:VCALENDAR")
    return "\r\n".join(part for line in lines for part in _folded(line)).encode("utf-8") + b"\r\n"


# 关于组织申报2025年度…的通知: said once; what a 办法 says without a year it says of every year.
_ONCE = re.compile(
    r"(?:申报|征集|兑现|受理|遴选|认定|推荐)[^》]*(?:通知|公告|通告|指南)|20\d\d年[^—至-]*(?:通知|公告|通告|指南)"
)
UNKNOWN = 0


def _year(info: DocumentInfo) -> int | None:
    """Return the year that a day without one has in a text that is said once, `UNKNOWN` where it has no date, None of every year."""
    if not _ONCE.search(info.title):
        return None
    return int(info.published[:4]) if info.published else UNKNOWN


def closed(info: DocumentInfo, deadlines: Iterable[Span], on: date) -> str:
    """Return the words of the last time of application where all that is stated ended before the day; else ""."""
    ends: list[tuple[date, str]] = []
    for span in deadlines:
        windows = [w for w in _windows(span.text, on, _year(info)) if not w[2]]
        if not windows:
            return ""  # each year, all year, or counted from another day
        ends += [(last, "".join(span.text.split())) for _, last, _ in windows]
    last, words = max(ends, default=(on, ""))
    return words if last < on else ""


def _windows(text: str, today: date, own: int | None = None) -> Iterator[tuple[date, date, bool]]:
    for match in _WINDOW.finditer("".join(text.split())):
        said = match["year"] or ""
        yearly = said == "每年" or (not said and own is None)
        if not said and own == UNKNOWN:
            continue
        year = int(said[:4]) if said[:1].isdigit() else today.year if yearly else own or today.year
        try:
            first = date(year, int(match["month"]), int(match["day"]))
            last = first
            if match["day2"]:
                last = date(
                    int(match["year2"] or year),
                    int(match["month2"] or match["month"]),
                    int(match["day2"]),
                )
        except ValueError:
            continue
        yield (first, last, yearly) if last >= first else (last, last, yearly)


def _event(
    info: DocumentInfo,
    first: date,
    last: date,
    yearly: bool,
    title: str,
    words: str,
    span: Span | None,
) -> list[str]:
    place = f"{info.id}:{span.start}-{span.end}" if span else info.id
    name = hashlib.sha256(f"{place}{first}{last}{title}".encode()).hexdigest()[:24]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{name}@policy-qa",
        "DTSTAMP:19800101T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(' '.join(words.split()))} ({place})",
    ]
    return [*lines, *(["RRULE:FREQ=YEARLY"] if yearly else []), "END:VEVENT"]


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield the line in pieces of at most 75 bytes, no character cut in two."""
    piece, size, first = "", 0, True
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > (LINE if first else LINE - 1):
            yield piece if first else f" {piece}"
            piece, size, first = "", 0, False
        piece += char
        size += width
    yield piece if first else f" {piece}"
