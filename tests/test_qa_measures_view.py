"""A paragraph as patterns see it: figures and brackets are looked up, so that a long one costs in proportion to its length."""

from __future__ import annotations

from index.splitter import split
from qa.measures import find_measures
from qa.measures.view import view
from tests.fakes import plain_document
from tests.steps import steps

RULE = "对年营业收入{}万元以上的工业企业（含个体工商户），按设备投资额的{}%给予补助，最高{}万元；"


def test_figures_of_a_range_are_those_whose_number_stands_in_it() -> None:
    text = "奖励5万元，补助10万元，最高20万元。"
    seen = view(text, 0, len(text))
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            wanted = [f for f in seen.figures if start <= f.number_start < end]
            assert list(seen.inside(start, end)) == wanted


def test_what_stands_in_brackets_or_quotations() -> None:
    text = "对“小巨人”企业（含园区）给予《办法》中的奖励。"
    seen = view(text, 0, len(text))
    for at in range(len(text)):
        assert seen.enclosed(at) == any(a <= at < b for a, b in seen.closed)
    assert [seen.closes(a) for a, _ in seen.closed] == [b for _, b in seen.closed]
    assert seen.closes(0) is None


def test_twice_the_paragraph_costs_about_twice_the_work() -> None:
    def work(count: int) -> int:
        text = "".join(RULE.format(i % 900 + 100, i % 20 + 1, i % 300 + 10) for i in range(count))
        document = plain_document(f"样本市办法{count}\n\n{text}\n", title="样本市办法")
        passages = split(document)
        return steps(lambda: find_measures(document, passages))

    work(10)
    assert work(160) < 2.6 * work(80)
