"""The evidence of a question: what retrieval finds, and the rest of its enumerations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from index.corpus import Corpus
from index.fold import fold
from index.regions import find_regions
from index.types import DocumentInfo, Hit, Passage
from qa.evidence.groups import announcing, is_point, leads_to_items, outer, siblings
from qa.question import Question, term_of
from qa.question.aspects import asked_aspects
from qa.question.coverage import weigh
from qa.question.dating import asks_what_was
from qa.question.spoken import spoken_in, written
from qa.retrieval.glossed import article_of, glossed, sanctions
from qa.retrieval.selection import Selection
from qa.retrieval.series import Members, meant, series_of
from qa.types import Citation, Evidence

EVIDENCE = 12
# Searched this deep where the question names its document, before the others are set aside.
WITHIN = 120
# The series of the first hits count, and this many passages of the documents that are meant.
FIRST, MEANT = 5, 8
LATER = 3  # passages of the report of the next year
DEFINING = 4
# So many more passages of the documents on the place asked about.
PLACED = 4
# And so many for what people say otherwise than documents write it, where the first passages hold no word for it.
WRITTEN = 6
# The enumerations of so many passages are taken whole.
FULL = 3
# A question about punishment, and so many sanctions of the articles found.
_PUNISHED = re.compile(r"罚|处分|责任|后果|没收|吊销|违法|追究")
MOST_SANCTIONS = 6

_Passages = Callable[[str], Sequence[Passage]]


def gather(
    corpus: Corpus,
    selection: Selection,
    question: Question,
    members: Members,
    outdated: frozenset[str] = frozenset(),
    among: frozenset[str] = frozenset(),
) -> list[Evidence]:
    """Return the best passages, numbered from 1, then the other items of the enumerations that the first belong to.

    With `among`, ids of documents, all are of these. Of a series that was found, the documents that the question means have
    their say too, wherever they were ranked. Of the documents `outdated`, none but those that the selection names has.
    """
    chosen = selection.documents
    hits = corpus.search(selection.query, WITHIN if chosen else EVIDENCE, among=among)
    if among:
        hits = hits[:EVIDENCE]
    elif chosen:
        own = [hit for hit in hits if hit.document.id in chosen][:EVIDENCE]
        # What is left of the question may be said in many documents: 招生人数是多少.
        hits = own or corpus.search(selection.query, EVIDENCE, among=chosen)
    elif not outdated.isdisjoint(hit.document.id for hit in hits):
        deep = corpus.search(selection.query, WITHIN)
        hits = [hit for hit in deep if hit.document.id not in outdated][:EVIDENCE]
    if members and not chosen and not among:
        hits += _of_series(corpus, question, hits, members)
    if not chosen and not among:
        hits += _of_place(corpus, question, hits)
        hits += _in_written_words(corpus, question, hits)
    if question.defines and not chosen and not among:
        hits += _defining(corpus, question, hits)
    if not chosen:
        hits = [hit for hit in hits if hit.document.id not in outdated]
    evidence = [evidence_of_hit(number, hit) for number, hit in enumerate(hits, 1)]
    passages = cache(corpus.passages)  # a document is read whole, and often holds several of them
    evidence += _expanded(corpus, question, evidence, passages)
    if _PUNISHED.search(question.folded):
        evidence += _sanctions(corpus, evidence, passages)
    return _with_glosses(corpus, question, evidence, passages)


def _sanctions(corpus: Corpus, evidence: Sequence[Evidence], passages: _Passages) -> list[Evidence]:
    """What befalls who breaks the articles of the first passages: it names their numbers, and seldom has their words."""
    known = {item.passage.id for item in evidence}
    more: list[Evidence] = []
    for item in evidence[:EVIDENCE]:
        if not article_of(item.passage):
            continue
        for passage in sanctions(item.passage, passages(item.document.id)):
            if passage.id not in known and len(more) < MOST_SANCTIONS:
                known.add(passage.id)
                number = len(evidence) + len(more) + 1
                more.append(evidence_of_passage(corpus, number, item.document, passage, item.dense))
    return more


def _with_glosses(
    corpus: Corpus, question: Question, evidence: Sequence[Evidence], passages: _Passages
) -> list[Evidence]:
    """The evidence with what its passages name instead of saying it, and the articles named among it."""
    weights = weigh(question, corpus.vocabulary_share)
    known = {item.passage.id: item.number for item in evidence}
    found: list[Evidence] = []
    more: list[Evidence] = []
    for item in evidence:
        gloss = glossed(item.passage, passages(item.document.id), weights)
        if gloss is None:
            found.append(item)
            continue
        named = gloss.named
        if named is not None and named.id not in known:
            known[named.id] = len(evidence) + len(more) + 1
            more.append(
                evidence_of_passage(corpus, known[named.id], item.document, named, item.dense)
            )
        found.append(replace(item, glossed=gloss.text, names=named.id if named else ""))
    return found + more


def _of_series(
    corpus: Corpus, question: Question, hits: Sequence[Hit], members: Members
) -> list[Hit]:
    """The best passages, but for those known, of the documents that are meant of the series of the first hits."""
    found = {series_of(hit.document) for hit in hits[:FIRST]}
    asked = [d for name in found if name in members for d in meant(question, members[name or ""])]
    wanted = {d.id for d in asked}
    if not wanted:
        return []
    found_more = _more_of(corpus, question, hits, wanted)[:MEANT]
    if not asks_what_was(question):
        return found_more
    # What a year came to stands in the report of the next, which the year's own crowds out.
    last = max(d.published or "" for d in asked)
    later = frozenset(d.id for d in asked if d.published == last)
    known = {hit.passage.id for hit in (*hits, *found_more)}
    deep = corpus.search(question.text, LATER + MEANT, among=later)
    return [*found_more, *[hit for hit in deep if hit.passage.id not in known][:LATER]]


def _of_place(corpus: Corpus, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """More passages of the documents on the place asked about, where those on others were found beside them."""
    places = {region.canonical for region in find_regions(question.text)}
    own = {hit.document.id for hit in hits if places and _on(hit.document, places)}
    if not own or all(hit.document.id in own for hit in hits):
        return []
    return _more_of(corpus, question, hits, own)[:PLACED]


def _in_written_words(corpus: Corpus, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """What is found for the question as documents would put it, where the first passages hold no form of a word in it."""
    near = fold("\n".join(hit.paragraph_text for hit in hits[:FIRST]))
    lacking = any(
        question.folded[word.start : word.end] not in near
        and not any(form in near for form in word.written)
        for word in spoken_in(question.folded)
        if word.end - word.start > 1  # 买, 卖 and 罚 are told by what stands beside them
    )
    known = {hit.passage.id for hit in hits}
    found = corpus.search(written(question.folded), WRITTEN) if lacking else ()
    return [hit for hit in found if hit.passage.id not in known]


def _more_of(
    corpus: Corpus, question: Question, hits: Sequence[Hit], documents: set[str]
) -> list[Hit]:
    """What a deeper search finds in `documents`, best first, but for the passages known."""
    known = {hit.passage.id for hit in hits}
    deep = corpus.search(question.text, WITHIN)
    return [h for h in deep if h.document.id in documents and h.passage.id not in known]


def _on(document: DocumentInfo, places: set[str]) -> bool:
    named = {region.canonical for region in find_regions(document.title)}
    return document.region in places or not named.isdisjoint(places)


def _defining(corpus: Corpus, question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """The passages that say what the thing is, where many only name it."""
    term = term_of(question)
    known = {hit.passage.id for hit in hits}
    found = corpus.search(f"{term}是指", DEFINING) + corpus.search(f"{term}是", DEFINING)
    return list({h.passage.id: h for h in found if h.passage.id not in known}.values())


def _expanded(
    corpus: Corpus, question: Question, evidence: Sequence[Evidence], passages: _Passages
) -> list[Evidence]:
    """What announces each passage that is an item, and the rest of the enumerations of the first: no list is half a list.

    Where a list is asked for, what any passage announces: its head may be found late, and says nothing without its items. So may
    the second point of a speech (一是, 二是, 三是), and the heads of some would pass for all.
    """
    known = {item.passage.id for item in evidence}
    more: list[Evidence] = []
    sides = tuple(aspect.name[-2:] for aspect in asked_aspects(question.folded))
    for rank, item in enumerate(evidence):
        listed = question.kind == "list" and (
            leads_to_items(item.passage.text) or _headed(item, sides)
        )
        point = question.kind in ("list", "open") and is_point(item.passage.label)
        whole = rank < FULL or listed or point
        if not whole and not item.passage.label:
            continue
        own = passages(item.document.id)
        head = announcing(item.passage, own)
        around = (*siblings(item.passage, own), *outer(item.passage, own)) if whole else ()
        for passage in (*([head] if head else ()), *around):
            if passage.id not in known:
                known.add(passage.id)
                number = len(evidence) + len(more) + 1
                more.append(evidence_of_passage(corpus, number, item.document, passage, item.dense))
    return more


def _headed(item: Evidence, sides: Sequence[str]) -> bool:
    """Whether a passage is an item under a heading that is what is asked for: 四、申报材料."""
    above = item.passage.section[-1] if item.passage.section and item.passage.label else ""
    return any(side in above for side in sides)


def evidence_of_passage(
    corpus: Corpus,
    number: int,
    document: DocumentInfo,
    passage: Passage,
    dense: float | None = None,
) -> Evidence:
    """Return a passage that no search found as evidence, with its whole paragraph."""
    start, _, text = corpus.paragraph(document.id, passage.paragraph)
    return Evidence(
        number=number,
        passage=passage,
        document=document,
        text=text,
        start=start,
        dense=dense,
    )


def evidence_at(corpus: Corpus, number: int, document: DocumentInfo, at: int) -> Evidence | None:
    """Return the passage that holds the character `at` of the document, or whose paragraph does, as evidence."""
    for passage in corpus.passages(document.id):
        if passage.start <= at < passage.end or (
            passage.paragraph_start <= at < passage.paragraph_end
        ):
            return evidence_of_passage(corpus, number, document, passage)
    return None


def evidence_of_hit(number: int, hit: Hit) -> Evidence:
    """Return what a search found as evidence, with its whole paragraph."""
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


def whole_passage(number: int, item: Evidence) -> Citation:
    """Return the passage as a citation, for those that are shown where nothing answers."""
    passage = item.passage
    return Citation(
        number=number,
        document=item.document,
        paragraph=passage.paragraph,
        page=passage.page,
        speaker=passage.speaker,
        role=passage.role,
        section=passage.section,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        text=item.text,
        paragraph_start=item.start,
        score=item.score,
    )
