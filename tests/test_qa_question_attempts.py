"""What names no anchor of its own is asked of the documents just cited first."""

from __future__ import annotations

import pytest

from qa.question.attempts import Attempt, asks_another, attempts
from qa.types import Turn

CITED = frozenset({"d1"})
LAST = Turn(question="人大2020年圆梦计划对户籍有什么要求？", answer="三年。[1]", documents=("d1",))


def test_a_new_aspect_is_asked_under_the_anchor_then_as_typed_then_of_all() -> None:
    assert attempts("家里困难的有什么资助？", [LAST]) == (
        Attempt("人大2020年圆梦计划，家里困难的有什么资助？", CITED),
        Attempt("家里困难的有什么资助？", CITED),
        Attempt("家里困难的有什么资助？"),
    )


def test_of_several_documents_none_is_asked_without_the_anchor() -> None:
    last = Turn(question=LAST.question, answer="", documents=("d1", "d2"))
    assert [a.text for a in attempts("家里困难的有什么资助？", [last])] == [
        "人大2020年圆梦计划，家里困难的有什么资助？",
        "家里困难的有什么资助？",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "东莞有什么补贴？",
        "《条例》何时施行？",
        "那2021年呢？",
        "现在还招吗？",
        "成绩呢？",
        "谢谢你",
    ],
)
def test_what_says_all_itself_or_asks_of_today_is_asked_of_all(question: str) -> None:
    (only,) = attempts(question, [LAST])
    assert not only.documents


def test_a_client_that_keeps_no_documents_loses_nothing() -> None:
    bare = Turn(question=LAST.question, answer="三年。[1]")
    assert attempts("学费多少？", [bare]) == (Attempt("人大2020年圆梦计划，学费多少？"),)
    assert attempts("家里困难的有什么资助？", [bare]) == (Attempt("家里困难的有什么资助？"),)
    assert attempts("学费多少？", []) == (Attempt("学费多少？"),)


def test_documents_are_kept_while_the_talk_stays_with_its_anchor() -> None:
    unanswered = Turn(question="人大2020年圆梦计划，报名到什么时候？", answer="")
    assert attempts("家里困难的有什么资助？", [LAST, unanswered])[0].documents == CITED
    elsewhere = Turn(question="东莞有多少家省实验室？", answer="")
    assert len(attempts("家里困难的有什么资助？", [LAST, elsewhere])) == 1


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        # Which of a class: not of the one that was talked about, and of what was measured of it.
        (
            "丁类人才购房补贴多少？",
            "哪类人才的购房补贴最高？",
            "哪类人才的购房补贴最高？",
        ),
        ("丁类人才购房补贴多少？", "哪类最高？", "购房补贴，哪类最高？"),
        ("测试县2025年箱包产业产值多少？", "哪个产业最高？", "测试县2025年产值，哪个产业最高？"),
        ("测试县旅游业有哪些扶持？", "哪个部门负责？", "测试县旅游业，哪个部门负责？"),
    ],
)
def test_which_of_a_class_is_not_asked_of_one_of_it(before: str, question: str, asked: str) -> None:
    last = Turn(question=before, answer="20万元。[1]", documents=("d1",))
    assert attempts(question, [last])[0] == Attempt(asked, CITED)


def test_what_is_counted_must_be_named() -> None:
    assert asks_another("平台，覆盖多少个领域？", "平台已建成78个。")
    assert asks_another("全省的省重点实验室，质量强链有哪些措施？", "实验室体系已经成形。")
    assert not asks_another("全省的省重点实验室，质量强链有哪些措施？", "质量强链项目有35个。")
    assert not asks_another("窗口，周末上班吗？", "双休日不办公。")
    assert not asks_another("平台，覆盖多少个领域？", "覆盖重点产业领域58个。")
    assert not asks_another("建成多少个？", "已建成78个。")
