"""Lines with their places, and values found again whatever stands between their characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.headlines import lines_of, locate


@given(st.text(alphabet="甲乙丙 \n　#|。", max_size=300))
def test_a_line_stands_where_it_says(text: str) -> None:
    for line in lines_of(text):
        assert text[line.start : line.end] == line.text
        assert line.text == line.text.strip()


def test_a_title_on_two_lines_is_found_as_one() -> None:
    text = "某县人民政府\n关于 **扶持** 产业的通知\n正文"
    span = locate(text, "某县人民政府关于扶持产业的通知")
    assert span == (0, text.index("\n正文"))
    assert locate(text, "别的") is None and locate(text, " ") is None
    assert locate("甲局 乙局\n", "甲局、乙局") == (0, 5)
