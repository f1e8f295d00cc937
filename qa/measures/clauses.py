"""The clauses of a paragraph, and what the tagger sees of each: its characters, its neighbours, its headings, what the rules say.

Every feature is one of `BUCKETS` places by the CRC-32 of its name; numbers are all one number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from qa.measures.types import Measure
from qa.measures.units import Unit

BUCKETS = 1 << 15
_CUT = re.compile(r"[,;。:!?]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 6  # lengths are told in fives, up to this many


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A measure as the rules read it: its place in the document."""

    start: int
    end: int
    kind: str
    plan: bool

    @classmethod
    def of(cls, measure: Measure) -> Found:
        """Return what of a measure the tagger is told."""
        span = measure.span
        return cls(start=span.start, end=span.end, kind=measure.kind, plan=measure.intention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A range of the view of its paragraph, with the place in the document."""

    start: int
    end: int
    first: int
    last: int
    before: str
    after: str
    text: str
    figures: tuple[str, ...]


def clauses_of(unit: Unit) -> list[Clause]:
    """Return the clauses of the paragraph in order: what stands between marks outside brackets and quotations."""
    seen, made, at = unit.view, list[Clause](), unit.begin
    cuts = [m.start() for m in _CUT.finditer(seen.text, at) if not seen.enclosed(m.start())]
    for cut in [*cuts, len(seen.text)]:
        a, b = seen.trimmed(at, cut) if cut > at else (at, cut)
        if b > a:
            made.append(
                Clause(
                    start=a,
                    end=b,
                    first=seen.at[a],
                    last=seen.at[b - 1] + 1,
                    before=seen.text[a - 1 : a] or "^",
                    after=seen.text[b : b + 1] or "$",
                    text=_NUMBER.sub("0", seen.text[a:b]),
                    figures=tuple(sorted({f.kind for f in seen.inside(a, b)})),
                )
            )
        at = cut + 1
    return made


def features(
    unit: Unit, clauses: Sequence[Clause], title: str, found: Sequence[Found]
) -> list[list[int]]:
    """Return the places of the features of each clause."""
    told = [_place(n) for n in _about(unit, title)]
    states = [_state(c, found) for c in clauses]
    made = []
    for i, clause in enumerate(clauses):
        names = _own(clause)
        if i == 0:
            names.add("first")
        for by in (-2, -1, 1, 2):
            names |= _beside(clauses, i + by, by)
        for by in (-1, 0, 1):
            if 0 <= i + by < len(clauses):
                state, kind = states[i + by]
                names.add(f"R{by}{state}")
                if by == 0:
                    names.add(f"Rk{kind}{state[0]}")
        made.append([*told, *map(_place, names)])
    return made


@lru_cache(maxsize=1 << 16)
def _place(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


def _about(unit: Unit, title: str) -> set[str]:
    """Return the features that all clauses of a paragraph share."""
    names = {f"H{pair}" for pair in _pairs(unit.name)}
    for head in unit.section[-2:]:
        names |= {f"S{pair}" for pair in _pairs(_NUMBER.sub("0", head))}
    names |= {f"T{pair}" for pair in _pairs(_NUMBER.sub("0", title))}
    flags = {f"t{unit.terms}", f"l{unit.listing}", f"sp{bool(unit.speaker)}", f"q{unit.question}"}
    return names | flags | {"bias"}


def _pairs(text: str) -> list[str]:
    return [text[k : k + 2] for k in range(len(text) - 1)]


def _own(clause: Clause) -> set[str]:
    """Return the runs of one to three characters of a clause, its ends, its marks and its figures."""
    text = f"^{clause.text}$"
    names = {f"c{text[i : i + k]}" for k in (1, 2, 3) for i in range(len(text) - k + 1)}
    names |= {f"s{clause.text[:k]}" for k in (1, 2, 3)} | {
        f"e{clause.text[-k:]}" for k in (1, 2, 3)
    }
    names |= {f"B{clause.before}", f"A{clause.after}", f"BA{clause.before}{clause.after}"}
    for figure in clause.figures:
        names |= {f"F{figure}", f"F{figure}{clause.before}"}
    return names | {f"len{min(_LONGEST, len(clause.text) // 5)}"}


def _beside(clauses: Sequence[Clause], at: int, by: int) -> set[str]:
    """Return what is seen of a clause one or two places off."""
    if not 0 <= at < len(clauses):
        return {f"N{by}none"}
    other = clauses[at]
    names = {f"N{by}{pair}" for pair in _pairs(f"^{other.text}$")} if abs(by) == 1 else set[str]()
    names |= {f"N{by}s{other.text[:k]}" for k in (1, 2)}
    names |= {f"N{by}e{other.text[-k:]}" for k in (1, 2, 3)}
    names |= {f"N{by}F{figure}" for figure in other.figures}
    return names | {f"N{by}A{other.after}"}


def _state(clause: Clause, found: Sequence[Found]) -> tuple[str, str]:
    """Return whether the rules begin a measure here (B), are inside one (I) or outside (O), P for a plan; and its kind."""
    state, kind = "O", ""
    for one in found:
        shared = min(clause.last, one.end) - max(clause.first, one.start)
        if shared > 0.5 * (clause.last - clause.first):
            begins = abs(one.start - clause.first) < 4
            state, kind = ("B" if begins else "I") + ("P" if one.plan else ""), one.kind
    return state, kind
