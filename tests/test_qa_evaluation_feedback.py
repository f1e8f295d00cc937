"""A correction becomes a case that `qa eval` reads, and that the right answer passes and the wrong one fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import UsageError
from qa.evaluation.feedback import LONGEST, Correction, Feedback, case
from qa.evaluation.judge import load, score
from qa.types import Statement, Turn
from tests.make import answer, citation

TEXT = "对设备投入500万元以上的企业给予补助，最高300万元。"
CITED = citation(TEXT, "最高300万元")


def said(text: str) -> Statement:
    return Statement(text=text, citations=(1,), support="verbatim")


WRONG = answer(said("最高200万元"), citations=(CITED,))
RIGHT = answer(said("补助最高300万元"), citations=(CITED,))


@pytest.mark.parametrize(
    "correction",
    [
        Correction(right="最高300万元", quote="最高300万元"),
        Correction(right="应该是：最高300万元。"),
    ],
)
def test_the_case_tells_right_from_wrong(tmp_path: Path, correction: Correction) -> None:
    feedback = Feedback(tmp_path)
    earlier = (
        Turn(question="前", answer="答"),
        Turn(question="谁说的", answer="厅长。", speakers=("省厅厅长李明",), documents=("d",)),
    )
    feedback.keep(case(WRONG, correction, earlier))
    feedback.keep(case(RIGHT, Correction(unanswerable=True)))
    first, second = load(feedback.path)
    assert feedback.count() == 2
    assert first.history == earlier
    assert not score(first.values, WRONG).right
    assert score(first.values, RIGHT).right
    assert not score(second.values, RIGHT).right
    assert score(second.values, answer()).right


def test_words_without_a_figure_are_expected_as_they_are() -> None:
    made = case(WRONG, Correction(right="由工信局（经信局）受理。"))
    assert score(made, answer(said("由工信局（经信局）受理。"), citations=(CITED,))).right
    assert not score(made, answer(said("由商务局受理。"), citations=(CITED,))).right


@pytest.mark.parametrize(
    "correction", [Correction(), Correction(right=" \n"), Correction(right="长" * (LONGEST + 1))]
)
def test_an_empty_or_endless_correction_is_refused(correction: Correction) -> None:
    with pytest.raises(UsageError):
        case(WRONG, correction)


def test_there_may_be_no_file(tmp_path: Path) -> None:
    assert Feedback(tmp_path).count() == 0
