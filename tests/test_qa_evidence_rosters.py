"""Lists of names under a label, and who asks for all of them."""

from __future__ import annotations

import pytest

from qa.evidence.rosters import asks_for_all, names_one, roster
from tests.make import passage

LINES = [
    "组 长：林 某 副县长",
    "副组长：周某某 县政府办公室副主任",
    "吴 某 县财政局局长",
    "郑某某 县商务局局长",
    "成 员：王某某 县统计局副局长",
    "领导小组办公室设在县商务局。",
]


def passages():
    made, start = [], 0
    for number, text in enumerate(LINES, 1):
        made.append(passage(text, start=start, paragraph=number))
        start += len(text) + 1
    return made


def test_names_go_on_to_the_next_label() -> None:
    own = passages()
    assert [p.text for p in roster(own[1], own)] == LINES[1:4]
    assert roster(own[0], own) == () and roster(own[5], own) == ()


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("吴 某 县财政局局长", True), ("领导小组办公室设在县商务局。", False), (LINES[0], False)],
)
def test_a_line_with_a_name_and_an_office_is_one(text: str, is_name: bool) -> None:
    assert names_one(text) is is_name


def test_all_are_asked_for() -> None:
    assert asks_for_all("副组长都有谁") and not asks_for_all("组长是谁")
