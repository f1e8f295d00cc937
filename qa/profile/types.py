"""What is known of an enterprise, each fact with the words that it came from; what is not stated is not there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure: `name` of `names`, between `low` and `high` (None: not known) in `unit`; an open end (不到200万元) excludes its number.

    `formula` says how it follows from others; `planned` that it was said of the future (想投600万元); `clause` is the folded
    clause that it stands in, "" of what was derived; `year` is the one that it was said of (去年 as on the day it was read).
    """

    name: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    words: str
    low_open: bool = False
    high_open: bool = False
    formula: str = ""
    planned: bool = False
    clause: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A name that the enterprise has (`holds`) or says it has not; `level` of a title (国家级) or of a place
    (注册, 经营), "" when not stated."""

    value: str
    words: str
    holds: bool = True
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is wanted; a measure that holds `enough` of the `terms` certainly helps."""

    name: str
    words: str
    terms: tuple[str, ...]
    enough: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An enterprise. `sizes` are the size classes that it may be of, empty: unknown; `trades` what it is or makes in its own words."""

    text: str
    regions: tuple[Stated, ...] = ()
    industries: tuple[Stated, ...] = ()
    trades: tuple[Stated, ...] = ()
    sizes: frozenset[str] = frozenset()
    size_words: str = ""
    titles: tuple[Stated, ...] = ()
    flags: tuple[Stated, ...] = ()
    facts: tuple[Fact, ...] = ()
    needs: tuple[Need, ...] = ()

    def fact(self, name: str) -> Fact | None:
        """Return the figure of that name, None when it is not known."""
        return next((f for f in self.facts if f.name == name), None)
