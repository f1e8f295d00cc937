"""The index file as the only truth: opens it, guards what it is, reads it in snapshots, writes it in transactions.

Owns connections and transactions. What is read and written inside them is in `reading` and `writing`; the layout and
the errors are in `schema`. Knows no embedder, only its fingerprint.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index import lexical, schema, upgrade
from index.errors import IndexMismatchError, IndexMissingError
from index.lock import WriterLock
from index.reading import Snapshot
from index.tokens import LEXICAL_VERSION
from index.writing import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose vectors the index holds: `fingerprint` decides, `embedder` is its name for people."""

    embedder: str
    fingerprint: str
    dimensions: int


class Store:
    """An open index. Methods may be called from several threads; each snapshot has a connection of its own."""

    def __init__(self, path: Path, identity: Identity) -> None:
        """Use `open` instead: it checks what `path` is."""
        self.path = path
        self.identity = identity
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        self._frozen: schema.Signature | None = None

    @classmethod
    def open(cls, folder: Path, identity: Identity, *, create: bool = False) -> Store:
        """Return the store of `folder`, checked to hold vectors of `identity` in a layout that this code reads.

        With `create`, an index is made where there is none, one of an earlier format is brought to this one, and a
        full-text index made by an earlier version of the tokens is made again.

        Raises:
            IndexMissingError, IndexMismatchError, IndexDamagedError, StorageError, IndexBusyError: see the messages.
        """
        path = folder / schema.FILE_NAME
        store = cls(path, identity)
        try:
            if create and not _made(path):
                _make(path, identity)
            with store.reading() as snapshot:
                settings = snapshot.settings()
            if create and settings["format"] in upgrade.FROM:
                store._check(settings | {"format": str(schema.FORMAT_VERSION)})
                with store.writing() as writer:
                    writer.upgrade()
                with store.reading() as snapshot:
                    settings = snapshot.settings()
            store._check(settings)
            if settings["lexical_version"] != str(LEXICAL_VERSION):
                if not create:
                    raise IndexMismatchError(
                        f"索引 {str(path)!r} 的全文检索是旧版本的",
                        "请运行一次 python -m qa add（任一文件），它会自动更新",
                    )
                with store.writing() as writer:
                    writer.rebuild_lexical()
        except BaseException:
            store.close()
            raise
        return store

    def _check(self, settings: Mapping[str, str]) -> None:
        if settings["format"] in upgrade.FROM:
            raise IndexMismatchError(
                f"索引 {str(self.path)!r} 是旧格式 {settings['format']}，本程序读格式 {schema.FORMAT_VERSION}",
                "请运行一次 python -m qa add（任一文件），它会原地升级，已收录的文件不用重新收录",
            )
        if settings["format"] != str(schema.FORMAT_VERSION):
            raise IndexMismatchError(
                f"索引 {str(self.path)!r} 是格式 {settings['format']}，本程序读格式 {schema.FORMAT_VERSION}",
                "请用建它的版本打开，或换一个文件夹用 python -m qa add 重新收录",
            )
        if settings["fingerprint"] != self.identity.fingerprint:
            raise IndexMismatchError(
                f"索引 {str(self.path)!r} 由向量模型 {settings['embedder']!r} 建立，"
                f"现在用的是 {self.identity.embedder!r}",
                "请改回原来的模型，或换一个文件夹用 python -m qa add 重新收录",
            )

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Give a view of one committed state, which stays the same while others write.

        Raises:
            PolicyQAError: the file cannot be read or is damaged.
        """
        with schema.explained(self.path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield Snapshot(connection, self.path, self.identity.dimensions)
            except BaseException:
                connection.close()  # in doubt about its state, a new one is cheap
                raise
            connection.execute("COMMIT")
            with self._guard:
                if not self._closed:
                    self._idle.append(connection)
                    return
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Give the means to write, held alone until left. Each change is its own transaction.

        Raises:
            IndexBusyError: another writer is at work.
            StorageError: the file cannot be written.
        """
        with WriterLock(self.path.parent):
            connection = schema.open_writer(self.path)
            try:
                writer = Writer(connection, self.path, self.identity.dimensions)
                yield writer
                writer.finish()
            finally:
                connection.close()

    def close(self) -> None:
        """Close all connections."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise RuntimeError("the store is closed")
            if self._frozen is not None and schema.signature(self.path) != self._frozen:
                for connection in self._idle:
                    connection.close()
                self._idle.clear()
            if self._idle:
                return self._idle.pop()
        connection, frozen = schema.open_reader(self.path)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application != schema.APPLICATION_ID:
                raise schema.not_ours(self.path, empty=application == 0)
            lexical.prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._frozen = frozen
        return connection


def _made(path: Path) -> bool:
    """Tell whether there is a finished index; one whose making was cut short counts as none."""
    if not path.is_file():
        return False
    try:
        with schema.explained(path):
            connection, _ = schema.open_reader(path)
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            connection.close()
    except IndexMissingError:
        return False
    return bool(tables)


def _make(path: Path, identity: Identity) -> None:
    with schema.explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with WriterLock(path.parent), schema.explained(path):
        connection = schema.open_writer(path, create=True)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for statement in schema.STATEMENTS:
                connection.execute(statement)
            connection.executemany(
                "INSERT INTO settings VALUES (?, ?)",
                {
                    "format": str(schema.FORMAT_VERSION),
                    "index": secrets.token_hex(16),
                    "embedder": identity.embedder,
                    "fingerprint": identity.fingerprint,
                    "dimensions": str(identity.dimensions),
                    "lexical_version": str(LEXICAL_VERSION),
                    "generation": "0",
                    "state": secrets.token_hex(8),
                    "passages": "0",
                    "unswept": "0",
                    "sweeps": "0",
                }.items(),
            )
            connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            connection.execute("COMMIT")
        finally:
            connection.close()
