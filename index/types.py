"""What flows through the index: documents, passages, hits. Frozen, and checked where an invariant matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["text", "question", "table", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """`clean[start:end]` was taken from `raw[raw_start:raw_start + (end - start)]`, character for character."""

    start: int
    end: int
    raw_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One thing that repair did to the raw text, for people to check.

    `kind` is `joined` (a hard line break removed), `moved` (a fragment put back where it belongs),
    `furniture` (a page mark such as 上接第4版 left out of the clean text) or `unsure` (left as it was, flagged).
    `raw_start`/`raw_end` are offsets in the raw text; `confidence` is 0..1.
    """

    kind: Literal["joined", "moved", "furniture", "unsure"]
    raw_start: int
    raw_end: int
    confidence: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source text. Offsets everywhere in the project are character offsets into `text`.

    `text` is the clean text (newlines normalised, broken lines joined); no character of a figure is ever changed.
    `raw` is the decoded text of the file before repair, and `segments` maps clean offsets to raw ones.
    `sha256` is the hash of the file's bytes, so that anyone can compare it with the file.
    Dates are ISO 8601 strings (`2025-03-01`). `pages` holds the clean offset at which each page begins.
    """

    id: str
    title: str
    source: str
    text: str
    sha256: str
    number: str | None = None
    issuer: str | None = None
    region: str | None = None
    published: str | None = None
    effective: str | None = None
    expires: str | None = None
    pages: tuple[int, ...] = ()
    raw: str = ""
    segments: tuple[Segment, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """A document without its text: what lists, citations and filters need."""

    id: str
    title: str
    source: str
    sha256: str
    number: str | None = None
    issuer: str | None = None
    region: str | None = None
    published: str | None = None
    effective: str | None = None
    expires: str | None = None
    characters: int = 0
    passages: int = 0
    added: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A slice of one paragraph of one document: `document.text[start:end] == text`, always.

    `paragraph` is the 1-based number of its paragraph, which is `document.text[paragraph_start:paragraph_end]`;
    a passage never spans two paragraphs. `section` is the path of headings, article labels and list lead-ins
    above it, outermost first. `speaker`/`role` are the name and office of who said it (press conferences),
    `question` the question that was being answered. `label` is its own marker: 第三条, 一是, （二）, 1.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    paragraph: int
    paragraph_start: int
    paragraph_end: int
    kind: PassageKind = "text"
    section: tuple[str, ...] = ()
    speaker: str | None = None
    role: str | None = None
    question: str | None = None
    label: str | None = None
    page: int | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not (
            self.paragraph_start <= self.start < self.end <= self.paragraph_end
        ):
            raise ValueError(f"passage {self.id!r} is not a slice of its paragraph")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found, with its whole paragraph and how it was found.

    `score` is the fused score (higher is better, comparable within one search only), `dense` the cosine
    similarity (None where the dense search did not return it), `lexical` the share 0..1 of the query's
    IDF mass that the passage holds (None likewise), `matched` the query tokens found in it.
    """

    passage: Passage
    document: DocumentInfo
    paragraph_text: str
    score: float
    dense: float | None = None
    lexical: float | None = None
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file of an addition; `vanished` is a document whose file is no longer where it was."""

    path: str
    status: Literal["added", "replaced", "unchanged", "duplicate", "failed", "vanished"]
    document_id: str | None = None
    passages: int = 0
    message: str = ""
