"""An item and what announces it are told together: neither is a rule alone."""

from __future__ import annotations

from dataclasses import replace

from qa.question import analyse
from qa.reader.announced import announcement, last_sentence, lifted, of_card
from qa.reader.extractive import compose
from qa.reader.scoring import read, with_chance
from qa.types import Evidence
from tests.make import evidence, info

LEAD = "有下列行为之一的，由县城管局处200元以上1000元以下罚款"
HEAD = evidence(f"第九条 本条说明处罚。{LEAD}：", 1, start=0, label="第九条")
ITEM = evidence(
    "（一）冒用他人停车证的；", 2, start=100, label="（一）", section=("第九条", LEAD), paragraph=2
)
OTHER = evidence(
    "（二）转借停车证的；", 3, start=200, label="（二）", section=("第九条", LEAD), paragraph=3
)
ALL = (HEAD, ITEM, OTHER)


def rare(token: str) -> float:
    return 0.01


def told(question: str, likely: Evidence, *items: Evidence) -> list[str]:
    reading = read(analyse(question), items, rare)
    judged = tuple(
        with_chance(c, 0.9 if c.evidence.number == likely.number else 0.05)
        for c in reading.candidates
    )
    ranked = sorted(judged, key=lambda c: -c.score)
    reading = lifted(replace(reading, candidates=tuple(ranked)), items)
    return [line.text for line in compose(reading, items)]


def test_what_announces_an_item_is_found() -> None:
    assert announcement(ITEM, ALL) is HEAD
    assert announcement(HEAD, ALL) is None
    assert last_sentence(HEAD) == f"{LEAD}："
    assert announcement(ITEM, (ITEM, OTHER)) is None


def test_a_heading_announces_nothing_below() -> None:
    heading = evidence("今年重点做好三项工作：", 1, label="一、")
    item = evidence(
        "（一）修路。", 2, start=100, label="（一）", section=("今年重点做好三项工作",), paragraph=2
    )
    assert announcement(item, (heading, item)) is None


def test_an_item_is_told_with_its_consequence() -> None:
    assert told("冒用别人的停车证可以吗", ITEM, *ALL) == [f"{LEAD}：", "（一）冒用他人停车证的；"]


def test_the_figure_of_the_head_answers_for_the_item() -> None:
    assert told("冒用他人停车证罚款多少元", ITEM, *ALL) == [f"{LEAD}：", "（一）冒用他人停车证的；"]


def test_a_figure_of_the_item_itself_answers() -> None:
    own = evidence(
        "（一）冒用他人停车证的，罚款300元；",
        2,
        start=100,
        label="（一）",
        section=("第九条", LEAD),
        paragraph=2,
    )
    assert "（一）冒用他人停车证的，罚款300元；" in told("冒用他人停车证罚款多少元", own, HEAD, own)


def test_of_two_heads_the_one_with_the_likely_item_answers() -> None:
    lead = "有下列行为之一的，由县城管局处5000元以上1万元以下罚款"
    harsh = evidence(f"第十条 {lead}：", 4, start=300, label="第十条", paragraph=4)
    forged = evidence(
        "（一）伪造停车证的；", 5, start=400, label="（一）", section=("第十条", lead), paragraph=5
    )
    assert told("转借停车证罚款多少元", OTHER, *ALL, harsh, forged) == [
        f"{LEAD}：",
        "（二）转借停车证的；",
    ]


def test_a_head_is_never_told_bare() -> None:
    assert told("哪些行为由县城管局处罚款", HEAD, *ALL)[-3:] == [
        f"{LEAD}：",
        "（一）冒用他人停车证的；",
        "（二）转借停车证的；",
    ]


def test_a_labelled_line_of_the_card_that_is_named_comes_first() -> None:
    card = info(title="省级企业技术中心")
    line = evidence("- 补助: 补助30万元", 1, start=0, document=card)
    rule = evidence(
        "企业年销售收入不低于2亿元，补助按规定", 2, start=50, document=card, paragraph=2
    )
    for question, first in (
        ("评上省级企业技术中心能补多少？", line.text),
        ("评上市级研发中心能补多少？", rule.text),
    ):
        reading = read(analyse(question), (line, rule), rare)
        likely = [with_chance(c, 0.9 if c.text == rule.text else 0.1) for c in reading.candidates]
        ranked = replace(reading, candidates=tuple(sorted(likely, key=lambda c: -c.score)))
        best = of_card(ranked).best
        assert best is not None and best.text == first


def test_a_figure_among_what_was_done_is_told_without_the_report_of_it() -> None:
    lead = "一年来，我们主要做了以下几方面工作"
    head = evidence(f"{lead}：", 1, start=0)
    road = evidence(
        "（一）新修村道12公里。", 2, start=100, label="（一）", section=(lead,), paragraph=2
    )
    school = evidence(
        "（二）新建小学3所。", 3, start=200, label="（二）", section=(lead,), paragraph=3
    )
    assert told("新修村道多少公里？", road, head, road, school) == ["（一）新修村道12公里。"]
