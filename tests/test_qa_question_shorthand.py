"""Names that count their members (五通, 四好), and the sentences that spell them out."""

from __future__ import annotations

import pytest

from qa.question.shorthand import names_of, spells_out


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("五通是哪五样？", "尽快实现通路、通水、通电、通气、通网。"),
        ("什么是“三清”？", "要求清账目，清库存，清欠款，月底前完成。"),
        ("四好农路指的是什么", "把农路建好、管好、护好、用好。"),
        ("六控具体是什么", "继续做好控人、控车、控船、控货、控仓、控库等工作。"),
    ],
)
def test_a_sentence_with_as_many_members_spells_it_out(asked: str, text: str) -> None:
    assert spells_out(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("五通是哪五样？", "实现通路、通水、通电、通气。"),
        ("五通是哪五样？", "实现通路、通水、通电、通气、通网、通邮。"),
        ("近三年补了多少", "三年、三年、三年。"),
        ("第三批名单有谁", "批甲、批乙、批丙"),
    ],
)
def test_other_numbers_and_bare_counts_do_not(asked: str, text: str) -> None:
    assert not spells_out(asked, text)


def test_what_is_only_counted_is_no_name() -> None:
    assert names_of("三年内五个项目的四清") == ((4, "清"),)
