"""The figure reader against an oracle that knows what it writes, and on any text at all."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import find_figures
from tests.oracle_figures import disagreement, sample
from tests.oracle_numbers import FULL_WIDTH

ALPHABET = (
    "0123456789.,%％/-—~+×:：，。、；（）()〔〕《》“”\n ０１２３零〇一二两三四五六七八九十百千万亿点分之成半几数多余来"
    "第年月日号季度上下前后末底初个家项人元吨岁倍番级届条款章是要超近约不少于低过满以内左右至到比增长降同GaAmk℃¥$①"
)


def test_agrees_with_the_oracle() -> None:
    rng = random.Random(20)
    problems = []
    for _ in range(3000):
        text, expected = sample(rng)
        if problem := disagreement(text, expected, find_figures(text)):
            problems.append(problem)
    assert problems == []


def test_the_oracle_notices_a_wrong_reading() -> None:
    rng = random.Random(3)
    caught = 0
    for _ in range(200):
        text, expected = sample(rng)
        other, _ = sample(rng)
        caught += bool(disagreement(text, expected, find_figures(other)))
    assert caught >= 198


@given(st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40))
@settings(max_examples=400)
def test_figures_are_slices_in_order(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start <= figure.number_start < figure.number_end <= figure.end
        assert text[figure.start : figure.end] == figure.text
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        end = figure.end
    assert end <= len(text)


@given(st.integers(min_value=0, max_value=10**6))
def test_full_width_reads_the_same(seed: int) -> None:
    text, _ = sample(random.Random(seed))
    plain = [(f.kind, f.value, f.unit, f.qualifier, f.key) for f in find_figures(text)]
    wide = find_figures(text.translate(FULL_WIDTH))
    assert [(f.kind, f.value, f.unit, f.qualifier, f.key) for f in wide] == plain


def test_a_passage_takes_well_under_a_millisecond_and_time_grows_with_length() -> None:
    passage = "2025年，全省新增企业60家，同比增长16.6%，总额达7086.68亿元，占比超三成。" * 6
    find_figures(passage)
    started = time.process_time()
    for _ in range(20):
        find_figures(passage)
    once = (time.process_time() - started) / 20
    started = time.process_time()
    find_figures(passage * 40)
    assert time.process_time() - started < 40 * once * 4 + 0.05
