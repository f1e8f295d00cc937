"""What firms can get does not answer what a person can, nor the other way round."""

from __future__ import annotations

import pytest

from qa.question.parties import for_others


@pytest.mark.parametrize(
    ("question", "sentence", "others"),
    [
        ("个人贷款最高多少", "小微企业可申请最高300万元贷款", True),
        ("个人贷款最高多少", "符合条件的人员自主创业的，可申请15万元贷款", False),
        ("小微企业贷款最高多少", "个人贷款最高15万元", True),
        ("贷款最高多少", "小微企业可申请最高300万元贷款", False),
        ("企业和个人贷款最高多少", "个人贷款最高15万元", False),
    ],
)
def test_for_whom(question: str, sentence: str, others: bool) -> None:
    assert for_others(question, sentence) is others
