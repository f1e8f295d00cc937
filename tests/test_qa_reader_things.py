"""Which kind of body is to be named, and that sentences without any do not name one."""

from __future__ import annotations

import pytest

from qa.reader.things import thing_asked


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
