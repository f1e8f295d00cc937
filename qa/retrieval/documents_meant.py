"""Which document a question about a document means: by its number, its title, or what it is about and whose it is.

Where nothing tells them apart none is meant: a wrong date of a right question would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.corpus import Corpus
from index.fold import fold
from index.regions import find_regions, same_or_within
from index.types import DocumentInfo
from qa.documents.labels import ended, outdated, repealed
from qa.fitting.named import same_title
from qa.lexicon.bigrams import bigrams
from qa.question import analyse
from qa.question.coverage import weigh
from qa.question.document_facts import NUMBER, AskedFact, is_number, plain
from qa.question.versions import asked_version

# A document is meant where its title, issuer, region and number cover this much of what the question says of it.
MEANT, AS_GOOD = 0.6, 0.02
MOST, SEARCHED = 3, 30
# Who speaks of a document by the year in which it came out and points at it says nothing more of what it is about.
_POINTED = re.compile(
    r"(?:19|20)\d{2}年?(?:度|底|初)?|(?:出台?|发布?|印发|公布|制定|搞|定)过?的|[那这](?:个|份|项|部|些)"
)
_KINDS = re.compile(
    r"办法|通知|意见|规定|措施|方案|条例|细则|公告|通告|决定|规划|计划|报告|规则|指南|纲要|指引|实施|若干|工作|试行"
)


def documents_meant(text: str, asked: AskedFact, corpus: Corpus) -> list[DocumentInfo]:
    """Return the documents that a question about a document means, `MOST` at most; none where more fit, or none is sure."""
    documents = corpus.documents()
    if NUMBER.search(fold(text)):
        named = _by_number(text, documents)
    else:
        named = titled(text, documents)
        if not named and not analyse(text).titles:
            own, placed = _of_its_place(asked, documents)
            named = _by_words(asked, own, corpus)
            if not named and placed:
                named = _by_search(asked, own, corpus)
    named = _of_edition(text, asked, named)
    if asked.old or asked.new:
        # A new edition may have ended too, but it was not repealed.
        gone = [d for d in named if repealed(d)]
        named = (gone if asked.old else [d for d in named if d not in gone]) or named
    elif asked.fact not in ("standing", "expires"):
        named = [d for d in named if not ended(d)] or named
    return named if len(named) <= MOST else []


def _of_edition(text: str, asked: AskedFact, named: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Of several editions of one document the newest is meant, unless the question names the old one or its year."""
    if asked.old or not any(map(outdated, named)):
        return list(named)
    if year := asked_version(text).year:
        return [d for d in named if _of_years([year], d)] or list(named)
    return [d for d in named if not outdated(d)] or list(named)


def titled(text: str, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Return the documents whose title stands in the text, in its marks or without."""
    return (_by_title if analyse(text).titles else _by_whole_title)(text, documents)


def _by_number(text: str, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    numbers = NUMBER.findall(fold(text))
    return [d for d in documents if d.number and any(is_number(n, d.number) for n in numbers)]


def _by_title(text: str, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    titles = [bigrams(t) for t in analyse(text).titles]
    return [
        d
        for d in documents
        for pairs in titles
        if same_title(pairs, bigrams(d.title))
        or any(pairs == bigrams(t) for t in re.findall(r"《([^》]+)》", d.title))
    ]


def _by_whole_title(text: str, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    whole = plain(text)
    return [d for d in documents if len(d.title) >= 6 and plain(d.title) in whole]


def _by_words(
    asked: AskedFact, documents: Sequence[DocumentInfo], corpus: Corpus
) -> list[DocumentInfo]:
    years = analyse(asked.about).years
    question = analyse(_POINTED.sub("", asked.about) if years else asked.about)
    own = _KINDS.sub(
        "", "".join(c for c, on in zip(question.folded, question.content, strict=True) if on)
    )
    if len(own) < 2:
        return list(documents) if asked.points and len(documents) == 1 else []
    weights = weigh(question, corpus.vocabulary_share)
    scores = [(weights.share(bigrams(_about(d))), d) for d in documents if _of_years(years, d)]
    best = max((score for score, _ in scores), default=0.0)
    return [d for score, d in scores if score >= max(MEANT, best - AS_GOOD)]


def _of_its_place(
    asked: AskedFact, documents: Sequence[DocumentInfo]
) -> tuple[list[DocumentInfo], bool]:
    """Return the documents without those of other places than the question names, and whether it names any."""
    # Loaded for the few questions that ask such a thing.
    from qa.measures.terms import region_in

    places = {d.id: region_in(d) for d in documents}
    named = _places_named(asked.about, places.values())

    def other(own: str | None) -> bool:
        return own is not None and not any(
            same_or_within(own, n) or same_or_within(n, own) for n in named
        )

    return [d for d in documents if not named or not other(places[d.id])], bool(named)


def _places_named(about: str, known: Iterable[str | None]) -> set[str]:
    """Return the places in the text, also those that only the documents name, in full or short: 柳河 for 柳河县."""
    bare = {place: re.sub(r"[省市县区州旗]$", "", place) for place in known if place}
    own = {place for place, short in bare.items() if len(short) >= 2 and short in about}
    return own | {region.canonical for region in find_regions(about)}


def _by_search(
    asked: AskedFact, documents: Sequence[DocumentInfo], corpus: Corpus
) -> list[DocumentInfo]:
    """Return the one document of the place named that has a passage on what the question says: 湘潭免房租的政策.

    Only for how long it holds: people name a policy by what it gives, not by its title.
    """
    if asked.fact not in ("expires", "standing"):
        return []
    question = analyse(asked.about)
    weights = weigh(question, corpus.vocabulary_share)
    own = {d.id: d for d in documents}
    shares: dict[str, float] = {}
    for hit in corpus.search(asked.about, SEARCHED):
        if hit.document.id in own:
            said = weights.share(bigrams(f"{_about(hit.document)}\n{hit.passage.text}"))
            shares[hit.document.id] = max(said, shares.get(hit.document.id, 0.0))
    best = max(shares.values(), default=0.0)
    found = [own[key] for key, share in shares.items() if share >= max(MEANT, best - AS_GOOD)]
    return found if len(found) == 1 else []


def _about(document: DocumentInfo) -> str:
    return "\n".join(
        p for p in (document.title, document.issuer, document.region, document.number) if p
    )


def _of_years(years: Sequence[str], document: DocumentInfo) -> bool:
    told = (document.title, document.number, document.published, document.written)
    # An edition that is passed on without its history is known by the day from which it was in force.
    dated = (
        "".join(filter(None, told)) if any(told[2:]) else f"{document.title}{document.effective}"
    )
    return all(year in dated for year in years)
