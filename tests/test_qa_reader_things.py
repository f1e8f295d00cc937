"""What is to be named or counted, and that sentences without it tell nothing of it."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.refusal import Judgement, judge
from qa.reader.scoring import read
from qa.reader.things import thing_asked
from tests.make import evidence


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
