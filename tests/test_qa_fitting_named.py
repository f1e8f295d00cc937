"""What a sentence says counts as the thing that a question wants delimited."""

from __future__ import annotations

import pytest

from qa.fitting.named import counts_as
from qa.question import analyse

RULE = "投资1亿元以上且亩均投资不低于200万元的工业类项目为重大产业项目。"


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("重大产业项目的标准是什么？", RULE, True),
        ("什么样的项目算重大产业项目？", RULE, True),
        ("重大产业项目有哪些？", RULE, False),
        ("重点农业项目的标准是什么？", RULE, False),
        ("重大产业项目的标准是什么？", "重大产业项目可以一事一议。", False),
    ],
)
def test_a_rule_that_ends_with_the_name_delimits_it(question: str, text: str, told: bool) -> None:
    assert counts_as(analyse(question), text) == told
