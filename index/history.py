"""What stands under the title of a law: when it was made, by whose order, and how often it was revised.

It stands in brackets, of which the first is often lost, or one event a line without any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dates import DATE, find_date

_HISTORY = re.compile(rf"^[ 　\t]*[（(]\s*(?={DATE})[^）)]{{10,}}", re.M)
_HEAD = 3000  # characters in which a title and its history stand
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BEGINS = re.compile(rf"[ 　\t]*[（(]?\s*{DATE}[ 　\t]*(?![，,、。的日前]|\d|以[前后来])")
_LONG = 200  # characters of one event
# An event ends with what was done; 根据 is what is left of 根据…的决定, whose parts a web page sets in another order.
_DONE = re.compile(
    r"(?:通过|批准|公布|发布|颁布|印发|公告|修订|修正|修改|施行|实施|执行|生效)[ 　\t]*(?:的|根据|自[^。]{0,20}[施执]行)?[ 　\t]*[）)]?[ 　\t]*$"
)
_QUOTED = re.compile(r"[《〈<][^《》]*(?:《[^《》]*》[^《》]*)*[》〉>]")
_NO_TITLE = re.compile(r"[。；！？]|^#*[ 　\t]*第[一二三四五六七八九十百\d]+[条章编]")
_EVENT = re.compile(rf"({DATE})(.*?)(?={DATE}|$)", re.S)
_MADE = re.compile(r"公布|发布|颁布|印发|公告|修订|修正|修改|令第")
_AGREED = re.compile(r"通过|批准")
_REVISED = re.compile(r"修订|修正|修改")
_ORDER = re.compile(
    r"(?:中华人民共和国)?((?:[\u4e00-\u9fff]{2,20}、)?[\u4e00-\u9fff]{2,20}?)令(第\s?[\d一二三四五六七八九十百]+\s?号)"
)
_CONGRESS = re.compile(r"全国人民代表大会(?:常务委员会)?(?=第|公告|会议)|[\u4e00-\u9fff]{2,8}[省市区州县]人民代表大会(?:常务委员会)?(?=第|公告|会议)")  # fmt: skip
_PUBLISHER = re.compile(
    r"^\s*([\u4e00-\u9fff、]{2,30}?)(?:令第[^号]{1,8}号)?(?:公布|发布|颁布|印发)"
)
_DECIDED = re.compile(r"《([\u4e00-\u9fff]{2,24}?)关于(?:废止|修改|修订|修正)")
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
    bracketed = _HISTORY.search(text, 0, _HEAD)
    spans = [s for s in (_plain_lines(text), bracketed and bracketed.span()) if s]
    if not spans:
        return None
    start, end = min(spans, key=lambda span: span[0])
    events = [
        Event(day, match[2], match.start(), match.start() + len(match[0].rstrip(" 　\t\n（()）")))
        for match in _EVENT.finditer(text, start, end)
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
    signed = "、".join(_body(body) for body, _ in last)
    return History(
        start=start,
        published=published,
        number="、".join(f"{_body(body)}令{''.join(number.split())}" for body, number in last)
        or None,
        issuer=_congress(events)
        if signed in ("", "主席") and _congress(events)
        else signed or _maker(events),
        effective=begun[-1] if begun else None,
        revised=next((e for e in reversed(events) if _REVISED.search(e.words)), None),
    )


def _plain_lines(text: str) -> tuple[int, int] | None:
    """Return the lines right under the title that each begin with a day and say what was done on it.

    A line that leaves a title open or says nothing yet goes on on the next one.
    """
    span: tuple[int, int] | None = None
    pending = ""
    for match in _LINE.finditer(text, 0, _HEAD):
        line = match[0]
        if _BEGINS.match(line):
            pending = ""
        elif not pending:
            if span is not None or (_NO_TITLE.search(line) and not line.startswith("# ")):
                break
            continue
        pending += line
        if len(pending) > _LONG or "。" in pending:
            break
        if _is_event(pending):
            span = (span[0] if span else match.end() - len(pending), match.end())
            pending = ""
    return span


def _is_event(line: str) -> bool:
    """Whether a line that begins with a day says, outside of the titles that it quotes, what was done on it."""
    bare = _QUOTED.sub("", line)
    return not set("《》〈〉") & set(bare) and _DONE.search(bare) is not None


def _maker(events: Sequence[Event]) -> str | None:
    """Who published the text, else whose decision revised it."""
    for pattern in (_PUBLISHER, _DECIDED):
        for event in reversed(events):
            if (match := pattern.search(event.words)) and (name := _body(match[1])):
                return name
    return None


def _body(name: str) -> str:
    return _LEADING.sub("", name).removeprefix("中华人民共和国")


def _congress(events: Sequence[Event]) -> str | None:
    for event in events:
        if match := _CONGRESS.search(event.words):
            return match[0]
    return None
