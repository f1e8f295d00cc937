"""What is written to the index file, each change one transaction. Owns the order of things that makes it safe."""

from __future__ import annotations

import json
import secrets
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index import lexical, rows, schema, upgrade
from index.errors import ReadError
from index.passages import of_document, storable
from index.tokens import LEXICAL_VERSION
from index.types import Document, Passage

# Far below the 2 000 levels that SQLite bears, and rare enough for the ten seconds that 100 000 passages take.
MOST_SWEEPS = 500
_INSERT_DOCUMENT = (
    f"INSERT INTO documents ({rows.INFO_COLUMNS}, origin, body, body_crc)"
    f" VALUES ({', '.join('?' * 21)})"
)
_INSERT_PASSAGE = (
    'INSERT INTO passages (document, paragraph, id, start, "end", kind, section,'
    " speaker, role, question, label, page, tokens_crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Writer:
    """Writes to the index while it is held alone; see `Store.writing`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, dimensions: int) -> None:
        self._connection = connection
        self._path = path
        self._dimensions = dimensions

    def add(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: np.ndarray,
        *,
        origin: str,
        replaces: Sequence[str] = (),
    ) -> None:
        """Put the document in place of the documents whose ids are in `replaces`: both happen, or neither.

        `vectors` has a row for each passage, L2-normalised; `origin` is the absolute path of the file. What the
        full-text index still holds of the replaced documents goes when the writer finishes, once for all of them.

        Raises:
            ReadError: the text cannot be stored, or a passage is not a slice of it.
            ModelError: the vectors are not what an embedder of this index gives.
            StorageError: the disk refuses; nothing has changed then.
        """
        data = storable(vectors, len(passages), self._dimensions)
        try:
            paragraphs = rows.paragraphs(document, passages)
            body = rows.pack_body(document)
        except UnicodeEncodeError as error:
            raise ReadError(
                f"文件 {document.source!r} 里有无法保存的字符（第 {error.start} 个字附近）",
                "请检查文件的编码",
            ) from error
        entries = [lexical.Entry.of(passage, document.title) for passage in passages]
        with self._transaction():
            self._connection.execute(schema.READINGS)
            for id_ in replaces:
                self._delete(id_)
            self._require_new(document)
            number = self._insert_document(document, body, origin, len(passages))
            self._connection.execute(
                "INSERT OR REPLACE INTO readings VALUES (?, ?)", (number, schema.READING_VERSION)
            )
            self._insert_paragraphs(number, paragraphs)
            numbered = [
                (self._insert_passage(number, passage, entry.crc), entry)
                for passage, entry in zip(passages, entries, strict=True)
            ]
            self._insert_vectors([row for row, _ in numbered], data)
            lexical.write(self._connection, numbered)
            self._count(len(passages))
            if replaces:
                self._set("unswept", "1")

    def remove(self, ids: Sequence[str]) -> None:
        """Remove the documents in one transaction; no byte of their texts is in the file when the writer finishes.

        Raises:
            StorageError: the disk refuses; nothing has changed then.
        """
        with self._transaction():
            for id_ in ids:
                self._delete(id_)
            self._sweep()
            self._set("unswept", "1")

    def moved(self, id_: str, *, origin: str, source: str) -> None:
        """Note that the document's file now lies elsewhere."""
        with self._transaction():
            self._connection.execute(
                "UPDATE documents SET origin = ?, source = ? WHERE id = ?", (origin, source, id_)
            )

    def upgrade(self) -> None:
        """Bring an index of an earlier format to this one, in one transaction."""
        with self._transaction():
            upgrade.upgrade(self._connection, self._get("format"))
            self._set("format", str(schema.FORMAT_VERSION))

    def rebuild_lexical(self) -> None:
        """Make the full-text index again from the texts, by the tokens of today."""
        with self._transaction():
            self._rebuild_lexical()
            self._set("lexical_version", str(LEXICAL_VERSION))

    def _sweep(self) -> None:
        """Leave no token of a removed passage in the full-text index, now and after any number of removals.

        Every sweep puts one level more on the structure that FTS5 keeps, and beyond 2 000 levels SQLite takes it
        for damaged; made anew, it starts from none.
        """
        swept = int(self._get("sweeps")) + 1
        if swept < MOST_SWEEPS:
            lexical.sweep(self._connection)
        else:
            self._rebuild_lexical()
            swept = 0
        self._set("sweeps", str(swept))

    def _rebuild_lexical(self) -> None:
        lexical.clear(self._connection)
        documents = self._connection.execute("SELECT row, title FROM documents").fetchall()
        for number, title in documents:
            entries = self._entries(number, title)
            lexical.write(self._connection, entries)
            self._connection.executemany(
                "UPDATE passages SET tokens_crc = ? WHERE row = ?",
                [(entry.crc, row) for row, entry in entries],
            )

    def _entries(self, number: int, title: str) -> list[tuple[int, lexical.Entry]]:
        """Return what the full-text index is given for the passages of a document."""
        return [
            (row, lexical.Entry.of(passage, title))
            for row, passage in of_document(self._connection, self._path, number)
        ]

    def finish(self) -> None:
        """Leave one file, without a trace of what was removed, also by a writer that was killed before it could.

        The write-ahead log is moved into the file and cut to nothing: it holds pages from before a removal, and a
        folder that is made read-only later must not need it. After a removal that waits for readers of older
        states, ten seconds at most; where one reads longer, the next writer does it.
        """
        with schema.explained(self._path):
            removed = self._get("unswept") == "1"
            if removed:
                with self._transaction(new_state=False):
                    self._sweep()
            else:
                self._connection.execute("PRAGMA busy_timeout=0")
            busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if removed and not busy:
                with self._transaction(new_state=False):
                    self._set("unswept", "0")
                self._connection.execute("PRAGMA busy_timeout=0")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _delete(self, id_: str) -> None:
        """Delete one document inside the transaction."""
        row = self._connection.execute(
            "SELECT row, title FROM documents WHERE id = ?", (id_,)
        ).fetchone()
        if row is None:
            return
        number, title = row
        entries = self._entries(number, title)
        given = self._connection.execute(
            "SELECT row, tokens_crc FROM passages WHERE document = ? ORDER BY row", (number,)
        ).fetchall()
        same = given == [(row, entry.crc) for row, entry in entries]
        if same:
            lexical.erase(self._connection, entries)
        for statement in (
            "DELETE FROM vectors WHERE passage IN (SELECT row FROM passages WHERE document = ?)",
            "DELETE FROM passages WHERE document = ?",
            "DELETE FROM paragraphs WHERE document = ?",
            "DELETE FROM documents WHERE row = ?",
        ):
            self._connection.execute(statement, (number,))
        self._count(-len(entries))
        if (
            not same
        ):  # other tokens than those of today were indexed: only making it anew forgets them
            self._rebuild_lexical()

    def _require_new(self, document: Document) -> None:
        row = self._connection.execute(
            "SELECT source FROM documents WHERE id = ? OR sha256 = ?",
            (document.id, document.sha256),
        ).fetchone()
        if row is not None:
            raise ReadError(
                f"文件 {document.source!r} 与已收录的 {row[0]!r} 编号相同", "请先删除其中一个"
            )

    def _insert_document(self, document: Document, body: bytes, origin: str, count: int) -> int:
        # To the microsecond: it also tells one reading of a document from the next.
        added = datetime.now(UTC).isoformat(timespec="microseconds")
        cursor = self._connection.execute(
            _INSERT_DOCUMENT,
            (
                document.id, document.title, document.source, document.sha256,
                document.number, document.issuer, document.region,
                document.published, document.effective, document.expires,
                document.level, document.written,
                rows.pack_facts(document.proofs), rows.pack_facts(document.changes),
                rows.pack_doubts(document.doubts),
                len(document.text), count, added, origin, body, zlib.crc32(body),
            ),
        )  # fmt: skip
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _insert_paragraphs(self, document: int, paragraphs: Mapping[int, tuple[int, str]]) -> None:
        self._connection.executemany(
            "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?)",
            [
                (document, n, start, text, zlib.crc32(text.encode("utf-8")))
                for n, (start, text) in paragraphs.items()
            ],
        )

    def _insert_vectors(self, passages: Sequence[int], vectors: np.ndarray) -> None:
        self._connection.executemany(
            "INSERT INTO vectors VALUES (?, ?, ?)",
            [
                (row, vector.tobytes(), zlib.crc32(vector.tobytes()))
                for row, vector in zip(passages, vectors, strict=True)
            ],
        )

    def _insert_passage(self, document: int, p: Passage, tokens_crc: int) -> int:
        section = json.dumps(p.section, ensure_ascii=False, separators=(",", ":"))
        cursor = self._connection.execute(
            _INSERT_PASSAGE,
            (
                document, p.paragraph, p.id, p.start, p.end, p.kind, section,
                p.speaker, p.role, p.question, p.label, p.page, tokens_crc,
            ),
        )  # fmt: skip
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    @contextmanager
    def _transaction(self, *, new_state: bool = True) -> Iterator[None]:
        """Everything inside is committed, or nothing is; as the next generation if it changes what is found."""
        with schema.explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                if new_state:
                    self._set("generation", str(int(self._get("generation")) + 1))
                    self._set("state", secrets.token_hex(8))
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _count(self, change: int) -> None:
        self._set("passages", str(int(self._get("passages")) + change))

    def _get(self, key: str) -> str:
        return schema.setting(self._connection, self._path, key)

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("UPDATE settings SET value = ? WHERE key = ?", (value, key))
