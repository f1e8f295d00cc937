"""今年 of a question asks for what the paper says of 今年."""

from __future__ import annotations

from qa.fitting.relative import of_its_time
from qa.question import analyse
from tests.make import candidate


def test_another_time_gives_way_to_the_one_that_paper_and_question_name() -> None:
    past, now, open_ = (
        candidate(text)
        for text in ("全年支农支出达到29亿元。", "今年支农支出达到33亿元。", "支农支出用于水利。")
    )
    assert of_its_time(analyse("今年支农支出达到多少？"), (past, now, open_)) == (now, open_)
    assert of_its_time(analyse("今年支农支出达到多少？"), (past, open_)) == (past, open_)
    assert of_its_time(analyse("支农支出达到多少？"), (past, now)) == (past, now)


def test_what_is_to_be_done_is_not_told_by_what_was() -> None:
    done, ahead = candidate("全年取消审批事项46项。"), candidate("今年要再取消审批事项20项以上。")
    assert of_its_time(analyse("2031年还要取消多少项审批"), (done, ahead)) == (ahead,)
    assert of_its_time(analyse("2031年取消了多少项审批"), (done, ahead)) == (done, ahead)
    assert of_its_time(analyse("2031年还要取消多少项审批"), (done,)) == (done,)
