"""What a person reads in a terminal: quotation marked, foreign escapes gone."""

from __future__ import annotations

import io

from qa.terminal import Terminal
from qa.types import Statement
from tests.make import answer, citation

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
