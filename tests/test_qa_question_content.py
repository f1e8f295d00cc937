"""Which characters of a question are what it is about."""

from __future__ import annotations

import pytest

from qa.question import analyse


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("云地罗又被称之为什么？", "云地罗"),  # 地 alone asks nothing
        ("“六片”指的是什么？", "六片"),  # a name, and no figure
        ("该书讲述了什么内容？", "书讲述"),
        ("被告是谁？", "被告"),
        ("张3买了什么车？", "张3买"),  # as courts write those whose names are left out
    ],
)
def test_what_a_short_question_is_about_is_not_taken_for_its_frame(
    question: str, kept: str
) -> None:
    asked = analyse(question)
    content = "".join(c if on else " " for c, on in zip(asked.folded, asked.content, strict=True))
    assert content.split()[0] == kept
