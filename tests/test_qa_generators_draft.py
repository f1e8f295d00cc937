"""What of a model's output is passed on: whole sentences, bounded, without thoughts and stammer, however it is cut."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.generators.draft import LONGEST_HELD, Draft, stammers

WORDS = st.text(alphabet="补贴最高50万元。；[1]2\n?<think/>g ", max_size=120)


def passed_on(
    text: str, cuts: list[int], *, limit: int = 10_000, cut: bool = False
) -> tuple[str, Draft]:
    """Return what comes out when `text` goes in, cut into pieces at `cuts`."""
    draft = Draft(limit)
    marks = sorted({0, len(text), *(c % (len(text) + 1) for c in cuts)})
    out = ""
    for start, end in itertools.pairwise(marks):
        out += draft.feed(text[start:end])
        if draft.full:
            break
    return out + draft.finish(cut=cut), draft


@given(WORDS, st.lists(st.integers(min_value=0), max_size=12))
def test_the_pieces_do_not_matter(text: str, cuts: list[int]) -> None:
    assert passed_on(text, cuts)[0] == passed_on(text, [])[0]


@given(WORDS, st.lists(st.integers(min_value=0), max_size=12))
def test_without_thoughts_and_limits_everything_comes_out(text: str, cuts: list[int]) -> None:
    text = text.replace("<think", "").replace("<", "")
    out, draft = passed_on(text, cuts)
    assert out == text or draft.full


@given(
    st.text(alphabet="补贴50万元 ", max_size=30),
    st.text(alphabet="想一想<[1]\n", max_size=40),
    st.text(alphabet="补贴50万元。", max_size=30),
    st.lists(st.integers(min_value=0), max_size=12),
)
def test_thoughts_stay_inside(before: str, thought: str, after: str, cuts: list[int]) -> None:
    text = f"{before}<think>{thought}</think>{after}"
    assert passed_on(text, cuts)[0] == before + after


def test_a_thought_without_end_stays_inside() -> None:
    assert passed_on("补贴50万元。<think>也许是60万元。", [3, 9])[0] == "补贴50万元。"


@given(WORDS, st.integers(min_value=1, max_value=60), st.lists(st.integers(min_value=0)))
def test_a_draft_has_a_longest_length(text: str, limit: int, cuts: list[int]) -> None:
    assert len(passed_on(text, cuts, limit=limit)[0]) <= limit


def test_endless_text_is_bounded_and_says_so() -> None:
    draft = Draft(500)
    out = ""
    for number in range(100_000):
        out += draft.feed(f"第{number}项措施。")
        if draft.full:
            break
    assert number < 200
    assert len(out) <= 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("奖励20万元。[1]对获得国家奖项的，再奖励5", "奖励20万元。[1]"),
        ("奖励20万元。", "奖励20万元。"),
        ("奖励20", ""),
        ("奖励20万元。[1] [2]", "奖励20万元。[1] [2]"),
    ],
)
def test_a_sentence_that_was_cut_off_is_not_passed_on(text: str, expected: str) -> None:
    for cuts in ([], [3, 8, 9, 10], list(range(len(text)))):
        assert passed_on(text, cuts, cut=True)[0] == expected


def test_a_limit_never_leaves_half_a_figure() -> None:
    text = "甲县奖励20万元。[1]乙县奖励3000万元。[2]"
    for limit in range(1, len(text)):
        out = passed_on(text, list(range(len(text))), limit=limit)[0]
        assert re.fullmatch(r"(甲县奖励20万元。(\[1\](乙县奖励3000万元。)?)?)?", out), (limit, out)


def test_a_sentence_that_never_ends_is_not_held_forever() -> None:
    draft = Draft(10**6)
    out = "".join(draft.feed(f"{n}家企业，") for n in range(400))
    assert len(out) > LONGEST_HELD


@pytest.mark.parametrize(
    "text",
    [
        "好的" * 20,
        "好的。" * 20,
        "今年安排专项资金一百万元。[1]" * 5,
        "支持企业，" * 8,
        "北京市、天津市、" * 3,
        "（共）" * 10,
        "今年安排专项资金一百万元，" * 3,
    ],
)
def test_a_stammer_is_noticed(text: str) -> None:
    assert stammers("开头。" + text)
    assert passed_on(text * 20, list(range(400)))[1].full


@pytest.mark.parametrize(
    "text",
    [
        "一是加强培训，二是加强宣传，三是加强监督，四是加强考核。",
        "甲、乙、丙、丁、戊、己、庚、辛、壬、癸",
        "每亩每年补贴100元、200元、300元。",
        "1000000000000",
        "",
    ],
)
def test_a_list_is_no_stammer(text: str) -> None:
    assert not stammers(text)
