"""A line under the title that says in one breath under which number, by whom and when a document went out. Pure.

（甲工信〔2024〕9号，2024年5月6日印发）, 甲市发展和改革委员会　2025年3月1日, 制表单位：甲县农业农村局 2025年3月3日.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.dates import DATE, find_date
from index.headlines import Line
from index.titles import NUMBER, ORGS, is_named

_PARTS = re.compile(r"[^\s，,、；;]+")
_EDGE = re.compile(r"[>\s（()）]*")
_DAY = re.compile(rf"({DATE})(?:印发|发布|公布|颁布|制定|发文|签发)?")
_MADE = re.compile(
    r"(?:(?:制表|编制|填报|发布|印发|发文|公布|制发)(?:单位|机关|部门)|发布机构)[：:]"
)
_LINES = 4


class Imprint(NamedTuple):
    """Each with its place in the text; None what the line does not say."""

    number: tuple[str, int, int] | None
    issuer: tuple[str, int, int] | None
    day: tuple[str, int, int] | None


def find_imprint(head: Sequence[Line]) -> Imprint | None:
    """Return what the first such line of the `head` says: two of number, body and day, and nothing else."""
    return next((found for line in head[1 : 1 + _LINES] if (found := _read(line))), None)


def _read(line: Line) -> Imprint | None:
    number = day = None
    bodies: list[tuple[str, int, int]] = []
    for part in _PARTS.finditer(line.text, _EDGE.match(line.text).end()):  # type: ignore[union-attr]
        text, at = part[0].rstrip("）)"), line.start + part.start()
        if label := _MADE.match(text):
            text, at = text[label.end() :], at + label.end()
        if (found := NUMBER.fullmatch(text)) and number is None:
            number = (found[1], at, at + len(text))
        elif (dated := _DAY.fullmatch(text)) and day is None and (on := find_date(dated[1])):
            day = (on, at, at + len(dated[1]))
        elif ORGS.fullmatch(text) and not is_named(text):
            bodies.append((text, at, at + len(text)))
        else:
            return None
    if bool(number) + bool(bodies) + bool(day) < 2:
        return None
    names = "、".join(name for name, _, _ in bodies)
    return Imprint(number, (names, bodies[0][1], bodies[-1][2]) if bodies else None, day)
