"""Whom a sentence names as its source, however it introduces him."""

import pytest

from qa.claims.attributed import attribution


@pytest.mark.parametrize(
    "frame",
    ["据省科技厅副厅长杨军透露，", "据省科技厅副厅长杨军介绍，", "省科技厅副厅长杨军说，"],
)
def test_the_word_before_a_name_is_no_part_of_it(frame: str) -> None:
    found = attribution(f"{frame}全省有459家省重点实验室。")
    assert found is not None
    assert (found.who, found.cut, found.document) == ("省科技厅副厅长杨军", len(frame), False)


def test_a_body_that_begins_with_another_word_keeps_its_name() -> None:
    found = attribution("依据《测试县规定》，补助500元。")
    assert found is not None
    assert found.who == "《测试县规定》"
