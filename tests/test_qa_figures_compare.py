"""Comparing figures: by value, unit and qualifier, never by their strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.figures import Figure, compare, entails, find_figures, normal_text, turned

CASES = {
    "same": """8.5万家|85000家; 四成|40%; 四分之一|25%; 1/4|25%; 300万元|3000000元; 300万元|三百万元; 三百万元人民币|300万元
        超36%|超过36%; 36%以上|超36%; 36%以上|不低于36%; 不超过300万元|最高300万元; 10%以下|不到10%; 约76%|76%左右
        15至20个|15—20个; 6天|六天; 24小时|1天; 3年|36个月; 1公顷|15亩; 5公里|5000米; 2名|2位; 2人|2名; 24个|24家
        ５００万元|500万元; 1,200家|1200家; 40多家|超40家; 增长1倍|翻一番; 过半|超50%; 2025-03-01|2025年3月1日
        二〇二五年三月一日|2025年3月1日; “十四五”期间|2021—2025年; 第3条|第三条; 国发[2018]5号|国发〔2018〕5号
        25个基点|0.25个百分点; 500元/平方米|每平方米500元; 2:4|1:2; 18周岁|18岁""",
    "weaker": """超7000亿元|7086.68亿元; 约7100亿元|7086.68亿元; 7000亿元以上|7086.68亿元; 近9万项|86504项; 8万多项|86504项
        2025年3月|2025年3月1日; 2025年|2025年3月; 2025年|2025年一季度; 3月1日|2025年3月1日; 10至20家|15家""",
    "rounded": "8.65万项|86504项; 7087亿元|7086.68亿元; 16.7%|16.66%; 11.4亿元|11.43亿元; 5.0%|4.96%",
    "qualifier": """36%|超36%; 超36%|36%; 超36%|36%以上; 近76%|约76%; 约76%|近76%; 76%|近76%; 300万元|最高300万元
        最高300万元|300万元; 20个|15至20个; 500元|每人500元; 2030年|2030年前; 3月底|3月底前; 45岁|45岁以下
        约7家|七八家; 45岁以上|45岁以下""",
    "different": """8.6万家|8.5万家; 85家|8.5万家; 37%|36%; 超30%|超36%; 50%|四成; 300万元|3000万元; 500元/月|500元/年
        不少于2人|不少于3人; 2024年|2025年; 2025年|2024年12月; 第3条|第4条; 国办发〔2018〕5号|国发〔2018〕5号
        翻两番|增长1倍; 约8000亿元|7086.68亿元; 8.7万项|86404项; 10至20家|25家; 15至20个|15至25个; 6小时|6天
        万亿元级|千亿元级; 二级|三级; 超7100亿元|7086.68亿元; 1140人|1143人; 73.0%|73.4%; 1140万元|1143万元
        11.3亿元|11.43亿元; 1.1万人|11432人; 17周岁|16.6周岁; 约1000人|1143人""",
    "unrelated": """500万元|500万美元; 36家|36%; 0.5个百分点|0.5%; 24项|24家; 24家|24元; 3倍|3%; 5天|5个工作日; 3年|3岁
        第3条|第3届; 2025年|2025家; 5G|5家; 一是|1家; 30人次|30人; 是2倍|翻一番; 100亩|100吨""",
}
PAIRS = [
    (outcome, *(part.strip() for part in pair.split("|")))
    for outcome, text in CASES.items()
    for pair in text.replace("\n", ";").split(";")
]


def last(text: str) -> Figure:
    return find_figures(text)[-1]


@pytest.mark.parametrize(("outcome", "claim", "source"), PAIRS)
def test_compares(outcome: str, claim: str, source: str) -> None:
    assert compare(last(claim), last(source)) == outcome


@pytest.mark.parametrize(("outcome", "claim", "source"), PAIRS)
def test_only_the_same_is_entailed(outcome: str, claim: str, source: str) -> None:
    assert entails(last(claim), last(source)) == (outcome == "same")


TEXTS = [text for _, *both in PAIRS for text in both]


@given(st.sampled_from(TEXTS))
def test_a_figure_is_the_same_as_itself(text: str) -> None:
    assert compare(last(text), last(f"据介绍，{text}。")) == "same"


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_relatedness_has_no_direction(one: str, other: str) -> None:
    ways = {compare(last(one), last(other)), compare(last(other), last(one))}
    assert ways == {"unrelated"} or "unrelated" not in ways


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_the_same_as_the_same_is_the_same(one: str, two: str, three: str) -> None:
    a, b, c = last(one), last(two), last(three)
    if compare(a, b) == compare(b, c) == "same" and {a.unit, b.unit, c.unit} != {"个", "家", "项"}:
        assert compare(a, c) == "same"


NORMAL = {
    "85000家": "8.5万家",
    "超过四千家": "超4000家",
    "四成": "40%",
    "百分之三十六点五": "36.5%",
    "三百万元人民币": "300万元",
    "7086.68亿元": "7086.68亿元",
    "1234567元": "123.4567万元",
    "86504项": "8.6504万项",
    "不得少于三人": "3人以上",
    "最高300万元": "不超过300万元",
    "8%到10%": "8%—10%",
    "300—500万元": "300—500万元",
    "每平方米五百元": "500元/平方米",
    "翻两番": "翻2番",
    "二〇二五年三月一日": "2025年3月1日",
    "2025年第一季度": "2025年一季度",
    "2025年前三季度": "2025年前三季度",
    "二○二五年上半年": "2025年上半年",
    "2025-2027年": "2025年至2027年",
    "11月底前": "11月底前",
    "“十五五”期间": "“十五五”时期",
    "七八个": "七八个",
    "国发〔2018〕5号": "国发〔2018〕5号",
}


@pytest.mark.parametrize("text", NORMAL)
def test_one_canonical_form(text: str) -> None:
    assert normal_text(last(text)) == NORMAL[text]


@pytest.mark.parametrize("text", [t for t in NORMAL if t != "“十五五”期间"])
def test_the_canonical_form_reads_the_same(text: str) -> None:
    assert compare(last(normal_text(last(text))), last(text)) == "same"


@pytest.mark.parametrize(
    ("claim", "source", "result"),
    [
        ("3月8日后", "3月8日前", True),
        ("3月8日后", "3月8日", True),
        ("3月8日起", "3月8日前", True),
        ("3月底", "3月底前", False),
        ("3月8日以后", "3月8日后", False),
    ],
)
def test_two_times_on_different_sides(claim: str, source: str, result: bool) -> None:
    assert turned(last(claim), last(source)) is result
