"""What a document does to others: found where its words have force, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.changes import find_changes
from index.history import find_history
from index.metadata import find_metadata


def changes(text: str, title: str = "某县新办法") -> list[tuple[str, str]]:
    found = find_changes(text, title, find_history(text))
    assert all(text[c.start : c.end] == c.quote and c.quote.strip() for c in found)
    return [(c.kind, c.title or c.number or c.subject) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本办法自2024年3月1日起施行。《某县旧办法》同时废止。", [("repeals", "某县旧办法")]),
        ("本办法自发布之日起施行，有效期五年，《甲办法》同时废止。", [("repeals", "甲办法")]),
        ("本办法自2024年1月1日起施行，《甲办法》（某政发〔2020〕3号）同时废止。", [("repeals", "甲办法")]),
        ("《甲办法》、《乙细则》和《丙规定》同时废止。", [("repeals", "甲办法"), ("repeals", "乙细则"), ("repeals", "丙规定")]),
        ("原某政发〔2020〕3号文件同时废止。", [("repeals", "某政发〔2020〕3号")]),
        ("自2024年1月1日起，决定废止《甲办法》《乙办法》。", [("repeals", "甲办法"), ("repeals", "乙办法")]),
        ("《甲办法》自2024年5月1日起废止。", [("repeals", "甲办法")]),
        ("《甲条例》中有关看守的规定即行废止。", [("partly", "甲条例")]),
        ("《甲办法》第三条、第五条同时废止。", [("partly", "甲办法")]),
        ("此前出台的支持旅游发展奖励政策同时废止。", [("repeals", "支持旅游发展奖励政策")]),
        ("《甲通知》（某政发〔2019〕1号）自动失效。", [("repeals", "甲通知")]),
        ("《甲办法》停止执行。", [("repeals", "甲办法")]),
        ("对《某市招商办法》作如下修改：一、第三条修改为…", [("amends", "某市招商办法")]),
        ("某市人民政府关于修改《某市招商办法》的决定\n一、第三条修改为…", [("amends", "某市招商办法")]),
    ],
)  # fmt: skip
def test_what_is_said_with_force_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《甲办法》尚未废止。",
        "建议废止《甲办法》。",
        "拟废止《甲办法》。",
        "研究修改或者废止《甲办法》。",
        "制定、修改、废止《甲办法》应当公开征求意见。",
        "《甲办法》已于2019年废止。",
        "《关于废止〈甲办法〉的决定》已经公布。",
        "施工许可证自行废止。",
        "许可证过期的，应当及时修改或者废止。",
        "依据《甲法》制定本办法。许可失效的，不得经营。",
        "凡与本办法不一致的规定，同时失效。",
        "违反《甲法》规定，使用过期失效口罩的，依法处理。",
        "是否废止《甲办法》，由县政府决定。",
    ],
)
def test_what_has_no_force_is_no_change(text: str) -> None:
    assert changes(text) == []


def test_the_law_that_a_text_rests_on_is_not_what_it_repeals() -> None:
    text = "根据《甲法》制定的《乙办法》同时废止。"
    assert changes(text) == [("repeals", "乙办法")]


def test_the_day_that_is_stated_goes_with_the_repeal() -> None:
    (change,) = find_changes("《甲办法》自2024年5月1日起废止。", "乙", None)
    assert change.day == "2024-05-01"
    (change,) = find_changes("《甲办法》同时废止。", "乙", None)
    assert change.day is None


def test_a_list_of_what_is_repealed_is_read_to_its_end() -> None:
    text = "下列文件予以废止：\n1.《甲办法》（某政发〔2010〕1号）\n2.《乙办法》\n\n3.关于丙事的通知（某政办〔2011〕2号）\n本决定自公布之日起施行。\n《丁办法》继续有效。"
    assert changes(text) == [
        ("repeals", "甲办法"),
        ("repeals", "乙办法"),
        ("repeals", "某政办〔2011〕2号"),
    ]


def test_a_table_of_what_is_repealed() -> None:
    text = "废止的规范性文件目录\n| 序号 | 名称 | 文号 |\n| --- | --- | --- |\n| 1 | 甲办法 | 某政发〔2010〕1号 |\n| 2 | 《乙办法》 | 某政发〔2011〕2号 |"
    found = find_changes(text, "决定", None)
    assert [(c.title, c.number) for c in found] == [
        ("", "某政发〔2010〕1号"),
        ("乙办法", "某政发〔2011〕2号"),
    ]


def test_a_revised_law_says_that_it_is_the_later_version() -> None:
    text = "# 某条例\n\n（2001年1月2日某国务院令第1号公布 根据2018年12月18日《关于修改〈某条例〉的决定》第二次修订）\n\n第一条 内容。"
    found = find_metadata(text, {}, Path("x.md"))
    (change,) = found.changes
    assert (change.kind, change.title, change.day) == ("revises", "某条例", "2018-12-18")
    assert found.published == "2018-12-18" and found.number == "某国务院令第1号"


@given(
    st.text(
        alphabet="《》〈〉（）〔〕废止同时失效自起施行，。；：\n甲乙2024年3月号第条", max_size=200
    )
)
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    for change in find_changes(text, "某办法", None):
        assert text[change.start : change.end] == change.quote
        assert 0 <= change.start <= change.end <= len(text)


def test_a_notice_that_adjusts_parts_of_a_paper_amends_it() -> None:
    text = (
        "各企业：\n经区政府同意，对《榆川区数字化改造补贴办法》（榆工信〔2025〕6号，以下简称《办法》）的部分内容作如下调整：\n"
        "一、补贴上限由20万元调整为25万元。"
    )
    (change,) = find_changes(text, "关于调整补贴标准的通知", None)
    assert (change.kind, change.title) == ("amends", "榆川区数字化改造补贴办法")
    assert change.number == "榆工信〔2025〕6号"
