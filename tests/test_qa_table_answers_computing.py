"""Which way a column is read: what is best, quickest or first, and bounds told in another unit than the column's."""

from __future__ import annotations

from datetime import date

import pytest

from index.splitter import split
from index.types import Document, DocumentInfo
from qa.question import analyse
from qa.table_answers.asked import ask
from qa.table_answers.told import pick
from qa.tables.model import tables_of

TODAY = date(2026, 11, 27)


def rows(head: str, values: dict[str, str], question: str) -> list[str] | None:
    """The names of the rows that are told of a table with one column of values; None where nothing is."""
    key = "事项" if "事项" in question else "城市"
    lines = [f"| {key} | {head} |", "| --- | --- |", *(f"| {n} | {v} |" for n, v in values.items())]
    text = "# 青河县一览\n\n" + "\n".join(lines) + "\n"
    document = Document(id="d", title="青河县一览", source="a.md", text=text, sha256="0" * 64)
    info = DocumentInfo(id="d", title="青河县一览", source="a.md", sha256="0" * 64)
    (table,) = tables_of(info, split(document))
    picked = pick(table, ask(analyse(question), TODAY), TODAY)
    return None if picked is None else [row.cells[0] for row in picked.rows]


TIMES = {"开办企业": "3", "施工许可": "15", "不动产登记": "5"}
PLACES = {"青石": "1", "白水": "12", "临溪": "7"}
CHANGES = {"青石": "-5.0", "白水": "3.0", "临溪": "-12.0"}
EXPORTS = {"青石": "120", "白水": "3"}


@pytest.mark.parametrize(
    ("head", "values", "question", "expected"),
    [
        ("办理时限（天）", TIMES, "哪个事项办理最快？", ["开办企业"]),
        ("办理时限（天）", TIMES, "哪个事项办理最慢？", ["施工许可"]),
        ("办理时限（天）", TIMES, "哪个事项办理时限最长？", ["施工许可"]),
        ("空气质量排名", PLACES, "哪个城市空气质量排名最好？", ["青石"]),
        ("空气质量排名", PLACES, "哪个城市空气质量排名最低？", ["白水"]),
        ("不合格率（%）", PLACES, "哪个城市不合格率最好？", None),
        ("不合格率（%）", PLACES, "哪个城市不合格率最低？", ["青石"]),
        ("出口增速（%）", CHANGES, "哪个城市出口下降最多？", ["临溪"]),
        ("出口增速（%）", PLACES, "哪个城市出口下降最多？", None),
        ("出口增速（%）", CHANGES, "哪个城市出口增速最快？", ["白水"]),
    ],
)
def test_the_most_and_the_least(
    head: str, values: dict[str, str], question: str, expected: list[str] | None
) -> None:
    assert rows(head, values, question) == expected


@pytest.mark.parametrize(
    ("head", "question", "expected"),
    [
        ("出口额（亿元）", "哪些城市出口额超过5000万元？", ["青石", "白水"]),
        ("出口额（亿元）", "哪些城市出口额低于5亿元？", ["白水"]),
        ("出口额（亿元）", "哪些城市出口额超过100？", ["青石"]),
        ("人口（万人）", "哪些城市人口超过500000人？", ["青石"]),
        ("出口额（亿元）", "哪些城市出口额超过50%？", None),
        ("出口额", "哪些城市出口额超过50亿元？", None),
    ],
)
def test_a_bound_is_read_in_the_unit_of_the_column(
    head: str, question: str, expected: list[str] | None
) -> None:
    assert rows(head, EXPORTS, question) == expected
