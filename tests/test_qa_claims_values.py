"""How one value stands to another: the same, said more weakly, under another bound, or a different one."""

from __future__ import annotations

import pytest

from qa.claims.values import value_relation
from qa.figures import find_figures


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("奖100万元", "奖100万元", "same"),
        ("近100万元", "最高100万元", "qualifier"),
        ("奖近100万元", "奖励不超过100万元", "qualifier"),
        ("近八成", "不到八成", "weaker"),
        ("近八成以上", "近八成以下", "different"),
        ("近24家", "24家", "different"),
        ("到2030年", "到2025年", "different"),
        ("四成多", "四成以上", "weaker"),
    ],
)
def test_the_relation_of_two_values(claim: str, source: str, relation: str) -> None:
    (mine,), (theirs,) = find_figures(claim), find_figures(source)
    assert value_relation(mine, theirs) == relation
