"""An answer as JSON and Markdown: markers in place, quotations by offset, source text inert."""

from __future__ import annotations

from qa.render import answer_json, answer_markdown, answer_text, place, split_quote
from qa.types import Statement
from tests.make import answer, citation

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
    assert value["statements"] == [{"text": "最高300万元", "citations": [1], "support": "verbatim"}]
    assert value["citations"][0]["quote"] == "最高300万元"
    assert value["citations"][0]["document"]["sha256"] == "0" * 64
    assert value["answer"] == "最高300万元。[1]"


def test_place_says_who_and_where() -> None:
    cited = citation(TEXT, "最高300万元", speaker="张三", role="县工信局局长")
    assert place(cited) == "《测试县支持制造业若干措施》 · 县工信局局长张三 · 第2段 · 2025-03-01"


def test_markdown_of_a_hostile_source_is_inert() -> None:
    text = "见![x](http://a/b) <script>alert(1)</script> [点](javascript:1)。"
    cited = citation(text, text)
    shown = answer_markdown(
        answer(Statement(text="见。", citations=(1,), support="verbatim"), citations=(cited,))
    )
    assert "\\!\\[x\\]" in shown
    assert "<script" not in shown.replace("\\<script", "")
