"""Coverage is a share of what the question is about, and what is missing is named whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold
from qa.lexicon.bigrams import ALIASES, bigrams
from qa.question import analyse
from qa.question.coverage import weigh


def share_of(question: str, text: str) -> float:
    return weigh(analyse(question), lambda token: 0.01).share(bigrams(text))


def test_frame_words_do_not_count() -> None:
    assert share_of("请问全县有多少家参展企业？", "参展企业全县120家") == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("王某的职务是什么？", "王某任村委会主任"),
        ("决堤造成了什么后果？", "决堤造成了三户农房受损"),
        ("展馆停电的原因是什么？", "展馆因线路老化停电"),
        ("小李在何处签约？", "小李在大厅签约"),
    ],
)
def test_what_kind_of_thing_is_asked_for_need_not_be_said(question: str, text: str) -> None:
    weights = weigh(analyse(question), lambda token: 0.01)
    assert weights.missing(bigrams(text)) == ()
    assert weights.share(bigrams(text)) > 0.7


def test_what_is_not_spoken_of_is_named() -> None:
    weights = weigh(analyse("量子计算产业规模是多少？"), lambda token: 0.01)
    assert weights.missing(bigrams("制造业产业规模超19万亿元")) == ("量子计算",)


@pytest.mark.parametrize(
    ("asked", "known", "told"),
    [
        ("集群名单逐", {"名单"}, "名单"),
        ("集群人哄抢", {"哄抢"}, "哄抢"),
        ("集群进口种猪", {"进口"}, "进口种猪"),
        ("集群潘仕成", set(), "潘仕成"),
    ],
)
def test_a_refusal_names_words_that_the_corpus_knows(
    asked: str, known: set[str], told: str
) -> None:
    weights = weigh(analyse(asked), lambda token: 0.01 * (token in known | {"集群"}))
    assert weights.unsaid(bigrams("集群")) == (told,)


def test_rare_words_weigh_more() -> None:
    def common(token: str) -> float:
        return 0.5 if token == "企业" else 0.001

    weights = weigh(analyse("企业参展"), common)
    assert weights.share(bigrams("企业")) < 0.3 < 0.7 < weights.share(bigrams("参展"))


def test_width_script_and_case_are_folded() -> None:
    assert share_of("ＡＩ产业規模", "ai产业规模") == 1.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_shares_are_shares_and_grow_with_the_text(question: str, text: str) -> None:
    weights = weigh(analyse(question), lambda token: 0.1)
    less, more = weights.share(bigrams(text)), weights.share(bigrams(text) | bigrams("产业规模"))
    assert 0.0 <= less <= more <= 1.0 + 1e-9


@given(
    st.lists(
        st.sampled_from([w for pair in ALIASES for w in pair] + [*"规新高 \nＡ。"]), max_size=8
    )
)
def test_a_text_that_holds_one_form_holds_the_other(words: list[str]) -> None:
    folded = "".join(fold("".join(words)).split())
    held = "".join(f"\n{b}" for a, b in ALIASES if a in folded)
    held += "".join(f"\n{a}" for a, b in ALIASES if b in folded)
    folded += held
    assert bigrams("".join(words)) == {folded[i : i + 2] for i in range(len(folded) - 1)}
