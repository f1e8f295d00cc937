"""What other documents state of the very same: bars side by side only where nothing but time and place differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.claims.elsewhere import Compared, comparable, elsewhere
from qa.claims.retrieving import Library
from qa.proof.quotes import citation
from qa.types import Citation
from tests.fakes import NearEmbedder

REPORTS = {
    "2021": "一、2020年工作回顾\n\n城镇新增就业11.2万人。全市一般公共预算收入达到310亿元，增长4.1%。",
    "2022": "一、2021年工作回顾\n\n城镇新增就业12.5万人，完成年度任务。一般公共预算收入达到335亿元，增长8.0%。",
    "2023": "一、2022年工作回顾\n\n城镇新增就业13万人。一般公共预算收入达到352亿元。\n\n"
    "二、2023年主要目标\n\n今年的预期目标是：城镇新增就业14万人以上，一般公共预算收入增长6%左右。",
    # A sum of five years, a share of another thing, two figures for one thing: none of them is set beside the others.
    "2024": "五年来，城镇新增就业61万人。农村新增就业3万人。",
    "2025": "城镇新增就业15万人。据另一口径，城镇新增就业16万人。",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("reports")
    papers = folder / "papers"
    papers.mkdir()
    for year, text in REPORTS.items():
        head = f"---\ntitle: 清河市{year}年政府工作报告\npublished: {year}-01-20\n---\n\n"
        (papers / f"{year}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as opened:
        opened.add([papers])
        yield opened


def quoted(corpus: Corpus, words: str) -> Citation:
    for item in Library(corpus).find(words, depth=50):
        at = item.text.find(words)
        if at >= 0:
            return citation(item, (at, at + len(words)))
    raise AssertionError(words)


def found(corpus: Corpus, words: str) -> list[Compared]:
    return list(elsewhere([quoted(corpus, words)], corpus))


def values(compared: Compared) -> list[tuple[str, str]]:
    return [(s.citation.document.title[3:7], s.figure.text) for s in compared.stated]


def test_figures_of_other_years_stand_beside_the_cited_one(corpus: Corpus) -> None:
    [jobs] = found(corpus, "城镇新增就业12.5万人")
    assert values(jobs) == [("2021", "11.2万人"), ("2022", "12.5万人"), ("2023", "13万人")]
    assert (jobs.before, jobs.figure.text) == ("城镇新增就业", "12.5万人")


def test_each_figure_of_a_quotation_has_its_own_row_of_bars(corpus: Corpus) -> None:
    first, *_ = found(corpus, "一般公共预算收入达到335亿元，增长8.0%")
    assert values(first) == [("2021", "310亿元"), ("2022", "335亿元"), ("2023", "352亿元")]


def test_what_is_planned_stands_beside_nothing_that_is_done(corpus: Corpus) -> None:
    assert found(corpus, "城镇新增就业14万人以上") == []


@pytest.mark.parametrize("words", ["五年来，城镇新增就业61万人", "农村新增就业3万人"])
def test_sums_over_years_and_other_things_are_left_out(corpus: Corpus, words: str) -> None:
    assert found(corpus, words) == []


def test_every_bar_leads_to_words_that_hold_its_figure(corpus: Corpus) -> None:
    for compared in found(corpus, "城镇新增就业12.5万人"):
        for stated in compared.stated:
            cited = stated.citation
            text = corpus.document(cited.document.id).text
            assert text[cited.start : cited.end] == cited.quote
            assert stated.figure.text in cited.quote


@pytest.mark.parametrize(
    ("quote", "holds"),
    [
        ("最高奖励20万元。", True),
        ("由商务局负责。", False),
        ("2025年起施行。", False),
        ("第三条", False),
    ],
)
def test_only_what_counts_or_measures_can_be_compared(
    corpus: Corpus, quote: str, holds: bool
) -> None:
    base: Sequence[Citation] = [quoted(corpus, "农村新增就业3万人")]
    assert comparable([replace(base[0], quote=quote)]) is holds
