"""Small real classes that tests use instead of models and servers: deterministic, no network, no patches."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.fold import fold
from index.types import Document, Passage
from qa.types import Event, Turn


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
