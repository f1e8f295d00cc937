"""The evidence of a question: what retrieval finds, the rest of its enumerations, and what the relevance model says of it."""

from __future__ import annotations

from collections.abc import Sequence

from index.corpus import Corpus
from index.types import Hit, Passage
from qa.groups import outer, siblings
from qa.question import Question, parts_of
from qa.reader import Chances
from qa.relevance import Relevance
from qa.selection import Selection
from qa.types import Evidence

EVIDENCE = 12
# Searched this deep where the question names its document, before the others are set aside.
WITHIN = 120


def gather(corpus: Corpus, selection: Selection) -> list[Evidence]:
    """Return the best passages, numbered from 1, then the other items of the enumerations that the first belong to."""
    chosen = selection.documents
    hits = corpus.search(selection.query, WITHIN if chosen else EVIDENCE)
    if chosen:
        hits = [hit for hit in hits if hit.document.id in chosen][:EVIDENCE]
    evidence = [_evidence(number, hit) for number, hit in enumerate(hits, 1)]
    return evidence + _expanded(corpus, evidence)


def _expanded(corpus: Corpus, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The rest of the enumeration that the first passages belong to, and of the one above it: no list is half a list."""
    known = {item.passage.id for item in evidence}
    more: list[Evidence] = []
    for item in evidence[:3]:
        own = corpus.passages(item.document.id)
        for passage in (*siblings(item.passage, own), *outer(item.passage, own)):
            if passage.id not in known:
                known.add(passage.id)
                number = len(evidence) + len(more) + 1
                more.append(_sibling(corpus, number, item, passage))
    return more


def _sibling(corpus: Corpus, number: int, item: Evidence, passage: Passage) -> Evidence:
    start, _, text = corpus.paragraph(item.document.id, passage.paragraph)
    return Evidence(
        number=number,
        passage=passage,
        document=item.document,
        text=text,
        start=start,
        dense=item.dense,
    )


def _evidence(number: int, hit: Hit) -> Evidence:
    return Evidence(
        number=number,
        passage=hit.passage,
        document=hit.document,
        text=hit.paragraph_text,
        start=hit.passage.paragraph_start,
        score=hit.score,
        dense=hit.dense,
        lexical=hit.lexical,
    )


def chances_of(
    relevance: Relevance | None, question: Question, evidence: Sequence[Evidence]
) -> Chances | None:
    """Return what the relevance model says of the evidence, None where it is not asked.

    Who said something stands beside the sentence, and what fits a firm in none: there words decide.
    """
    if relevance is None or question.kind == "support" or question.person:
        return None
    passages = [(item.passage, item.document) for item in evidence]
    chances: dict[str, list[tuple[int, int, float]]] = {}
    # Of two questions in one, each sentence need answer only one.
    for asked in (question.text, *parts_of(question.text)):
        for item, judged in zip(evidence, relevance.judge(asked, passages), strict=True):
            start = item.passage.start
            chances.setdefault(item.document.id, []).extend(
                (start + a, start + b, chance) for (a, b), chance in judged.items()
            )
    return chances
