"""The measures hold their definitions: by hand, against slow oracles, and on any text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.metrics import (
    best,
    exact,
    f1,
    held,
    interval,
    ndcg,
    normal,
    recall,
    reciprocal,
    risk_curve,
    rouge_l,
    subsequence,
)

WORDS = st.text(alphabet="甲乙丙丁1%", max_size=12)


def _slow(first: str, second: str) -> int:
    rows = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i, a in enumerate(first, 1):
        for j, b in enumerate(second, 1):
            rows[i][j] = rows[i - 1][j - 1] + 1 if a == b else max(rows[i - 1][j], rows[i][j - 1])
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_the_subsequence_is_that_of_the_textbook(first: str, second: str) -> None:
    assert subsequence(first, second) == _slow(first, second)


@given(WORDS, WORDS)
def test_measures_stay_between_nothing_and_all(first: str, second: str) -> None:
    for measure in (exact, f1, rouge_l, held):
        assert 0.0 <= measure(first, second) <= 1.0
    if normal(first):
        assert f1(first, first) == rouge_l(first, first) == exact(first, first) == 1.0


def test_marks_of_a_figure_count_and_other_marks_do_not() -> None:
    assert exact("1.5 万，家。", "１.5万家") == 1.0
    assert exact("15万家", "1.5万家") == 0.0
    assert exact("15%", "15") == 0.0


def test_the_nearest_gold_answer_counts() -> None:
    assert best(exact, "乙", ["甲", "乙"]) == 1.0
    assert best(exact, "乙", []) == 0.0


def test_orders() -> None:
    ranks = [1, None, 4]
    assert recall(ranks, 3) == pytest.approx(1 / 3)
    assert recall(ranks, 3, any_of=True) == 1.0
    assert reciprocal([None, 4]) == 0.25
    assert reciprocal([11]) == 0.0
    assert ndcg([1]) == 1.0
    assert ndcg([2, None]) == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))
    assert ndcg([1, 1]) == 1.0
    assert ndcg([1, 1, None]) == pytest.approx(1 / (1 + 1 / math.log2(3)))
    assert ndcg([2, None], any_of=True) == pytest.approx(1 / math.log2(3))


def test_intervals_repeat_and_hold_the_mean() -> None:
    values = [0.0, 1.0] * 30
    low, high = interval(values, seed=1)
    assert (low, high) == interval(values, seed=1)
    assert low < 0.5 < high
    assert interval([]) == (0.0, 0.0)
    assert interval([1.0, 1.0]) == (1.0, 1.0)


def test_the_curve_lets_the_equally_sure_through_together() -> None:
    curve = risk_curve([(0.9, True), (0.5, False), (0.5, True), (0.1, False)])
    assert curve == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert risk_curve([(0.9, True), (0.5, False)], asked=4) == [(0.25, 0.0), (0.5, 0.5)]
    assert risk_curve([]) == []


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), min_size=1, max_size=8))
def test_no_order_is_better_than_the_best(ranks: list[int | None]) -> None:
    for any_of in (False, True):
        assert 0.0 <= ndcg(ranks, any_of=any_of) <= 1.0 + 1e-9
