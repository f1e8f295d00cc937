"""Quotations: all that is allowed stands in the passage, and what is forced is not left to the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.generators.copying import grammar, only, quotations, relevant

TEXT = st.text(alphabet='甲乙丙补贴50.5%万元，。；：、？“”（）《》"\\- []', max_size=60)


def language(text: str) -> set[str]:
    """Every string of a grammar that is a group of strings, followed by one more: an oracle that reads GBNF anew."""
    alternatives, end = text.removeprefix("root ::= (").removesuffix("\n").rsplit(") ", 1)
    assert end == '"\\n"'
    found, at = set(), 0
    while at < len(alternatives):
        assert alternatives[at] == '"'
        at, out = at + 1, ""
        while alternatives[at] != '"':
            if alternatives[at] == "\\":
                at += 1
                out += {"n": "\n", "r": "\r"}.get(alternatives[at], alternatives[at])
            else:
                out += alternatives[at]
            at += 1
        found.add(out)
        at += 1
        assert alternatives[at : at + 3] in (" | ", "")
        at += 3
    return found


@given(TEXT, st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=80))
def test_everything_allowed_is_in_the_passage(text: str, number: int, longest: int) -> None:
    for draft in quotations(text, number, longest):
        end = f"。[{number}]"
        assert draft.endswith(end)
        quoted = draft.removesuffix(end)
        assert quoted.strip() and quoted in text
        assert len(quoted) <= longest


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_the_grammar_allows_just_the_drafts(drafts: list[str]) -> None:
    assert language(grammar(drafts)) == set(drafts)


def test_a_quotation_goes_on_to_the_end_of_its_sentence() -> None:
    text = "全县安排资金2.4亿元，其中贴息8000万元；余下用于培训。年底前拨付。"
    assert quotations(text, 3, 96) == (
        "全县安排资金2.4亿元，其中贴息8000万元；余下用于培训。[3]",
        "其中贴息8000万元；余下用于培训。[3]",
        "余下用于培训。[3]",
        "年底前拨付。[3]",
    )
    assert quotations(text, 3, 18) == (
        "全县安排资金2.4亿元。[3]",
        "其中贴息8000万元；余下用于培训。[3]",
        "余下用于培训。[3]",
        "年底前拨付。[3]",
    )


def test_the_speaker_may_stand_before_it() -> None:
    found = quotations("补贴50万元。", 1, 96, "局长李明表示，")
    assert found == ("补贴50万元。[1]", "局长李明表示，补贴50万元。[1]")


@pytest.mark.parametrize("text", ["", "。", "，、", "补贴多少？", "县" * 200])
def test_nothing_to_quote(text: str) -> None:
    assert quotations(text, 1, 96, "局长李明表示，") == ()


@given(TEXT, st.data())
def test_the_rest_is_known_as_soon_as_it_is_the_only_one(text: str, data: st.DataObject) -> None:
    allowed = quotations(text, 1, 96, "局长表示，")
    if not allowed:
        return
    chosen = data.draw(st.sampled_from(allowed))
    written = chosen[: data.draw(st.integers(min_value=0, max_value=len(chosen)))]
    rest = only(allowed, written)
    if rest is not None:
        assert written + rest == chosen
    assert only(allowed, chosen) is not None or any(
        d != chosen and d.startswith(chosen) for d in allowed
    )


def test_what_has_little_to_do_with_the_question_is_left_out() -> None:
    drafts = quotations(
        "本县鼓励企业投入。对通过认定的企业，给予最高50万元补助，分两年拨付。", 1, 96
    )
    kept = relevant(drafts, "对通过认定的企业最高补助多少？")
    assert drafts[0] not in kept
    assert kept == ("对通过认定的企业，给予最高50万元补助，分两年拨付。[1]",)


@given(
    st.lists(st.text(alphabet="补助企业50万元，。", min_size=1, max_size=12), min_size=1),
    st.text(max_size=12),
)
def test_the_best_draft_is_always_left(drafts: list[str], question: str) -> None:
    kept = relevant(drafts, question)
    assert kept and [d for d in drafts if d in kept] == list(kept)


def test_several_are_not_one() -> None:
    assert only(("甲县。", "甲市。"), "甲") is None
    assert only(("甲县。", "甲市。"), "甲县") == "。"
    assert only(("甲县。",), "") == "甲县。"
    assert only(("甲县。",), "乙") is None
