"""Examples of the reader: answers are words of what is shown, refusals are of what is not, near misses name another thing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from qa.generators.reading import REFUSAL
from qa.training.examples import Sources
from qa.training.reader_groups import MOST_QUESTIONS, SHORT_STYLE, Group, groups
from qa.training.reader_items import Item, Shelf, Span, Text, around, from_drcd, from_rows, narrowed
from qa.training.reader_made import another_region, another_year, duty_items, figure_items

NOTICE = """# 松平市2021年扶持办法

第一条 企业应当在3月底前提交材料。逾期不得补报材料。

第二条 对新认定的企业，一次性奖励20万元；对获得国家奖项的，再奖励50万元。奖励资金由市财政全额承担。

第三条 全市新增规模以上企业126家，培训技术工人达到3400人。申报材料由市工信局受理。
"""
ROWS = [
    {
        "id": "a",
        "question": "新认定奖多少？",
        "words": ["对新认定的企业，一次性奖励20万元；对获得国家奖项的，再奖励50万元。"],
    },
    {
        "id": "b",
        "question": "松平市2021年新增规上企业多少家？",
        "words": ["全市新增规模以上企业126家，培训技术工人达到3400人。"],
    },
    {"id": "c", "question": "2020年培训了多少人？", "words": []},
    {
        "id": "d",
        "question": "钱谁出？材料交哪？",
        "words": ["奖励资金由市财政全额承担。", "申报材料由市工信局受理。"],
    },
]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(Sources({"01_notice.md": (".md", NOTICE)}))


def items(shelf: Shelf) -> list[Item]:
    rows = [
        {
            "id": row["id"],
            "doc": "01_notice.md",
            "question": row["question"],
            "kind": "figure",
            "answerable": bool(row["words"]),
            "evidence": row["words"],
            "near": [],
        }
        for row in ROWS
    ]
    return list(from_rows(rows, shelf))


def check(group: Group) -> None:
    shown = {s.number: s.text for s in group.shown}
    assert list(shown) == list(range(1, len(shown) + 1))
    assert 1 <= len(group.questions) <= MOST_QUESTIONS + 1
    for question, answer in group.questions:
        if answer == REFUSAL:
            continue
        quoted = re.findall(r"(.+?)。?\[(\d)\]", answer)
        assert quoted and "".join(f"{w}。[{n}]" for w, n in quoted) in (
            answer,
            answer.replace("[", "。["),
        )
        assert all(words in shown[int(n)] for words, n in quoted), (question, answer)


def test_every_question_is_asked_and_answered_in_the_words_shown(shelf: Shelf) -> None:
    asked = items(shelf)
    assert [i.id for i in asked] == ["a", "b", "c", "d"]
    for seed in range(12):
        made = list(groups(asked, shelf.texts, random.Random(seed)))
        for group in made:
            check(group)
        answers = {q: a for group in made for q, a in group.questions if a != REFUSAL}
        assert {q for q, _ in ((r["question"], 0) for r in ROWS if r["words"])} <= answers.keys()
        assert len(re.findall(r"\[\d\]", answers["钱谁出？材料交哪？"])) == 2
        refused = {q for group in made for q, a in group.questions if a == REFUSAL}
        assert "2020年培训了多少人？" in refused


def test_a_near_miss_names_what_is_not_shown() -> None:
    chance = random.Random(0)
    assert another_year("2021年有多少家？", "2021年；2020年", chance)[:5] in (
        "2019年",
        "2022年",
        "2023年",
        "2026年",
    )
    assert another_year("有多少家？", "", chance) == ""
    turned = another_region("广东省有多少家？", "广东省统计", chance)
    assert turned.endswith("有多少家？") and "广东" not in turned


def test_made_questions_leave_the_figure_out(shelf: Shelf) -> None:
    made = list(figure_items("01_notice.md", shelf, random.Random(1), 9))
    assert made
    for item in made:
        (span,) = item.answers
        words = shelf.texts[span.text].words[span.start : span.end]
        assert "多少" in item.question and not re.search(r"\d", item.question)
        assert re.search(r"\d", words)
    duty = list(duty_items("01_notice.md", shelf, random.Random(1), 9))
    assert [i.question for i in duty] and all("企业" in i.question for i in duty)


def test_a_long_sentence_is_narrowed_to_the_clauses_that_answer() -> None:
    text = "一是强化保障，" * 8 + "对新认定的企业奖励20万元，" + "其他事项从其规定，" * 6
    start, end = narrowed(text, 0, len(text), "新认定的企业奖励多少？", figure=True)
    assert "对新认定的企业奖励20万元" in text[start:end] and end - start <= 80
    assert narrowed(text, 3, 9, "任何") == (3, 9)


def test_drcd_is_converted_and_keeps_the_words(shelf: Shelf) -> None:
    line = (
        '{"id": "1-1", "para_id": "7-1", "title": "臺灣", "context": "這裡有二十個鄉鎮。鐵路長三百公里。", '
        '"question": "鐵路多長？", "answers": [{"text": "三百公里", "start": 12}]}'
    )
    texts: dict[str, Text] = {}
    (item,) = from_drcd([line], texts)
    assert item.question == "铁路多长？" and item.short == "三百公里" and item.document == "drcd-7"
    (span,) = item.answers
    assert texts[span.text].words[span.start : span.end] == "铁路长三百公里。"
    (group,) = groups([item], texts, random.Random(0), short=1.0)
    assert (SHORT_STYLE + "铁路多长？", "三百公里[1]") in group.questions


def test_the_clauses_around_a_span_hold_it() -> None:
    context = "这一带山多，" * 9 + "主峰高三千米，" + "气候温和多雨，" * 5 + "。"
    at = context.index("三千米")
    span = around("k", context, at, at + 3, "主峰多高？")
    assert "主峰高三千米" in context[span.start : span.end] and span.end - span.start <= 48
    assert isinstance(span, Span)


def test_law_titles_stand_in_headings(tmp_path: Path) -> None:
    shelf = Shelf(Sources({"law-1": (".md", "第一条 应当依法办理。\n")}), {"law-1": "某某条例"})
    (key,) = shelf.show("law-1")
    assert shelf.texts[key].place.startswith("某某条例")
