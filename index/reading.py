"""What is read from the index file, inside one transaction: documents, passages, vectors, postings. Changes nothing."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np

from index import lexical, passages, rows, schema
from index.errors import UsageError
from index.passages import Found, Stored
from index.types import Document, DocumentInfo, Passage

# Rows fetched at a time: large enough to be fast, small enough that 300 000 vectors need no second copy.
_CHUNK = 20_000
_SAMPLE = 256
LEAST_SPREAD = 0.01
"""No embedder puts all texts nearer together; an index of a few passages cannot say how near it puts them."""
_SETTINGS = (
    "format",
    "index",
    "embedder",
    "fingerprint",
    "dimensions",
    "lexical_version",
    "generation",
    "state",
    "passages",
    "unswept",
    "sweeps",
)


class Snapshot:
    """One committed state of the index; see `Store.reading`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, dimensions: int) -> None:
        self._connection = connection
        self._path = path
        self._dimensions = dimensions

    def settings(self) -> dict[str, str]:
        """Return all settings of the file.

        Raises:
            IndexDamagedError: one that every index has is missing.
        """
        found = dict(self._connection.execute("SELECT key, value FROM settings").fetchall())
        for key in _SETTINGS:
            if key not in found:
                raise schema.damaged(self._path, f"缺少设置 {key}")
        return found

    def generation(self) -> int:
        """Return the number of changes made so far."""
        return int(self._setting("generation"))

    def state(self) -> str:
        """Return the random name of this state: another one whenever the content is another."""
        return self._setting("state")

    def _setting(self, key: str) -> str:
        return schema.setting(self._connection, self._path, key)

    # --- documents ---

    def documents(self) -> list[DocumentInfo]:
        """Return all documents, by title, then id."""
        query = f"SELECT {rows.INFO_COLUMNS} FROM documents ORDER BY title, id"
        return [passages.info(self._path, row) for row in self._connection.execute(query)]

    def origins(self) -> dict[str, str]:
        """Return document id -> absolute path of its file."""
        return dict(self._connection.execute("SELECT id, origin FROM documents").fetchall())

    def origin(self, id_: str) -> str:
        """Return the absolute path of the document's file as it was when it was added; raises UsageError."""
        row = self._connection.execute(
            "SELECT origin FROM documents WHERE id = ?", (id_,)
        ).fetchone()
        if row is None:
            raise unknown_document(id_)
        return str(row[0])

    def is_read_anew(self, id_: str) -> bool:
        """Return whether this program reads files otherwise than the one that read the document; raises UsageError."""
        row = self._number(id_)
        known = self._connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'readings'"
        ).fetchone()
        query = "SELECT version FROM readings WHERE document = ?"
        found = self._connection.execute(query, (row,)).fetchone() if known else None
        return found is None or int(found[0]) != schema.READING_VERSION

    def by_origin(self, origin: str) -> DocumentInfo | None:
        """Return the document of the file at the absolute path."""
        return self._info("origin = ?", origin)

    def by_sha256(self, sha256: str) -> DocumentInfo | None:
        """Return the document whose file has this hash."""
        return self._info("sha256 = ?", sha256)

    def _info(self, condition: str, value: str | int) -> DocumentInfo | None:
        query = f"SELECT {rows.INFO_COLUMNS} FROM documents WHERE {condition}"
        row = self._connection.execute(query, (value,)).fetchone()
        return passages.info(self._path, row) if row else None

    def document(self, id_: str) -> Document:
        """Return the whole document.

        Raises:
            UsageError: there is none of this id.
            IndexDamagedError: it is not what was written.
        """
        query = f"SELECT body, body_crc, {rows.INFO_COLUMNS} FROM documents WHERE id = ?"
        row = self._connection.execute(query, (id_,)).fetchone()
        if row is None:
            raise unknown_document(id_)
        return self._unpack(*row)

    def _unpack(self, body: bytes, crc: int, *columns: object) -> Document:
        if zlib.crc32(body) != crc:
            raise schema.damaged(self._path, f"文件 {columns[0]} 的校验和不符")
        return rows.unpack_document(columns, body)

    # --- passages ---

    def passages(self, id_: str) -> list[Passage]:
        """Return the passages of a document in their order.

        Raises:
            UsageError: there is no such document.
        """
        return [
            passage
            for _, passage in passages.of_document(self._connection, self._path, self._number(id_))
        ]

    def has_speakers(self, id_: str) -> bool:
        """Return whether any passage of a document names who speaks, or an office; without reading their texts.

        Raises:
            UsageError: there is no such document.
        """
        query = "SELECT 1 FROM passages WHERE document = ? AND (speaker > '' OR role > '') LIMIT 1"
        return self._connection.execute(query, (self._number(id_),)).fetchone() is not None

    def paragraph(self, id_: str, number: int) -> tuple[int, int, str]:
        """Return (start, end, text) of a paragraph that holds a passage.

        Raises:
            UsageError: there is no such document or paragraph.
            IndexDamagedError: the text is not what was written.
        """
        row = self._connection.execute(
            "SELECT start, text, crc FROM paragraphs WHERE document = ? AND number = ?",
            (self._number(id_), number),
        ).fetchone()
        if row is None:
            raise UsageError(f"文件 {id_!r} 没有第 {number} 段", "请用 python -m qa list 查看")
        start, text = row[0], passages.intact(self._path, row[1], row[2])
        return start, start + len(text), text

    def _number(self, id_: str) -> int:
        row = self._connection.execute("SELECT row FROM documents WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise unknown_document(id_)
        return int(row[0])

    def found(self, numbers: Sequence[int]) -> list[Found]:
        """Return what ranking needs of the passages of these row numbers; see `passages.found`."""
        return passages.found(self._connection, self._path, self._dimensions, numbers)

    def stored(self, numbers: Sequence[int]) -> dict[int, Stored]:
        """Return row number -> passage with its document and its whole paragraph, for those that exist."""
        return passages.stored(self._connection, self._path, numbers)

    # --- views ---

    def count(self) -> int:
        """Return the number of passages."""
        return int(self._setting("passages"))

    def numbers(self) -> np.ndarray:
        """Return the row numbers of all passages, ascending, of shape (n,) and type int64."""
        found = self._connection.execute("SELECT row FROM passages ORDER BY row").fetchall()
        return np.fromiter((row for (row,) in found), np.int64, len(found))

    def numbers_of(self, ids: Collection[str]) -> np.ndarray:
        """Return the row numbers of the passages of these documents, ascending, of type int64."""
        found = self._connection.execute(
            "SELECT p.row FROM passages p JOIN documents d ON d.row = p.document"
            " WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY p.row",
            (json.dumps(sorted(ids)),),
        ).fetchall()
        return np.fromiter((row for (row,) in found), np.int64, len(found))

    def vectors(self, after: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield (row numbers, vectors) in chunks, ascending, of passages with numbers above `after`.

        Raises:
            IndexDamagedError: a vector is not what was written.
        """
        cursor = self._connection.execute(
            "SELECT passage, data, crc FROM vectors WHERE passage > ? ORDER BY passage", (after,)
        )
        while chunk := cursor.fetchmany(_CHUNK):
            yield passages.matrix(self._path, self._dimensions, chunk)

    def vectors_of(self, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return (row numbers, vectors) of these passages, those that exist, ascending.

        Raises:
            IndexDamagedError: a vector is not what was written.
        """
        return passages.matrix(
            self._path,
            self._dimensions,
            self._connection.execute(
                f"SELECT passage, data, crc FROM vectors WHERE passage IN ({passages.marks(numbers)}) ORDER BY passage",
                numbers,
            ).fetchall(),
        )

    def spread(self) -> float:
        """Return the standard deviation of the cosines between passages, from a sample that is always the same."""
        first, last = self._connection.execute("SELECT min(row), max(row) FROM passages").fetchone()
        if first is None:
            return LEAST_SPREAD
        wanted = np.linspace(first, last, _SAMPLE).astype(np.int64).tolist()
        # Not by numpy's unique, which loads numpy.ma for it.
        _, vectors = self.vectors_of(sorted(set(wanted)))
        if len(vectors) < 2:
            return LEAST_SPREAD
        single = vectors.astype(np.float32)
        cosines = (single @ single.T)[np.triu_indices(len(single), 1)]
        return max(float(cosines.std()), LEAST_SPREAD)

    # --- full text ---

    def frequencies(self, tokens: Sequence[str]) -> dict[str, lexical.Frequency]:
        """Return in how many passages each of the tokens occurs."""
        return lexical.frequencies(self._connection, tokens)

    def search(
        self, tokens: Sequence[str], limit: int, allowed: np.ndarray | None = None
    ) -> list[int]:
        """Return the row numbers of the best (`allowed`) passages for the tokens by BM25, the best first."""
        return lexical.search(self._connection, tokens, limit, allowed)

    def holding(self, token: str) -> set[int]:
        """Return the row numbers of the passages whose text or context holds the token."""
        return lexical.holding(self._connection, token)

    # --- health ---

    def structure(self) -> list[str]:
        """Return what SQLite finds wrong with its own structures; reads the whole file."""
        found = [row[0] for row in self._connection.execute("PRAGMA quick_check(5)")]
        return [] if found == ["ok"] else found

    def check_lexical(self) -> None:
        """Read the whole full-text index; SQLite raises where it is not what was written.

        FTS5 checks only what it may write to. A copy is checked, which SQLite keeps in memory or a file of its own, so
        that nothing is changed here and no writer is held up.
        """
        with contextlib.closing(sqlite3.connect("", isolation_level=None)) as copy:
            self._connection.backup(copy)
            lexical.check(copy)

    def totals(self) -> dict[str, int]:
        """Return how many passages each part of the file says there are: the same number when it is well."""
        tables = {"段落": "passages", "向量": "vectors", "全文检索": "lexical_docsize"}
        totals = {
            name: int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for name, table in tables.items()
        }
        return {**totals, "计数": self.count()}


def unknown_document(ref: str) -> UsageError:
    """Return the error for a reference that means no document."""
    return UsageError(f"索引里没有文件 {ref!r}", "请用 python -m qa list 查看")
