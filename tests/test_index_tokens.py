"""What the lexical search can tell apart, and what it must not."""

from __future__ import annotations

import hashlib
import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold
from index.tokens import (
    LEXICAL_VERSION,
    figure_tokens,
    is_pair,
    lexical_tokens,
    query_tokens,
    text_tokens,
)

PROBE = (
    "2026年，全省新增８．５万家企業，同比增长百分之三十六（36.0%），其中三家、两成半在A区；最高补助1,234.5万元。"
    "第（一）条：5G、COVID-19、V1.2.3；四分之一、3/4、十几万、二〇二五年、半年、α粒子、㐂𠀀字、々"
    "组 长：林某"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("企業創新", "企业创新"),
        ("ＡＩ技术", "ai技术"),
        ("36%", "３６％"),
        ("36%", "百分之三十六"),
        ("8.5万家", "85000家"),
        ("８．５万家", "8.5万家"),
        ("三成", "30%"),
        ("二〇二五年", "2025年"),
        ("1,200元", "1200元"),
        ("三家", "3家"),
    ],
)
def test_two_spellings_of_one_thing_share_what_tells_them(one: str, other: str) -> None:
    shared = set(lexical_tokens(one)) & set(lexical_tokens(other))
    assert shared >= figure_tokens(one)
    assert shared


@pytest.mark.parametrize(
    ("one", "other"),
    [("36%", "36个"), ("8.5万家", "8.5万元"), ("5%", "50%"), ("5%", "0.5%"), ("2025年", "2026年")],
)
def test_different_figures_differ(one: str, other: str) -> None:
    assert figure_tokens(one) != figure_tokens(other)


def test_han_runs_give_overlapping_pairs_and_words_stay_whole() -> None:
    assert lexical_tokens("服务外包，5G网络") == ["服务", "务外", "外包", "5g", "网络"]
    assert lexical_tokens("省。市") == ["省", "市"]


def test_a_figure_is_read_as_one_with_its_scale_and_its_measure_word() -> None:
    tokens = lexical_tokens("超8.5万家")
    assert {"85000", "85000家"} <= set(tokens)
    assert "8.5" not in tokens


def test_asking_words_are_left_out_and_join_nothing() -> None:
    tokens = query_tokens("我们做箱包，有哪些扶持？补贴多少？")
    assert {"箱包", "扶持", "补贴"} <= set(tokens)
    assert not {"哪些", "些扶", "多少", "贴多", "我们"} & set(tokens)


def test_a_question_of_asking_words_alone_still_looks_for_something() -> None:
    assert query_tokens("有哪些？")


def test_query_tokens_are_distinct() -> None:
    tokens = query_tokens("广州广州广州")
    assert tokens == ["广州", "州广"]


@given(st.text(max_size=80))
def test_any_text_gives_tokens_that_the_full_text_index_keeps_as_they_are(text: str) -> None:
    """A token is one token to SQLite: nothing in it separates, quotes or is dropped."""
    tokens = lexical_tokens(text)
    assert not [t for t in tokens if not t or re.search(r"[\s\"'_!-$&-,/:-@\[-`{-~-]", t)]
    clean = [t for t in tokens if "\0" not in t and not re.search("[\ud800-\udfff]", t)]
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(t, content='', tokenize=\"ascii tokenchars '.%'\")"
    )
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, row)")
    connection.execute("INSERT INTO f (rowid, t) VALUES (1, ?)", (" ".join(clean),))
    kept = {row[0] for row in connection.execute("SELECT term FROM v")}
    assert kept == set(clean)


@given(st.text(max_size=60))
def test_pairs_are_in_a_text_exactly_when_the_folded_text_contains_them(text: str) -> None:
    folded = fold(text)
    tokens = set(lexical_tokens(text))
    pairs = {folded[i : i + 2] for i in range(len(folded) - 1) if is_pair(folded[i : i + 2])}
    assert {token for token in tokens if is_pair(token)} == pairs


@given(st.text(alphabet="省市县企业補貼增长8５.万亿%％三十百分之家元年，。 ab", max_size=40))
def test_full_and_half_width_give_the_same_tokens(text: str) -> None:
    # A comma between digits groups them in one width and separates clauses in the other, so it is left out.
    plain = text.replace("，", "。")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in plain)
    assert lexical_tokens(wide) == lexical_tokens(plain)


def test_tokens_change_with_their_version_only() -> None:
    """An index stores tokens: whoever changes them has to raise LEXICAL_VERSION and this hash with it."""
    digest = hashlib.sha256("\n".join(text_tokens(PROBE)).encode()).hexdigest()
    assert (LEXICAL_VERSION, digest[:16]) == (2, "033006254980157c")


def test_letters_set_apart_in_a_text_are_a_word_and_in_a_question_two() -> None:
    assert text_tokens("组 长：林某") == lexical_tokens("组长：林某")
    assert text_tokens("纳入统 计口径") == lexical_tokens("纳入统计口径")
    assert "莞箱" not in query_tokens("东莞 箱包")
