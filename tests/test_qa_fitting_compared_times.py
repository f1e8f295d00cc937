"""A time that is compared with is a base: it governs nothing, and is met by 去年 or 环比."""

from __future__ import annotations

import pytest

from qa.fitting.slots import fit_slots
from qa.question import analyse
from qa.reader.figure_answer import best_figure
from qa.reader.scoring import read
from tests.make import evidence, info


def fits(question: str, text: str, published: str = "2018-03-05") -> bool:
    item = evidence(text, document=info(title="某报告", published=published))
    reading = read(analyse(question), [item], lambda token: 0.01)
    return bool(fit_slots(reading, lambda document_id: text)[0])


@pytest.mark.parametrize(
    ("question", "years", "periods", "bases"),
    [
        ("2018年投资比2017年多了多少？", ("2018",), (), ("2017",)),
        ("与2020年相比，2023年投入增长多少？", ("2023",), (), ("2020",)),
        ("二季度岗位跟一季度比少了多少个？", (), ("二季度",), ("一季度",)),
        ("2024年和2025年相比，增长多少？", ("2024", "2025"), (), ()),
    ],
)
def test_what_is_compared_with(
    question: str, years: tuple[str, ...], periods: tuple[str, ...], bases: tuple[str, ...]
) -> None:
    asked = analyse(question)
    assert (asked.years, asked.periods, asked.bases) == (years, periods, bases)


def test_last_year_is_the_base_in_a_text_of_the_next() -> None:
    text = "投资安排5376亿元，比去年增加300亿元。"
    assert fits("2018年投资比2017年多了多少亿元？", text)
    assert not fits("2018年投资比2010年多了多少亿元？", text)


def test_the_quarter_before_is_the_base_of_a_change_on_it() -> None:
    text = "二季度发布岗位78万个，环比减少6万个。"
    assert fits("二季度岗位跟一季度比少了多少个？", text)
    assert not fits("二季度岗位跟一季度比少了多少个？", "二季度发布岗位78万个，同比增加6万个。")


def test_by_how_much_is_asked_against_another_time() -> None:
    text = "二季度发布岗位78万个，同比增加21万个，环比减少6万个。"
    reading = read(
        analyse("二季度岗位跟一季度比少了多少个？"), [evidence(text)], lambda token: 0.01
    )
    found = best_figure(reading)
    assert found is not None and "6万" in found[1].text
