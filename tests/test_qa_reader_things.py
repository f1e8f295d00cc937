"""What is to be named or counted, and that sentences without it tell nothing of it."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.refusal import Judgement, judge
from qa.reader.scoring import read
from qa.reader.things import as_it_is, from_to, thing_asked
from tests.make import candidate, evidence


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("工信部到哪家行业协会检查？", "协会"),
        ("全市有哪几家定点医院？", "医院"),
        ("哪些学校被通报？", "学校"),
        ("通报了几所学校？", ""),
        ("哪些企业可以申请？", ""),
        ("学校归哪个部门管？", ""),
        ("在哪里申请？", ""),
    ],
)
def test_the_thing_whose_names_are_asked_for(question: str, thing: str) -> None:
    assert thing_asked(question) == thing


def test_what_is_counted_nowhere_is_told_by_no_other_count() -> None:
    told = evidence("全县新增2名劳模，均来自农机企业。")
    chances = {told.document.id: [(told.start, told.start + len(told.text), 0.8)]}

    def asked(question: str) -> Judgement:
        known = lambda token: 0.0 if token in ("技员", "农技") else 0.01  # noqa: E731
        return judge(read(analyse(question), [told], known, chances), lambda id_: "")

    refused = asked("全县农技员有多少名？")
    assert (refused.answers, refused.missing) == (False, ("材料中没有提到“全县农技员”",))
    assert asked("全县劳模有多少名？").answers


def test_of_words_typed_for_a_search_the_last_must_stand_somewhere() -> None:
    told = evidence("大病保险报销比例提高到60%，职工医保同步提高。")
    chances = {told.document.id: [(told.start, told.start + len(told.text), 0.45)]}

    def asked(question: str, *nowhere: str) -> Judgement:
        known = lambda token: 0.0 if token in nowhere else 0.01  # noqa: E731
        return judge(read(analyse(question), [told], known, chances), lambda id_: "")

    refused = asked("大病保险起付线", "险起", "起付", "付线")
    assert (refused.answers, refused.missing) == (False, ("材料中没有提到“起付线”",))
    assert asked("大病保险报销比例").answers


def test_what_was_and_became_is_told_by_both_where_any_sentence_does() -> None:
    items = [evidence("补助再提高30元。"), evidence("补助由240元提高到450元。", 2, start=20)]
    read_ = read(analyse("补助从多少提到多少"), items, lambda token: 0.01)
    kept = from_to(read_.question, read_.candidates)
    assert [c.text for c in kept] == ["补助由240元提高到450元。"]
    assert from_to(analyse("补助提高多少"), read_.candidates) == read_.candidates


def test_a_sum_whose_name_stands_nowhere_is_told_only_where_the_models_are_sure() -> None:
    told = evidence("对引进人才的企业，一次性奖励5万元。")

    def asked(chance: float) -> Judgement:
        known = lambda token: 0.0 if token in ("安家", "家费") else 0.01  # noqa: E731
        chances = {told.document.id: [(told.start, told.start + len(told.text), chance)]}
        return judge(
            read(analyse("人才引进给多少安家费？"), [told], known, chances), lambda id_: ""
        )

    assert (asked(0.3).answers, asked(0.3).missing) == (False, ("材料中没有提到“安家费”",))
    assert asked(0.95).answers


def test_a_plan_gives_way_to_what_is_so() -> None:
    plan = candidate("今年渔获要稳定在30万吨以上。", whole=0.9, chance=0.2)
    done = candidate("渔获达到32万吨。", whole=0.9, chance=0.1)
    other = candidate("渔获用于加工的有9万吨。", whole=0.5, chance=0.1)
    asked = analyse("渔获达到多少万吨？")
    assert as_it_is(asked, (plan, done, other)) == (done, other)
    assert as_it_is(asked, (plan, other)) == (plan, other)
    assert as_it_is(analyse("今年渔获要达到多少万吨？"), (plan, done)) == (plan, done)
