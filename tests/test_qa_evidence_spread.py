"""Letters set apart to fill a column."""

from __future__ import annotations

import pytest

from qa.evidence.spread import closed


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("组 长：林 某 副县长", "组长：林某 副县长"),
        ("成 员：周某某 财政局局长", "成员：周某某 财政局局长"),
        ("张 某 商务局副局长", "张某 商务局副局长"),
        ("第一 年奖励5万元", "第一 年奖励5万元"),
        ("统 计口径的企业", "统 计口径的企业"),
    ],
)
def test_labels_and_names_of_two_letters_are_closed_up(printed: str, meant: str) -> None:
    assert closed(printed) == meant
