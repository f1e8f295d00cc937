"""What matching gives: each measure with the state of each of its conditions, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.types import DocumentInfo
from qa.measures.types import Condition, Measure, Span
from qa.profile import Profile
from qa.types import Citation

State = Literal["met", "unmet", "unknown"]
Verdict = Literal["met", "possible", "unmet"]
Reason = Literal["expired", "not_yet", "superseded", "other_region", "unknown"]

STATE_NAMES: dict[str, str] = {"met": "符合", "unmet": "不符合", "unknown": "待核实"}
VERDICT_NAMES: dict[str, str] = {
    "met": "所载条件均符合",
    "possible": "可能符合，有条件待核实",
    "unmet": "目前不符合",
}
REASON_NAMES: dict[str, str] = {
    "expired": "已过有效期",
    "not_yet": "尚未施行",
    "superseded": "已被废止",
    "other_region": "适用地区不同",
    "unknown": "效力不明",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A condition with its state and, in Chinese, what decided it; `citation` is a number of the result."""

    condition: Condition
    state: State
    because: str
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the enterprise would get by the tiers and rates of the measure, with the sum shown; money in 元.

    `fixed` says that the sum stands in the text as it is, and nothing was computed.
    """

    text: str
    formula: str
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A span of the source with its citation number."""

    span: Span
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A measure for this enterprise. `verdict` is `met` only when every condition is met and none is unknown."""

    measure: Measure
    document: DocumentInfo
    agency: str
    agency_citation: int | None
    conditions: tuple[Judged, ...]
    exclusions: tuple[Judged, ...]
    limits: tuple[Cited, ...]
    apply: tuple[Cited, ...]
    deadlines: tuple[Cited, ...]
    estimate: Estimate | None
    verdict: Verdict
    notes: tuple[str, ...]
    why: str
    score: float
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBack:
    """A question whose answer decides `decides` of the measures shown."""

    text: str
    name: str
    decides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A document whose measures were left out, why, and where it is said (None: its metadata say it)."""

    document: DocumentInfo
    reason: Reason
    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The result: measures best first, questions that decide most, and what was left out.

    `further` counts measures that may fit as well and are not among the `measures`, of which only so many are given.
    """

    profile: Profile
    measures: tuple[Matched, ...]
    questions: tuple[AskedBack, ...]
    citations: tuple[Citation, ...]
    excluded: tuple[Excluded, ...]
    on: date
    documents_read: int
    documents: int
    further: int = 0

    @property
    def found(self) -> bool:
        """Whether there is a measure that the enterprise may get."""
        return any(m.verdict != "unmet" for m in self.measures)
