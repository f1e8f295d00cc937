"""A part of a year is not the whole, nor the whole a part; a sentence inherits a period only where it states no time."""

from __future__ import annotations

import pytest

from qa.fitting.slots import fit_slots
from qa.question import analyse
from qa.reader.scoring import read
from tests.make import evidence, info


def fits(question: str, text: str, part: str) -> bool:
    item = evidence(text, document=info(title="某市经济运行", published="2022-12-28"))
    reading = read(analyse(question), [item], lambda token: 0.01)
    return any(part in c.text for c in fit_slots(reading, lambda document_id: text)[0])


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("2022年上半年出口多少亿元？", "上半年好转。2022年，出口9亿元。", False),
        ("2022年上半年出口多少亿元？", "2022年上半年好转。汽车出口9亿元。", True),
        ("2022年上半年出口多少亿元？", "上半年好转。一季度，出口9亿元。", False),
        ("2022年出口多少亿元？", "2022年上半年，出口9亿元。", False),
        ("2022年出口多少亿元？", "2022年1-8月，出口9亿元。", False),
        ("2022年出口多少亿元？", "前三季度好转。汽车出口9亿元。", False),
        ("2022年出口多少亿元？", "2022年上半年持平，全年出口9亿元。", True),
        ("2022年出口多少亿元？", "截至2022年8月底，出口9亿元。", True),
        ("2022年8月出口多少亿元？", "2022年8月，出口9亿元。", True),
        ("三季度的房租收多少？", "第一季度免收，第二、三、四季度房租9亿元。", True),
        ("三季度的房租收多少？", "第一、二季度房租9亿元。", False),
        ("6月份的房租收多少？", "2月份、3月份房租9亿元。", False),
        ("3月份的房租收多少？", "2月份、3月份房租9亿元。", True),
        ("4月份房租收多少？", "2月免收，3—5月房租9亿元。", True),
        ("6月份房租收多少？", "2月免收，3—5月房租9亿元。", False),
        ("6月份房租收多少？", "房租9亿元，2月28日前缴清。", True),
        ("4月份才投产的补多少？", "3月底前投产的，补9亿元。", True),
    ],
)
def test_parts_of_a_year(question: str, text: str, holds: bool) -> None:
    assert fits(question, text, "9亿元") is holds
