"""Tables of any format: headers of years beside other columns, notes at the foot, words across columns, fields of a form."""

from __future__ import annotations

from collections.abc import Sequence

from index.readers.grid import Grid, to_markdown


def lines(rows: Sequence[Sequence[str]], *wide: tuple[int, int, int]) -> list[str]:
    """Return the lines of the table; `wide` are row, column and width of cells across several columns."""
    spans = {(row, column): width for row, column, width in wide}
    grid = Grid()
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.put(at, column, text, 1, spans.get((at, column), 1))
    return to_markdown(grid)


def test_years_stand_beside_a_unit_and_a_growth_in_a_header() -> None:
    made = lines(
        [
            ["项目", "计量单位", "2021年", "2022年", "比上年增长（%）"],
            ["粮食产量", "万吨", "31.2", "33.5", "7.4"],
            ["生猪出栏", "万头", "12", "13", "8.3"],
        ]
    )
    assert made[1].startswith("| ---")


def test_a_row_of_data_with_two_years_is_no_header() -> None:
    made = lines([["沙河桥", "2021年", "2023年", "完工"], ["梅山渠", "2022年", "2024年", "在建"]])
    assert not any(line.startswith("| ---") for line in made)


def test_numbered_notes_at_the_foot_belong_to_no_column() -> None:
    made = lines(
        [
            ["项目", "投资（万元）", "单位"],
            ["渡口改造", "300", "交通局"],
            ["注：1.投资为概算数。", "", ""],
            ["2.渡口含三处码头。", "", ""],
        ]
    )
    assert made[-2:] == ["注：1.投资为概算数。", "2.渡口含三处码头。"]


def test_notes_behind_their_label_are_notes_and_a_row_of_two_cells_is_none() -> None:
    made = lines(
        [
            ["编号", "名称", "套数", "备注"],
            ["A1", "柳荫里", "40", "限家庭"],
            ["A2", "梧桐里", "", ""],
            ["说明", "1.每户限申请一套。", "", ""],
        ]
    )
    assert made[-2:] == ["| A2 | 梧桐里 |  |  |", "说明：1.每户限申请一套。"]


def test_words_across_columns_stand_under_each_and_a_figure_once() -> None:
    made = lines(
        [
            ["层次", "租房（元/月）", "购房（万元）"],
            ["甲类", "面议", ""],
            ["乙类", "500", "10"],
            ["两项合并", "30", ""],
        ],
        (1, 1, 2),
        (3, 1, 2),
    )
    assert made[2] == "| 甲类 | 面议 | 面议 |"
    assert made[4] == "| 两项合并 | 30 |  |"


def test_the_first_field_of_a_form_is_no_title() -> None:
    made = lines([["企业名称", "", "", ""], ["联系人", "", "电话", ""]], (0, 1, 3))
    assert made[0].startswith("| 企业名称")
