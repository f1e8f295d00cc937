"""What flows through the index: documents, passages, hits. Frozen, and checked where an invariant matters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PassageKind = Literal["text", "question", "table", "heading"]
State = Literal["in_force", "expired", "repealed", "not_yet", "unknown"]
ChangeKind = Literal["repeals", "partly", "amends", "revises"]


class Proof(NamedTuple):
    """Where a document says `value` of its own `field`: `quote` stands at `start:end` of its text.

    `where` is `text` for the clean text, `raw` for the text before repair (the block at the head of a file is no part
    of the clean text), `file` for a property of the file, which stands in no text: then the span is empty.
    """

    field: str
    value: str
    where: Literal["text", "raw", "file"]
    start: int
    end: int
    quote: str


class Change(NamedTuple):
    """What a document says that it does to another: `text[start:end] == quote` of its clean text.

    `partly` repeals some articles only; `revises` says that it is itself a later version of the text of this title.
    The other is named by `title`, by `number`, or, where neither stands, by `subject` (此前出台的招商政策). `day` is the
    day the sentence states, None where it is that on which the document itself comes into force.
    """

    kind: ChangeKind
    title: str
    number: str
    subject: str
    day: str | None
    start: int
    end: int
    quote: str


class Unsure(NamedTuple):
    """`text[start:end]` of a document's clean text may not be what its page says; `confidence` is 0..1."""

    start: int
    end: int
    confidence: float
    note: str


class Link(NamedTuple):
    """Another document that says something of this one, with the words; `day` is when that takes effect."""

    document_id: str
    title: str
    issuer: str | None
    day: str | None
    start: int
    end: int
    quote: str


class Standing(NamedTuple):
    """Whether a document is in force on a day: `since` when, by whose words.

    `proof` are its own words (a term, a day of commencement), `by` those of the document that repeals it. `amended`
    are documents that change parts of it. `claims` are those that call it repealed and have no power to.
    """

    state: State
    since: str | None = None
    by: Link | None = None
    proof: Proof | None = None
    amended: tuple[Link, ...] = ()
    claims: tuple[Link, ...] = ()


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

    `text` is the clean text (newlines and signs of radicals normalised, broken lines joined); no character of a figure is ever changed.
    `raw` is the decoded text of the file before repair, and `segments` maps clean offsets to raw ones.
    `sha256` is the hash of the file's bytes, so that anyone can compare it with the file.
    Dates are ISO 8601 strings (`2025-03-01`): `written` is the day of its signature, `published` that of its publication
    or, where none is stated, of its signature; `expires` is the last day in force. `level` is the rank of the issuer
    (国家级 … 乡级). `proofs` say where each of these stands, `changes` what the document does to others. `pages` holds the
    clean offset at which each page begins, `doubts` what may have been misread, in order of the text.
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
    level: str | None = None
    written: str | None = None
    proofs: tuple[Proof, ...] = ()
    changes: tuple[Change, ...] = ()
    doubts: tuple[Unsure, ...] = ()
    pages: tuple[int, ...] = ()
    raw: str = ""
    segments: tuple[Segment, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """A document without its text: what lists, citations and filters need.

    `standing` is that on the day of the search (see `force`), None where nobody asked.
    """

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
    level: str | None = None
    written: str | None = None
    proofs: tuple[Proof, ...] = field(default=(), compare=False)
    changes: tuple[Change, ...] = field(default=(), compare=False)
    doubts: tuple[Unsure, ...] = field(default=(), compare=False)
    characters: int = 0
    passages: int = 0
    added: str = ""
    standing: Standing | None = field(default=None, compare=False)


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
    """What became of one file of an addition; `vanished` is a document whose file is no longer where it was,
    `skipped` a file in a folder whose format is not read.
    """

    path: str
    status: Literal["added", "replaced", "unchanged", "duplicate", "failed", "vanished", "skipped"]
    document_id: str | None = None
    passages: int = 0
    message: str = ""
