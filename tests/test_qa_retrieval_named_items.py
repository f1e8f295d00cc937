"""A question that calls one item of an enumeration by its name is about that item."""

from __future__ import annotations

from qa.retrieval.named_items import only_named
from qa.types import Evidence
from tests.make import evidence


def items(*texts: str, **changes: object) -> list[Evidence]:
    """Numbered items one after another; a text without a label is a paragraph."""
    made, start = [], 0
    for number, text in enumerate(texts, 1):
        label = text[:2] if text[1:2] == "、" else None
        made.append(evidence(text, number, start=start, label=label, **changes))
        start += len(text) + 1
    return made


DAYS = items(
    "一、植树日：3月放假1天。", "二、丰收日：9月放假2天。", "三、登高日、赏月日：10月放假3天。", "各单位安排好值班。"
)  # fmt: skip


def numbers(asked: str, given: list[Evidence] = DAYS) -> list[int]:
    return [item.number for item in only_named(asked, given)]


def test_the_item_that_is_named_stays_and_what_is_no_item_too() -> None:
    assert numbers("丰收日放几天假？") == [2, 4]
    assert numbers("赏月日放几天假？") == [3, 4]
    assert numbers("植树日和丰收日分别放几天假？") == [1, 2, 4]


def test_all_stay_where_none_is_named_or_one_is_excluded() -> None:
    assert numbers("一共放几天假？") == [1, 2, 3, 4]
    assert numbers("除了丰收日，另外还有哪些假？") == [1, 2, 3, 4]


def test_items_of_another_enumeration_stay() -> None:
    others = items("一、餐饮：补助1万元。", "二、住宿：补助2万元。", section=("补助",))
    moved = [
        evidence(
            o.text, o.number + 10, start=o.start + 500, label=o.passage.label, section=("补助",)
        )
        for o in others
    ]
    assert numbers("丰收日放几天假？", [*DAYS, *moved]) == [2, 4, 11, 12]
