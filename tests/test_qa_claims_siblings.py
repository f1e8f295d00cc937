"""Figures of things named almost alike: a draft that names the other one is not supported, nor contradicted by this one."""

from __future__ import annotations

import pytest

from qa.claims.judging import judge
from tests.make import evidence, info

FINES = "违反本办法第三条规定的，法人和其他组织处5万元罚款，个人处5000元罚款。"
GRANTS = "甲类和乙类站点奖励8万元，丙类站点奖励2万元。"


@pytest.mark.parametrize(
    ("source", "claim", "verdicts"),
    [
        (FINES, "违反第三条规定的，法人处5000元罚款。", {"scope_differs", "contradicted"}),
        (
            FINES,
            "违反第三条规定的，其他组织处5000元罚款。",
            {"not_found", "scope_differs", "contradicted"},
        ),
        # True ones: at worst not found.
        (FINES, "违反第三条规定的，法人处5万元罚款。", {"supported", "not_found", "scope_differs"}),
        (FINES, "违反第三条规定的，个人处5000元罚款。", {"supported"}),
        (GRANTS, "甲类站点奖励2万元。", {"scope_differs", "contradicted"}),
        (GRANTS, "丙类站点奖励2万元。", {"supported"}),
        (GRANTS, "丙类站点奖励8万元。", {"contradicted", "scope_differs"}),
    ],
)
def test_a_word_of_the_other_thing_is_not_taken_for_this_one(
    source: str, claim: str, verdicts: set[str]
) -> None:
    (judged,) = judge(claim, [evidence(source, document=info(title="县燃气安全管理办法"))])
    assert judged.verdict in verdicts
