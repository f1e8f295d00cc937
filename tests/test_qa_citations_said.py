"""Citations: plans, speakers, markers, and the sample texts."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from index.documents import load_document
from qa.citations import Supported, check, tidy
from qa.lexicon.bigrams import bigrams
from qa.types import Evidence
from tests.cited import GUANGDONG, LABS, TRADE, fails, passes
from tests.facts import facts, paragraphs
from tests.lies import lies
from tests.make import evidence
from tests.paraphrases import paraphrases
from tests.seed_claims import FALSE, TRUE

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def test_a_plan_is_no_fact() -> None:
    plan = evidence("我们将加快改革，新增技术中心60家，建成平台20个。", document=GUANGDONG)
    passes("我们将加快改革，新增技术中心60家。", plan)
    passes("将新增技术中心60家。", plan)
    assert fails("已新增技术中心60家。", plan).reason == "modality"
    assert fails("建成平台20个。", plan).reason == "modality"
    built = evidence("目前已建成平台20个。", document=GUANGDONG)
    passes("已建成平台20个。", built)
    fails("将建成平台20个。", built)


def test_a_question_in_the_source_states_nothing() -> None:
    fails("广东取得了标志性成果。", evidence("广东取得了标志性成果？"))


# --- markers and evidence ---


@pytest.mark.parametrize(
    "marker", ["[1]", "[1][3]", "【1】", "［1］", "[1,2]", "[99]", "", " [1、3]", "[依据1]"]
)
def test_markers_are_taken_away(marker: str) -> None:
    verdict = passes(f"技术市场规模总额达5086.5亿元{marker}。", evidence(TRADE, document=GUANGDONG))
    assert verdict.text == "技术市场规模总额达5086.5亿元。"


def test_a_wrong_marker_moves_to_the_paragraph_that_says_it() -> None:
    other = evidence("各地要加强统筹协调，确保责任落实到位。", 1)
    right = evidence(TRADE, 2, start=500, document=GUANGDONG)
    verdict = passes("2025年，全省技术市场规模总额达5086.5亿元[1]。", other, right)
    assert [c.number for c in verdict.citations] == [2]
    assert verdict.support == "verbatim"


def test_the_cited_paragraph_is_tried_first() -> None:
    first, second = evidence(TRADE, 1), evidence(TRADE, 2, start=300)
    assert [
        c.number
        for c in passes("2025年全省技术市场规模总额达5086.5亿元[2]。", first, second).citations
    ] == [2]


def test_two_facts_may_rest_on_two_paragraphs() -> None:
    one = evidence("全省新增技术中心60家。", 1, document=GUANGDONG)
    two = evidence("全省建成服务平台78个。", 2, start=100, document=GUANGDONG)
    verdict = passes("全省新增技术中心60家；全省建成服务平台78个。[1][2]", one, two)
    assert [c.number for c in verdict.citations] == [1, 2]
    fails("全省新增技术中心78家；全省建成服务平台60个。[1][2]", one, two)


def test_the_quote_is_the_clause_that_says_it() -> None:
    verdict = passes("重大科技基础设施有6项。", evidence(LABS, start=40, document=GUANGDONG))
    assert [c.quote for c in verdict.citations] == ["建设了6项重大科技基础设施。"]


def test_a_year_from_the_clause_before_is_quoted_with_it() -> None:
    item = evidence("2025年，全省新增合同640项，技术市场规模总额达5086.5亿元。", document=GUANGDONG)
    verdict = passes("2025年，技术市场规模总额达5086.5亿元。", item)
    assert verdict.citations[0].quote.startswith("2025年")


def test_an_omission_may_be_shown() -> None:
    passes("我们持续加大投入，……建设了6项重大科技基础设施", evidence(LABS))
    fails("我们持续加大投入，……6项全国重点实验室", evidence(LABS))


@pytest.mark.parametrize(
    ("draft", "reason"),
    [("", "empty"), ("[1]。", "empty"), ("  ", "empty"), ("甲" * 5000, "coverage")],
)
def test_nothing_and_too_much_are_rejected(draft: str, reason: str) -> None:
    assert fails(draft, evidence(TRADE)).reason == reason


def test_without_evidence_nothing_passes() -> None:
    assert fails("全省技术市场规模总额达5086.5亿元。").reason == "no_evidence"


def test_reasons_name_what_is_wrong() -> None:
    item = evidence(TRADE, document=GUANGDONG)
    assert fails("2025年，全省技术市场规模总额达9999亿元。", item).reason == "figure"
    assert fails("2031年，全省技术市场规模总额达5086.5亿元。", item).reason == "scope"
    assert fails("省教育厅厅长王平表示，全省服务外包执行金额年均增长14.6%。", item).reason == "name"


# --- the sample texts: by hand, by rule ---


def seed(number: str, draft: str) -> list[Evidence]:
    """The six paragraphs of a sample text that share most with a draft."""
    document = load_document(next(SEEDS.glob(f"{number}-*")))
    held = bigrams(draft)
    items = sorted(paragraphs(document), key=lambda item: -len(held & bigrams(item.text)))
    return [replace(item, number=number) for number, item in enumerate(items[:6], 1)]


@pytest.mark.parametrize(("number", "draft"), TRUE)
def test_what_the_sample_texts_say_passes(number: str, draft: str) -> None:
    passes(draft, *seed(number, draft))


@pytest.mark.parametrize(("number", "draft"), FALSE)
def test_what_the_sample_texts_do_not_say_fails(number: str, draft: str) -> None:
    fails(draft, *seed(number, draft))


def test_no_lie_about_the_sample_texts_passes() -> None:
    rng = random.Random(5)
    told = lies(facts(SEEDS, rng, 40), rng)
    assert len(told) > 200
    accepted = [case for case in told if isinstance(check(case.draft, case.evidence), Supported)]
    assert not accepted


def test_paraphrases_of_the_sample_texts_pass() -> None:
    rng = random.Random(5)
    told = paraphrases(facts(SEEDS, rng, 40), rng)
    accepted = sum(isinstance(check(case.draft, case.evidence), Supported) for case in told)
    assert len(told) > 150
    assert accepted >= 0.97 * len(told)


def test_of_six_paragraphs_that_say_the_same_the_marked_one_is_cited() -> None:
    """How long six paragraphs take is measured in tests/bench/pure.py."""
    items = [
        evidence((LABS + TRADE) * 2, n, start=n * 1000, document=GUANGDONG) for n in range(1, 7)
    ]
    draft = "2025年，广东技术市场规模总额为5086.5亿元，省重点实验室有320家[4]。"
    verdict = passes(draft, *items)
    assert {citation.number for citation in verdict.citations} == {4}
    assert any("320家省重点实验室" in citation.quote for citation in verdict.citations)
    assert any("总额达5086.5亿元" in citation.quote for citation in verdict.citations)
    fails(draft.replace("320", "321"), *items)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("| 冷库 | 村集体 |  | 县商务局 |[1]", "冷库；村集体；县商务局。"),
        ("| 冷库 | 12 |。[1]", "冷库；12。"),
        ("甲|乙[1]", "甲|乙"),
        ("|冷库|[1]", "|冷库|"),
    ],
)
def test_a_row_of_a_table_is_told_as_a_sentence(draft: str, said: str) -> None:
    assert tidy(draft) == (said, (1,))


def test_a_row_is_cited_as_it_stands() -> None:
    row = "| 冷库 | 补5万元 | 县商务局 |"
    verdict = check(f"{row}[1]", [evidence(row)])
    assert isinstance(verdict, Supported) and verdict.text == "冷库；补5万元；县商务局。"
    assert verdict.citations[0].quote == row


def test_the_gap_after_the_number_of_an_article_stays() -> None:
    assert tidy("第九条 机关应当 公开。[1]") == ("第九条 机关应当公开。", (1,))
    assert tidy("违反第九条 规定的[1]") == ("违反第九条规定的", (1,))
