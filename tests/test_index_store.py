"""The index file: what goes in comes out, all or nothing, one writer beside many readers."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import (
    IndexBusyError,
    ModelError,
    PolicyQAError,
    ReadError,
    StorageError,
)
from index.health import problems
from index.store import Store
from index.types import Document, Passage, Repair, Segment
from tests.fakes import plain_document, plain_passages
from tests.stores import EMBEDDER, IDENTITY, TEXT, found, put


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
