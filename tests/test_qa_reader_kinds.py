"""What announces a list is of the kind that a question for a list wants."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.kinds import announces, told_in_words


@pytest.mark.parametrize(
    "text",
    [
        "取得养殖证，应当具备下列条件：",
        "职工有下列情形之一的，不享受当年的疗养：",
        "申请人应当提交以下材料：",
    ],
)
def test_a_head_announces_a_list(text: str) -> None:
    assert announces(text)


@pytest.mark.parametrize(
    "text", ["负责人答记者问：", "不具备下列条件的不予批准。", "联系电话：", "下列行为应当制止。"]
)
def test_other_sentences_announce_none(text: str) -> None:
    assert not announces(text)


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("国有房租减多少？", "2月份、3月份房租减半。", True),
        ("再担保费收多少？", "减半收取再担保费。", True),
        ("房租减几个月？", "房租减半。", False),
        ("补助多少？", "房租减半。", False),
        ("房租减多少？", "鼓励业主减免租金。", False),
    ],
)
def test_a_share_may_be_told_in_words(question: str, text: str, told: bool) -> None:
    assert told_in_words(analyse(question), text) is told
