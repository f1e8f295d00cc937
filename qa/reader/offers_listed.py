"""What support there is of a place or in a document, where just that is asked: its measures, each in the words of the source.

A search finds what is like the question, and 有哪些扶持政策 is like nothing that a measure says: the sentences that announce
support came first. The measures of a document are read with their places, so they are quoted from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.corpus import Corpus
from index.fold import fold
from index.regions import find_regions, same_or_within
from index.types import DocumentInfo
from qa.documents.labels import ended
from qa.lexicon.bigrams import bigrams
from qa.measures import find_measures
from qa.measures.terms import region_in
from qa.measures.types import Measure
from qa.question import analyse
from qa.question.coverage import Weights, weigh
from qa.question.offers import AskedOffers
from qa.reader.told import Quoted, sentence_at
from qa.retrieval.documents_meant import titled
from qa.retrieval.gathering import evidence_at
from qa.types import Evidence

# So many measures are quoted, of so many documents, none of them longer (to read one takes a second for 50 000 characters).
LISTED, DOCUMENTS, LONGEST = 8, 6, 60_000
# A measure is for what was asked about where it, its heading or its document covers this much of the words for it.
ABOUT = 0.6
# A place that nobody knows.
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}(?:[省市县州盟旗镇乡]|(?<![园片库专小社])区)(?!场|政|民)")
_ANYONE = re.compile(
    r"企业|公司|单位|商家|个人|民营|本地|当地|地方|相关|方面|领域|对于?|给|为|向|在|针对|关于|的|县里|市里|区里|省里|政府"
)


def told_of_offers(text: str, asked: AskedOffers, corpus: Corpus) -> Quoted | None:
    """Return the measures of the documents that a question for support means; None where it means none, or they state none.

    `asked` is what `asked_offers` reads in `text`.
    """
    subject = _subject(asked, {own for d in corpus.documents() if (own := region_in(d))})
    documents = _documents(text, subject, corpus)
    if not documents:
        return None
    weights = weigh(analyse(subject), corpus.vocabulary_share) if len(subject) > 1 else None
    current = [d for d in documents if not ended(d)]
    expired = [d for d in documents if not d.standing or d.standing.state != "repealed"]
    found: list[_Found] = []
    for chosen in (current, expired, documents):
        found = max(found, _measures(chosen, asked, weights, corpus), key=len)
        if len(found) > 1:
            break  # one measure that mentions it is no list: then what has ended is listed, and said to have ended
    return _told(found, corpus) if found else None


_Found = tuple[float, DocumentInfo, Measure]


def _told(found: Sequence[_Found], corpus: Corpus) -> Quoted | None:
    """Quote the sentences of the best measures, in the order of the documents."""
    best = sorted(found, key=lambda f: (-f[0], f[2].intention, not f[2].amounts))
    evidence: list[Evidence] = []
    lines: dict[tuple[str, int], tuple[str, int]] = {}
    for _, info, measure in best:
        if len(lines) == LISTED:
            break
        item = evidence_at(corpus, len(evidence) + 1, info, measure.span.start)
        if item is None:
            continue
        start, text = sentence_at(item, measure.span.start, measure.span.end)
        if (info.id, start) not in lines:
            evidence.append(item)
            lines[info.id, start] = (text.strip(), item.number)
    if not lines:
        return None
    order = {info.id: rank for rank, (_, info, _) in enumerate(found)}
    ordered = sorted(lines, key=lambda place: (order[place[0]], place[1]))
    notes: tuple[str, ...] = ()
    if len(best) > LISTED:
        notes = (f"所涉文件共读出 {len(found)} 项，这里只引用一部分，其余见扶持措施表",)
    return Quoted(
        evidence=tuple(evidence),
        lines=tuple(lines[place] for place in ordered),
        notes=notes,
        missing=(),
    )


def _documents(text: str, subject: str, corpus: Corpus) -> list[DocumentInfo]:
    """The documents of a title that the question names, or else those of the places that it names and of no wider one."""
    documents = [d for d in corpus.documents() if d.characters <= LONGEST]
    named = titled(text, documents)
    if not named:
        places = [r.canonical for r in find_regions(text)]
        named = [
            d
            for d in documents
            if (own := region_in(d))
            and (own in text or any(same_or_within(own, place) for place in places))
        ]
        if not named and not places and not _PLACE.search(text):
            named = documents if subject or len(documents) <= DOCUMENTS else []
    return named if len(named) <= DOCUMENTS else _nearest(text, named, corpus)


def _nearest(text: str, documents: Iterable[DocumentInfo], corpus: Corpus) -> list[DocumentInfo]:
    among = {d.id: d for d in documents}
    hits = corpus.search(text, 60)
    return [among[i] for i in dict.fromkeys(hit.document.id for hit in hits) if i in among][
        :DOCUMENTS
    ]


def _subject(asked: AskedOffers, known: Iterable[str]) -> str:
    """What the support is for: what is left of the question without places, titles and whoever anyone is."""
    left = asked.about
    for place in (*(r.name for r in find_regions(left)), *sorted(known, key=len, reverse=True)):
        left = left.replace(fold(place), " ")
    return "".join(_ANYONE.sub(" ", re.sub(r"《[^》]*》", " ", left)).split())


def _measures(
    documents: Sequence[DocumentInfo],
    asked: AskedOffers,
    weights: Weights | None,
    corpus: Corpus,
) -> list[_Found]:
    """The measures of the kind and for the subject asked about, with how much of it each names.

    All of a document count whose title is about the subject; of others those that name it, or else whose heading does.
    """
    whole: list[_Found] = []
    named: list[_Found] = []
    headed: list[_Found] = []
    for info in documents:
        read = find_measures(corpus.document(info.id), corpus.passages(info.id))
        titled_so = weights is None or weights.share(bigrams(info.title)) >= ABOUT
        for measure in read.measures:
            if not asked.fits(measure.kind):
                continue
            own = 0.0 if weights is None else weights.share(bigrams(measure.span.text))
            found = (own, info, measure)
            if titled_so:
                whole.append(found)
            elif own >= ABOUT:
                named.append(found)
            elif weights is not None and weights.share(bigrams(measure.title)) >= ABOUT:
                headed.append(found)
    return [*whole, *named] or headed
