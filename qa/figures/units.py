"""Units and measure words: read them after a number, name them canonically, convert them exactly.

Reads text folded by `index.numerals.plain` (lower case, half width).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa.figures.types import Kind
from qa.figures.unit_names import (
    CONVERSIONS,
    COUNTS,
    GUARDS,
    MEASURES,
    MONEY,
    OTHERS,
    PER_WORDS,
    RARE,
    TIME,
)


@dataclass(frozen=True, slots=True)
class FigureUnit:
    """A unit that ends at `end`; `name` is canonical, per-units joined by a slash (元/平方米)."""

    end: int
    name: str
    kind: Kind


def _alternatives() -> str:
    """Return the pattern of all units, longest first, each with its guard."""
    guards = dict.fromkeys((*MONEY, *TIME, *MEASURES, *OTHERS), "") | COUNTS | GUARDS
    parts = []
    for word in sorted(guards, key=len, reverse=True):
        guard = guards[word]
        latin = word.isascii() and word.isalnum()
        negative = "(?![a-z0-9])" if latin else guard if guard.startswith("(?=") else f"(?!{guard})"
        parts.append(re.escape(word) + (negative if guard or latin else ""))
    return "|".join(parts)


_NAMES = MONEY | TIME | MEASURES | OTHERS | {word: word for word in COUNTS}
_ANY = _alternatives()
_UNIT = re.compile(rf"[ \u00a0]?({_ANY})")
_PER = re.compile(
    rf"(?:/|每|·)(千瓦时|标准煤|公里|{_ANY}|月|件|吨|人次|工时|夜|篇|千字|立方米|万元|亿元|百公里|千人|万人|百户)"
)
_MORE_PER = re.compile(r"[/·](月|年|天|日|夜|人|户|亩)(?![度级龄头均份])")
_LATIN = re.compile(r"[ \u00a0]?([a-zμµω°][a-zμµω°²³/]{0,9})(?![a-z0-9])")
_PER_PREFIX = re.compile(r"每([^每]{1,4})$")
_PER_ANY = re.compile(r"/([一-龥]{1,4})(?=[,。、;:)]|$)")
_RARE = re.compile(
    rf"[ \u00a0]?([{''.join(sorted(RARE))}])(?=[,。、;:()!?\s]|$|[和与及或等的均各共]|\d)"
)
# What may stand before a number to say of what currency it is.
CURRENCIES = {"¥": "元", "$": "美元", "cny": "元", "€": "欧元", "£": "英镑"} | {
    word: name
    for word, name in MONEY.items()
    if len(word) > 1 and word[0] != "元" and word[-1] != "钱"
}
_POINTS = frozenset(("个百分点", "个基点"))
_DURATIONS = frozenset(TIME.values())


def read_unit(folded: str, at: int) -> FigureUnit | None:
    """Return the unit that follows a number ending at `at`, None if a noun or nothing follows."""
    match = _UNIT.match(folded, at)
    if match is None and folded[at - 1 : at].isdigit() and (rare := _RARE.match(folded, at)):
        return FigureUnit(rare.end(), rare[1], "quantity")
    if match is None:
        latin = _LATIN.match(folded, at)
        return FigureUnit(latin.end(), latin[1].upper(), "quantity") if latin else None
    name, end = _NAMES[match[1]], match.end()
    kind = kind_of(name)
    if match[1] == "元" and folded.startswith("人民币", end):
        end += 3
    per = _PER.match(folded, end) or _PER_ANY.match(folded, end)
    if per and not (kind == "duration" and per[0][0] == "每"):
        name, end = f"{name}/{per_name(per[1])}", per.end()
        while more := _MORE_PER.match(folded, end):
            name, end = f"{name}/{per_name(more[1])}", more.end()
    return FigureUnit(end, name, kind)


def per_name(word: str) -> str:
    """Return the canonical name of the unit after a slash or 每: 平米 -> 平方米, 名 -> 人."""
    name = {"个月": "月", "名": "人", "位": "人"}.get(word) or _NAMES.get(word, word)
    return {"个月": "月"}.get(name, name)


def per_prefix(folded: str, start: int, name: str, kind: Kind) -> tuple[int, str]:
    """Return where a figure begins and its unit, with the 每平方米 that stands right before `start`."""
    if kind not in ("money", "quantity") or "/" in name:
        return start, name
    words: list[str] = []
    begin = start
    while match := _PER_PREFIX.search(folded, max(0, begin - 5), begin):
        if match[1] not in PER_WORDS:
            break
        words.insert(0, per_name(match[1]))
        begin = match.start()
    return begin, "/".join([name, *words])


def kind_of(name: str) -> Kind:
    """Return the kind of figure that a canonical unit makes."""
    if name in _POINTS:
        return "points"
    if name in ("倍", "番"):
        return "multiple"
    if name == "岁":
        return "age"
    if name in _DURATIONS:
        return "duration"
    return "money" if name in MONEY.values() else "quantity"


_PEOPLE = frozenset(["人", "名", "位", "人口", "号人"])
_PATIENTS = frozenset(["人", "名", "位", "例"])
_COUNTED = frozenset(COUNTS) - frozenset(
    ["分", "度", "点", "里", "人次", "人日", "人天", "人年", "大"]
)


def conversion(unit: str) -> tuple[str, Decimal]:
    """Return the dimension of a unit and what one of it is in that dimension's base unit, exactly."""
    dimension, factor = CONVERSIONS.get(unit, (unit, "1"))
    return dimension, Decimal(factor)


def counts_alike(one: str, other: str) -> bool:
    """Return whether two measure words can count the same things: 名 = 人 = 例, 个 = 家, none = any count."""
    if one == other or {one, other} <= _PEOPLE or {one, other} <= _PATIENTS:
        return True
    return ("个" in (one, other) and {one, other} <= _COUNTED) or (
        "" in (one, other) and ({one, other} <= _COUNTED | {"", "大", "方面"})
    )
