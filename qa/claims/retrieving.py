"""The evidence for a sentence: what the search finds, and the best paragraphs of the document that it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from index.corpus import Corpus
from index.regions import find_regions, region_of
from index.scope import Scope
from index.types import DocumentInfo, Hit
from qa.claims.words import pairs
from qa.doubts import doubts_in
from qa.labels import ended
from qa.types import Citation, Evidence

DEPTH = 10
# Paragraphs of a named document that are looked at beside what the search found.
WITHIN = 6
# A named document of more passages than this is left to the search.
LONGEST = 4000
# Longer than this says too much for a search.
QUERY = 400
# A place named in the first line of a text counts for so many of those named below.
HEADED = 3
_NAME = r"([\u4e00-\u9fff]{2})"
# Characters that stand in no name of a place before 省 or 市: 各省, 我省, 地级市, 报送省.
_NO_NAME = re.compile(
    r"[各全我本该某外跨省市县区级设个等及和与在由向对到从于的是为同两三几多每内出进入至以来据经把将被让其他这那报送组建使用委托选择安排承接]"
)


def _doubtful(item: Evidence) -> bool:
    return bool(doubts_in(item.document, item.start, item.start + len(item.text)))


def spoken_for(text: str) -> str | None:
    """Return the one province, city or county of which a text that says 全省, 全市 or 全县 speaks; None where it names several.

    A place that the gazetteer does not have is told by its form: 岚江省 in a text that says 全省.
    """
    named = find_regions(text)
    for word in "省市县":
        if not re.search(rf"[全我本]{word}(?![级场])", text):
            continue
        whole = {r.canonical for r in named if r.canonical[-1] == word}
        if word == "省":
            whole = {r.province for r in named if r.canonical == r.province}
            whole = {place for place in whole if place and place[-1] != "市"}
        if whole:
            return whole.pop() if len(whole) == 1 else None
        if place := _unlisted(text, word):
            return place
    return None


def _unlisted(text: str, level: str) -> str | None:
    """Return the place of a level that a text names by its form, its first line before all; None where none stands out."""
    names: Counter[str] = Counter()
    first = text.find("\n") if "\n" in text else len(text)
    for m in re.finditer(rf"(?:^|[^\u4e00-\u9fff]|[在于度合]){_NAME}{level}(?![级场值])", text):
        if not _NO_NAME.search(m[1]):
            names[m[1]] += HEADED if m.start() < first else 1
    ranked = names.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return f"{ranked[0][0]}{level}"


class Library:
    """Finds evidence in one corpus; what it reads of a document it keeps for the next sentence."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.scope: Scope = corpus.scope
        self.documents: tuple[DocumentInfo, ...] = tuple(corpus.documents())
        self._paragraphs = lru_cache(maxsize=64)(self._read)
        self._home = lru_cache(maxsize=4096)(self._read_home)

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
            found[passage.paragraph] = Evidence(
                number=1,
                passage=passage,
                document=replace(info, region=info.region or self._home(info.id)),
                text=text[passage.paragraph_start : passage.paragraph_end],
                start=passage.paragraph_start,
            )
        return tuple((item, pairs(item.text)) for item in found.values())

    def _evidence(self, hit: Hit) -> Evidence:
        """Return a hit as evidence, its document with the region that its speakers speak for."""
        return Evidence(
            number=1,
            passage=hit.passage,
            document=replace(
                hit.document, region=hit.document.region or self._home(hit.document.id)
            ),
            text=hit.paragraph_text,
            start=hit.passage.paragraph_start,
            score=hit.score,
        )

    def _read_home(self, document_id: str) -> str | None:
        """Return the region of the offices of most of its speakers, else the one that its 全省 or 我市 means."""
        roles = {p.role for p in self._corpus.passages(document_id) if p.role}
        places = Counter(place for role in sorted(roles) if (place := region_of(role)))
        if not places:
            return spoken_for(self._corpus.document(document_id).text)
        place, count = places.most_common(1)[0]
        return place if count * 2 > sum(places.values()) else None

    def original(self, info: DocumentInfo) -> DocumentInfo:
        """Return the document as the index has it."""
        return next((d for d in self.documents if d.id == info.id), info)
