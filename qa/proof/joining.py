"""The parts of a draft that rest on several paragraphs: when one may stand behind another."""

from __future__ import annotations

from dataclasses import dataclass

from qa.proof.clauses import names
from qa.proof.laid import Laid
from qa.proof.openings import restricts
from qa.proof.quotes import Span
from qa.proof.source import read_source
from qa.proof.words import ANAPHOR, LEANING
from qa.types import Evidence


@dataclass(frozen=True, slots=True)
class Proof:
    """One part of a draft and the spans of one paragraph that carry it."""

    item: Evidence
    spans: tuple[Span, ...]
    verbatim: bool
    laid: Laid | None = None


def joins(first: Proof, second: Proof) -> bool:
    """Whether a second part from elsewhere keeps its own subject when it stands after the first."""
    if second.laid is None:
        return _whole_by_itself(first, second)
    opening = second.laid.clauses[0]
    if not names(second.laid.source.tokens[opening.first : opening.last]):
        return False
    if opening.opening in ("region", "entity"):
        return not any(s.op == "region-" for s in second.laid.steps)
    if first.laid is None or first.item.document.id != second.item.document.id:
        return False
    homes = (
        all(first.laid.owner(c) is None for c in first.laid.clauses)
        and second.laid.owner(opening) is None
    )
    return homes and (
        opening.opening == "open"
        or (
            second.laid.implicit(opening)
            and all(first.laid.implicit(c) for c in first.laid.clauses)
        )
    )


def _whole_by_itself(first: Proof, second: Proof) -> bool:
    """Whether sentences that are told word for word say who or what they are about, wherever they stand.

    全省共10个 and 最高补助500万元 do not: behind a comma they are read of what stands before it.
    """
    source = read_source(second.item.text)
    begin = second.spans[0][0]
    opening = next((c for c in source.clauses if source.flat.span(c.start, c.end)[1] > begin), None)
    if opening is None or restricts(opening.text) or LEANING.match(opening.text):
        return False
    if ANAPHOR.search(opening.text) or not names(source.tokens[opening.first : opening.last]):
        return False
    if opening.opening in ("region", "entity"):
        return True
    homes = first.laid is None or all(first.laid.owner(c) is None for c in first.laid.clauses)
    same = first.item.document.id == second.item.document.id
    return homes and same and opening.opening == "open" and not opening.surmised
