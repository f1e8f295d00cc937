"""A line that only dates a text is read in every form; what dates something else is not."""

from __future__ import annotations

import pytest

from index.datelines import day_of_line


@pytest.mark.parametrize(
    "line",
    [
        "2023-07-17",
        "2023-7-17 10:30",
        "2023-07-17 10:30:05",
        "2023-07-17T10:30",
        "2023.07.17",
        "2023/7/17",
        "2023年7月17日",
        "（2023年7月17日）",
        "二〇二三年七月十七日",
        "2023年07月17日10:30",
        "2023年7月17日 星期一",
        "发布时间：2023-07-17",
        "日期: 2023年7月17日",
        "来源：新华社 2023年7月17日",
        "新华社 2023年7月17日",
        "2023-07-17 10:30 来源：中国新闻网",
        "发布日期：2023-07-17 10:30 来源：某省人民政府网 浏览次数：123 字体：[大 中 小]",
        "2023-07-17 | 来源：人民日报 | 【打印】",
    ],
)
def test_a_line_that_only_dates_a_text(line: str) -> None:
    assert day_of_line(line) == "2023-07-17"


@pytest.mark.parametrize(
    "line",
    [
        "截止时间：2023-07-17",
        "施行日期：2023-07-17",
        "更新时间：2023-07-17",
        "2023-13-45",
        "2023-07-17至2023-08-17",
        "新华社北京2023年7月17日电",
        "2023年7月17日，某市召开会议。",
        "电话：2023-07-17-22",
        "2023年7月",
        "",
    ],
)
def test_a_line_that_says_more_or_dates_something_else(line: str) -> None:
    assert day_of_line(line) is None


@pytest.mark.parametrize(
    "line", ["来源：" * 50, "浏览 " * 50, "| " * 80, "【】" * 70 + "2023-07-17", "字体大 " * 40]
)
def test_reading_a_hostile_line_comes_to_an_end(line: str) -> None:
    # An expression that tries all ways to part the line would try 2**50.
    assert day_of_line(line) is None
