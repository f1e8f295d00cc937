"""A figure of a part is told of what the whole counts, where the part is what is asked about."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.figure_answer import best_figure
from qa.reader.scoring import read
from tests.make import evidence

JOBS = "全省城镇新增就业46.8万人，完成年度目标45万人的104%，其中青河市新增15.3万人。"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("青河市城镇新增就业多少人？", "15.3万人"),
        ("全省城镇新增就业多少人？", "46.8万人"),
    ],
)
def test_the_part_that_is_named(question: str, figure: str) -> None:
    found = best_figure(read(analyse(question), [evidence(JOBS)], lambda t: 0.01))
    assert found is not None and found[1].text == figure
