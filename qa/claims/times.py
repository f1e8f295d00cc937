"""Sentences whose only figures are times or document numbers: 本措施自2025年3月1日起施行.

The citation checker proves the sentence or not; a time is contradicted where the sentence becomes provable with the
source's time in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.citations import Supported, check
from qa.claims.judging import Judged
from qa.claims.words import key, pairs, share
from qa.figures import Figure, find_figures
from qa.types import Evidence

KINDS = ("date", "period", "code", "grade", "ordinal")
# So many other times are tried in the place of one.
TRIES = 6
NEAR = 0.6


def times_of(sentence: str, start: int) -> tuple[Figure, ...]:
    """Return the times and document numbers of a sentence that counts nothing; what stands before `start` is none."""
    return tuple(
        f
        for f in find_figures(sentence)
        if f.start >= start and f.kind in KINDS and (f.kind != "code" or "〕" in f.key)
    )


def judge_times(body: str, evidence: Sequence[Evidence]) -> tuple[Judged, ...]:
    """Return the verdict of each time of a sentence that is not proven as it stands."""
    proof = check(body, evidence) if evidence else None
    return tuple(
        Judged(figure=f, verdict="supported", citation=proof.citations[0])
        if isinstance(proof, Supported)
        else _one(body, f, evidence)
        for f in times_of(body, 0)
    )


def _one(body: str, figure: Figure, evidence: Sequence[Evidence]) -> Judged:
    for item, other in _rivals(body, figure, evidence):
        text = body[: figure.start] + item.text[other.start : other.end] + body[figure.end :]
        verdict = check(text, [item])
        if isinstance(verdict, Supported):
            return Judged(
                figure=figure, verdict="contradicted", source=other, citation=verdict.citations[0]
            )
    return Judged(figure=figure, verdict="not_found", note="没有找到说同一件事的日期或文号")


def _rivals(
    body: str, figure: Figure, evidence: Sequence[Evidence]
) -> Iterator[tuple[Evidence, Figure]]:
    words = key(body[: figure.start] + " " + body[figure.end :])
    tried: set[tuple[str, str]] = set()
    for item in evidence:
        if share(words, pairs(item.text)) < NEAR:
            continue
        for other in find_figures(item.text):
            alike = other.kind == figure.kind and other.key != figure.key
            if not alike or re.sub(r"\d", "", other.key) != re.sub(r"\d", "", figure.key):
                continue
            if (item.document.id, other.text) not in tried and len(tried) < TRIES:
                tried.add((item.document.id, other.text))
                yield item, other
