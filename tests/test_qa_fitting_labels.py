"""Items called by their own label: the one that the question names answers."""

from __future__ import annotations

from qa.fitting.labels import of_its_label
from qa.question import analyse
from tests.make import candidate


def left(question: str, *texts: str) -> list[str]:
    return [c.text for c in of_its_label(analyse(question), tuple(map(candidate, texts)))]


def test_items_under_other_labels_give_way_to_the_one_that_is_named() -> None:
    spring, harvest = "一、清明节：放假1天。", "二、中秋节：放假3天。"
    lead = "现将放假安排通知如下。"
    assert left("中秋放几天假", spring, harvest, lead) == [harvest, lead]
    assert left("今年放几天假", spring, harvest) == [spring, harvest]


def test_a_deputy_is_another_office() -> None:
    head, deputy = "总指挥：县发展改革局主要负责人。", "副总指挥：县粮食中心主任。"
    assert left("总指挥是谁", head, deputy) == [head]
    assert left("副总指挥是谁", head, deputy) == [deputy]
    assert left("总指挥和副总指挥都是谁", head, deputy) == [head, deputy]


def test_lines_of_names_under_a_label_say_nothing_of_another() -> None:
    head, other = "主 任：林 某 副县长", "周某某 县财政局副主任"
    assert left("主任是谁", head, other) == [head]


def test_what_only_counts_the_labels_up_gives_way() -> None:
    days = [
        f"{n}、{name}节：放假{d}天。"
        for n, name, d in (("一", "春", 7), ("二", "清明", 1), ("三", "端午", 1))
    ]
    assert left("端午放几天假", *days, "现将春节、清明节、端午节安排通知如下。") == [days[2]]
