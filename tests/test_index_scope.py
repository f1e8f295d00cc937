"""Filters inside the search: k passages are still found, by words and by meaning, and each bears its standing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index import lexical
from index.corpus import Corpus
from index.errors import UsageError
from index.scope import Scope
from index.vectors import FaissIndex
from tests.fakes import HashEmbedder

DAY = date(2026, 3, 1)


def paper(county: str, number: int, words: str, *, year: int = 2024, more: str = "") -> str:
    return (
        f"# {county}人民政府关于第{number}号事项的办法\n\n{county[0]}政发〔{year}〕{number}号\n\n"
        f"一、{words}{number}万元。\n\n二、本办法自{year}年3月1日起施行{more}。\n\n"
        f"{county}人民政府\n\n{year}年2月1日\n"
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("scope")
    # Sixty documents of one county say what is asked nearly word for word; ten of the other say it less well.
    for n in range(60):
        text = paper("测试县", n, "对参加境外展会的企业，每个展位补助")
        (folder / f"a{n}.md").write_text(text, encoding="utf-8")
    for n in range(10):
        text = paper(
            "邻水县", n, "企业去境外参展，展位费由财政承担，每家", year=2018, more="，有效期三年"
        )
        (folder / f"b{n}.md").write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", HashEmbedder(), create=True) as corpus:
        corpus.add(sorted(folder.glob("*.md")))
        yield corpus


QUERY = "参加境外展会每个展位补助多少"


def test_without_a_filter_nothing_is_left_out_and_everything_is_labelled(corpus: Corpus) -> None:
    assert len(corpus.documents()) == 70
    assert all(info.standing is not None for info in corpus.documents())
    hits = corpus.search(QUERY, 8)
    assert {hit.document.standing.state for hit in hits} == {"in_force"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "scope", [Scope(region="邻水县"), Scope(issuer="邻水县政府"), Scope(day=date(2019, 1, 1))]
)
def test_a_filtered_search_still_finds_k(corpus: Corpus, scope: Scope) -> None:
    seen = corpus.within(scope)
    assert len(seen.documents()) == 10
    hits = seen.search(QUERY, 12)
    assert len(hits) == 12
    assert {hit.document.region for hit in hits} == {"邻水县"}
    assert corpus.scope == Scope() and len(corpus.documents()) == 70


def test_the_day_decides(corpus: Corpus) -> None:
    ended = corpus.within(Scope(region="邻水县")).documents()
    assert {info.standing.state for info in ended} == {"expired"}  # type: ignore[union-attr]
    assert len(corpus.within(Scope(region="邻水县", day=DAY)).documents()) == 0
    assert len(corpus.within(Scope(region="邻水县", day=DAY, ended=True)).documents()) == 10
    assert len(corpus.within(Scope(in_force=True)).documents()) == 60
    assert corpus.within(Scope(day=date(2000, 1, 1))).search(QUERY) == []


def test_nothing_fits(corpus: Corpus) -> None:
    seen = corpus.within(Scope(region="广东省"))
    assert seen.documents() == [] and seen.search(QUERY) == []


def test_both_searches_look_at_what_is_allowed_alone(corpus: Corpus) -> None:
    with corpus._store.reading() as snapshot:
        wanted = frozenset(i.id for i in corpus.documents() if i.region == "邻水县")
        allowed = snapshot.numbers_of(wanted)
        words = snapshot.search(["境外", "参展"], 40, allowed)
        assert words and set(words) <= set(allowed.tolist())
        assert snapshot.search(["境外"], 40, np.empty(0, np.int64)) == []
        view = FaissIndex(None)
        view.refresh(snapshot)
        near = view.search(corpus._embedder.embed_query(QUERY), 25, allowed)
        assert len(near) == 25 and {row for row, _ in near} <= set(allowed.tolist())
        # The exact answer: the nearest of the allowed, and no others.
        vectors = dict(
            zip(*(v.tolist() for v in snapshot.vectors_of(allowed.tolist())), strict=True)
        )
        query = corpus._embedder.embed_query(QUERY)
        best = sorted(vectors, key=lambda row: -float(np.dot(vectors[row], query)))[:5]
        scores = [float(np.dot(vectors[row], query)) for row in best]
        assert [score for _, score in near[:5]] == pytest.approx(scores, abs=2e-3)


def test_an_inverted_file_looks_at_what_is_allowed_alone(corpus: Corpus) -> None:
    with corpus._store.reading() as snapshot:
        allowed = snapshot.numbers()[::7]
        view = FaissIndex(None, exact_limit=10)
        view.refresh(snapshot)
        near = view.search(corpus._embedder.embed_query(QUERY), len(allowed), allowed)
        assert {row for row, _ in near} == set(allowed.tolist())
        view.close()


def test_a_document_is_found_by_the_beginning_of_its_title(corpus: Corpus) -> None:
    (info,) = corpus.find("测试县人民政府关于第59号")
    assert info.number == "测政发〔2024〕59号"
    assert corpus.find(info.id) == [info]
    with pytest.raises(UsageError) as caught:
        corpus.find("测试县人民政府关于第5")
    assert "11 个文件" in caught.value.message
    with pytest.raises(UsageError):
        corpus.find("没有这样的文件")


def test_the_budget_of_words_does_not_cut_a_filtered_search() -> None:
    frequencies = {"甲": lexical.Frequency(text=1), "乙": lexical.Frequency(text=10_000)}
    assert lexical.affordable(frequencies) == ["甲"]
    assert lexical.affordable(frequencies, budget=10**9) == ["甲", "乙"]
