"""The checker: what the source says passes with exact citations, what it does not say never passes."""

from __future__ import annotations

import pytest

from qa.citations import tidy
from qa.types import Evidence
from tests.citation_cases import PARAGRAPHS, Paragraph
from tests.cited import GUANGDONG, LABS, TRADE, fails, passes
from tests.make import evidence, info

SPEECH = {"speaker": "林远", "role": "广东省商务厅副厅长"}


def at(paragraph: Paragraph, number: int = 1, start: int = 0) -> Evidence:
    return evidence(paragraph.text, number, start=start, document=info(region=paragraph.region))


# --- what follows and what does not ---


@pytest.mark.parametrize(
    ("paragraph", "draft"),
    [(p, d) for p in PARAGRAPHS for d in p.true],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_the_source_says_passes(paragraph: Paragraph, draft: str) -> None:
    passes(draft, at(paragraph))


@pytest.mark.parametrize(
    ("paragraph", "draft"),
    [(p, d) for p in PARAGRAPHS for d in p.false],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_the_source_does_not_say_fails(paragraph: Paragraph, draft: str) -> None:
    fails(draft, at(paragraph))


@pytest.mark.parametrize(
    "draft",
    [
        "省实验室有12家。",
        "全省共有320家省重点实验室。",
        "广东建成12家省实验室、15家全国重点实验室和320家省重点实验室。",
        "建成了12家省实验室和320家省重点实验室。",
        "重大科技基础设施有6项。",
    ],
)
def test_a_counted_thing_may_be_said_alone(draft: str) -> None:
    passes(draft, evidence(LABS, document=GUANGDONG))


@pytest.mark.parametrize(
    "draft",
    [
        "全省有320家省实验室。",
        "省重点实验室有12家。",
        "重点实验室有320家。",
        "全国有12家省实验室。",
        "建成320家实验室。",
        "江苏建成12家省实验室。",
    ],
)
def test_a_count_stays_with_what_it_counts(draft: str) -> None:
    fails(draft, evidence(LABS, document=GUANGDONG))


@pytest.mark.parametrize(
    "draft",
    [
        "2025年，广东技术市场规模总额为5086.5亿元。",
        "技术市场规模总额在2025年达到5086.5亿元。",
        "2025年全省技术市场规模总额达5,086.5亿元。",
        "广东“十四五”期间服务外包执行金额年均增长14.6%。",
    ],
)
def test_year_and_place_may_move(draft: str) -> None:
    passes(draft, evidence(TRADE, document=GUANGDONG))


@pytest.mark.parametrize(
    "draft",
    [
        "2024年，全省技术市场规模总额达5086.5亿元。",
        "2025年，全省服务外包执行金额年均增长14.6%。",
        "“十五五”期间，全省服务外包执行金额年均增长14.6%。",
        "“十四五”期间，全省服务外包执行金额增长14.6%。",
        "“十四五”期间，浙江服务外包执行金额年均增长14.6%。",
        "“十四五”期间，全省服务外包合同额年均增长14.6%。",
        "全省服务外包执行金额年均增长14.6%。",
    ],
)
def test_year_and_place_must_be_the_sources(draft: str) -> None:
    fails(draft, evidence(TRADE, document=GUANGDONG))


def test_the_question_gives_the_year() -> None:
    item = evidence(TRADE, document=GUANGDONG)
    passes("全省技术市场规模总额达5086.5亿元。", item, question="2025年全省技术市场规模是多少？")
    fails("全省技术市场规模总额达5086.5亿元。", item, question="2023年全省技术市场规模是多少？")
    fails("全省技术市场规模总额达5086.5亿元。", item, question="江苏的技术市场规模是多少？")


# --- who said it ---


@pytest.mark.parametrize(
    "frame",
    [
        "广东省商务厅副厅长林远表示，",
        "省商务厅副厅长林远介绍，",
        "据林远介绍，",
        "省商务厅表示，",
        "根据《服务外包工作情况》，",
        "根据材料，",
        "",
    ],
)
def test_a_true_frame_passes(frame: str) -> None:
    passes(
        f"{frame}“十四五”期间，全省服务外包执行金额年均增长14.6%。",
        evidence(TRADE, document=GUANGDONG, **SPEECH),
    )


@pytest.mark.parametrize(
    "frame",
    [
        "广东省商务厅厅长林远表示，",
        "省科技厅副厅长林远表示，",
        "省商务厅副厅长林进表示，",
        "据王平介绍，",
        "根据《外贸工作情况》，",
        "浙江省商务厅表示，",
        "商务部表示，",
    ],
)
def test_a_false_frame_fails(frame: str) -> None:
    fails(
        f"{frame}“十四五”期间，全省服务外包执行金额年均增长14.6%。",
        evidence(TRADE, document=GUANGDONG, **SPEECH),
    )


def test_the_body_that_speaks_may_be_the_one_that_acts() -> None:
    item = evidence("一是建成了30个园区，带动了就业。", document=GUANGDONG, **SPEECH)
    passes("省商务厅建成了30个园区。", item)
    fails("省科技厅建成了30个园区。", item)


@pytest.mark.parametrize(
    "sentence",
    [
        "大桥于2023年6月23日通车，全长3公里[1]。",
        "大桥全长3公里[5][6]，共2座桥墩。",
        "[4] 大桥于2023年6月23日通车。",
        "大桥2023年通车，全长3公里\xa0...",
    ],
)
def test_the_notes_of_a_source_are_no_words_of_it(sentence: str) -> None:
    source = f"沿线有5个村。{sentence}此后又修了一座。" if sentence[-1] == "。" else sentence
    told = passes(f"{sentence}[1]", evidence(source))
    assert told.text == tidy(sentence)[0]
    (cited,) = told.citations
    assert tidy(cited.quote)[0] == told.text
