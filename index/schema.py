"""The layout of the index file, and how it is opened. Owns the SQL that creates and the rules that guard.

WAL mode, because readers keep working while a writer commits and a kill leaves a file that opens. Every commit is
synced (`synchronous=FULL`), because a committed document must survive the power going, too. Removed content is
overwritten with zeros (`secure_delete`), and the write-ahead log is emptied after each removal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from index.errors import (
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    PolicyQAError,
    StorageError,
)

FILE_NAME = "index.sqlite"
FORMAT_VERSION = 5
READING_VERSION = 2
"""Raised whenever files are read, repaired or split otherwise: what was read before is read anew when it is added again."""
APPLICATION_ID = 0x50514131  # "PQA1": tells this project's file from any other SQLite file
Signature = tuple[int, int, int]
_NO_SHARED_MEMORY = frozenset(
    {"SQLITE_CANTOPEN", "SQLITE_READONLY_CANTINIT", "SQLITE_READONLY_DIRECTORY"}
)
_BUSY_SECONDS = 10.0
_CACHE = "PRAGMA cache_size=-32768"  # KiB; it is also the first statement that opens the file

# Row numbers are never used again (AUTOINCREMENT): a view that holds vectors by row number can tell by the numbers
# alone what was added and what was removed since it last looked.
SCHEMA = """
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL UNIQUE,   -- absolute path of the file: says which document a changed file replaces
    sha256 TEXT NOT NULL UNIQUE,   -- of the file's bytes
    title TEXT NOT NULL, source TEXT NOT NULL,
    number TEXT, issuer TEXT, region TEXT, published TEXT, effective TEXT, expires TEXT,
    level TEXT, written TEXT,      -- rank of the issuer, day of the signature
    proofs TEXT NOT NULL, changes TEXT NOT NULL,   -- JSON: where each of these stands, what it does to others
    doubts TEXT NOT NULL,          -- JSON: which parts of the text may have been misread
    characters INTEGER NOT NULL, passages INTEGER NOT NULL, added TEXT NOT NULL,
    body BLOB NOT NULL, body_crc INTEGER NOT NULL   -- zlib of JSON: text, raw, segments, repairs, pages
);
CREATE TABLE paragraphs (
    document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL,
    text TEXT NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE passages (   -- the text of a passage is a slice of its paragraph
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL, paragraph INTEGER NOT NULL,
    id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
    section TEXT NOT NULL, speaker TEXT, role TEXT, question TEXT, label TEXT, page INTEGER,
    tokens_crc INTEGER NOT NULL   -- of what the full-text index was given: it must be given the same to forget it
);
CREATE INDEX passages_of_document ON passages (document);
CREATE TABLE vectors (passage INTEGER PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL);
CREATE VIRTUAL TABLE lexical USING fts5(
    text, context, content='', tokenize="ascii tokenchars '.%'"
);
"""


# By which version each document was read. Older indexes lack the table, and readers never need it.
READINGS = (
    "CREATE TABLE IF NOT EXISTS readings (document INTEGER PRIMARY KEY, version INTEGER NOT NULL)"
)
STATEMENTS = tuple(part.strip() for part in SCHEMA.split(";\n") if part.strip())


def open_writer(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection that can write to the index file; with `create`, to a new and empty one.

    Raises:
        IndexMissingError, IndexDamagedError, StorageError: see the messages.
    """
    if not create:
        _require(path)
    with explained(path):
        connection = _connect(path, "rwc" if create else "rw")
        try:
            if create:
                connection.execute("PRAGMA page_size=8192")
            _configure_writer(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def open_reader(path: Path) -> tuple[sqlite3.Connection, Signature | None]:
    """Return a connection that only reads, and the file's signature if it must not change under the connection.

    SQLite cannot make its shared memory file in a folder it may not write to. Then the file is opened as one that
    nobody changes: the caller opens it anew when its signature is another. With a write-ahead log beside it, what
    that holds would be missing, so that is refused.

    Raises:
        IndexMissingError, IndexDamagedError, StorageError: see the messages.
    """
    _require(path)
    with explained(path):
        connection = _connect(path, "ro")
        try:
            connection.execute(_CACHE)
            return connection, None
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname not in _NO_SHARED_MEMORY:
                raise
        except BaseException:
            connection.close()
            raise
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise StorageError(
                f"索引 {str(path)!r} 所在的文件夹只读，并且还有没有合并的改动（{log.name}）",
                "请把整个文件夹复制到可写的地方，在那里打开一次",
            )
        frozen = signature(path)
        connection = _connect(path, "ro", immutable=True)
        connection.execute(_CACHE)
        return connection, frozen


def signature(path: Path) -> Signature:
    """Return what changes when the file is written: inode, size in bytes, time of the last write in ns."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about `path` into the project's errors, each with its remedy.

    Raises:
        PolicyQAError: instead of any sqlite3.Error or OSError that the file or the disk can cause.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # misuse by this code: never the file's fault
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged file quotes its bytes
        raise damaged(path, str(error.reason)) from error
    except OSError as error:
        raise StorageError(
            f"无法读写 {str(error.filename or path)!r}（{error.strerror or error}）",
            "请检查磁盘空间和文件夹权限",
        ) from error


def setting(connection: sqlite3.Connection, path: Path, key: str) -> str:
    """Return a setting of the index at `path`.

    Raises:
        IndexDamagedError: it has none of this name.
    """
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise damaged(path, f"缺少设置 {key}")
    return str(row[0])


def damaged(path: Path, detail: str) -> IndexDamagedError:
    """Return the error for an index file that is not what was written."""
    return IndexDamagedError(
        f"索引文件 {str(path)!r} 已损坏（{detail}）",
        "请恢复备份，或删除索引文件夹后用 python -m qa add 重新收录",
    )


def not_ours(path: Path, *, empty: bool) -> PolicyQAError:
    """Return the error for a SQLite file that is not an index, or whose making was cut short."""
    if empty:
        return IndexMissingError(
            f"文件 {str(path)!r} 里还没有索引", "请先用 python -m qa add 收录文件，或检查 --index"
        )
    return IndexMismatchError(f"文件 {str(path)!r} 不是本程序的索引", "请检查 --index 指向的文件夹")


def _explain(error: sqlite3.Error, path: Path) -> PolicyQAError:
    name = getattr(error, "sqlite_errorname", "") or ""
    where = f"索引 {str(path)!r}"
    if name.startswith("SQLITE_FULL"):
        return StorageError(f"{where} 写入失败：磁盘已满", "已提交的内容没有丢失；请清理磁盘后重试")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return StorageError(
            f"{where} 只能读，不能写", "请检查文件和文件夹的权限，或换一个索引文件夹"
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return StorageError(f"{where} 无法打开", "请检查文件夹是否存在、是否有权限")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageError(f"{where} 一直被占用", "请等其他程序用完后重试")
    if name.startswith("SQLITE_IOERR"):
        return StorageError(f"{where} 读写出错（{name}）", "请检查磁盘是否已满或有故障")
    if name.startswith("SQLITE_TOOBIG"):
        return StorageError(f"{where} 放不下这么长的文本", "请把文件拆小后再收录")
    # Corrupt pages, a missing table, text that is not UTF-8: all mean that the file is not what was written.
    return damaged(path, str(error))


def _require(path: Path) -> None:
    if not path.is_file():
        raise IndexMissingError(
            f"文件夹 {str(path.parent)!r} 里没有索引",
            "请先用 python -m qa add 收录文件，或检查 --index",
        )


def _connect(path: Path, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}{'&immutable=1' if immutable else ''}"
    return sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=False
    )


def _configure_writer(connection: sqlite3.Connection) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(_CACHE)
