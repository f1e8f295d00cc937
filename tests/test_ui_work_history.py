"""What the browser keeps of a conversation, and figures of one kind over the years."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.scope import Scope
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


ROW = {"q": "", "r": "", "g": "", "s": "answered", "said": [], "from": [], "not": [], "notes": []}
TEXT_OF_SOURCE = "2025年新认定高新技术企业48家"


def test_a_source_that_has_gone_takes_its_sentence_with_it(corpus: Corpus) -> None:
    rows = history.kept([exchange(corpus, "全县建成多少家县实验室？")])
    rows[0]["from"][0][0] = "d000000000000"
    [back] = history.restored(rows, corpus)
    assert back.statements == () and back.answer is not None
    assert history.CHANGED in back.answer.missing


def test_the_state_and_the_warnings_come_back(corpus: Corpus) -> None:
    told = exchange(corpus, "全县有多少家县重点实验室？外省有多少家？")
    assert told.answer is not None
    warned = replace(told.answer, status="partial", notices=("[1] 的引文可能有误",))
    rows = json.loads(json.dumps(history.kept([replace(told, answer=warned)])))
    [back] = history.restored(rows, corpus)
    assert back.answer is not None
    assert (back.answer.status, back.answer.notices) == (warned.status, warned.notices)


def test_a_source_that_has_ended_since_is_warned_of(corpus: Corpus) -> None:
    rows = history.kept([exchange(corpus, "新认定的省级企业技术中心奖励多少？")])
    assert rows[0]["notes"] == []
    later = corpus.within(Scope(day=date(2030, 1, 1), ended=True))
    [back] = history.restored(rows, later)
    assert back.answer is not None and "2028-03-01起失效" in "".join(back.answer.notices)


@pytest.mark.parametrize(
    ("said", "edited"), [("80万元", "10亿元"), ("省级", "国家级"), ("奖励", "处罚")]
)
def test_a_sentence_changed_in_the_browser_is_left_out(
    corpus: Corpus, said: str, edited: str
) -> None:
    rows = history.kept([exchange(corpus, "新认定的省级企业技术中心奖励多少？")])
    assert said in rows[0]["said"][0][0]
    rows[0]["said"][0][0] = rows[0]["said"][0][0].replace(said, edited)
    [back] = history.restored(rows, corpus)
    assert back.answer is not None and back.statements == () and back.citations == ()
    assert (back.answer.status, back.answer.missing) == ("not_found", (history.CHANGED,))


def test_a_quotation_moved_in_the_browser_is_left_out(corpus: Corpus) -> None:
    rows = history.kept([exchange(corpus, "新认定的省级企业技术中心奖励多少？")])
    rows[0]["from"][0][2] -= 4
    [back] = history.restored(rows, corpus)
    assert back.statements == () and back.citations == ()


def test_of_a_sentence_that_does_not_stand_the_answer_is_partial(corpus: Corpus) -> None:
    rows = history.kept([exchange(corpus, "新认定的省级企业技术中心奖励多少？")])
    rows[0]["said"].append(["一次性奖励10亿元。", [1]])
    [back] = history.restored(rows, corpus)
    assert back.answer is not None and back.answer.status == "partial" and len(back.statements) == 1


@pytest.mark.parametrize(
    "rows",
    [None, 7, "x", [None], [{}], [ROW | {"q": 1}], [ROW | {"from": [["d", "a", "b", 1]]}],
     [ROW | {"said": [[1, [1]]]}], [ROW | {"s": "sure"}], [ROW | {"notes": [1]}],
     [ROW | {"not": 3}], [{k: v for k, v in ROW.items() if k != "s"}]],
)  # fmt: skip
def test_rubbish_from_a_browser_is_left_out(corpus: Corpus, rows: object) -> None:
    assert history.restored(rows, corpus) == ()


def test_what_cites_nothing_known_is_no_answer(corpus: Corpus) -> None:
    rows = [ROW | {"said": [["奖励10亿元。", [1]]], "from": [["d", 0, 9, 1]]}]
    [back] = history.restored(rows, corpus)
    assert back.answer is not None and back.answer.status == "not_found"
    assert back.citations == () and back.statements == ()


def test_only_so_much_is_kept(corpus: Corpus) -> None:
    told = exchange(corpus, "全县建成多少家县实验室？")
    many = [replace(told, number=n) for n in range(200)]
    rows = history.kept(many)
    assert 0 < len(rows) <= history.MOST
    assert len(json.dumps(rows, ensure_ascii=False)) < 2 * history.LARGEST


def test_of_a_question_without_an_answer_the_question_is_kept(corpus: Corpus) -> None:
    told = exchange(corpus, "全县建成多少家县实验室？")
    rows = history.kept([told, Exchange(number=2, question="还在等的", found=3)])
    assert rows[1] == {"q": "还在等的"}
    done, waiting = history.restored(json.loads(json.dumps(rows)), corpus)
    assert done.answer is not None and not done.lost
    assert (waiting.question, waiting.lost, waiting.answer) == ("还在等的", True, None)
    assert not waiting.writing


def test_a_question_that_was_too_long_is_not_cut_into_another(corpus: Corpus) -> None:
    asked = "长" * 5000
    [back] = history.restored(history.kept([Exchange(number=1, question=asked)]), corpus)
    assert back.question == asked


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


@pytest.mark.parametrize("edited", [[], [0, 10**9], [3, 1], "xx", [0, 4, 5], None])
def test_what_was_emphasised_comes_back_and_a_wrong_place_does_not(
    corpus: Corpus, edited: object
) -> None:
    given = exchange(corpus, "新认定的省级企业技术中心奖励多少？")
    assert given.answer is not None
    marked = replace(given.answer.statements[0], focus=(0, 4))
    rows = history.kept([replace(given, answer=replace(given.answer, statements=(marked,)))])
    [back] = history.restored(rows, corpus)
    assert back.statements[0].focus == (0, 4)
    rows[0]["said"][0][2] = edited
    [back] = history.restored(rows, corpus)
    assert back.statements[0].focus is None and back.statements[0].text == marked.text
