"""A draft laid along a paragraph: which clauses it touches, in its own order, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from qa.proof.clauses import Clause
from qa.proof.context import Context, home_names, short
from qa.proof.source import Source
from qa.proof.steps import Step
from qa.proof.tokens import Token

Reason = Literal[
    "figure",
    "scope",
    "name",
    "coverage",
    "no_evidence",
    "empty",
    "negation",
    "condition",
    "modality",
    "subject",
]

# The steps that lay a word of the draft on a word of the source.
SAYING = frozenset(("match", "count", "exists"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the question fixes for an answer that does not say it again."""

    held: frozenset[str] = frozenset()
    periods: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(slots=True)
class Laid:
    """A draft laid along a source, taken apart: which clauses it touches, in its own order, and where in the draft."""

    draft: Sequence[Token]
    source: Source
    context: Context
    asked: Asked
    steps: list[Step]
    inherited: str | None = None
    by_speaker: bool = False
    order: list[int] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    matched: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for step in self.steps:
            if step.op not in SAYING:
                continue
            for j in range(step.j, step.to):
                self.matched.add(j)
            number = self.source.clause_of[step.j]
            if number >= 0 and number not in self.at:
                self.order.append(number)
                self.at[number] = step.i

    @property
    def needed(self) -> set[int]:
        """The clauses that carry the draft: those it touches, and the one that gives a year it adds."""
        found = set(self.at)
        if any(t.kind == "period" and not t.inside for t in self.draft):
            for number in self.at:
                clause = self.source.clauses[number]
                first, _ = self.source.sentences[clause.sentence]
                if not clause.periods:
                    found |= {
                        max(
                            (k for k in range(first, number) if self.source.clauses[k].periods),
                            default=number,
                        )
                    }
        return found

    @property
    def clauses(self) -> list[Clause]:
        return [self.source.clauses[number] for number in self.order]

    def has_figure(self, clause: Clause) -> bool:
        return any(
            self.source.tokens[j].kind == "figure"
            for j in range(clause.first, clause.last)
            if j in self.matched
        )

    def owner(self, clause: Clause) -> str | None:
        """Return whose clause it is: a foreign place or body, None for the source's own."""
        if clause.owner is None:
            return None
        owner = self.source.clauses[clause.owner]
        if owner.opening == "we" or (
            owner.opening == "region" and owner.entity in home_names(self.context)
        ):
            return None
        return None if _own_body(self.context, owner.entity) else owner.entity

    def implicit_before(self, clause: Clause) -> bool:
        """Whether nothing but scenes and statements without a subject stand before a clause in its sentence."""
        first, _ = self.source.sentences[clause.sentence]
        return all(
            self.implicit(c) or c.opening == "frame"
            for c in self.source.clauses[first : clause.number]
        )

    def implicit(self, clause: Clause) -> bool:
        """Whether the subject is the speaker or the place itself, so that naming the place changes nothing."""
        subject = self.source.clauses[clause.subject]
        if subject.opening in ("none", "we", "frame"):
            return True
        return subject.opening == "region" and subject.entity in home_names(self.context)


def _own_body(context: Context, entity: str) -> bool:
    """Whether a body is the one that speaks or that issued the text."""
    name = short(entity)
    return len(name) >= 3 and any(name in body for body in (context.role, context.issuer))


def clause_at(laid: Laid, step: Step) -> Clause | None:
    """The clause that an addition stands in: the one its next matched word comes from."""
    following = next((s for s in laid.steps if s.i >= step.i and s.op in SAYING), None)
    if following is None:
        following = next(
            (s for s in reversed(laid.steps) if s.i <= step.i and s.op in SAYING), None
        )
    if following is None:
        return None
    number = laid.source.clause_of[following.j]
    return laid.source.clauses[number] if number >= 0 else None
