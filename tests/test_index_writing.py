"""What is removed leaves no trace in the files, whoever was killed in between."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import lexical, rows, writing
from index.corpus import Corpus
from index.health import problems
from index.lock import LOCK_NAME, WriterLock
from index.store import Store
from index.tokens import lexical_tokens
from tests.fakes import HashEmbedder, plain_document, plain_loader, plain_passages
from tests.stores import EMBEDDER, IDENTITY, found, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "index", IDENTITY, create=True)
    yield opened
    opened.close()


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
    data = bytes_on_disk(store)
    for document in documents:  # the packed text, too, though nobody reads it by eye
        body = rows.pack_body(document)
        held = [body[i : i + 12] in data for i in range(20, len(body) - 12)]
        assert any(held) == (document not in gone)
    with store.reading() as snapshot:
        tokens = {t for d in gone for t in lexical_tokens(d.text)}
        tokens -= {t for d in documents if d not in gone for t in lexical_tokens(d.text + d.title)}
        assert [
            t for t, f in snapshot.frequencies(sorted(tokens)).items() if f != lexical.Frequency()
        ] == []
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


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_document_indexed_by_other_tokens_is_forgotten_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """FTS5 has to be told what it indexed; a later version of the tokens would tell it something else."""
    kept, gone = plain_document("留下的文件写明补助"), plain_document(rare(7, 90), title="走的")
    with monkeypatch.context() as earlier:
        earlier.setattr(
            lexical, "text_tokens", lambda text: [f"{t}旧" for t in lexical_tokens(text)]
        )
        put(store, kept)
        put(store, gone, origin="/gone")
    if how == "removed":
        with store.writing() as writer:
            writer.remove([gone.id])
    else:
        put(store, plain_document("新的文件"), origin="/gone", replaces=(gone.id,))
    assert traces(store, gone.text) == []
    assert problems(store) == []
    assert found(store, "补助") == {kept.id}


def test_an_index_outlives_any_number_of_removals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FTS5 takes a table for damaged once `optimize` has run some 2 000 times on it."""
    monkeypatch.setattr(writing, "MOST_SWEEPS", 3)
    rebuilt = []
    whole = writing.Writer._rebuild_lexical
    monkeypatch.setattr(
        writing.Writer, "_rebuild_lexical", lambda self: (rebuilt.append(1), whole(self))[0]
    )
    papers = {name: tmp_path / f"{name}.txt" for name in ("kept", "gone")}
    papers["kept"].write_text("留下的文件说的是补助。", encoding="utf-8")
    with Corpus.open(
        tmp_path / "index",
        HashEmbedder(),
        create=True,
        loader=plain_loader,
        splitter=plain_passages,
    ) as corpus:
        corpus.add([papers["kept"]])
        for version in range(8):
            papers["gone"].write_text(f"第{version}版说的是展位。", encoding="utf-8")
            corpus.add([papers["gone"]])
            corpus.remove(str(papers["gone"]))
        assert rebuilt
        assert not corpus.check()
        assert [hit.document.title for hit in corpus.search("补助", 3)]
        assert not any("展位" in hit.passage.text for hit in corpus.search("展位", 3))


def test_a_damaged_full_text_index_is_found_beside_a_writer_and_nothing_is_written(
    store: Store,
) -> None:
    put(store, plain_document("留下的文件写明补助"))
    assert problems(store) == []
    with contextlib.closing(sqlite3.connect(store.path)) as file, file:
        file.execute("UPDATE lexical_data SET block = zeroblob(length(block)) WHERE id > 10")
    (store.path.parent / LOCK_NAME).unlink()
    before = store.path.read_bytes()
    assert any(line.startswith("全文检索有误") for line in problems(store))
    assert store.path.read_bytes() == before and not (store.path.parent / LOCK_NAME).exists()
    with WriterLock(store.path.parent):
        assert any(line.startswith("全文检索有误") for line in problems(store))


def test_checking_an_index_does_not_hold_up_a_writer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, plain_document("留下的文件写明补助"))
    check = lexical.check

    def checking(connection: sqlite3.Connection) -> None:
        put(store, plain_document("同时收录的文件"))
        check(connection)

    monkeypatch.setattr(lexical, "check", checking)
    assert problems(store) == []
    with store.reading() as snapshot:
        assert snapshot.generation() == 2
