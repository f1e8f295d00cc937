"""An answer as JSON and Markdown: markers in place, quotations by offset, source text inert."""

from __future__ import annotations

import json
import re

import pytest

from qa.render import (
    answer_json,
    answer_markdown,
    answer_text,
    brief,
    emphasised,
    place,
    split_quote,
    turn_of,
)
from qa.schemas import SCHEMAS
from qa.types import Statement
from tests.make import answer, citation, info
from tests.schema import problems

TEXT = "对设备投入500万元以上的企业给予补助，最高300万元。另有奖励。"


def test_markers_follow_their_sentences() -> None:
    shown = answer_text(
        answer(
            Statement(text="最高300万元", citations=(1,), support="verbatim"),
            Statement(text="另有奖励。", citations=(1, 2), support="verbatim"),
        )
    )
    assert shown == "最高300万元。[1]另有奖励。[1][2]"


def test_the_quote_is_cut_by_offsets_not_by_search() -> None:
    twice = "补助300万元；补助300万元。"
    cited = citation(twice, "补助300万元")
    moved = citation(twice, "补助300万元", start=cited.start + 8, end=cited.end + 8)
    assert split_quote(cited) == ("", "补助300万元", "；补助300万元。")
    assert split_quote(moved) == ("补助300万元；", "补助300万元", "。")


def test_json_has_every_field_of_the_contract() -> None:
    cited = citation(TEXT, "最高300万元", speaker="张三", role="局长")
    value = answer_json(
        answer(
            Statement(text="最高300万元", citations=(1,), support="verbatim"), citations=(cited,)
        )
    )
    assert value["statements"] == [
        {"text": "最高300万元", "citations": [1], "support": "verbatim", "focus": None}
    ]
    assert value["citations"][0]["quote"] == "最高300万元"
    assert value["citations"][0]["document"]["sha256"] == "0" * 64
    assert value["answer"] == "最高300万元。[1]"


def test_place_says_who_and_where() -> None:
    cited = citation(TEXT, "最高300万元", speaker="张三", role="县工信局局长")
    assert place(cited) == "《测试县支持制造业若干措施》 · 县工信局局长张三 · 第2段 · 2025-03-01"


@pytest.mark.parametrize("where", ["quote", "statement", "missing", "title"])
def test_markdown_of_a_hostile_source_is_inert(where: str) -> None:
    hostile = "见![x](http://a/b) <script>alert(1)</script> [点](javascript:1) `code`\n# 题"
    text = hostile if where == "quote" else TEXT
    title = hostile if where == "title" else "办法"
    said = hostile if where == "statement" else "见。"
    cited = citation(text, text, document=info(title=title))
    shown = answer_markdown(
        answer(
            Statement(text=said, citations=(1,), support="verbatim"),
            citations=(cited,),
            missing=(hostile,) if where == "missing" else (),
        )
    )
    assert "\\!\\[x\\]" in shown and "\\<script\\>" in shown and "\\`code\\`" in shown
    assert not re.search(r"(?<!\\)[<`!]|^#|(?<!\\)\]\(", shown, re.MULTILINE)
    assert "[1]" in shown


def test_markdown_of_a_refusal_does_not_number_what_it_does_not_cite() -> None:
    shown = answer_markdown(
        answer(nearest=(citation(TEXT, TEXT),), missing=("材料中没有江苏省的相关内容",))
    )
    assert shown.startswith("**未找到**") and "不是答案" in shown and "[1]" not in shown


def test_an_exchange_remembers_who_spoke() -> None:
    cited = citation(TEXT, "最高300万元", speaker="张三", role="局长")
    turn = turn_of(
        answer(
            Statement(text="最高300万元", citations=(1,), support="verbatim"),
            citations=(cited, cited),
        )
    )
    assert (turn.answer, turn.speakers) == ("最高300万元。[1]", ("局长张三",))
    assert turn.documents == (cited.document.id,)


def test_every_shape_of_answer_fits_the_schema() -> None:
    cited = citation(TEXT, "最高300万元", page=3, section=("一、支持技改",))
    statement = Statement(text="最高300万元", citations=(1,), support="paraphrase")
    for shown in (
        answer(statement, citations=(cited,), floor_reason="模型不可用：超时", dropped=2),
        answer(nearest=(cited,), missing=("材料中没有写明补助金额",), coverage=0.0),
    ):
        assert problems(json.loads(json.dumps(answer_json(shown))), SCHEMAS["ask"]) == []


def test_the_schema_refuses_an_unsupported_statement() -> None:
    value = answer_json(answer(Statement(text="无依据。", citations=(), support="verbatim")))
    assert problems(value, SCHEMAS["ask"])
    assert problems({**value, "statements": [], "status": "maybe"}, SCHEMAS["ask"])


def test_what_answers_is_told_apart_and_a_whole_sentence_is_not_emphasised() -> None:
    part = Statement(
        text="每家企业最高300万元。", citations=(1,), support="verbatim", focus=(6, 11)
    )
    whole = Statement(text="另有奖励。", citations=(1,), support="verbatim", focus=(0, 4))
    none = Statement(text="无关。", citations=(1,), support="verbatim")
    assert [emphasised(s) for s in (part, whole, none)] == [(6, 11), None, None]
    assert brief(answer(part, whole, none)) == "300万元，另有奖励"
    assert brief(answer(none)) == "无关。" and brief(answer()) == ""
    assert answer_json(answer(part))["statements"][0]["focus"] == [6, 11]
