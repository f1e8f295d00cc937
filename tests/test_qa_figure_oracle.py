"""The figure reader against an oracle that knows what it writes, and on any text at all."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import Figure, find_figures
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


def test_a_long_text_reads_as_its_sentences_do() -> None:
    sentence = "2025年，全省新增企业60家，同比增长16.6%，总额达7086.68亿元，占比超三成。"
    read = find_figures(sentence)
    assert len(read) == 5
    starts = range(0, 240 * len(sentence), len(sentence))
    assert find_figures(sentence * 240) == tuple(_moved(f, at) for at in starts for f in read)


def _moved(figure: Figure, by: int) -> Figure:
    return replace(
        figure,
        start=figure.start + by,
        end=figure.end + by,
        number_start=figure.number_start + by,
        number_end=figure.number_end + by,
    )


HOSTILE = {
    "digits": ("1" * 20_000, 1),
    "full-width digits": ("１" * 20_000, 1),
    "points": ("1." * 10_000, 1),
    "letters and digits": ("A1" * 10_000, 1),
    "years": ("2025年" * 3000, 3000),
    "months": ("1月" * 5000, 5000),
    "ordinals": ("第一" * 5000, 5000),
    "list marks": ("①" * 10_000, 10_000),
    "lines": ("1\n" * 5000, 5000),
    "fractions without end": ("三分之" * 7000, 1),
    "a noun of counters": ("1" + "个家" * 10_000, 1),
    "a noun of verbs": ("1" + "推动企业转型升级" * 3000, 1),
    "spaces before the unit": ("2" + " " * 20_000 + "个", 1),
    "openings": ("（" * 20_000, 0),
    "the ordinal sign": ("第" * 20_000, 0),
    "months without number": ("月" * 20_000, 0),
    "qualifiers": ("不超过" * 7000, 0),
    "verbs": ("家企业新增" * 4000, 0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_text_that_tries_every_pattern_is_read_to_its_end(name: str) -> None:
    """A pattern that tries all ways to match would never come to an end of these."""
    text, count = HOSTILE[name]
    assert len(find_figures(text)) == count
