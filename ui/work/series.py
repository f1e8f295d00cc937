"""Figures of one kind over years, read from cited text: what a reader would rather see than read.

Only figures that say their year, or whose document says it (去年 in a report of 2025 is 2024), and that count the same
thing in the same unit, belong together. Nothing is interpolated and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa.figures import Figure, find_figures
from qa.types import Citation

# Fewer bars say no more than the sentence does.
LEAST = 3
_KINDS = ("quantity", "money", "rate")
_YEAR = re.compile(r"(\d{4})(?:年)?$")
_RELATIVE = {"今年": 0, "去年": -1, "上年": -1, "前年": -2}
_TIME = re.compile(r"\d{4}年?|今年|去年|上年|前年|全年|同期|[，,、：:]")


@dataclass(frozen=True, slots=True)
class Point:
    """One bar: the year, the figure as printed, its canonical value, and the citation that it stands in."""

    year: int
    printed: str
    value: Decimal
    number: int


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one indicator in the order of the years."""

    name: str
    points: tuple[Point, ...]


def series_of(citations: Sequence[Citation]) -> list[Series]:
    """Return the series of at least `LEAST` years that the quotations hold."""
    found: dict[tuple[str, str, str], dict[int, Point]] = {}
    clashing: set[tuple[tuple[str, str, str], int]] = set()
    for citation in citations:
        for figure in find_figures(citation.quote):
            year = _year(figure, citation)
            if year is None or figure.kind not in _KINDS or figure.indefinite:
                continue
            key = (figure.kind, figure.unit, _name(figure))
            point = Point(year, figure.text, figure.value, citation.number)
            known = found.setdefault(key, {}).setdefault(year, point)
            if known.value != point.value:
                clashing.add((key, year))
    return [
        Series(key[2], tuple(points[year] for year in sorted(points)))
        for key, points in found.items()
        # Two values for one year are a matter for reading, not for a chart.
        if len(points) >= LEAST and key[2] and not any(k == key for k, _ in clashing)
    ]


def _year(figure: Figure, citation: Citation) -> int | None:
    period = figure.period or ""
    if match := _YEAR.match(period):
        return int(match[1])
    published = citation.document.published or ""
    if period in _RELATIVE and published[:4].isdigit():
        return int(published[:4]) + _RELATIVE[period]
    return None


def _name(figure: Figure) -> str:
    return "".join(_TIME.sub("", f"{figure.before}{figure.noun}").split())[-24:]
