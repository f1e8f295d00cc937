"""One file into the index: is it new, changed, moved or known; then read, split, embed, write.

Owns the order of these steps. Whatever is slow (reading, splitting, embedding) is done before the transaction.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.archives import UNREAD, split_origin
from index.embedder import Embedder
from index.errors import PolicyQAError, ReadError
from index.intake import SourceFile, file_sha256, unread
from index.parsing import Job, Parsed, Parser
from index.splitter import embedding_text
from index.store import Store
from index.types import Document, DocumentInfo, FileReport, Passage
from index.writing import Writer

BATCH = 256
"""Passages embedded at a time: the embedded embedder does 33 a core-second in batches of 192, 21 in batches of 16."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    file: SourceFile
    document: Document
    passages: Sequence[Passage]


_Pending = FileReport | Callable[[], Parsed]


class Addition:
    """Takes in files while `writer` holds the index; `embedded` counts the passages embedded so far.

    With `again`, a file that is in the index is read anew though its bytes are the same; so is always one that an earlier
    version of this program read, and one that has no title but its name and was given another.
    """

    def __init__(
        self,
        store: Store,
        writer: Writer,
        embedder: Embedder,
        parser: Parser,
        *,
        again: bool = False,
    ) -> None:
        self.embedded = 0
        self._again = again
        self._renamed: set[str] = set()  # moved files that are read anew
        self._store = store
        self._writer = writer
        self._embedder = embedder
        self._parser = parser

    def take_in(
        self, files: Iterable[SourceFile], tell: Callable[[SourceFile], None]
    ) -> Iterator[FileReport]:
        """Yield a report for each file, in order; what it says is in the index for good.

        Files are read ahead until there are passages enough for the embedder to work fast. `tell` is called with
        the file at hand before it is read, and again while its passages are embedded.
        """
        batch: list[_Parsed | FileReport] = []
        waiting = 0
        for file, pending in self._ahead(files):
            tell(file)
            batch.append(_outcome(file, pending))
            waiting += len(batch[-1].passages) if isinstance(batch[-1], _Parsed) else 0
            if waiting >= BATCH or not waiting:
                yield from self._finish(batch, tell)
                batch, waiting = [], 0
        yield from self._finish(batch, tell)

    def _ahead(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, _Pending]]:
        """Yield the files in order, each with what gives its outcome; the parser is given some files in advance."""
        begun: deque[tuple[SourceFile, _Pending]] = deque()
        for file in files:
            begun.append((file, self._begin(file)))
            if len(begun) > self._parser.ahead:
                yield begun.popleft()
        yield from begun

    def _begin(self, file: SourceFile) -> _Pending:
        """Return the report on a file that has nothing to add, otherwise what gives its passages."""
        if file.problem == UNREAD:
            return unread(file.source)
        if file.problem:
            return FileReport(path=file.source, status="failed", message=file.problem)
        try:
            known = self._known(file, file_sha256(file.path, file.within))
        except ReadError as error:
            return FileReport(path=file.source, status="failed", message=str(error))
        return known or self._parser.submit(Job(file.path, file.source, file.within))

    def _finish(
        self, batch: Sequence[_Parsed | FileReport], tell: Callable[[SourceFile], None]
    ) -> Iterator[FileReport]:
        """Embed what the batch holds, then write file by file."""
        texts: list[str] = []
        owners: list[SourceFile] = []
        for each in batch:
            if isinstance(each, _Parsed):
                texts += [embedding_text(p, each.document.title) for p in each.passages]
                owners += [each.file] * len(each.passages)
        parts = []
        for start in range(0, len(texts), BATCH):
            tell(owners[start])
            parts.append(self._embedder.embed_passages(texts[start : start + BATCH]))
            self.embedded += len(parts[-1])
        vectors = np.concatenate(parts) if parts else np.empty((0, 0), np.float32)
        start = 0
        for each in batch:
            if isinstance(each, FileReport):
                yield each
            else:
                end = start + len(each.passages)
                yield self._write(each, vectors[start:end])
                start = end

    def _write(self, parsed: _Parsed, vectors: np.ndarray) -> FileReport:
        file, document = parsed.file, parsed.document
        try:
            # The file may have changed since it was hashed, or an earlier one of the batch may have its bytes.
            known = self._known(file, document.sha256)
            if known is not None:
                return known
            with self._store.reading() as snapshot:
                before = snapshot.by_origin(file.origin)
            self._writer.add(
                document,
                parsed.passages,
                vectors,
                origin=file.origin,
                replaces=[before.id] if before else [],
            )
        except ReadError as error:
            return FileReport(path=file.source, status="failed", message=str(error))
        return FileReport(
            path=file.source,
            status="replaced" if before else "added",
            document_id=document.id,
            passages=len(parsed.passages),
        )

    def _known(self, file: SourceFile, sha256: str) -> FileReport | None:
        """Report on a file whose bytes are in the index already; None when they are not."""
        with self._store.reading() as snapshot:
            same = snapshot.by_sha256(sha256)
            if same is None:
                return None
            other = snapshot.origin(same.id)
            before = snapshot.by_origin(file.origin)
            stale = snapshot.is_read_anew(same.id)
        if other == file.origin and (self._again or stale or file.origin in self._renamed):
            return None
        if other == file.origin:
            return FileReport(path=file.source, status="unchanged", document_id=same.id)
        if before is not None:
            self._writer.remove([before.id])
        if _still_holds(Path(other), sha256):
            return FileReport(
                path=file.source,
                status="duplicate",
                document_id=same.id,
                message=f"内容与 {same.source} 相同",
            )
        self._writer.moved(same.id, origin=file.origin, source=file.source)
        if stale or _is_called_by_its_file(same, file):
            self._renamed.add(file.origin)
            return None
        return FileReport(
            path=file.source,
            status="unchanged",
            document_id=same.id,
            message=f"文件已从 {same.source} 移动到这里",
        )


def _is_called_by_its_file(info: DocumentInfo, file: SourceFile) -> bool:
    """Say whether the document has no title but the name of its file, and `file` has another."""
    own = Path(info.source).stem
    return info.title == own != Path(file.source).stem and all(
        p.field != "title" for p in info.proofs
    )


def _outcome(file: SourceFile, pending: _Pending) -> _Parsed | FileReport:
    """Return the file's passages, or the report on a file that has none to add."""
    if isinstance(pending, FileReport):
        return pending
    try:
        return _Parsed(file, *pending())
    except PolicyQAError as error:
        return FileReport(path=file.source, status="failed", message=str(error))


def _still_holds(path: Path, sha256: str) -> bool:
    try:
        return file_sha256(*split_origin(str(path))) == sha256
    except ReadError:
        return False
