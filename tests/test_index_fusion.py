"""The order of candidates, and what counts as a repetition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Candidate, distinct, fuse
from index.scoring import Words
from index.types import PassageKind

WORDS = Words.of({"服务": 2.0, "外包": 4.0, "2026": 1.0, "5g": 3.0})
SPREAD = 0.02


def candidate(
    row: int,
    *,
    cosine: float = 0.85,
    matched: tuple[str, ...] = (),
    text: str = "",
    context: str = "",
    document: int | None = None,
    kind: PassageKind = "text",
) -> Candidate:
    return Candidate(
        row=row,
        document=row if document is None else document,
        kind=kind,
        text=text or f"第{row}个段落",
        context=context,
        cosine=cosine,
        matched=matched,
        coverage=WORDS.share(matched),
    )


def order(*candidates: Candidate) -> list[int]:
    return [each.row for each, _ in fuse(candidates, WORDS, SPREAD)]


# --- words ---


def test_words_are_found_however_they_are_written() -> None:
    assert WORDS.pairs == ("服务", "外包")
    assert WORDS.others == ("2026", "5g")
    assert WORDS.matched("服務外包", "", ["5g"]) == (("服务", "外包", "5g"), True)
    assert WORDS.matched("无关", "標題：外包", []) == (("外包",), False)
    assert WORDS.share(("服务", "外包")) == pytest.approx(0.6)
    assert Words.of({}).share(()) == 0.0


def test_a_pair_does_not_reach_from_text_to_context() -> None:
    assert WORDS.matched("做外", "包的", []).tokens == ()


# --- order ---


def test_better_words_win_at_equal_meaning_and_better_meaning_at_equal_words() -> None:
    assert order(candidate(1, matched=("服务",)), candidate(2, matched=("服务", "外包"))) == [2, 1]
    assert order(candidate(1, cosine=0.84), candidate(2, cosine=0.88)) == [2, 1]


def test_words_count_for_less_where_the_question_speaks_another_language() -> None:
    """The same two candidates: beside one that holds the whole question, words weigh more."""
    near = candidate(1, cosine=0.88)
    wordy = candidate(2, cosine=0.84, matched=("2026",))
    full = candidate(3, cosine=0.80, matched=("服务", "外包", "2026", "5g"))
    alone = order(near, wordy)
    assert alone == [1, 2]
    assert order(near, wordy, full).index(3) == 0


def test_a_document_that_speaks_of_the_subject_lifts_its_passages() -> None:
    title = candidate(1, cosine=0.80, matched=("外包", "服务"), document=7, kind="heading")
    inside = candidate(2, matched=("2026",), document=7)
    elsewhere = candidate(3, matched=("2026",), document=8)
    ordered = order(title, inside, elsewhere)
    assert ordered.index(2) < ordered.index(3)


def test_a_text_that_says_nothing_of_the_question_stands_behind_one_that_does() -> None:
    silent = replace(candidate(1, cosine=0.86, matched=("服务",)), said=False)
    assert order(silent, candidate(2, cosine=0.85, matched=("服务",))) == [2, 1]


@pytest.mark.parametrize("kind", ["question", "heading"])
def test_a_question_or_a_heading_stands_behind_the_text_that_answers(kind: PassageKind) -> None:
    asked = candidate(1, cosine=0.87, matched=("服务", "外包"), kind=kind)
    said = candidate(2, cosine=0.86, matched=("服务", "外包"))
    assert order(asked, said) == [2, 1]


def test_the_scale_of_an_embedder_does_not_matter() -> None:
    """An embedder whose cosines spread five times as far gives the same order."""
    narrow = [candidate(i, cosine=0.8 + i / 100, matched=("服务",) * (i % 2)) for i in range(6)]
    wide = [candidate(i, cosine=0.1 + i / 20, matched=("服务",) * (i % 2)) for i in range(6)]
    one, other = fuse(narrow, WORDS, 0.02), fuse(wide, WORDS, 0.1)
    assert [c.row for c, _ in one] == [c.row for c, _ in other]


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.integers(0, 9),
        cosine=st.floats(-1, 1),
        matched=st.sets(st.sampled_from(list(WORDS.weights))).map(tuple),
        text=st.sampled_from(
            ["甲乙丙丁", "甲，乙丙丁。", "甲乙丙丁5%", "甲乙丙丁50%", "戊己庚辛壬癸子丑"]
        ),
        context=st.sampled_from(["", "题"]),
        document=st.integers(0, 3),
        kind=st.sampled_from(["text", "question", "table", "heading"]),
    ),
    max_size=12,
)


@given(CANDIDATES)
def test_every_candidate_is_ranked_once_and_the_input_order_does_not_matter(
    candidates: list[Candidate],
) -> None:
    ranked = fuse(candidates, WORDS, SPREAD)
    assert sorted(c.row for c, _ in ranked) == sorted(c.row for c in candidates)
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
    again = fuse(candidates[::-1], WORDS, SPREAD)
    assert [score for _, score in again] == pytest.approx(scores)


@given(CANDIDATES, st.integers(0, 15))
def test_distinct_keeps_the_order_the_best_and_every_figure(
    candidates: list[Candidate], k: int
) -> None:
    ranked = fuse(candidates, WORDS, SPREAD)
    kept = distinct(ranked, k)
    assert len(kept) <= k
    positions = [ranked.index(pair) for pair in kept]
    assert positions == sorted(positions)
    if ranked and k:
        assert kept[0] == ranked[0]
        texts = {c.text for c, _ in distinct(ranked, len(ranked))}
        for figure in ("5%", "50%"):
            if any(c.text.endswith(f"丁{figure}") for c, _ in ranked):
                assert any(text.endswith(f"丁{figure}") for text in texts)


# --- repetitions ---

LONG = "全省累计培育国家级专精特新小巨人企业数量位居全国前列，覆盖新一代信息技术、高端装备、新材料等重点产业链的关键环节和薄弱领域，今年新增{}家"


def shown(*candidates: Candidate) -> list[int]:
    return [each.row for each, _ in distinct([(c, 1.0) for c in candidates], 9)]


def test_the_third_reprint_is_left_out() -> None:
    texts = [LONG.format(100), "（本报讯）" + LONG.format(100), LONG.format(100) + "。"]
    assert shown(*(candidate(i, text=t, context=f"报{i}") for i, t in enumerate(texts))) == [0, 1]


def test_what_a_document_repeats_is_left_out() -> None:
    assert shown(candidate(1, text=LONG, document=5), candidate(2, text=LONG, document=5)) == [1]


@pytest.mark.parametrize(
    "other", [LONG.format(180), LONG.format("1.00"), LONG.replace("全省", "全市")]
)
def test_another_figure_or_name_is_no_repetition(other: str) -> None:
    same = LONG.format(100)
    assert shown(*(candidate(i, text=t) for i, t in enumerate([same, same, other]))) == [0, 1, 2]


def test_a_decimal_point_is_no_punctuation() -> None:
    texts = [LONG.format("5.2%"), LONG.format("5.2%"), LONG.format("52%")]
    assert shown(*(candidate(i, text=t) for i, t in enumerate(texts))) == [0, 1, 2]


def test_short_texts_repeat_each_other_in_one_context_only() -> None:
    text = "最高补助50万元"
    assert shown(*(candidate(i, text=text, context=f"办法{i}") for i in range(4))) == [0, 1, 2, 3]
    assert shown(*(candidate(i, text=text, context="办法") for i in range(4))) == [0, 1]
