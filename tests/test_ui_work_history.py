"""What the browser keeps of a conversation, and figures of one kind over the years."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.corpus import Corpus
from tests import sample
from tests.make import citation, info
from tests.web import assistant
from ui.desk import Gone
from ui.work import history
from ui.work.ask import Exchange
from ui.work.series import series_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.build(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with sample.opened(folder) as opened:
        yield opened


def exchange(corpus: Corpus, question: str, number: int = 1) -> Exchange:
    made = assistant(corpus)(Gone())
    *_, event = made.stream(question)
    done = event.answer  # type: ignore[union-attr]
    return Exchange(
        number=number,
        question=question,
        statements=done.statements,
        citations=done.citations,
        answer=done,
    )


def test_what_is_kept_comes_back_with_the_same_citations(corpus: Corpus) -> None:
    told = exchange(corpus, "全县建成多少家县实验室？")
    assert told.statements
    rows = json.loads(json.dumps(history.kept([told])))
    [back] = history.restored(rows, corpus)
    assert back.kept and back.question == told.question
    assert [s.text for s in back.statements] == [s.text for s in told.statements]
    assert [(c.document, c.start, c.end, c.quote, c.text) for c in back.citations] == [
        (c.document, c.start, c.end, c.quote, c.text) for c in told.citations
    ]
    assert TEXT_OF_SOURCE not in json.dumps(rows, ensure_ascii=False)


TEXT_OF_SOURCE = "2025年新认定高新技术企业48家"


def test_a_source_that_has_gone_takes_its_sentence_with_it(corpus: Corpus) -> None:
    rows = history.kept([exchange(corpus, "全县建成多少家县实验室？")])
    rows[0]["from"][0][0] = "d000000000000"
    [back] = history.restored(rows, corpus)
    assert back.statements == () and back.answer is not None
    assert history.CHANGED in back.answer.missing


@pytest.mark.parametrize(
    "rows",
    [None, 7, "x", [None], [{}], [{"q": 1, "r": "", "g": "", "said": [], "from": [], "not": []}],
     [{"q": "", "r": "", "g": "", "said": [], "from": [["d", "a", "b", 1]], "not": []}],
     [{"q": "", "r": "", "g": "", "said": [[1, [1]]], "from": [], "not": []}]],
)  # fmt: skip
def test_rubbish_from_a_browser_is_left_out(corpus: Corpus, rows: object) -> None:
    for made in history.restored(rows, corpus):
        assert made.citations == () and made.statements == ()


def test_only_so_much_is_kept(corpus: Corpus) -> None:
    told = exchange(corpus, "全县建成多少家县实验室？")
    many = [replace(told, number=n) for n in range(200)]
    rows = history.kept(many)
    assert 0 < len(rows) <= history.MOST
    assert len(json.dumps(rows, ensure_ascii=False)) < 2 * history.LARGEST
    assert history.kept([Exchange(number=1, question="停", stopped=True)]) == []


def test_figures_of_one_kind_over_years_are_a_series() -> None:
    text = "2022年全县工业增加值80亿元，2023年全县工业增加值95亿元，2024年全县工业增加值110亿元。"
    [series] = series_of([citation(text, text)])
    assert [(p.year, p.printed) for p in series.points] == [
        (2022, "80亿元"),
        (2023, "95亿元"),
        (2024, "110亿元"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023年全县工业增加值95亿元，2024年全县工业增加值110亿元。",
        "2022年工业增加值80亿元，2023年农业增加值95亿元，2024年商业增加值110亿元。",
        "2022年工业增加值80亿元，2023年工业增加值增长9%，2024年工业增加值110亿元。",
        "2022年工业增加值80亿元，2022年工业增加值81亿元，2023年工业增加值95亿元，2024年工业增加值110亿元。",
    ],
)
def test_what_does_not_belong_together_is_no_series(text: str) -> None:
    assert series_of([citation(text, text)]) == []


def test_last_year_is_counted_from_the_document() -> None:
    cited = [
        citation(
            f"去年全县工业增加值{n}亿元。",
            f"去年全县工业增加值{n}亿元",
            k,
            document=info(id=f"d{k}", published=f"{year}-01-20"),
        )
        for k, (year, n) in enumerate(((2023, 80), (2024, 95), (2025, 110)), 1)
    ]
    assert [p.year for p in series_of(cited)[0].points] == [2022, 2023, 2024]
