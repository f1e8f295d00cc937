"""One file into the index: is it new, changed, moved or known; then read, split, embed, write.

Owns the order of these steps. Whatever is slow (reading, splitting, embedding) is done before the transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from index.embedder import Embedder
from index.errors import PolicyQAError, ReadError
from index.intake import SourceFile, file_sha256
from index.store import Store
from index.types import Document, FileReport, Passage
from index.writing import Writer

_log = logging.getLogger(__name__)


class Loader(Protocol):
    """`documents.load_document`."""

    def __call__(self, path: Path, *, source: str | None = None) -> Document: ...


Splitter = Callable[[Document], Sequence[Passage]]


class Addition:
    """Takes in files one after the other while `writer` holds the index."""

    def __init__(
        self, store: Store, writer: Writer, embedder: Embedder, loader: Loader, splitter: Splitter
    ) -> None:
        self._store = store
        self._writer = writer
        self._embedder = embedder
        self._loader = loader
        self._splitter = splitter

    def take_in(self, file: SourceFile) -> FileReport:
        """Bring one file into the index, or say why not."""
        try:
            return self._known(file, file_sha256(file.path)) or self._new(file)
        except ReadError as error:
            return FileReport(path=file.source, status="failed", message=str(error))

    def _known(self, file: SourceFile, sha256: str) -> FileReport | None:
        """Report on a file whose bytes are in the index already; None when they are not."""
        with self._store.reading() as snapshot:
            same = snapshot.by_sha256(sha256)
            if same is None:
                return None
            other = snapshot.origin(same.id)
            before = snapshot.by_origin(file.origin)
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
        return FileReport(
            path=file.source,
            status="unchanged",
            document_id=same.id,
            message=f"文件已从 {same.source} 移动到这里",
        )

    def _new(self, file: SourceFile) -> FileReport:
        document, passages = self._parsed(file)
        # The file may have changed since it was hashed: what was loaded counts.
        known = self._known(file, document.sha256)
        if known is not None:
            return known
        from index.splitter import embedding_text

        texts = [embedding_text(passage, document.title) for passage in passages]
        vectors = self._embedder.embed_passages(texts)
        with self._store.reading() as snapshot:
            before = snapshot.by_origin(file.origin)
        self._writer.add(
            document,
            passages,
            vectors,
            origin=file.origin,
            replaces=[before.id] if before else [],
        )
        return FileReport(
            path=file.source,
            status="replaced" if before else "added",
            document_id=document.id,
            passages=len(passages),
        )

    def _parsed(self, file: SourceFile) -> tuple[Document, Sequence[Passage]]:
        """Return the document of the file and its passages.

        Raises:
            ReadError: the file is no document, or the code that reads it failed: one file never stops the others.
        """
        try:
            document = self._loader(file.path, source=file.source)
            passages = self._splitter(document)
        except PolicyQAError:
            raise
        except Exception as error:
            _log.debug("cannot read %s", file.source, exc_info=True)
            raise ReadError(
                f"文件 {file.source!r} 无法解析（{type(error).__name__}：{error}）",
                "请检查文件内容",
            ) from error
        if not passages:
            raise ReadError(f"文件 {file.source!r} 里没有可以收录的文字", "请检查文件内容")
        return document, passages


def _still_holds(path: Path, sha256: str) -> bool:
    try:
        return file_sha256(path) == sha256
    except ReadError:
        return False
