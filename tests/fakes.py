"""Small real classes that tests use instead of models and servers: deterministic, no network, no patches."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.errors import GeneratorError
from index.fold import fold
from index.scope import Scope
from index.types import Document, DocumentInfo, Passage
from qa.tables.model import Table
from qa.types import Event, Evidence, Turn


class HashEmbedder:
    """An `Embedder` without a model: pairs of characters hashed to dimensions, so that similar texts are near.

    Deterministic on every machine. `calls` counts the texts that were embedded.
    """

    name = "hash"

    def __init__(self, dimensions: int = 64, *, fingerprint: str = "hash/1") -> None:
        self.dimensions = dimensions
        self.fingerprint = f"{fingerprint}/{dimensions}"
        self.calls = 0

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.calls += len(texts)
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            folded = "".join(fold(text).split())
            for i in range(max(1, len(folded) - 1)):
                code = zlib.crc32(folded[i : i + 2].encode("utf-8", "replace"))
                vectors[row, code % self.dimensions] += 1.0 if code & 0x10000 else -1.0
            vectors[row, 0] += 0.5  # no text is the zero vector
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def embed_query(self, text: str) -> np.ndarray:
        return self.embed_passages([text])[0]


class ScriptedAnswers:
    """Answers by a script: question -> events, or an error to raise. Keeps what it was asked, with the history."""

    def __init__(
        self,
        script: Mapping[str, Sequence[Event] | Exception],
        *,
        before: Callable[[], object] | None = None,
    ) -> None:
        self._script = script
        self._before = before or (lambda: None)
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        self.asked.append((question, tuple(history)))
        events = self._script[question]
        if isinstance(events, Exception):
            raise events
        for event in events:
            self._before()
            yield event


def plain_document(text: str, *, title: str = "样例", source: str = "样例.txt") -> Document:
    """Return a document of the text as it is, without repair; its id depends on title and text."""
    digest = hashlib.sha256(f"{title}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"d{digest[:12]}", title=title, source=source, text=text, sha256=digest, raw=text
    )


def plain_passages(document: Document) -> tuple[Passage, ...]:
    """Return a passage for each line that is not blank: a splitter that knows nothing."""
    return tuple(
        Passage(
            id=f"{document.id}:{match.start()}-{match.end()}",
            document_id=document.id,
            start=match.start(),
            end=match.end(),
            text=match.group(),
            paragraph=number,
            paragraph_start=match.start(),
            paragraph_end=match.end(),
        )
        for number, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", document.text), 1)
    )


def plain_loader(path: Path, *, source: str | None = None) -> Document:
    """Return the file's UTF-8 text as a document: a loader that repairs nothing. Its hash is that of the bytes."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    text = data.decode("utf-8")
    return Document(
        id=f"d{digest[:12]}",
        title=path.stem,
        source=source or str(path),
        text=text,
        sha256=digest,
        raw=text,
    )


class ScriptedGenerator:
    """Writes the drafts of a queue, one a question, in pieces of `piece` characters. Keeps what it was asked.

    An exception in the queue is raised instead. `closed_early` counts the drafts that were not read to their end.
    """

    name = "scripted"
    prompt_version = "000000000000"
    quotes = False

    def __init__(self, drafts: Sequence[str | Exception] = (), *, piece: int = 7) -> None:
        self._drafts = list(drafts)
        self._piece = piece
        self.asked: list[tuple[str, tuple[Evidence, ...]]] = []
        self.closed_early = 0
        self.closed = 0

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        if not evidence:
            return
        self.asked.append((question, tuple(evidence)))
        draft = self._drafts.pop(0) if self._drafts else ""
        if isinstance(draft, Exception):
            raise draft
        ended = False
        try:
            for at in range(0, len(draft), self._piece):
                yield draft[at : at + self._piece]
            ended = True
        finally:
            self.closed_early += not ended

    def close(self) -> None:
        self.closed += 1


class LyingGenerator:
    """Writes what `lie` makes of the evidence, in one piece: a draft that should not get out."""

    name = "liar"
    prompt_version = "111111111111"
    quotes = False

    def __init__(self, lie: Callable[[Sequence[Evidence]], str]) -> None:
        self._lie = lie

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        if evidence:
            yield self._lie(evidence)

    def close(self) -> None:
        """Nothing is held."""


class BrokenGenerator:
    """Writes `before` and then fails, as a server does that goes down in the middle of an answer."""

    name = "broken"
    prompt_version = "222222222222"
    quotes = False

    def __init__(self, before: str = "", error: GeneratorError | None = None) -> None:
        self._before = before
        self._error = error or GeneratorError("模型服务中途断开", "请确认服务已启动")

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        if not evidence:
            return
        if self._before:
            yield self._before
        raise self._error

    def close(self) -> None:
        """Nothing is held."""


class NearEmbedder(HashEmbedder):
    """A `HashEmbedder` whose cosines lie where those of e5 lie (0.75 to 1): floors set on that model apply."""

    name = "near"
    SHARED = 0.8

    def __init__(self, dimensions: int = 128) -> None:
        super().__init__(dimensions, fingerprint="near/1")
        self.dimensions = dimensions + 1

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.dimensions -= 1
        try:
            own = super().embed_passages(texts)
        finally:
            self.dimensions += 1
        shared = np.full((len(texts), 1), self.SHARED**0.5, np.float32)
        return np.concatenate([shared, own * np.float32((1 - self.SHARED) ** 0.5)], axis=1)


class Shelf:
    """The paragraphs of one case as sources: what a good search would bring."""

    def __init__(self, evidence: Sequence[Evidence], tables: Sequence[Table] = ()) -> None:
        self.evidence = list(evidence)
        self._tables = list(tables)
        self.scope = Scope()
        self.documents: Sequence[DocumentInfo] = tuple(
            {e.document.id: e.document for e in evidence}.values()
        )

    def find(self, text: str, named: Sequence[DocumentInfo] = ()) -> list[Evidence]:
        return self.evidence

    def tables(self, evidence: Sequence[Evidence]) -> list[Table]:
        return self._tables

    def original(self, info: DocumentInfo) -> DocumentInfo:
        return info
