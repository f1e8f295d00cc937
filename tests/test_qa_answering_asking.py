"""What is asked, cleaned: without what cannot be printed, characters set apart one by one closed up."""

from __future__ import annotations

import pytest

from index.errors import UsageError
from qa.answering.asking import MAX_QUESTION, clean


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("  有多少家？\x00", "有多少家？"),
        ("省 重 点 实 验 室有多少家", "省重点实验室有多少家"),
        ("省 重 点 实 验 室 有 多 少 家？", "省重点实验室有多少家？"),
        ("2025年 补 贴 多 少", "2025年补贴多少"),
        ("东莞 箱包 补贴", "东莞 箱包 补贴"),
        ("甲 乙 两个园区", "甲 乙 两个园区"),
    ],
)
def test_characters_set_apart_are_closed_up_and_words_are_not(given: str, asked: str) -> None:
    assert clean(given) == asked


@pytest.mark.parametrize("given", ["", " \n", "\x00", "问" * (MAX_QUESTION + 1)])
def test_nothing_and_too_much_are_errors(given: str) -> None:
    with pytest.raises(UsageError):
        clean(given)
