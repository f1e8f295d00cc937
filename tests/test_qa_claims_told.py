"""What a draft tells of its figures is read from any text, however its lines and marks are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.claims.told import read_told

PARTS = st.sampled_from(
    ["全县", "补助", "最高", "达到", "2万元", "3000", "5家", "，", "：", "、", "。", "；", "其中", "占8%", "2025年", "，：", "\n", "（", "）", "的"]
)  # fmt: skip


@pytest.mark.parametrize(
    "text", ["增速最高达到\n10%以上", "全县最高\n3000家企业", "全县企业，：占8%"]
)
def test_a_figure_may_begin_in_the_line_before(text: str) -> None:
    assert read_told(text)


def test_marks_side_by_side_do_not_hide_what_stands_before() -> None:
    plain, doubled = (read_told(f"在商会的推动下{mark}补助企业5家")[-1] for mark in ("，", "，，"))
    assert doubled.prior == plain.prior == "在商会的推动下"


@given(st.lists(PARTS, max_size=30).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    for told in read_told(text):
        assert told.figure.text in text
