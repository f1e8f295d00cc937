"""The line in brackets under the title of a law: when it was made, by whose order, and how often it was revised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dates import DATE, find_date

_HISTORY = re.compile(rf"^[ 　\t]*[（(]\s*(?={DATE})[^）)]{{10,}}", re.M)
_HEAD = 3000  # characters in which a title and its history stand
_EVENT = re.compile(rf"({DATE})(.*?)(?={DATE}|$)", re.S)
_MADE = re.compile(r"公布|发布|颁布|印发|公告|修订|修正|修改|令第")
_AGREED = re.compile(r"通过|批准")
_REVISED = re.compile(r"修订|修正|修改")
_ORDER = re.compile(
    r"(?:中华人民共和国)?((?:[\u4e00-\u9fff]{2,20}、)?[\u4e00-\u9fff]{2,20}?)令(第\s?[\d一二三四五六七八九十百]+\s?号)"
)
_CONGRESS = re.compile(r"全国人民代表大会(?:常务委员会)?(?=第|公告|会议)|[\u4e00-\u9fff]{2,8}[省市区州县]人民代表大会(?:常务委员会)?(?=第|公告|会议)")  # fmt: skip
_LEADING = re.compile(r"^(?:[、和及，,\s]|原|根据|经|由|第[一二三四五六七八九十\d]+届)+")


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the history with what happened on it; it stands at `start:end` of the text."""

    day: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class History:
    """The history of a law, which begins at `start`: its last making, and what it says of its number, its maker and its commencement."""

    start: int
    published: Event
    number: str | None
    issuer: str | None
    effective: Event | None
    revised: Event | None


def find_history(text: str) -> History | None:
    """Return the history that stands at the head of `text`, None where none does."""
    inner = _HISTORY.search(text, 0, _HEAD)
    if inner is None:
        return None
    events = [
        Event(day, match[2], inner.start() + match.start(), inner.start() + match.start() + len(match[0].rstrip()))
        for match in _EVENT.finditer(inner[0])
        if (day := find_date(match[1]))
    ]  # fmt: skip
    if not events:
        return None
    made = [e for e in events if _MADE.search(e.words)]
    agreed = [e for e in events if _AGREED.search(e.words)]
    begun = [e for e in events if re.search("施行|生效", e.words)]
    published = (made or agreed or events)[-1]
    orders = [_ORDER.findall(e.words) for e in events]
    last: list[tuple[str, str]] = next((found for found in reversed(orders) if found), [])
    return History(
        start=inner.start(),
        published=published,
        number="、".join(f"{_body(body)}令{''.join(number.split())}" for body, number in last)
        or None,
        issuer="、".join(_body(body) for body, _ in last) or _congress(events),
        effective=begun[-1] if begun else None,
        revised=next((e for e in reversed(events) if _REVISED.search(e.words)), None),
    )


def _body(name: str) -> str:
    return _LEADING.sub("", name).removeprefix("中华人民共和国")


def _congress(events: Sequence[Event]) -> str | None:
    for event in events:
        if match := _CONGRESS.search(event.words):
            return match[0]
    return None
