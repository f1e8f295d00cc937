"""Matching with what was read before: the same result, kept for the next time, forgotten with its document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.match import match, profile_of, read_documents
from qa.match.keeping import forget_measures, keep_measures, match_kept, read_kept
from qa.measures.kept import FILE, Kept
from tests import sample

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
