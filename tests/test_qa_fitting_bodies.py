"""Which body does a thing is told by a body, not by whoever speaks of it."""

from __future__ import annotations

import pytest

from qa.fitting.bodies import names_a_body
from qa.question import analyse
from tests.make import evidence


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("基金交给哪家机构管理？", "同时设立总规模20亿元的基金。", False),
        ("基金交给哪家机构管理？", "基金由青河投资公司管理。", True),
        ("标识认证归哪个部门在组织？", "组织开展标识认证试点，推动绿色发展。", True),
        ("基金交给谁管理？", "同时设立总规模20亿元的基金。", True),
    ],
)
def test_which_body_does_it_is_told_by_a_body(question: str, text: str, names: bool) -> None:
    item = evidence(text, speaker="李四", role="县发改委副主任")
    assert names_a_body(analyse(question), text, item) is names
