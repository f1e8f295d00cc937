"""The one face of the index: open, add, remove, search, look up. Owns the flow; the work is in the other modules."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from index.archives import let_go, vanished
from index.catalogue import Catalogue
from index.embedder import Embedder
from index.health import problems
from index.intake import Progress, SourceFile, expand, find_files, skipped
from index.parsing import InProcess, Loader, Parser, Splitter
from index.reader import READABLE, display
from index.references import find_documents
from index.retrieval import Retriever
from index.scope import Scope
from index.store import Identity, Store
from index.types import Document, DocumentInfo, FileReport, Hit, Passage
from index.vectors import FaissIndex, VectorIndex


class Corpus:
    """An open index. Methods may be called from several threads; close it, or use it as a context manager."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        vectors: VectorIndex,
        *,
        parser: Parser,
    ) -> None:
        """Use `open` instead."""
        self._store = store
        self._embedder = embedder
        self._retriever = Retriever(store, embedder, vectors)
        self._vectors = vectors
        self._parser = parser
        self._catalogue = Catalogue()
        self._scope = Scope()

    @classmethod
    def open(
        cls,
        folder: Path,
        embedder: Embedder,
        *,
        create: bool = False,
        vectors: VectorIndex | None = None,
        loader: Loader | None = None,
        splitter: Splitter | None = None,
        parser: Parser | None = None,
    ) -> Corpus:
        """Return the index in `folder`; with `create`, a new one where there is none.

        `loader` and `splitter` stand in for `documents.load_document` and `splitter.split`; files are read in
        this process unless a `parser` is given (`workers.Workers` for files of unknown origin).

        Raises:
            IndexMissingError, IndexMismatchError, IndexDamagedError, StorageError: see the messages.
        """
        identity = Identity(
            embedder=embedder.name,
            fingerprint=embedder.fingerprint,
            dimensions=embedder.dimensions,
        )
        store = Store.open(folder, identity, create=create)
        return cls(
            store,
            embedder,
            vectors or FaissIndex(folder),
            parser=parser or InProcess(loader, splitter),
        )

    # --- changing ---

    def add(
        self,
        paths: Sequence[Path],
        *,
        progress: Callable[[Progress], None] | None = None,
        report: Callable[[FileReport], None] | None = None,
        again: bool = False,
    ) -> list[FileReport]:
        """Take in files and folders; each file that is reported as added or replaced is in the index for good.

        A file whose bytes are known is not read again, unless `again` says so. A changed file replaces its old version in the same
        transaction. A file that fails is reported, and the others go on; what stops the whole addition (a full
        disk, a broken model) is raised, and what was committed before stays. Archives are taken in file by file.
        Documents whose files are gone from the named folders are reported last, and stay, and before them what lies in
        these folders in a format that is not read. `report` is called with
        each report as soon as it is true.

        Raises:
            IndexBusyError, StorageError, ModelError: see the messages.
        """
        # What reads files is loaded where files are added.
        from index.addition import Addition

        files = list(expand(find_files(paths, frozenset(READABLE))))
        reports: list[FileReport] = []

        def keep(made: FileReport) -> None:
            reports.append(made)
            if report is not None:
                report(made)

        with self._adding(), self._store.writing() as writer:
            addition = Addition(self._store, writer, self._embedder, self._parser, again=again)

            def tell(file: SourceFile | None) -> None:
                if progress is not None:
                    path = file.source if file else ""
                    progress(Progress(len(reports), len(files), addition.embedded, path))

            for each in addition.take_in(files, tell):
                keep(each)
            tell(None)
        for left in (*skipped(paths, frozenset(READABLE)), *self._vanished(paths)):
            keep(left)
        return reports

    @contextmanager
    def _adding(self) -> Iterator[None]:
        """What reads files is at rest afterwards, however the addition ends."""
        try:
            yield
        finally:
            self._parser.rest()
            let_go()

    def _vanished(self, paths: Sequence[Path]) -> list[FileReport]:
        """Return a report for each document whose file is no longer in the folders or archives of `paths`."""
        below = tuple(
            f"{display(os.path.realpath(path)).rstrip('/')}/" for path in paths if path.exists()
        )
        with self._store.reading() as snapshot:
            ids = {origin: id_ for id_, origin in snapshot.origins().items()}
            sources = {info.id: info.source for info in snapshot.documents()}
        return [
            FileReport(
                path=sources[ids[origin]],
                status="vanished",
                document_id=ids[origin],
                message=f"文件已不在原处，索引中仍保留；要删除请运行 python -m qa remove {ids[origin]}",
            )
            for origin in vanished(sorted(o for o in ids if o.startswith(below)))
        ]

    def remove(self, ref: str) -> list[DocumentInfo]:
        """Remove the document that `ref` means, so that nothing finds it and the index files hold nothing of it.

        `ref` is an id, the beginning of one, the path of a file or of a folder (all documents below it), or a title.

        Raises:
            UsageError: no document is meant, or it is unclear which.
            IndexBusyError, StorageError: see the messages.
        """
        with self._store.writing() as writer:
            with self._store.reading() as snapshot:
                meant = find_documents(ref, snapshot.documents(), snapshot.origins())
            writer.remove([info.id for info in meant])
        with self._store.reading() as snapshot:
            self._vectors.forget_removed(snapshot)
        return meant

    # --- reading ---

    def within(self, scope: Scope) -> Corpus:
        """Return the same index seen through a filter: its searches and lists hold only the documents that it admits.

        Both are one open index; closing either closes it.
        """
        seen = copy(self)
        seen._scope = scope
        return seen

    @property
    def scope(self) -> Scope:
        """The filter through which the index is seen."""
        return self._scope

    def search(
        self,
        query: str,
        k: int = 8,
        *,
        among: frozenset[str] = frozenset(),
        laps: dict[str, float] | None = None,
    ) -> list[Hit]:
        """Return the best `k` passages for the question, the best first, each with its whole paragraph.

        The filter acts inside both searches, so that there are `k` as long as it leaves that many, and so do the ids
        of documents in `among`, empty for all. Each document bears its standing on the day. `laps` is filled with the
        milliseconds of each phase.

        Raises:
            IndexMissingError: the index is empty.
        """
        with self._store.reading() as snapshot:
            known = self._catalogue.on(snapshot, self._scope.on)
        within = None
        if self._scope.restricts:
            within = frozenset(i for i, info in known.items() if self._scope.admits(info))
            within = None if len(within) == len(known) and known else within
        if among:
            within = among if within is None else within & among
        hits = self._retriever.search(query, k, within, laps=laps)
        # What was added since the catalogue was read bears no standing yet.
        return [replace(hit, document=known.get(hit.document.id, hit.document)) for hit in hits]

    def documents(self) -> list[DocumentInfo]:
        """Return the documents that the filter admits, by title, each with its standing on the day."""
        scope = self._scope
        with self._store.reading() as snapshot:
            known = self._catalogue.on(snapshot, scope.on)
        return [info for info in known.values() if not scope.restricts or scope.admits(info)]

    def find(self, ref: str) -> list[DocumentInfo]:
        """Return the documents that `ref` means: an id, a path, a title, or the beginning of an id or of a title.

        Raises:
            UsageError: none is meant, or it is unclear which.
        """
        with self._store.reading() as snapshot:
            known = self._catalogue.on(snapshot, self._scope.on)
            return find_documents(ref, list(known.values()), snapshot.origins(), by_prefix=True)

    def document(self, id_: str) -> Document:
        """Return the whole document; raises UsageError when there is none of this id."""
        with self._store.reading() as snapshot:
            return snapshot.document(id_)

    def path_of(self, id_: str) -> Path:
        """Return the absolute path of the file as it was when it was added; raises UsageError like `document`."""
        with self._store.reading() as snapshot:
            return Path(snapshot.origin(id_))

    def passages(self, document_id: str) -> list[Passage]:
        """Return the passages of a document in its order; raises UsageError like `document`."""
        with self._store.reading() as snapshot:
            return snapshot.passages(document_id)

    def has_speakers(self, document_id: str) -> bool:
        """Return whether any passage of a document names who speaks, or an office; raises UsageError like `document`."""
        with self._store.reading() as snapshot:
            return snapshot.has_speakers(document_id)

    def paragraph(self, document_id: str, number: int) -> tuple[int, int, str]:
        """Return (start, end, text) of a paragraph that holds a passage; raises UsageError when there is none."""
        with self._store.reading() as snapshot:
            return snapshot.paragraph(document_id, number)

    @property
    def view(self) -> tuple[str, date]:
        """The state of the index and the day that counts: where both are the same, the same is found."""
        with self._store.reading() as snapshot:
            return snapshot.state(), self._scope.on

    def vocabulary_share(self, token: str) -> float:
        """Return the share 0..1 of the passages that hold a token of the full-text index (a pair of characters)."""
        return self._retriever.frequency_share(token)

    def check(self) -> list[str]:
        """Return in Chinese what is wrong with the index file, having read all of it; empty when it is well."""
        return problems(self._store)

    def close(self) -> None:
        """Let go of the files; the corpus cannot be used afterwards."""
        self._parser.close()
        self._retriever.close()
        self._vectors.close()
        self._store.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
