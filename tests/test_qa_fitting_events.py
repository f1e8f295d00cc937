"""The day on which something ended is no answer to when it began."""

from __future__ import annotations

import pytest

from qa.fitting.events import is_other_event, tells_event
from tests.test_qa_fitting_slots import fits


@pytest.mark.parametrize(
    ("asked", "clause", "other"),
    [
        ("张三是什么时候去世的?", "张三出生。", True),
        ("张三是什么时候去世的?", "1873年,卒。", False),
        ("办法何时废止?", "自2024年1月1日起施行", True),
        ("办法何时施行?", "自2024年1月1日起施行", False),
        ("什么时候开始,什么时候截止?", "5月31日截止", False),
        ("工程何时完工?", "预计明年通水", False),
    ],
)
def test_the_other_end_is_told_by_its_word(asked: str, clause: str, other: bool) -> None:
    assert is_other_event(asked, clause) is other


def test_what_neither_begins_nor_ends_is_no_event() -> None:
    assert tells_event("大桥于3月开工")
    assert not tells_event("大桥长3公里")


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("张远山是什么时候去世的？", "1804年，家住广州的张远山出生。", False),
        ("张远山是什么时候出生的？", "1804年，家住广州的张远山出生。", True),
        ("大桥什么时候开工？", "开工时间为3月5日，竣工时间为9月8日。", True),
        ("大桥什么时候竣工？", "开工时间为3月5日，竣工时间为9月8日。", True),
        ("大桥什么时候竣工？", "大桥3月5日开工。", False),
        ("《周日画报》什么时候开播？", "1993年1月24日起，《周日画报》停播。", False),
        ("大桥有多长？", "大桥3月5日开工，长3公里。", True),
    ],
)
def test_a_sentence_that_dates_only_the_other_end_does_not_fit(
    question: str, text: str, answers: bool
) -> None:
    assert fits(question, text) is answers
