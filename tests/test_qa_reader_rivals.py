"""Of yes or no about a figure both rules are told that the models find to answer, where they give different ones."""

from __future__ import annotations

from qa.question import analyse
from qa.reader.extractive import compose
from qa.reader.scoring import read
from tests.make import evidence

RULES = (
    "提供虚假材料骗取资金的，5年内取消申报资格。擅自改变资金用途的，3年内取消申报资格。"
    "资金按季度拨付。"
)
FALSE, MISUSED = RULES.split("。")[0] + "。", RULES.split("。")[1] + "。"


def told(question: str, chances: tuple[float, float]) -> list[str]:
    item = evidence(RULES)
    spans = [
        (RULES.index(text), RULES.index(text) + len(text), chance)
        for text, chance in zip((FALSE, MISUSED), chances, strict=True)
    ]
    reading = read(analyse(question), (item,), lambda t: 0.01, {item.document.id: spans})
    return [line.text for line in compose(reading, (item,))]


def test_the_rule_with_another_figure_is_told_too() -> None:
    asked = "款子花在别的事上，5年都不让申报，是真的吗？"
    assert told(asked, (0.9, 0.7)) == [FALSE, MISUSED]


def test_not_where_the_models_doubt_it_or_no_figure_is_asked_of() -> None:
    assert told("款子花在别的事上，5年都不让申报，是真的吗？", (0.9, 0.2)) == [FALSE]
    assert told("款子花在别的事上，以后还能申报吗？", (0.9, 0.7)) == [FALSE]
