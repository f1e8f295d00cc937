"""What flows through question answering: evidence, citations, statements, the answer, and the stream's events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.scope import Scope
from index.types import DocumentInfo, Passage

Status = Literal["answered", "partial", "not_found"]
Support = Literal["verbatim", "paraphrase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier exchange of a conversation, oldest first in a history.

    `speakers` are the officials whose words the answer cited (office and name), in the order of its citations, and
    `documents` the ids or titles of the documents that it cited; both empty where nobody kept them.
    """

    question: str
    answer: str
    speakers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A numbered passage: `number` 1..k is what the model sees as `[1]`; ids stay outside the prompt.

    `text` is the whole paragraph, `start` its offset in the document, so that
    `document.text[start:start + len(text)] == text`. `glossed` is the passage's text with what it names in brackets
    (违反第九条（……）的), "" where it names nothing; `names` the id of the passage of the article that it names.
    """

    number: int
    passage: Passage
    document: DocumentInfo
    text: str
    start: int
    score: float = 0.0
    dense: float | None = None
    lexical: float | None = None
    glossed: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a statement stands in the source: `document.text[start:end] == quote`, inside paragraph `text`."""

    number: int
    document: DocumentInfo
    paragraph: int
    page: int | None
    speaker: str | None
    role: str | None
    section: tuple[str, ...]
    start: int
    end: int
    quote: str
    text: str
    paragraph_start: int
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that the cited paragraphs support; `citations` are citation numbers, never empty.

    `text[start:end]` of `focus` are the words that answer: for emphasis, never instead of the sentence. None: none were found.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    focus: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two documents, neither of them ended, give two figures for the same thing; both are shown.

    `citations` are the numbers of the two, in the order of `figures`; `note` names both with issuer and date.
    """

    figures: tuple[str, str]
    citations: tuple[int, int]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole answer. `status == "answered"` implies that every statement has a citation.

    `missing` says in Chinese what the sources do not state; `dropped` counts draft sentences that were not
    supported and therefore not shown; `coverage` is the share 0..1 of the question's terms that the cited
    paragraphs hold; `confidence` is how sure the reader is that the sources answer, 0..1; `generator` names what
    wrote the draft (`extractive` when it was the floor) and `floor_reason` says why the extractive floor answered
    instead of the configured generator. `notices` warn in Chinese of what every reader must see: sources that have
    ended, and `conflicts`. `scope` is the filter, with the day.
    """

    question: str
    rewritten: str
    status: Status
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    missing: tuple[str, ...]
    dropped: int
    generator: str
    floor_reason: str | None
    prompt_version: str
    coverage: float
    notices: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    scope: Scope = field(default_factory=Scope)
    confidence: float = 0.0
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """Event: the evidence is known."""

    rewritten: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Event: one more statement, already verified, with the citations it needs."""

    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Event, always the last: the answer."""

    answer: Answer


Event = Retrieved | Verified | Finished
