"""Heads that say 最高 themselves, cells left blank, rows that are compared, rows of men and of women."""

from __future__ import annotations

from datetime import date

import pytest

from index.splitter import split
from index.types import Document, DocumentInfo
from qa.question import analyse
from qa.table_answers.asked import ask
from qa.table_answers.told import Picked, pick
from qa.tables.model import tables_of

TODAY = date(2026, 11, 27)
LINES = """# 2023年青河县录取分数线

| 专业 | 文史最高分 | 理工最高分 | 理工最低分 |
| --- | --- | --- | --- |
| 园艺 | 602 | 655 | 640 |
| 水利 | 611 | 671 | 668 |
| 书法 | 598 |  |  |
"""
DANCE = """# 2023年青河县艺术团招收计划

| 类别 | 项目 | 计划人数 |
| --- | --- | --- |
| 舞蹈 | 男 | 4 |
| 舞蹈 | 女 | 6 |
| 声乐 | 男高音 | 2 |
"""
FEES = """# 2023年青河学院收费标准

| 项目 | 金额（元/学年） |
| --- | --- |
| 学费 | 5000 |
| 住宿费 | 不超过1200元 |
"""


def told(text: str, question: str) -> Picked | None:
    title = text.splitlines()[0].strip("# ")
    document = Document(id="d", title=title, source="a.md", text=text, sha256="0" * 64)
    info = DocumentInfo(id="d", title=title, source="a.md", sha256="0" * 64)
    (table,) = tables_of(info, split(document))
    return pick(table, ask(analyse(question), TODAY), TODAY)


def cells(picked: Picked | None) -> list[str]:
    assert picked is not None
    return [row.cells[at] for row in picked.rows for at in picked.columns]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年青河县园艺专业的理工最低分是多少？", ["640"]),
        ("2023年青河县水利的理工最高分是多少？", ["671"]),
        ("2023年青河县理工最高分最高的是哪个专业？", ["671"]),
    ],
)
def test_the_most_in_a_head_compares_nothing(question: str, expected: list[str]) -> None:
    assert cells(told(LINES, question)) == expected


def test_a_blank_cell_is_told_to_be_blank() -> None:
    picked = told(LINES, "2023年青河县书法的理工最高分是多少？")
    assert picked is not None and picked.rows == ()
    assert picked.missing == ("《2023年青河县录取分数线》的表中“书法”一行没有填“理工最高分”",)


def test_who_compares_two_rows_sees_both() -> None:
    picked = told(LINES, "2023年青河县园艺和水利，哪个理工最高分高？")
    assert cells(picked) == ["655", "671"]
    assert picked is not None and "水利" in picked.notes[0]


def test_women_are_not_men() -> None:
    assert cells(told(DANCE, "2023年青河县艺术团舞蹈女生计划人数是多少？")) == ["6"]
    assert cells(told(DANCE, "2023年青河县艺术团舞蹈男生计划人数是多少？")) == ["4"]


def test_at_most_how_much_is_told_by_the_row_that_is_named() -> None:
    assert cells(told(FEES, "2023年青河学院住宿费一学年最多多少元？")) == ["不超过1200元"]


def test_the_most_of_a_class_of_many_rows() -> None:
    rows = "".join(
        f"| 民乐 | 乙类 | {n} | {v} |\n" for n, v in zip("笛箫笙筝琴鼓锣", "2341675", strict=True)
    )
    text = f"# 2023年青河县艺术团\n\n| 类别 | 政策 | 项目 | 人数 |\n| --- | --- | --- | --- |\n| 声乐 | 甲类 | 男高音 | 9 |\n{rows}"
    picked = told(text, "2023年青河县艺术团民乐乙类哪个项目人数最多？")
    assert picked is not None and [row.cells[3] for row in picked.rows] == ["7"]


def test_how_many_people_is_no_word_of_the_table() -> None:
    assert cells(told(DANCE, "2023年青河县艺术团声乐男高音招几个人？")) == ["2"]
