"""An enumeration is found whole, from any of its items or from the sentence that announces it."""

from __future__ import annotations

from qa.evidence.groups import family, is_point, leads_to_items, siblings
from tests.make import passage


def line(
    text: str,
    number: int,
    label: str | None = None,
    section: tuple[str, ...] = ("主要举措如下：",),
    **more: object,
):
    return passage(text, start=number * 100, paragraph=number, label=label, section=section, **more)


LEAD = line("今年的主要举措如下：", 1, section=())
ITEMS = [
    line(f"{word}做第{i}件事。", i + 2, word) for i, word in enumerate(("一是", "二是", "三是"))
]
OTHER = [
    line(f"{word}另一件事。", i + 8, word, section=(), speaker="李四")
    for i, word in enumerate(("一是", "二是"))
]
ALL = [LEAD, *ITEMS, *OTHER]


def test_every_item_finds_all_items() -> None:
    for item in ITEMS:
        assert siblings(item, ALL) == tuple(ITEMS)


def test_the_lead_in_finds_its_items() -> None:
    assert siblings(LEAD, ALL) == tuple(ITEMS)


def test_another_speakers_items_are_another_enumeration() -> None:
    assert siblings(OTHER[0], ALL) == tuple(OTHER)


def test_a_label_that_comes_back_starts_a_new_enumeration() -> None:
    again = [line(f"{word}又一轮。", i + 20, word) for i, word in enumerate(("一是", "二是"))]
    assert siblings(again[1], [*ITEMS, *again]) == tuple(again)
    assert siblings(ITEMS[1], [*ITEMS, *again]) == tuple(ITEMS)


def test_a_plain_paragraph_has_no_siblings() -> None:
    assert siblings(line("普通段落。", 30), ALL) == ()


def test_families_do_not_mix() -> None:
    assert family("一是") != family("一、") != family("（一）")
    assert family("第 1 5 条") == family("第三条")
    assert family("第三是") == family("首先")
    assert family(None) is None


def test_the_points_of_a_speech_are_told_from_the_articles_of_a_rule() -> None:
    assert is_point("一是") and is_point("首先")
    assert not any(is_point(label) for label in ("第三条", "（二）", None))


def test_what_leads_to_items_needs_no_colon() -> None:
    assert leads_to_items("申请人应当提交以下材料：")
    assert leads_to_items("有下列情形之一的，镇政府应当立即核实并报告。")
    assert not leads_to_items("镇政府应当立即核实并报告。")
