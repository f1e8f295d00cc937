"""How a conversation grows, what an error leaves of it, and what a follow-up is told of the past."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.errors import GeneratorError, UsageError
from qa.types import Event, Finished, Retrieved, Statement, Turn, Verified
from tests.fakes import ScriptedAnswers
from tests.make import answer, citation, evidence
from ui.work import ask as handlers
from ui.work.ask import Exchange

TEXT = "甲类补助300万元；乙类补助200万元。"
ONE = citation(TEXT, "甲类补助300万元", 1)
TWO = citation(TEXT, "乙类补助200万元", 2)
FIRST = Statement(text="甲类补助300万元", citations=(1,), support="verbatim")
SECOND = Statement(text="甲类300万元，乙类200万元", citations=(1, 2), support="paraphrase")
WHOLE = answer(
    FIRST, SECOND, citations=(ONE, TWO), question="补助多少？", rewritten="甲类补助多少？"
)
EVENTS: tuple[Event, ...] = (
    Retrieved(rewritten="甲类补助多少？", evidence=(evidence(TEXT), evidence(TEXT, 2))),
    Verified(statement=FIRST, citations=(ONE,)),
    Verified(statement=SECOND, citations=(ONE, TWO)),
    Finished(answer=WHOLE),
)


def test_the_conversation_grows_with_each_event() -> None:
    answers = ScriptedAnswers({"补助多少？": EVENTS})
    shown = [s[-1] for s in handlers.respond(answers, handlers.begin("补助多少？", ()))]
    assert [(s.found, len(s.statements), len(s.citations), s.writing) for s in shown] == [
        (2, 0, 0, True),
        (2, 1, 1, True),
        (2, 2, 2, True),
        (2, 2, 2, False),
    ]
    assert shown[-1].answer == WHOLE
    assert {s.question for s in shown} == {"补助多少？"}


def test_earlier_questions_stay_as_they_are_and_numbers_go_on() -> None:
    earlier = (
        Exchange(number=7, question="旧", answer=WHOLE),
        Exchange(number=8, question="停", stopped=True),
    )
    asked = handlers.begin("补助多少？", earlier)
    for shown in handlers.respond(ScriptedAnswers({"补助多少？": EVENTS}), asked):
        assert shown[:-1] == earlier
        assert shown[-1].number == 9


def test_only_so_many_questions_are_kept() -> None:
    shown: tuple[Exchange, ...] = ()
    for _ in range(handlers.KEPT + 5):
        shown = handlers.begin("问", shown)
    assert len(shown) == handlers.KEPT
    assert shown[-1].number == handlers.KEPT + 5


def test_a_follow_up_is_told_the_answered_questions_in_order() -> None:
    answers = ScriptedAnswers({"那乙类呢？": EVENTS})
    earlier = (
        *(
            Exchange(number=n, question=f"旧{n}", answer=answer(FIRST, rewritten=f"全{n}"))
            for n in range(1, 9)
        ),
        Exchange(number=9, question="错的", error="没有回答"),
        Exchange(number=10, question="停的", stopped=True),
    )
    list(handlers.respond(answers, handlers.begin("那乙类呢？", earlier)))
    [(question, history)] = answers.asked
    assert question == "那乙类呢？"
    # The last six exchanges, of which two have no answer; each by its full wording.
    assert history == tuple(
        Turn(question=f"全{n}", answer="甲类补助300万元。[1]") for n in range(5, 9)
    )


@pytest.mark.parametrize(
    "error", [UsageError("问题太长", "请缩短"), GeneratorError("模型没有回答", "请重试")]
)
def test_an_error_becomes_one_line_and_nothing_is_lost(error: Exception) -> None:
    earlier = (Exchange(number=1, question="旧", answer=WHOLE),)
    [shown] = handlers.respond(ScriptedAnswers({"新": error}), handlers.begin("新", earlier))
    assert shown[:-1] == earlier
    assert shown[-1].error == str(error)
    assert shown[-1].question == "新"
    assert not shown[-1].writing


def test_an_unexpected_error_is_logged_and_told_without_internals(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        [shown] = handlers.respond(
            ScriptedAnswers({"新": ZeroDivisionError("secret")}), handlers.begin("新", ())
        )
    assert "内部错误" in shown[-1].error
    assert "secret" not in shown[-1].error and "Zero" not in shown[-1].error
    assert "ZeroDivisionError" in caplog.text


def test_an_error_in_the_middle_keeps_what_was_verified() -> None:
    class Breaking(ScriptedAnswers):
        def stream(self, question, history=()):  # type: ignore[no-untyped-def]
            yield from EVENTS[:2]
            raise GeneratorError("连接断开", "请重试")

    *_, shown = handlers.respond(Breaking({}), handlers.begin("补助多少？", ()))
    assert shown[-1].statements == (FIRST,)
    assert shown[-1].citations == (ONE,)
    assert shown[-1].error == "连接断开。请重试"


def test_waiting_ends_when_the_answer_begins() -> None:
    asked = handlers.begin("补助多少？", ())
    waiting = handlers.waiting(asked, 3)
    assert waiting[-1].ahead == 3 and waiting[-1].writing
    assert next(handlers.respond(ScriptedAnswers({"补助多少？": EVENTS}), waiting))[-1].ahead == 0


def test_stopping_marks_only_an_answer_that_is_being_written() -> None:
    done = Exchange(number=1, question="旧", answer=WHOLE)
    half = Exchange(number=2, question="新", found=2, statements=(FIRST,), citations=(ONE,))
    stopped = handlers.stopped((done, half))
    assert stopped[0] == done
    assert stopped[1].stopped and stopped[1].statements == (FIRST,)
    assert handlers.stopped((half, done)) == (half, done)
    assert handlers.stopped(()) == ()


def test_a_question_whose_page_has_gone_gets_the_answer_that_was_finished() -> None:
    asked: list[tuple[str, tuple[Turn, ...]]] = []

    def recall(question: str, history: Sequence[Turn]) -> tuple[Event, ...] | None:
        asked.append((question, tuple(history)))
        return EVENTS if question == "补助多少？" else None

    done = Exchange(number=1, question="旧", answer=answer(FIRST, rewritten="全"))
    lost = Exchange(number=2, question="补助多少？", kept=True, lost=True)
    back = handlers.recalled((done, lost), recall)
    assert back[0] == done
    assert (back[1].answer, back[1].lost, back[1].statements) == (WHOLE, False, (FIRST, SECOND))
    assert asked == [("补助多少？", (Turn(question="全", answer="甲类补助300万元。[1]"),))]
    other = replace(lost, question="别的")
    assert handlers.recalled((done, other), recall) == (done, other)
    assert handlers.recalled((lost, done), recall) == (lost, done)
    assert handlers.recalled((), recall) == ()
