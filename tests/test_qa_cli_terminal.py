"""What a person reads in a terminal: quotation marked, foreign escapes gone."""

from __future__ import annotations

import io

from index.types import Hit, Standing
from qa.cli.terminal import AROUND, Terminal
from qa.types import Statement
from tests.make import answer, citation, info, passage

TEXT = "对企业给予补助，最高300万元。"


def shown(text: str, quote: str, *, colour: bool) -> str:
    stream = io.StringIO()
    statement = Statement(text=quote, citations=(1,), support="verbatim")
    Terminal(stream, colour=colour).answer(answer(statement, citations=(citation(text, quote),)))
    return stream.getvalue()


def test_without_colour_the_quotation_stands_in_brackets() -> None:
    assert "对企业给予补助，【最高300万元】。" in shown(TEXT, "最高300万元", colour=False)


def test_with_colour_the_quotation_is_highlighted() -> None:
    assert "\x1b[30;43m最高300万元\x1b[0m" in shown(TEXT, "最高300万元", colour=True)


def test_a_document_cannot_steer_the_terminal() -> None:
    hostile = "补助\x1b[2J\x1b]0;x\x07最高\u202e300万元\x9b1m。"
    for colour in (False, True):
        output = shown(hostile, hostile, colour=colour)
        assert "\x1b[2J" not in output
        assert "\x1b]" not in output
        assert "\u202e" not in output and "\x9b" not in output and "\x07" not in output


def test_not_found_says_so_and_shows_the_nearest_without_a_marker() -> None:
    stream = io.StringIO()
    Terminal(stream, colour=False).answer(
        answer(nearest=(citation(TEXT, TEXT),), missing=("材料中没有江苏省的相关内容",))
    )
    text = stream.getvalue()
    assert "未找到" in text and "材料中没有江苏省的相关内容" in text and "不是答案" in text
    assert "[1]" not in text


def test_a_long_paragraph_is_shown_around_its_quotation() -> None:
    text = "前" * 500 + "最高300万元" + "后" * 500
    output = shown(text, "最高300万元", colour=False)
    assert f"…{'前' * AROUND}【最高300万元】{'后' * AROUND}…" in output


def test_hits_and_documents_take_a_line_each() -> None:
    stream = io.StringIO()
    terminal = Terminal(stream, colour=False)
    hit = Hit(
        passage=passage(TEXT, speaker="张三", role="局长"),
        document=info(),
        paragraph_text=TEXT,
        score=1.25,
        dense=0.9,
    )
    terminal.hits([hit])
    terminal.documents(
        [info(issuer="县政府", characters=120, passages=3, number="测府〔2025〕3号")]
    )
    first, second, heads, third, fourth, fifth = stream.getvalue().splitlines()
    assert (
        first.startswith("1. 《测试县支持制造业若干措施》 · 局长张三 · 第1段")
        and "语义 0.900" in first
    )
    assert second.strip() == TEXT
    assert heads.split() == [
        *("编号", "效力", "成文", "发布", "施行", "有效期至", "级别", "地区", "文号")
    ]
    assert third.split() == [
        "d1",
        "效力不明",
        "-",  # written: not known
        "2025-03-01",  # published
        "-",
        "-",
        "-",
        "-",
        "测府〔2025〕3号",
        "测试县支持制造业若干措施",
    ]
    assert "县政府" in fourth and "docs/a.txt" in fourth
    assert fifth == "共 1 个文件"


def test_the_foot_says_who_wrote_and_what_was_stopped() -> None:
    stream = io.StringIO()
    statement = Statement(text="最高300万元。", citations=(1,), support="verbatim")
    cited = (citation(TEXT, "最高300万元"),)
    Terminal(stream, colour=False).answer(
        answer(statement, citations=cited, dropped=2, floor_reason="模型不可用：超时")
    )
    assert "作答：原文摘录（模型不可用：超时） · 拦下 2 句" in stream.getvalue()


def test_what_has_ended_is_said_at_the_answer_at_the_source_and_in_the_list() -> None:
    stream = io.StringIO()
    terminal = Terminal(stream, colour=False)
    ended = info(standing=Standing("expired", "2024-01-01"))
    statement = Statement(text="最高300万元。", citations=(1,), support="verbatim")
    cited = (citation(TEXT, "最高300万元", document=ended),)
    terminal.answer(answer(statement, citations=cited, notices=("两份文件数字不同",)))
    terminal.documents([ended])
    text = stream.getvalue()
    assert "注意：两份文件数字不同" in text
    assert "【已过有效期（2024-01-01起失效）】" in text
    assert "⚠ 已过有效期（2024-01-01起失效）" in text and "已过有效期  " in text


def test_the_words_that_answer_are_bold_where_there_is_colour() -> None:
    said = "对企业给予补助，最高300万元。"
    marked = Statement(text=said, citations=(1,), support="verbatim", focus=(8, 15))
    for colour, shown in ((True, "补助，\x1b[1m最高300万元\x1b[0m。[1]"), (False, f"{said}[1]")):
        stream = io.StringIO()
        Terminal(stream, colour=colour).statement(marked)
        assert shown in stream.getvalue()
