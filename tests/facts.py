"""True sentences of real documents, with the evidence a retrieval would bring: the ground that lies are made on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.documents import load_document
from index.errors import PolicyQAError
from index.splitter import sentences, split
from index.types import Document, DocumentInfo, Passage
from qa.lexicon.bigrams import bigrams
from qa.types import Evidence

SUFFIXES = (".txt", ".md")
SHORTEST, LONGEST = 12, 160


@dataclass(frozen=True)
class Fact:
    """`item.text` holds `sentence`; `others` are paragraphs of the same document that do not."""

    sentence: str
    start: int
    item: Evidence
    others: tuple[Evidence, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (self.item, *self.others)

    @property
    def around(self) -> str:
        """All that the evidence says, for making sure that a lie is not true by chance."""
        return "\n".join(item.text for item in self.evidence)


def documents(folder: Path) -> Iterator[Document]:
    """Yield the readable documents under `folder`, in order of their paths."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES):
        try:
            yield load_document(path, source=path.name)
        except PolicyQAError:
            continue


def paragraphs(document: Document) -> list[Evidence]:
    """Return each paragraph once, with the passage that opens it; headings and questions left out."""
    info = DocumentInfo(
        id=document.id,
        title=document.title,
        source=document.source,
        sha256=document.sha256,
        number=document.number,
        issuer=document.issuer,
        region=document.region,
        published=document.published,
    )
    found: dict[int, Passage] = {}
    for passage in split(document):
        if passage.kind in ("text", "table"):
            found.setdefault(passage.paragraph, passage)
    return [
        Evidence(
            number=number,
            passage=passage,
            document=info,
            text=document.text[passage.paragraph_start : passage.paragraph_end],
            start=passage.paragraph_start,
            score=1.0,
            dense=0.9,
            lexical=0.5,
        )
        for number, passage in enumerate(found.values(), 1)
    ]


def facts(folder: Path, rng: random.Random, most: int) -> list[Fact]:
    """Return up to `most` facts, drawn from all documents alike."""
    by_document = [
        found for document in documents(folder) if (found := _facts(paragraphs(document), rng))
    ]
    chosen: list[Fact] = []
    while by_document and len(chosen) < most:
        for found in by_document:
            chosen.append(found.pop())
        by_document = [found for found in by_document if found]
    rng.shuffle(chosen)
    return chosen[:most]


def _facts(items: Sequence[Evidence], rng: random.Random) -> list[Fact]:
    found = []
    for item in items:
        held = bigrams(item.text[:600])
        for start, end in sentences(item.text):
            sentence = item.text[start:end]
            if not SHORTEST <= len(sentence) <= LONGEST or sentence[-1] not in "。；;！":
                continue
            others = [
                o
                for o in rng.sample(items, min(len(items), 12))
                if sentence not in o.text and o is not item
            ]
            others.sort(key=lambda other: -len(held & bigrams(other.text[:600])))
            found.append(Fact(sentence, start, item, tuple(others[:5])))
    rng.shuffle(found)
    return found
