"""So many years of growth in a row belong to the figure before them, and to its document alone."""

import pytest

from qa.claims import ClaimChecker
from tests.fakes import Shelf
from tests.make import evidence, info

HERE = "2010年，全省粮食产量达到5464万吨，连续7年增产；农民人均纯收入达到5919元，连续5年增长。"
THERE = "2013年，全省粮食产量超过6000万吨，实现“十连增”。"
SHELF = Shelf(
    [
        evidence(text, number, start=number * 1000, paragraph=number, document=info(title=title))
        for number, (title, text) in enumerate((("2011年报告", HERE), ("2014年报告", THERE)), 1)
    ]
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2010年全省粮食产量为5464万吨，实现七连增。", "supported"),
        ("2010年全省粮食产量为5464万吨，实现“七连增”。", "supported"),
        ("2010年全省粮食产量为5464万吨，实现十连增。", "not_found"),
        ("2010年全省粮食产量为5464万吨，实现五连增。", "not_found"),
        ("2010年全省粮食产量为5464万吨，实现七连降。", "not_found"),
    ],
)
def test_a_row_of_years_is_that_of_its_figure(claim: str, verdict: str) -> None:
    assert ClaimChecker(SHELF).check(claim).verdict == verdict
