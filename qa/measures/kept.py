"""What was read of documents before, in a file beside the index: derived, and made anew when code or documents change.

Nothing depends on the file: what is not in it, or cannot be read from it, is read from the document again."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

from index.types import Document, DocumentInfo, Passage
from qa.measures import find_measures
from qa.measures.codec import decode, encode
from qa.measures.types import Measures

FILE = "measures.sqlite"
_ROOT = Path(__file__).resolve().parents[2]
# The code that decides what is read: a change of any of it makes the file worthless.
_CODE = ("qa/measures/*.py", "qa/figures/*.py", "index/numer*.py", "index/*_numerals.py", "index/regions.py", "index/fold.py")  # fmt: skip


class Readable(Protocol):
    """A document with its passages."""

    document: Document

    @property
    def passages(self) -> tuple[Passage, ...]: ...


class Kept:
    """The file of one index folder."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Use `open` instead."""
        self._connection = connection
        self._writing = connection is not None

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator[Kept]:
        """Open the file in the index folder; where that cannot be written, nothing is kept."""
        connection = None
        try:
            connection = sqlite3.connect(folder / FILE, timeout=2)
            connection.execute("pragma secure_delete = on")
            connection.execute("create table if not exists kept (key text primary key, body text)")
        except sqlite3.Error:
            connection = None
        kept = cls(connection)
        try:
            yield kept
        finally:
            kept.close()

    def measures(self, info: DocumentInfo, source: Readable) -> Measures:
        """Return the measures of the document, read now where they are not kept."""
        key = _key(info)
        body = self._one(key)
        if body is not None:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                return decode(body, source.document.text)
        found = find_measures(source.document, source.passages)
        self._write(
            "insert or replace into kept values (?, ?)", (key, encode(found, source.document.text))
        )
        return found

    def holds(self, info: DocumentInfo) -> bool:
        """Whether the measures of the document are kept."""
        return self._one(_key(info)) is not None

    def silent(self, info: DocumentInfo) -> bool:
        """Whether it is known that the document states no measures and repeals nothing."""
        body = self._one(_key(info))
        return body is not None and '"measures":' not in body and '"repeals":' not in body

    def prune(self, documents: Iterable[DocumentInfo]) -> None:
        """Forget what is not of these documents, so that nothing stays of those that were removed."""
        if self._connection is None:
            return
        wanted = {_key(info) for info in documents}
        with contextlib.suppress(sqlite3.Error):
            gone = [
                (key,)
                for (key,) in self._connection.execute("select key from kept")
                if key not in wanted
            ]
            if gone:
                self._connection.executemany("delete from kept where key = ?", gone)
                self._connection.commit()

    def close(self) -> None:
        """Write what is left and let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.commit()
            self._connection.close()
            self._connection = None

    def _one(self, key: str) -> str | None:
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("select body from kept where key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return None if row is None else str(row[0])

    def _write(self, statement: str, values: tuple[str, ...]) -> None:
        if self._connection is None or not self._writing:
            return
        try:
            self._connection.execute(statement, values)
        except sqlite3.Error:
            # A full disk, another writer: not kept. Not tried again, which would be waited for each time.
            self._writing = False


def _key(info: DocumentInfo) -> str:
    # `added` tells one reading of the same bytes from the next, which may give another text.
    return f"{_version()}:{info.id}:{info.sha256}:{info.added}:{info.region or ''}"


@cache
def _version() -> str:
    """Return the hash of the code that reads."""
    hashed = hashlib.sha256()
    for pattern in _CODE:
        for path in sorted(_ROOT.glob(pattern)):
            hashed.update(path.read_bytes())
    return hashed.hexdigest()[:16]
