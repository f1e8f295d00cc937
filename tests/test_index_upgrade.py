"""An index of the format before: refused by readers with the remedy, brought up to date by `add`, in place."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index import schema
from index.corpus import Corpus
from index.errors import IndexMismatchError
from index.health import problems
from tests import sample
from tests.fakes import NearEmbedder

ADDED = {"3": ("level", "written", "proofs", "changes", "doubts"), "4": ("doubts",)}


def make_old(folder: Path, version: str = "3") -> Path:
    """Turn the index into one of an earlier format, as the program of then wrote it."""
    connection = sqlite3.connect(folder / schema.FILE_NAME)
    for column in ADDED[version]:
        connection.execute(f"ALTER TABLE documents DROP COLUMN {column}")
    connection.execute("UPDATE settings SET value = ? WHERE key = 'format'", (version,))
    connection.commit()
    connection.close()
    return folder


@pytest.mark.parametrize("version", ADDED)
def test_an_old_index_is_refused_with_the_command_that_repairs_it(
    tmp_path: Path, version: str
) -> None:
    index = make_old(sample.build(tmp_path), version)
    with pytest.raises(IndexMismatchError) as caught:
        sample.opened(index)
    assert f"旧格式 {version}" in caught.value.message and "add" in caught.value.remedy


@pytest.mark.parametrize("version", ADDED)
def test_add_brings_it_up_to_date_without_reading_a_file_again(
    tmp_path: Path, version: str
) -> None:
    folder = sample.build(tmp_path)
    with sample.opened(folder) as corpus:
        before = corpus.documents()
        found = [hit.passage.id for hit in corpus.search("技术改造最高补助多少", 5)]
    embedder = NearEmbedder()
    with Corpus.open(make_old(folder, version), embedder, create=True) as corpus:
        assert embedder.calls == 0
        after = corpus.documents()
        assert after == before
        assert [info.proofs for info in after] == [info.proofs for info in before]
        assert [info.changes for info in after] == [info.changes for info in before]
        assert [hit.passage.id for hit in corpus.search("技术改造最高补助多少", 5)] == found
        assert problems(corpus._store) == []
        reports = corpus.add([tmp_path / "papers"])
        assert {report.status for report in reports} == {"unchanged"}


@pytest.mark.parametrize("version", ADDED)
def test_what_a_scan_was_unsure_of_is_found_among_its_repairs(tmp_path: Path, version: str) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text(
        "关于补助的通知\n\n对企业给予补助，最高不超过3\ufffd0万元。\n", encoding="utf-8"
    )
    folder = tmp_path / "index"
    with Corpus.open(folder, NearEmbedder(), create=True) as corpus:
        corpus.add([paper])
        before = corpus.documents()[0].doubts
    with Corpus.open(make_old(folder, version), NearEmbedder(), create=True) as corpus:
        (info,) = corpus.documents()
        text = corpus.document(info.id).text
    assert [text[d.start : d.end] for d in info.doubts] == ["\ufffd"] and info.doubts == before


def test_what_a_file_stated_outside_of_its_text_stays(tmp_path: Path) -> None:
    folder = sample.build(tmp_path)
    connection = sqlite3.connect(folder / schema.FILE_NAME)
    connection.execute(
        "UPDATE documents SET source = 'a.pdf', issuer = '甲局' WHERE title LIKE '%办法'"
    )
    connection.commit()
    connection.close()
    with Corpus.open(make_old(folder), NearEmbedder(), create=True) as corpus:
        info = next(info for info in corpus.documents() if info.source == "a.pdf")
        assert info.issuer == "甲局"
        assert next(p.where for p in info.proofs if p.field == "issuer") == "file"


def test_a_damaged_column_is_said_in_one_line(tmp_path: Path) -> None:
    folder = sample.build(tmp_path)
    connection = sqlite3.connect(folder / schema.FILE_NAME)
    connection.execute("UPDATE documents SET proofs = '{'")
    connection.commit()
    connection.close()
    from index.errors import IndexDamagedError

    with sample.opened(folder) as corpus, pytest.raises(IndexDamagedError):
        corpus.documents()
