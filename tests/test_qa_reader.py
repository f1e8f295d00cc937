"""Every sentence of the evidence is a candidate; the one that answers comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.candidates import Reading, context_text
from qa.figures import find_figures
from qa.fitting.kinds import fits, fits_loosely
from qa.question import analyse
from qa.reader.scoring import read
from qa.types import Evidence
from tests.make import evidence, info

LABS = "全县已建成5家县实验室、12家县重点实验室。2025年新认定高新技术企业48家。企业家协会换届。"
GRANT = "对参加境外展会的企业，每个展位补助2万元。由县商务局负责解释。"


def rare(token: str) -> float:
    return 0.01


def reading_of(question: str, *items: Evidence) -> Reading:
    return read(analyse(question), items, rare)


def best(question: str, *texts: str) -> str:
    items = [evidence(text, n, start=1000 * n) for n, text in enumerate(texts, 1)]
    found = reading_of(question, *items).best
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("高新技术企业有多少家？", "2025年新认定高新技术企业48家。"),
        ("县实验室有多少家？", "全县已建成5家县实验室、12家县重点实验室。"),
        ("展位补助多少？", "对参加境外展会的企业，每个展位补助2万元。"),
        ("补助由谁解释？", "由县商务局负责解释。"),
        ("企业家协会怎么了", "企业家协会换届。"),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, sentence: str) -> None:
    assert best(question, LABS, GRANT) == sentence


def test_what_stands_above_a_sentence_helps_it() -> None:
    """The section names the subject, the sentence only the sum."""
    named = evidence("最高300万元。", 1, section=("支持技术改造",))
    other = evidence("最高500万元。", 2, start=500, section=("支持开拓市场",))
    found = reading_of("技术改造最高多少万元？", other, named).best
    assert found is not None and found.evidence is named
    assert "支持技术改造" in context_text(named)


def test_a_question_in_the_source_is_no_answer() -> None:
    asked = evidence("县实验室有多少家？", 1, kind="question")
    said = evidence("县实验室现有5家。", 2, start=500)
    found = reading_of("县实验室有多少家？", asked, said).best
    assert found is not None and found.evidence is said


def test_one_sentence_is_one_candidate_however_often_it_was_found() -> None:
    item = evidence(GRANT, 1)
    again = evidence(GRANT, 2)
    assert len(reading_of("展位补助多少？", item, again).candidates) == 2


def test_no_evidence_no_candidate() -> None:
    assert reading_of("有多少家？").best is None


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=120), max_size=3))
def test_candidates_are_slices_with_shares(question: str, texts: list[str]) -> None:
    items = [evidence(text, n, start=1000 * n) for n, text in enumerate(texts, 1)]
    found = reading_of(question, *items)
    for candidate in found.candidates:
        assert candidate.evidence.text[candidate.start : candidate.end] == candidate.text
        assert 0.0 <= candidate.local <= candidate.whole <= 1.0 + 1e-9
    scores = [candidate.score for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("question", "sentence", "kinds"),
    [
        ("补助多少元？", "补助2万元，占8%，共5家，3年完成。", ["money"]),
        ("占比多少？", "补助2万元，占8%，共5家，3年完成。", ["rate"]),
        ("有几家？", "补助2万元，占8%，共5家，3年完成。", ["quantity"]),
        ("期限多长？", "补助2万元，占8%，共5家，3年完成。", ["duration"]),
        ("补贴标准是多少？", "补助2万元，占8%，共5家，3年完成。", ["money", "rate"]),
    ],
)
def test_only_figures_of_the_kind_asked_for_fit(
    question: str, sentence: str, kinds: list[str]
) -> None:
    asked = analyse(question)
    figures = reading_of(question, evidence(sentence)).candidates[0].figures
    assert sorted(f.kind for f in figures if fits(asked, f)) == sorted(kinds)


def test_titles_and_dates_are_context() -> None:
    item = evidence(
        "补助2万元。", document=info(title="参展补助办法", issuer="县商务局", region="测试县")
    )
    for part in ("参展补助办法", "县商务局", "测试县"):
        assert part in context_text(item)


def test_people_are_counted_by_several_words() -> None:
    (figure,) = find_figures("设主任3人。")
    assert fits_loosely(analyse("设几个主任？"), figure)
    (trees,) = find_figures("种树3棵。")
    assert not fits_loosely(analyse("设几个主任？"), trees)
