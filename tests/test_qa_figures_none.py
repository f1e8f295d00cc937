"""Words with numerals that are no figures, and what real texts taught."""

from __future__ import annotations

import pytest

from qa.figures import find_figures


def described(text: str) -> list[str]:
    """Return each figure as `text kind value-or-key unit qualifier`, the exact qualifier left out."""
    lines = []
    for f in find_figures(text):
        value = f.key or f"{f.value:f}"
        qualifier = "" if f.qualifier == "exact" else f" {f.qualifier}"
        unit = f" {f.unit}" if f.unit else ""
        lines.append(f"{f.text} {f.kind} {value}{unit}{qualifier}")
    return lines


NOT_FIGURES = [
    "一体化",
    "一站式",
    "三农",
    "四新",
    "双向奔赴",
    "百强",
    "一批",
    "一些",
    "一方面",
    "统一",
    "万一",
    "第一时间",
    "千家万户",
    "进一步",
    "唯一",
    "十分重要",
    "千方百计",
    "一带一路",
    "一网通办",
    "一企一策",
    "百花齐放",
    "百家争鸣",
    "四川",
    "两岸",
    "两会",
    "三亚",
    "半导体",
    "二维码",
    "二手",
    "五保",
    "五险一金",
    "三角洲",
    "一心一意",
    "亿万人民",
    "万众创新",
    "成千上万",
    "独一无二",
    "乱七八糟",
    "一揽子",
    "三公经费",
    "一次性",
    "一定",
    "百姓",
    "万能",
    "零售",
    "四面八方",
    "一系列",
    "之一",
    "同一个",
    "每一个",
    "另一家",
    "首批",
    "多元",
    "一刀切",
    "一把手",
    "三位一体",
    "五位一体",
    "六稳六保",
    "百年未有",
    "千万不要",
    "一线",
    "一流",
    "八一建军节",
]


@pytest.mark.parametrize("word", NOT_FIGURES)
def test_words_with_numerals_are_no_figures(word: str) -> None:
    assert described(word) == []
    assert described(f"坚持{word}，推进工作") == []


@pytest.mark.parametrize("digits", ["1" * 1000, "一" * 1000, "0." + "3" * 100, "9" * 26 + "万亿元"])
def test_a_number_longer_than_any_figure_is_none(digits: str) -> None:
    assert [f for f in find_figures(f"新增{digits}") if f.kind != "code"] == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("样本股份（301071）成交量2.66万手", ["26600 手 exact"]),
        ("减轻负担3万多亿元", ["3000000000000 元 over"]),
        ("至少散布着50个竖井", ["50 个 at_least"]),
        ("一般不小于线路两侧各50米", ["50 米 at_least"]),
        ("额度不能超过每月1000元", ["1000 元/月 at_most"]),
        ("二人多次前往", ["2 人 exact"]),
        ("被告人王某1家中有3人", ["3 人 exact"]),
        ("1.2016年1月10日购买3台", ["3 台 exact"]),
        ("增长19·5％", ["19.5 % exact"]),
        ("入选世界500强", []),
        ("沿346国道行驶", []),
        ("缴费每增加1年每人增加2元", ["1 年 exact", "2 元 exact"]),
    ],
)
def test_what_real_texts_taught(text: str, counted: list[str]) -> None:
    kinds = ("quantity", "money", "rate", "points", "duration")
    found = [f for f in find_figures(text) if f.kind in kinds]
    assert [f"{f.value} {f.unit} {f.qualifier}" for f in found] == counted
