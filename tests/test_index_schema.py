"""Files that are no index, or not this one, or damaged, or read-only: one clear error each, or the truth."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index import schema
from index.errors import (
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    PolicyQAError,
    StorageError,
)
from index.health import problems
from index.lock import LOCK_NAME
from index.store import Identity, Store
from tests.fakes import plain_document, plain_passages
from tests.stores import EMBEDDER, IDENTITY, TEXT, found, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "index", IDENTITY, create=True)
    yield opened
    opened.close()


# --- what is not an index, or not this one ---


def test_no_index_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError) as caught:
        Store.open(tmp_path, IDENTITY)
    assert "add" in caught.value.remedy


@pytest.mark.parametrize("start", [b"", b"SQLite format 3\x00"])
def test_an_index_whose_making_was_cut_short_is_none(tmp_path: Path, start: bytes) -> None:
    (tmp_path / schema.FILE_NAME).write_bytes(start[:0])
    with pytest.raises(IndexMissingError):
        Store.open(tmp_path, IDENTITY)
    Store.open(tmp_path, IDENTITY, create=True).close()
    Store.open(tmp_path, IDENTITY).close()


def test_another_sqlite_file_is_not_taken_for_an_index(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / schema.FILE_NAME)
    connection.execute("PRAGMA application_id=7")
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    for create in (False, True):
        with pytest.raises(IndexMismatchError):
            Store.open(tmp_path, IDENTITY, create=create)


@pytest.mark.parametrize("create", [False, True])
def test_an_index_of_another_embedder_is_refused(store: Store, create: bool) -> None:
    other = Identity(embedder="other", fingerprint="other/64", dimensions=64)
    with pytest.raises(IndexMismatchError, match="hash") as caught:
        Store.open(store.path.parent, other, create=create)
    assert "add" in caught.value.remedy


def test_another_format_is_refused(store: Store) -> None:
    set_(store, "format", "99")
    with pytest.raises(IndexMismatchError, match="99"):
        Store.open(store.path.parent, IDENTITY)


def set_(store: Store, key: str, value: str) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE settings SET value = ? WHERE key = ?", (value, key))
    connection.close()


def test_an_index_of_older_tokens_is_made_again_by_a_writer_and_refused_to_a_reader(
    store: Store,
) -> None:
    document = plain_document(TEXT)
    put(store, document)
    with sqlite3.connect(store.path) as connection:
        connection.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
        connection.execute("UPDATE settings SET value = '0' WHERE key = 'lexical_version'")
    connection.close()
    with pytest.raises(IndexMismatchError):
        Store.open(store.path.parent, IDENTITY)
    again = Store.open(store.path.parent, IDENTITY, create=True)
    assert found(again, TEXT) == {document.id}
    again.close()


# --- damage ---


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    (tmp_path / schema.FILE_NAME).write_bytes(b"x" * 5000)
    for create in (False, True):
        with pytest.raises(IndexDamagedError) as caught:
            Store.open(tmp_path, IDENTITY, create=create)
        assert caught.value.remedy


def test_flipped_bits_are_noticed_or_harmless(tmp_path: Path) -> None:
    """Whatever byte is wrong: an error of ours, or exactly what was written. Never another text or figure."""
    store = Store.open(tmp_path, IDENTITY, create=True)
    documents = [plain_document(f"{TEXT}\n第{i}号", title=f"文件{i}") for i in range(8)]
    for document in documents:
        put(store, document)
    store.close()
    path = tmp_path / schema.FILE_NAME
    good = path.read_bytes()
    chance = np.random.default_rng(0)
    noticed = 0
    for _ in range(150):
        bad = bytearray(good)
        at = int(chance.integers(100, len(good)))
        bad[at] ^= 1 << int(chance.integers(8))
        path.write_bytes(bad)
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        opened = None
        try:
            opened = Store.open(tmp_path, IDENTITY)
            with opened.reading() as snapshot:
                for document in documents:
                    assert snapshot.document(document.id).text == document.text
                    texts = [p.text for p in snapshot.passages(document.id)]
                    assert texts == [p.text for p in plain_passages(document)]
                for numbers, vectors in snapshot.vectors():
                    assert len(numbers) == len(vectors)
        except PolicyQAError:
            noticed += 1
        finally:
            if opened:
                opened.close()
    assert noticed > 10


def test_check_finds_damage_that_no_question_has_met_yet(store: Store) -> None:
    put(store, plain_document(TEXT))
    assert problems(store) == []
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE vectors SET data = zeroblob(length(data)) WHERE passage = 2")
    connection.close()
    assert any("向量" in problem for problem in problems(store))
    with sqlite3.connect(store.path) as connection:
        connection.execute("DELETE FROM vectors WHERE passage = 2")
    connection.close()
    assert any("数目" in problem for problem in problems(store))


# --- read-only ---


def without_rights(folder: Path, check: Callable[[], object]) -> str:
    """Run `check` where `folder` cannot be written, and return what went wrong: as nobody if this is root."""
    folder.chmod(0o555)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        text = ""
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            check()
        except BaseException as error:
            text = f"{type(error).__name__} {error}"
        os.write(write, text.encode()[:4000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read().decode()
    os.waitpid(child, 0)
    folder.chmod(0o755)
    return text


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder below folders that everyone may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "index"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_read_only_folder_is_searched_and_not_written(public: Path) -> None:
    store = Store.open(public, IDENTITY, create=True)
    document = plain_document(TEXT)
    with store.writing() as writer:
        vectors = EMBEDDER.embed_passages(["a", "b", "c"])
        writer.add(document, plain_passages(document), vectors, origin="/a")
    store.close()
    log = store.path.with_name(store.path.name + "-wal")

    def search() -> None:
        opened = Store.open(public, IDENTITY)
        assert found(opened, TEXT) == {document.id}
        assert problems(opened) == []

    def write() -> None:
        with Store.open(public, IDENTITY).writing():
            pass

    # As a writer leaves it beside a reader; then as a copy of the one file that counts.
    assert without_rights(public, search) == ""
    for path in (log, store.path.with_name(store.path.name + "-shm")):
        path.unlink(missing_ok=True)
    assert without_rights(public, search) == ""
    (public / LOCK_NAME).unlink()
    assert without_rights(public, write).startswith("StorageError")
    log.write_bytes(b"changes that nobody has merged yet")
    assert "只读" in without_rights(public, search)


def test_a_reader_that_cannot_follow_a_writer_looks_again(store: Store) -> None:
    """Without shared memory a reader takes the file for unchanging; it must notice when it was changed."""
    put(store, first := plain_document("第一份"))
    store.close()
    frozen = Store(store.path, IDENTITY)
    frozen._frozen = schema.signature(store.path)
    frozen._idle = [schema._connect(store.path, "ro", immutable=True)]
    with frozen.reading() as snapshot:
        assert [info.id for info in snapshot.documents()] == [first.id]
    put(Store(store.path, IDENTITY), second := plain_document("第二份"))
    with frozen.reading() as snapshot:
        assert {info.id for info in snapshot.documents()} == {first.id, second.id}
    frozen.close()


def test_a_folder_that_cannot_be_written_is_said(store: Store) -> None:
    lock = store.path.parent / LOCK_NAME
    lock.unlink(missing_ok=True)
    lock.mkdir()
    with pytest.raises(StorageError) as caught, store.writing():
        pass
    assert "权限" in caught.value.remedy


def test_an_index_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PolicyQAError):
        Store.open(tmp_path / "file" / "index", IDENTITY, create=True)
