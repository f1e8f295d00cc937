"""Matching with what was read before: the same result, kept for the next time, forgotten with its document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.documents import load_document
from index.types import Document
from qa.match import match, profile_of, read_documents
from qa.match.keeping import forget_measures, keep_measures, match_kept, read_kept
from qa.measures.kept import FILE, Kept
from tests import sample
from tests.fakes import NearEmbedder

ON = date(2025, 6, 1)
SAID = "测试县的规上工业企业，想做技术改造"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample.build(tmp_path)


@pytest.fixture
def corpus(folder: Path) -> Iterator[Corpus]:
    with sample.opened(folder) as opened:
        yield opened


def held(corpus: Corpus, folder: Path) -> list[bool]:
    with Kept.open(folder) as kept:
        return [kept.holds(info) for info in corpus.documents()]


def test_a_match_is_the_same_and_is_kept(corpus: Corpus, folder: Path) -> None:
    plain = match(corpus, profile_of(SAID, corpus, ON), on=ON)
    assert not any(held(corpus, folder))
    assert match_kept(corpus, folder, SAID, on=ON) == plain
    assert all(held(corpus, folder))
    assert match_kept(corpus, folder, SAID, on=ON) == plain
    assert [m for _, m in read_kept(corpus, folder)] == [m for _, m in read_documents(corpus)]


def test_what_is_kept_is_what_is_read(corpus: Corpus, folder: Path) -> None:
    match_kept(corpus, folder, SAID, on=ON)
    with sqlite3.connect(folder / FILE) as file:
        file.execute("""update kept set body = '{"terms":{}}'""")
    assert not match_kept(corpus, folder, SAID, on=ON).measures


def test_measures_are_kept_of_what_is_named_and_forgotten(corpus: Corpus, folder: Path) -> None:
    first, *others = corpus.documents()
    keep_measures(corpus, folder, [first])
    assert held(corpus, folder) == [True, *[False] * len(others)]
    keep_measures(corpus, folder)
    assert all(held(corpus, folder))
    corpus.remove(first.id)
    forget_measures(corpus, folder)
    with Kept.open(folder) as kept:
        assert not kept.holds(first)


def test_beside_another_writer_a_match_is_not_held_up_for_each_document(
    corpus: Corpus, folder: Path
) -> None:
    plain = match(corpus, profile_of(SAID, corpus, ON), on=ON)
    with Kept.open(folder) as mine, Kept.open(folder) as other:
        assert other._connection is not None and mine._connection is not None
        mine._connection.execute("pragma busy_timeout = 0")
        other._connection.execute("begin immediate")
        profile = profile_of(SAID, corpus, ON)
        assert match(corpus, profile, on=ON, kept=mine) == plain
        assert not mine._writing
    assert not any(held(corpus, folder))


def tidied(path: Path, *, source: str | None = None) -> Document:
    """Read a file as another version of the program does: a line of it, left out before, stands in the text."""
    made = load_document(path, source=source)
    text = made.text.replace("一、", "测试县印发。\n\n一、", 1)
    return replace(made, text=text, raw=text, segments=(), repairs=(), changes=(), proofs=())


def said(corpus: Corpus, folder: Path) -> list[str]:
    return [m.span.text for _, found in read_kept(corpus, folder) for m in found.measures]


def test_nothing_is_quoted_by_the_offsets_of_an_earlier_reading(folder: Path) -> None:
    with sample.opened(folder) as corpus:
        before = said(corpus, folder)
    with Corpus.open(folder, NearEmbedder(), loader=tidied) as corpus:
        corpus.add([folder.parent / "papers"], again=True)
        assert "测试县印发" in corpus.document(corpus.find("测试县支持制造业若干措施")[0].id).text
        assert said(corpus, folder) == before


def silenced(path: Path, *, source: str | None = None) -> Document:
    """Read a file as an earlier version of the program did, which could not make sense of it."""
    made = load_document(path, source=source)
    text = "、" * len(made.text)
    return replace(made, text=text, raw=text, segments=(), repairs=(), changes=(), proofs=())


def test_what_stated_nothing_in_an_earlier_reading_is_read_again(tmp_path: Path) -> None:
    folder, papers = tmp_path / "index", sample.write(tmp_path / "papers")
    with Corpus.open(folder, NearEmbedder(), create=True, loader=silenced) as corpus:
        corpus.add([papers])
        keep_measures(corpus, folder)
        assert not said(corpus, folder)
    with sample.opened(folder) as corpus:
        corpus.add([papers], again=True)
        keep_measures(corpus, folder)
        assert said(corpus, folder)


def test_a_document_read_again_while_it_is_matched_is_quoted_as_it_is(folder: Path) -> None:
    with sample.opened(folder) as corpus:
        known = corpus.documents()
        before = said(corpus, folder)
        with Corpus.open(folder, NearEmbedder(), loader=tidied) as other:
            other.add([folder.parent / "papers"], again=True)
        after = [
            m.span.text for _, found in read_kept(corpus, folder, known) for m in found.measures
        ]
    assert after == before
