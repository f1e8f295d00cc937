"""The rows of a table by who leads them."""

from __future__ import annotations

from tests.test_qa_table_answers_heads import cells, told

TASKS = """# 2026年青河县重点任务分工表

| 序号 | 重点任务 | 牵头单位 | 配合单位 |
| --- | --- | --- | --- |
| 1 | 标识改造 | 县文化广电和旅游局 | 县交通运输局 |
| 2 | 外卡受理 | 县金融办 | 县商务局 |
| 3 | 精品线路 | 县文化广电和旅游局 | 县商务局 |
"""


def test_all_rows_that_a_body_leads_are_told() -> None:
    picked = told(TASKS, "青河县文旅局自己牵头的任务有哪几项？")
    assert cells(picked)[::3] == ["标识改造", "精品线路"]


def test_whoever_helps_leads_nothing() -> None:
    assert cells(told(TASKS, "县商务局配合哪些任务？"))[::3] == ["外卡受理", "精品线路"]
    none = told(TASKS, "县商务局牵头哪些任务？")
    assert none is not None and not none.rows
    assert none.missing == ("《2026年青河县重点任务分工表》的表中没有一行的“牵头单位”是所问的单位",)


def test_what_else_is_asked_must_stand_in_the_table() -> None:
    assert told(TASKS, "县商务局配合哪些征兵任务？") is None
