"""What surrounds a figure of a source beyond its own sentence."""

from __future__ import annotations

from dataclasses import dataclass

from qa.claims.sametime import When
from qa.proof.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What surrounds the source's paragraph: `lead` are the pairs of its headings, `before` the words of the sentences before it, `sentence` those of its
    sentence, `topic` those of the clauses that its paragraph opens with and that count nothing,
    `only` the one place that the paragraph names up to the figure, where it names no other,
    `introduced` the clause that names somebody whose figure it may be (小陈开了一家米粉店),
    `national` whether it speaks of the country and knows the document's place from its date line alone."""

    context: Context
    lead: frozenset[str]
    before: str
    sentence: frozenset[str]
    topic: frozenset[str]
    only: str | None
    national: bool
    owner: str | None
    introduced: str
    when: When
    planned: bool
    done: bool
