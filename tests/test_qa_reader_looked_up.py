"""A figure looked up backwards: when a question is one, which sentences state it, and that nothing else does."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.looked_up import figures_looked_up, told_of_figures
from tests.make import evidence

TEXT = "全县新建村道12.5公里，同比增长8%。补助从每户2000元提高到3000元，惠及459户。"


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("8%是什么？", ["8%"]),
        ("文中的459户指的是什么", ["459户"]),
        ("12.5公里这个数字是哪里来的？", ["12.5公里"]),
        ("材料里有没有提到8%？", ["8%"]),
        ("3000元是什么意思", ["3000元"]),
        ("什么是3000元", ["3000元"]),
        ("8%的增速是怎么回事", ["8%"]),
        ("青禾县的8%是哪方面的数据", []),  # a place that no list has is something else to be said
        ("3000元的补助怎么领？", []),
        ("村道增长8%吗？", []),
        ("12.5公里", []),
        ("什么意思？", []),
    ],
)
def test_which_questions_look_a_figure_up(question: str, figures: list[str]) -> None:
    assert [f.text for f in figures_looked_up(analyse(question))] == figures


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("百分之八是什么？", "全县新建村道12.5公里，同比增长8%。"),
        ("0.3万元指什么？", "补助从每户2000元提高到3000元，惠及459户。"),
        ("459是什么数字？", "补助从每户2000元提高到3000元，惠及459户。"),
    ],
)
def test_the_sentence_that_states_it_is_told_however_it_is_written(
    question: str, told: str
) -> None:
    quoted = told_of_figures(analyse(question), [evidence(TEXT)])
    assert quoted is not None
    assert quoted.lines == ((told, 1),)


@pytest.mark.parametrize("question", ["8个百分点是什么？", "3000户是什么？", "45是什么数字？"])
def test_another_unit_or_number_is_not_it(question: str) -> None:
    quoted = told_of_figures(analyse(question), [evidence(TEXT)])
    assert quoted is not None
    assert (quoted.lines, len(quoted.missing)) == ((), 1)
