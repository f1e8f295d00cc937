"""What a paper is called."""

from __future__ import annotations

import pytest

from qa.question.paper_names import asked_paper, writes_name


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("行动方案叫什么名字", "行动方案"),
        ("旅游奖励办法的全称是什么?", "旅游奖励办法"),
        ("方案里写了什么", ""),
        ("这个项目叫什么", ""),
    ],
)
def test_the_name_of_a_paper_is_asked_for(asked: str, what: str) -> None:
    assert asked_paper(asked) == what


def test_a_title_may_say_more_than_it_is_called() -> None:
    assert writes_name("行动方案", "我们将出台《甲市融合发展2031年行动方案》，重点如下。")
    assert writes_name("旅游奖励办法", "印发《甲县旅游产业奖励办法》。")
    assert not writes_name("旅游奖励办法", "印发《甲县招商办法》，设旅游奖励。")
