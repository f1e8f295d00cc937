"""Who signs a document and when: bodies above their date, a person under an order, a date under the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from index.bodies import level_of
from index.datelines import day_of_line
from index.dates import find_date
from index.headlines import Line
from index.history import History
from index.titles import ONLY_DATE, ORDER, ORDER_NUMBER, ORGS, is_named

_PERSON = re.compile(
    r"(?:代)?(?:总理|主席|委员长|[省市县区州部局署]长|主任|署长|行长)\s*[\u4e00-\u9fff· 　]{2,8}"
)


class _Name(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies that sign, joined by 、, above their date; none where a person signs an order."""

    names: str
    names_at: tuple[int, int]
    day: str
    day_at: tuple[int, int]


def find_order(head: Sequence[Line], at: int) -> tuple[re.Match[str], str] | None:
    """Return 国务院令 at this line with its number, which may stand on the next one."""
    order = ORDER.fullmatch(head[at].text)
    following = head[at + 1].text if at + 1 < len(head) else ""
    if order and (order[2] or ORDER_NUMBER.fullmatch(following)):
        return order, order[2] or following
    return None


def find_signature(lines: Sequence[Line], *, after: int) -> Signature | None:
    """Return the first signature: names on their own lines above a date."""
    for at, line in enumerate(lines):
        match = ONLY_DATE.fullmatch(line.text)
        day = find_date(match[1]) if match else None
        if day is None or at == 0:
            continue
        if _PERSON.fullmatch(lines[at - 1].text):
            return Signature("", (0, 0), day, (line.start, line.end))
        names: list[_Name] = []
        for name in reversed(_names(lines[max(0, at - 8) : at])):
            if not ORGS.fullmatch(name.text) or is_named(name.text):
                break
            names.insert(0, name)
        if names:
            signers = [part for name in names for part in re.split(r"[\s、　]+", name.text)]
            return Signature(
                "、".join(signers), (names[0].start, names[-1].end), day, (line.start, line.end)
            )
    last = lines[-1] if len(lines) > after else None
    if last and ONLY_DATE.fullmatch(last.text) and (day := find_date(last.text)):
        return Signature("", (0, 0), day, (last.start, last.end))
    return None


def find_signer(lines: Sequence[Line], *, after: int) -> Line | None:
    """Return the body that signs without a date: the last line of a text that is no short one."""
    last = lines[-1] if len(lines) > after else None
    if last is None or not ORGS.fullmatch(last.text) or is_named(last.text):
        return None
    return last if level_of(last.text) else None


def _names(lines: Sequence[Line]) -> list[_Name]:
    """Return the lines, with a name that was set wide put together: 财 政 部 came as three pieces."""
    found: list[_Name] = []
    for single, group in groupby(lines, key=lambda line: len(line.text) == 1):
        run = list(group)
        if single:
            found.append(_Name("".join(line.text for line in run), run[0].start, run[-1].end))
        else:
            found += [_Name(line.text, line.start, line.end) for line in run]
    return found


def date_under_title(head: Sequence[Line], history: History | None) -> tuple[str, int, int] | None:
    """Return the date that stands under the title; of a history of amendments, the last."""
    for line in head:
        if history and history.start < line.end:
            break
        if day := day_of_line(line.text):
            return day, line.start, line.end
    made = history.published if history else None
    return (made.day, made.start, made.end) if made else None
