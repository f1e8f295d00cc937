"""Which edition of a document answers: where two editions of one, or a law and the one that ended it, are in the index, the newer has its say.

A question that names no edition is answered from the newest alone: what an older one says besides is no longer law. Who asks
for the old one, or for that of a year, is answered from it, and it is labelled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from index.corpus import Corpus
from index.editions import edition_key, is_rules
from index.types import DocumentInfo, Hit
from qa.documents.labels import outdated, repealed_by, replaced
from qa.question import Question, analyse
from qa.question.versions import AskedVersion, asked_version, of_each_version
from qa.retrieval.gathering import gather
from qa.retrieval.named_items import only_named
from qa.retrieval.selection import Selection, select
from qa.retrieval.series import Members
from qa.types import Evidence

FIRST = 5  # the documents of the first hits tell whose editions are asked about


Editions = Mapping[str, Sequence[DocumentInfo]]
"""Key -> the editions of a document, the oldest first, of those that have several in the index."""


def editions_of(documents: Sequence[DocumentInfo]) -> Editions:
    """Return the editions of the documents of which a later one has taken the place of an earlier."""
    keys = {edition_key(d.title) for d in documents if outdated(d)}
    groups: dict[str, list[DocumentInfo]] = defaultdict(list)
    for info in documents if keys else ():
        if is_rules(info.title) and (key := edition_key(info.title)) in keys:
            groups[key].append(info)
    return {key: sorted(group, key=_made) for key, group in groups.items()}


def evidence_for(
    text: str,
    corpus: Corpus,
    documents: Sequence[DocumentInfo],
    members: Members,
    editions: Editions,
    among: frozenset[str] = frozenset(),
) -> tuple[Question, list[Evidence]]:
    """Return what `text` asks and the evidence for it, of the edition that it means; with `among`, ids of documents, of these."""
    ended = frozenset(d.id for d in documents if repealed_by(d))
    asked = asked_version(text) if editions or ended else AskedVersion(text)
    selection = select(asked.rest, documents)
    hits = corpus.search(selection.query, FIRST) if asked.version or asked.year else []
    past = (
        _past(hits, ended) if asked.version == "old" else _successors(asked, selection, documents)
    )
    if hits and not selection.documents and not past and not _keys(hits, editions):
        # The words for an edition mean something else.
        asked, selection = AskedVersion(text), select(text, documents)
    question = analyse(selection.query)
    gone = frozenset(d.id for d in documents if replaced(d))
    if meant := _meant(asked, hits, selection, editions) or past:
        selection = Selection(selection.query, meant)
    elif question.years:
        gone = frozenset()
    elif newest := selection.documents - gone:
        selection = Selection(selection.query, newest)
    return question, only_named(text, gather(corpus, selection, question, members, gone, among))


def _past(hits: Sequence[Hit], ended: frozenset[str]) -> frozenset[str]:
    """The document first found among those that another has repealed, whatever their titles: 旧的重点产业政策."""
    return frozenset([h.document.id for h in hits if h.document.id in ended][:1])


def _successors(
    asked: AskedVersion, selection: Selection, documents: Sequence[DocumentInfo]
) -> frozenset[str]:
    """What has taken the place of the document named, where the new one is asked for (新版的《…意见》), or that of its year."""
    if asked.version != "new" and asked.year is None:
        return frozenset()
    links = (repealed_by(d) for d in documents if d.id in selection.documents)
    ids = {link.document_id for link in links if link is not None}
    found = [d for d in documents if d.id in ids]
    return frozenset(d.id for d in found if asked.year is None or asked.year in _years(d))


def versions_asked(text: str, corpus: Corpus, editions: Editions) -> tuple[str, ...]:
    """Return the questions for the new edition and for the old one, where `text` asks for both of a document that has them."""
    both = of_each_version(text) if editions else ()
    return both if both and _keys(corpus.search(text, FIRST), editions) else ()


def _keys(hits: Sequence[Hit], editions: Editions) -> list[str]:
    keys = (edition_key(hit.document.title) for hit in hits)
    return list(dict.fromkeys(key for key in keys if key in editions))


def _meant(
    asked: AskedVersion, hits: Sequence[Hit], selection: Selection, editions: Editions
) -> frozenset[str]:
    """The old editions, or those of a year, that a question names; none where it names none."""
    if asked.version != "old" and asked.year is None:
        return frozenset()
    found = [_edition(editions[key], asked.year) for key in _keys(hits, editions)]
    ids = frozenset(info.id for info in found if info is not None)
    return ids & selection.documents or ids


def _edition(group: Sequence[DocumentInfo], year: str | None) -> DocumentInfo | None:
    """The edition of the year, else the last one made before its end; without a year the last of the old ones."""
    if year is None:
        return next((d for d in reversed(group) if outdated(d)), None)
    exact = [d for d in group if year in _years(d)]
    before = [d for d in group if _made(d)[:4] <= year]
    return next(reversed(exact or before), None)


def _made(document: DocumentInfo) -> str:
    return document.written or document.published or document.effective or ""


def _years(document: DocumentInfo) -> frozenset[str]:
    days = (document.written, document.published, document.effective)
    return frozenset(day[:4] for day in days if day)
