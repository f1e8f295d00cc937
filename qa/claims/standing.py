"""Where a figure stands in its sentence: in which clause, with what that leans on, in which item of a list."""

from __future__ import annotations

from dataclasses import dataclass

from qa.claims.around import clip, governs, noun_end
from qa.claims.words import Span, key
from qa.evidence.clauses import clause_before, clause_of, item_of
from qa.figures import Figure

MEASURED = ("quantity", "money", "rate", "points", "multiple", "ratio", "age", "duration")
TIMES = ("date", "period")
NO_WORDS = (*MEASURED, *TIMES, "enumerator")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in its sentence, offsets in it: in which clause, with what that leans on, in which item of
    a list; `begin` is where its own words begin, `at` where it does."""

    text: str
    shift: int
    figure: Figure
    inside: list[Figure]
    clause: Span
    whole: Span
    item: Span
    begin: int
    at: int

    @property
    def counted(self) -> list[Figure]:
        return [f for f in self.inside if f.kind in MEASURED]

    @property
    def times_in_clause(self) -> bool:
        return any(f.kind in TIMES for f in self.between(*self.clause))

    def counted_between(self, start: int, end: int) -> bool:
        return any(f.kind in MEASURED for f in self.between(start, end))

    def between(self, start: int, end: int) -> list[Figure]:
        return [f for f in self.inside if start <= f.start - self.shift < end]


def place_of(text: str, span: Span, figure: Figure, inside: list[Figure]) -> Place:
    sentence, shift = text[span[0] : span[1]], span[0]
    at = figure.number_start - shift
    item = item_of(sentence, at)
    before = [
        noun_end(text, f) - shift
        for f in inside
        if item[0] <= f.start - shift < item[1] and f.kind in MEASURED and f.start < figure.start
    ]
    spans = [(f.start - shift, f.end - shift) for f in inside if f.kind in NO_WORDS]
    return Place(
        sentence, shift, figure, inside, clause_of(sentence, at), leaning(sentence, at, spans), item,
        begin=min(max([item[0], *before]), figure.start - shift), at=figure.start - shift,
    )  # fmt: skip


def leaning(sentence: str, at: int, figures: list[Span]) -> Span:
    """Return the clause at `at` with those it leans on: one that counts nothing by a word of its own leans on the one before."""
    start, end = governs(sentence, at)
    while not key(clip(sentence, start, end, figures)):
        before = clause_before(sentence, start)
        if before is None or sentence[start - 1 : start] not in ("，", ","):
            break
        start = governs(sentence, before[1] - 1)[0]
    return start, end
