"""The evidence for a sentence: what the search finds, and the best paragraphs of the document that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.corpus import Corpus
from index.regions import region_of
from index.scope import Scope
from index.types import DocumentInfo, Hit, Passage
from qa.claims.heads import head_of, speakers
from qa.claims.homes import meant, several, spoken_for
from qa.claims.opened import LISTED, over_lists
from qa.claims.words import pairs
from qa.documents.doubts import doubts_in
from qa.documents.labels import ended
from qa.tables.finding import tables_near
from qa.tables.model import Table
from qa.types import Citation, Evidence

DEPTH = 10
# Paragraphs of a named document that are looked at beside what the search found.
WITHIN = 6
# A named document of more passages than this is left to the search.
LONGEST = 4000
# Longer than this says too much for a search.
QUERY = 400


def _doubtful(item: Evidence) -> bool:
    return bool(doubts_in(item.document, item.start, item.start + len(item.text)))


@dataclass(frozen=True, slots=True)
class _About:
    """What holds of a whole document: its place, its day, who says the paragraphs that name nobody, the times over its lists;
    its text where it speaks of several places."""

    home: str | None
    day: str | None
    said_by: Mapping[int, tuple[str, str | None]]
    listed: Mapping[int, str]
    text: str


class Library:
    """Finds evidence in one corpus; what it reads of a document it keeps for the next sentence."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.scope: Scope = corpus.scope
        self.documents: tuple[DocumentInfo, ...] = tuple(corpus.documents())
        self._paragraphs = lru_cache(maxsize=64)(self._read)
        self._about = lru_cache(maxsize=4096)(self._read_about)
        self._passages = lru_cache(maxsize=16)(corpus.passages)

    def find(
        self, text: str, named: Sequence[DocumentInfo] = (), *, depth: int = DEPTH
    ) -> list[Evidence]:
        """Return the paragraphs that may hold what `text` says, each once; those of named documents first."""
        items = [self._evidence(hit) for hit in self._corpus.search(text[:QUERY], depth)]
        # Of two documents that say the same, the one is cited that has not ended, and that was not misread.
        items.sort(key=lambda item: (ended(item.document), _doubtful(item)))
        inside = [item for info in named[:2] for item in self._within(info, text)]
        seen: set[tuple[str, int]] = set()
        unique: list[Evidence] = []
        for item in (*inside, *items):
            place = (item.document.id, item.start)
            if place not in seen:
                seen.add(place)
                unique.append(replace(item, number=len(unique) + 1))
        return unique

    def tables(self, evidence: Sequence[Evidence]) -> list[Table]:
        """Return the tables of the documents found."""
        return [*tables_near(evidence, self._passages)]

    def cited(self, citation: Citation) -> Evidence | None:
        """Return the paragraph of a citation as evidence, None where its document has changed since."""
        info = next((d for d in self.documents if d.id == citation.document.id), None)
        return next(
            (
                replace(item, number=citation.number)
                for item, _ in (self._paragraphs(info) if info else ())
                if item.start == citation.paragraph_start and item.text == citation.text
            ),
            None,
        )

    def _within(self, info: DocumentInfo, text: str) -> list[Evidence]:
        held = pairs(text)
        ranked = sorted(
            self._paragraphs(info), key=lambda pair: (-len(held & pair[1]), pair[0].start)
        )
        return [item for item, shared in ranked[:WITHIN] if len(held & shared) > len(held) * 0.2]

    def _read(self, info: DocumentInfo) -> tuple[tuple[Evidence, frozenset[str]], ...]:
        if info.passages > LONGEST:
            return ()
        text = self._corpus.document(info.id).text
        found: dict[int, Evidence] = {}
        for passage in self._corpus.passages(info.id):
            if passage.kind not in ("text", "table") or passage.paragraph in found:
                continue
            paragraph = text[passage.paragraph_start : passage.paragraph_end]
            found[passage.paragraph] = self._item(passage, info, paragraph, 0.0)
        return tuple((item, pairs(item.text)) for item in found.values())

    def _evidence(self, hit: Hit) -> Evidence:
        return self._item(hit.passage, hit.document, hit.paragraph_text, hit.score)

    def _item(self, passage: Passage, info: DocumentInfo, text: str, score: float) -> Evidence:
        """Return a paragraph as evidence, with what is known of its whole document: place, day, who says it."""
        about, start = self._about(info.id), passage.paragraph_start
        home = info.region or about.home
        if about.text:
            home = meant(about.text, start, start + len(text)) or home
        if passage.speaker is None and passage.paragraph in about.said_by:
            speaker, role = about.said_by[passage.paragraph]
            passage = replace(passage, speaker=speaker, role=role)
        if over := about.listed.get(start):
            passage = replace(passage, section=(*passage.section, over))
        if home != info.region or (about.day and not info.published):
            info = replace(info, region=home, published=info.published or about.day)
        return Evidence(
            number=1, passage=passage, document=info, text=text, start=start, score=score
        )

    def _read_about(self, document_id: str) -> _About:
        """Return what is known of a whole document: the region of the offices of most of its speakers, else what its 全省 means."""
        document = self._corpus.document(document_id)
        head = head_of(document.text)
        # Thousands of passages need not be read of a text in which nobody speaks.
        spoken = head.speaker or self._corpus.has_speakers(document_id)
        passages = self._corpus.passages(document_id) if spoken else []
        roles = {p.role for p in passages if p.role}
        places = Counter(place for role in sorted(roles) if (place := region_of(role)))
        if places:
            place, count = places.most_common(1)[0]
            home = place if count * 2 > sum(places.values()) else None
        else:
            home = spoken_for(document.text)
        return _About(
            home=home,
            day=head.day,
            said_by=speakers(head, document.title, passages),
            listed=over_lists(document.text) if f"\n{LISTED}" in document.text else {},
            text=document.text if several(document.text) else "",
        )

    def original(self, info: DocumentInfo) -> DocumentInfo:
        """Return the document as the index has it."""
        return next((d for d in self.documents if d.id == info.id), info)
