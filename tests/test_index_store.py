"""The index file: what goes in comes out, all or nothing, one writer, no trace of what was removed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import schema
from index.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    ModelError,
    PolicyQAError,
    ReadError,
    StorageError,
)
from index.health import problems
from index.lock import LOCK_NAME
from index.store import Identity, Store
from index.tokens import lexical_tokens
from index.types import Document, Passage, Repair, Segment
from tests.fakes import HashEmbedder, plain_document, plain_passages

EMBEDDER = HashEmbedder()
IDENTITY = Identity(
    embedder=EMBEDDER.name, fingerprint=EMBEDDER.fingerprint, dimensions=EMBEDDER.dimensions
)
TEXT = "全省培育专精特新企业六百家。\n对首次认定的企业补助30万元。\n由工业和信息化厅负责。"


def put(
    store: Store, document: Document, *, origin: str = "", replaces: tuple[str, ...] = ()
) -> None:
    passages = plain_passages(document)
    with store.writing() as writer:
        writer.add(
            document,
            passages,
            EMBEDDER.embed_passages([p.text for p in passages]),
            origin=origin or f"/files/{document.id}",
            replaces=replaces,
        )


def found(store: Store, text: str) -> set[str]:
    """The ids of the documents that the full-text index finds for any token of the text."""
    with store.reading() as snapshot:
        numbers = snapshot.search(sorted(set(lexical_tokens(text))), 1000)
        return {each.document.id for each in snapshot.stored(numbers).values()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "index", IDENTITY, create=True)
    yield opened
    opened.close()


# --- round trip ---


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    document = Document(
        id="dabc",
        title="关于支持企业的通知",
        source="政策/通知.txt",
        text=TEXT,
        sha256="f" * 64,
        number="某府〔2026〕1号",
        issuer="某省人民政府",
        region="某省",
        published="2026-01-02",
        effective="2026-02-01",
        expires="2028-12-31",
        pages=(0, 15),
        raw="全省培育专精特\n新企业六百家。\n其余略",
        segments=(Segment(start=0, end=7, raw_start=0), Segment(start=7, end=14, raw_start=8)),
        repairs=(Repair(kind="joined", raw_start=7, raw_end=8, confidence=0.9, note="断行"),),
    )
    put(store, document)
    with store.reading() as snapshot:
        assert snapshot.document("dabc") == document
        assert snapshot.passages("dabc") == list(plain_passages(document))
        (info,) = snapshot.documents()
    assert (info.id, info.title, info.number, info.expires) == (
        "dabc",
        document.title,
        document.number,
        document.expires,
    )
    assert (info.characters, info.passages) == (len(TEXT), 3)


def test_what_a_passage_knows_of_its_context_comes_back(store: Store) -> None:
    document = plain_document(TEXT)
    passage = Passage(
        id="p",
        document_id=document.id,
        start=2,
        end=6,
        text=TEXT[2:6],
        paragraph=7,
        paragraph_start=0,
        paragraph_end=14,
        kind="table",
        section=("第一章 总则", '带"引号"和\\的标题'),
        speaker="李某",
        role="厅长",
        question="补助多少？",
        label="一是",
        page=3,
    )
    with store.writing() as writer:
        writer.add(document, [passage], EMBEDDER.embed_passages(["x"]), origin="/x")
    with store.reading() as snapshot:
        assert snapshot.passages(document.id) == [passage]
        assert snapshot.paragraph(document.id, 7) == (0, 14, TEXT[:14])
        assert snapshot.stored([1])[1].paragraph_text == TEXT[:14]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(min_size=1, max_size=60).filter(lambda text: text.strip("\n").strip()))
def test_any_text_is_stored_exactly_or_refused_by_name(store: Store, text: str) -> None:
    document = plain_document(text)
    passages = plain_passages(document)
    if not passages:
        return
    try:
        put(store, document)
    except ReadError as error:
        if "编号相同" not in error.message:
            assert any(0xD800 <= ord(c) < 0xE000 for c in text)
        return
    with store.reading() as snapshot:
        assert snapshot.document(document.id).text == text
        assert snapshot.passages(document.id) == list(passages)


def test_a_passage_that_is_no_slice_of_its_document_is_refused(store: Store) -> None:
    document = plain_document(TEXT)
    other = plain_passages(plain_document(TEXT.replace("30", "50")))
    with store.writing() as writer, pytest.raises(ReadError):
        writer.add(document, other, EMBEDDER.embed_passages(["a"] * 3), origin="/x")


@pytest.mark.parametrize(
    "vectors",
    [
        np.ones((2, 64), np.float32),
        np.zeros((3, 64), np.float32),
        np.full((3, 64), np.nan, np.float32),
        np.ones((3, 8), np.float32) / np.sqrt(8),
    ],
)
def test_vectors_that_are_none_are_refused(store: Store, vectors: np.ndarray) -> None:
    document = plain_document(TEXT)
    with store.writing() as writer, pytest.raises(ModelError):
        writer.add(document, plain_passages(document), vectors, origin="/x")
    assert found(store, TEXT) == set()


# --- one transaction each ---


def test_a_change_is_seen_as_a_new_generation_and_state(store: Store) -> None:
    seen = []
    for text in ("甲文件的内容", "乙文件的内容"):
        put(store, plain_document(text))
        with store.reading() as snapshot:
            seen.append((snapshot.generation(), snapshot.state()))
    assert [generation for generation, _ in seen] == [1, 2]
    assert seen[0][1] != seen[1][1]


def test_replacing_is_all_or_nothing(store: Store) -> None:
    old, new = plain_document("旧文件写明补助十万元"), plain_document("新文件写明补助廿万元")
    put(store, old, origin="/a")
    other = plain_document("另一个文件")
    put(store, other, origin="/b")
    broken = plain_document("坏")
    passages = plain_passages(broken)
    with store.writing() as writer, pytest.raises(PolicyQAError):
        # /b is taken: the insertion fails after the deletion.
        writer.add(
            broken, passages, EMBEDDER.embed_passages(["坏"]), origin="/b", replaces=[old.id]
        )
    assert found(store, "旧文件写明补助") == {old.id, other.id}
    put(store, new, origin="/a", replaces=(old.id,))
    with store.reading() as snapshot:
        assert {info.id for info in snapshot.documents()} == {new.id, other.id}


def test_a_reader_keeps_its_state_while_others_write(store: Store) -> None:
    first, second = plain_document("第一个文件"), plain_document("第二个文件")
    put(store, first)
    with store.reading() as before:
        assert len(before.documents()) == 1
        put(store, second)
        assert len(before.documents()) == 1
        with store.reading() as after:
            assert len(after.documents()) == 2


def test_a_full_disk_changes_nothing_and_says_so(store: Store) -> None:
    put(store, plain_document(TEXT))
    big = plain_document("\n".join(f"第{i}段写了许多内容" for i in range(3000)), title="大")
    passages = plain_passages(big)
    vectors = EMBEDDER.embed_passages([p.text for p in passages])
    with store.writing() as writer:
        pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
        writer._connection.execute(f"PRAGMA max_page_count={pages + 4}")
        with pytest.raises(StorageError, match="磁盘已满") as caught:
            writer.add(big, passages, vectors, origin="/big")
        assert caught.value.remedy
    with store.reading() as snapshot:
        assert [info.title for info in snapshot.documents()] == ["样例"]
    assert problems(store) == []


# --- one writer ---


def test_a_second_writer_is_refused_at_once_in_this_process_and_in_another(store: Store) -> None:
    script = (
        "import sys; from pathlib import Path; from index.lock import WriterLock\n"
        "from index.errors import IndexBusyError\n"
        "try:\n    WriterLock(Path(sys.argv[1])).__enter__()\n"
        "except IndexBusyError:\n    sys.exit(7)\n"
    )
    command = [sys.executable, "-c", script, str(store.path.parent)]
    with store.writing():
        with pytest.raises(IndexBusyError), store.writing():
            pass
        assert subprocess.run(command, timeout=30).returncode == 7
        assert found(store, TEXT) == set()  # reading goes on
    assert subprocess.run(command, timeout=30).returncode == 0


def test_a_writer_that_fails_lets_go_of_the_index(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    put(store, plain_document(TEXT))


def test_many_threads_read_while_one_writes(store: Store) -> None:
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                with store.reading() as snapshot:
                    documents = snapshot.documents()
                    if sum(info.passages for info in documents) != snapshot.count():
                        wrong.append("torn")
            except Exception as error:
                wrong.append(error)
                return

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    documents = [plain_document(f"第{i}号文件\n共两段") for i in range(12)]
    for document in documents:
        put(store, document)
    with store.writing() as writer:
        writer.remove([document.id for document in documents[::2]])
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


# --- removal ---


def bytes_on_disk(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.iterdir()))


def rare(seed: int, length: int) -> str:
    """A text of characters that stand nowhere else, so that any trace of it can be told."""
    chance = np.random.default_rng(seed)
    return "".join(chr(code) for code in chance.integers(0x3400, 0x4DB0, length))


def traces(store: Store, text: str) -> list[bytes]:
    """The pieces of three characters of `text` that stand somewhere in the index folder."""
    data = bytes_on_disk(store)
    pieces = {text[i : i + 3].encode() for i in range(0, len(text) - 3)}
    return [piece for piece in pieces if piece in data]


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_nothing_of_a_removed_document_stays_in_the_files(store: Store, how: str) -> None:
    texts = [
        "\n".join(rare(10 * i + j, length) for j, length in enumerate((6, 40, 300)))
        for i in range(6)
    ]
    documents = [plain_document(text, title=rare(1000 + i, 9)) for i, text in enumerate(texts)]
    for i, document in enumerate(documents):
        put(store, document, origin=f"/{rare(2000 + i, 9)}")
    assert traces(store, texts[2])
    gone = documents[1::3]
    if how == "removed":
        with store.writing() as writer:
            writer.remove([document.id for document in gone])
    else:
        for i, document in enumerate(gone):
            put(store, plain_document(f"第{i}个新文件"), origin=f"/{i}", replaces=(document.id,))
    for i, document in enumerate(documents):
        for text in (document.text, document.title, rare(2000 + i, 9)):
            assert bool(traces(store, text)) == (document not in gone)
    with store.reading() as snapshot:
        tokens = {t for d in gone for t in lexical_tokens(d.text)}
        tokens -= {t for d in documents if d not in gone for t in lexical_tokens(d.text + d.title)}
        assert [t for t in tokens if snapshot.frequency(t) != type(snapshot.frequency(t))()] == []
    assert problems(store) == []


def test_what_a_killed_writer_left_behind_goes_with_the_next_writer(store: Store) -> None:
    text = rare(5, 200)
    old = plain_document(text)
    put(store, old, origin="/a")
    passages = plain_passages(new := plain_document("新的内容"))
    with pytest.raises(KeyboardInterrupt), store.writing() as writer:
        writer.add(new, passages, EMBEDDER.embed_passages(["新"]), origin="/a", replaces=[old.id])
        raise KeyboardInterrupt
    assert found(store, text) == set()
    with store.writing():
        pass
    assert traces(store, text) == []


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
