"""The copying grammar against an oracle that lists everything a grammar allows: all of it is in the passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.generators.copying import copying_grammar

TEXT = st.text(alphabet='甲乙丙补贴50.5%万元，。；：、？“”（）《》"\\- []', max_size=60)


def language(grammar: str) -> set[str]:
    """Every string of a grammar made of strings, sequences, groups, alternatives and `?`."""
    text = grammar.removeprefix("root ::= ").rstrip("\n")
    at = 0

    def alternatives() -> set[str]:
        nonlocal at
        found = sequence()
        while at < len(text) and text[at] == "|":
            at += 1
            found |= sequence()
        return found

    def sequence() -> set[str]:
        found = {""}
        while at < len(text) and text[at] not in "|)":
            if text[at] == " ":
                skip(" ")
                continue
            part = atom()
            found = {a + b for a in found for b in part}
        return found

    def atom() -> set[str]:
        nonlocal at
        if text[at] == "(":
            at += 1
            found = alternatives()
            skip(")")
        else:
            found = {string()}
        if at < len(text) and text[at] == "?":
            at += 1
            found = found | {""}
        return found

    def string() -> str:
        nonlocal at
        skip('"')
        out = ""
        while text[at] != '"':
            if text[at] == "\\":
                at += 1
                out += {"n": "\n", "r": "\r"}.get(text[at], text[at])
            else:
                out += text[at]
            at += 1
        at += 1
        return out

    def skip(mark: str) -> None:
        nonlocal at
        assert text[at] == mark
        at += 1

    found = alternatives()
    assert at == len(text), "the whole grammar was read"
    return found


@given(TEXT, st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=80))
def test_everything_allowed_is_in_the_passage(text: str, number: int, longest: int) -> None:
    grammar = copying_grammar(text, number, longest)
    if grammar is None:
        return
    for draft in language(grammar):
        end = f"。[{number}]\n"
        assert draft.endswith(end)
        quoted = draft.removesuffix(end)
        assert quoted.strip() and quoted in text
        assert len(quoted) <= longest


def test_runs_begin_and_end_at_clauses_and_stay_in_their_sentence() -> None:
    text = "全县安排资金2.4亿元，其中贴息8000万元；余下用于培训。年底前拨付。"
    assert {d.removesuffix("。[3]\n") for d in language(copying_grammar(text, 3, 96) or "")} == {
        "全县安排资金2.4亿元",
        "全县安排资金2.4亿元，其中贴息8000万元",
        "全县安排资金2.4亿元，其中贴息8000万元；余下用于培训",
        "其中贴息8000万元",
        "其中贴息8000万元；余下用于培训",
        "余下用于培训",
        "年底前拨付",
    }


def test_the_speaker_may_stand_before_a_run() -> None:
    found = language(copying_grammar("补贴50万元。", 1, 96, "局长李明表示，") or "")
    assert found == {"补贴50万元。[1]\n", "局长李明表示，补贴50万元。[1]\n"}


@pytest.mark.parametrize("text", ["", "。", "，、", "补贴多少？", "县" * 200])
def test_nothing_to_quote_is_no_grammar(text: str) -> None:
    assert copying_grammar(text, 1, 96) is None
