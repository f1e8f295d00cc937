"""Quotations: all that is allowed stands in the passage, and what is forced is not left to the model."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.generators.copying import (
    _TRAILING,
    grammar,
    only,
    quotations,
    quoting_grammar,
    relevant,
)

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


# --- the grammar of an answer over several passages ---


def expression(text: str) -> re.Pattern[str]:
    """The grammar as a regular expression, rule by rule: an oracle that reads GBNF anew (no rule leads to itself)."""
    rules = dict(line.split(" ::= ", 1) for line in text.splitlines())

    def expanded(body: str) -> str:
        out = ""
        for token in re.findall(r'"(?:\\.|[^"\\])*"|[a-z][a-z0-9]*|\{\d,\d\}|[()|?]', body):
            if token[0] == '"':
                words = re.sub(
                    r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), token[1:-1]
                )
                out += f"(?:{re.escape(words)})"
            elif token[0] in "()|?{":
                out += token
            else:
                out += f"(?:{expanded(rules[token])})"
        return out

    return re.compile(expanded(rules["root"]))


PASSAGES = [
    (1, "全市完成投资23.4亿元，同比增长18.5%；其中甲占三成。二是建设：共享工厂。这样行吗？", ""),
    (2, "对企业给予50万元。", "局长李明表示，"),
]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ("没有。", True),
        ("全市完成投资23.4亿元。[1]", True),
        ("同比增长18.5%；其中甲占三成。[1]", True),
        ("局长李明表示，对企业给予50万元。[2]", True),
        ("对企业给予50万元。[2]同比增长18.5%。[1]", True),
        ("对企业给予50万元。[1]", False),
        ("对企业给予500万元。[2]", False),
        ("局长李明表示，同比增长18.5%。[1]", False),
        ("其中甲占三成。二是建设。[1]", False),
        ("这样行吗。[1]", False),
        ("没有。同比增长18.5%。[1]", False),
        ("同比增长18.5%。[1]" * 3, False),
        ("", False),
    ],
)
def test_an_answer_quotes_or_refuses(answer: str, allowed: bool) -> None:
    pattern = expression(quoting_grammar(PASSAGES, 2, "没有。"))
    assert bool(pattern.fullmatch(answer + "\n")) is allowed


@given(st.lists(TEXT, max_size=3), st.sampled_from(["", "某某表示，"]))
def test_every_quotation_of_a_passage_can_be_written(texts: list[str], lead: str) -> None:
    passages = [(n, text, lead) for n, text in enumerate(texts, 1)]
    pattern = expression(quoting_grammar(passages, 3, "没有。"))
    for number, text, _ in passages:
        for draft in quotations(text, number, 99, lead):
            # One that begins with a mark is of a clause without words, where no quotation begins.
            words = draft.removeprefix(lead)
            assert words[0] in _TRAILING or pattern.fullmatch(draft + "\n"), draft


def test_where_it_may_not_refuse_it_quotes() -> None:
    pattern = expression(quoting_grammar(PASSAGES, 2))
    assert pattern.fullmatch("对企业给予50万元。[2]\n") and not pattern.fullmatch("没有。\n")
    assert not pattern.fullmatch("\n")


def test_with_nothing_to_quote_only_a_refusal_is_left() -> None:
    assert quoting_grammar([(1, "行吗？", "")], 3, "没有。") == 'root ::= ("没有。") "\\n"\n'
