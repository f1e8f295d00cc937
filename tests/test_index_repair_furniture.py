"""What a document is without its page furniture, and what repair records of it."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.repair import repair, to_raw
from tests.steps import steps
from tests.wrapping import (
    ENDINGS,
    MIDDLES,
    OPENINGS,
    check,
    document,
    paragraphs_of,
)


@pytest.mark.parametrize(
    "mark",
    [
        "(上接第4版)",
        "（下转第6版）",
        "【紧接第一版】",
        "下转A02版",
        "- 12 -",
        "— 3 —",
        "第 3 页 共 10 页",
        "责任编辑：张三 李四",
        "某某日报 2026年3月12日 星期四 A05 要闻",
    ],
)
def test_page_furniture_is_left_out_and_recorded(mark: str):
    around = document(random.Random(8), 12)
    raw = "\n\n".join([*around[:6], mark, *around[6:]])
    repaired = check(raw)
    assert repaired.text == "\n\n".join(around)
    (item,) = repaired.repairs
    assert item.kind == "furniture"
    assert raw[item.raw_start : item.raw_end] == mark


def test_furniture_inside_a_broken_sentence_does_not_part_it():
    around = document(random.Random(9), 12)
    left, right = "新增服务站点。推动超过4000家规上工业企", "业开展数字化转型。"
    for gap in ("（下转第6版）\n\n", "\n\n（下转第6版）\n\n", "\n\n- 4 -\n\n"):
        clean = check("\n\n".join(around[:6]) + "\n\n" + left + gap + right).text
        assert left + right in paragraphs_of(clean)


def test_numbers_of_pages_are_told_from_figures():
    pages = document(random.Random(10), 40)
    cut = [
        "推进制度建设。建立覆盖全市重点园区的服务站点，并把相关情况及时报送市",
        "级主管部门备案。",
    ] * 4
    body: list[str] = []
    for number in range(4):
        body += [
            *pages[number * 8 : number * 8 + 8],
            cut[number * 2],
            str(number + 3),
            cut[number * 2 + 1],
        ]
    clean = check("\n".join(body)).text
    assert not set("3456") & set(paragraphs_of(clean))
    table = ["序号", "1", "广州", "2", "深圳", "3", "珠海", "4", "佛山"]
    assert paragraphs_of(check("\n".join([*pages[:9], *table])).text)[-9:] == table


def test_invisible_signs_are_left_out_without_parting_a_word():
    text = "数字\u200b经济核心产\u202e业增加值1\u2060200亿元。"
    repaired = check(text)
    assert repaired.text == "数字经济核心产业增加值1200亿元。"
    assert repaired.repairs[0].kind == "furniture"


def test_lost_characters_are_flagged():
    repaired = check("补助金额为\ufffd\ufffd万元，由财政承担。")
    assert [item.kind for item in repaired.repairs] == ["unsure"]


def test_front_matter_is_not_text_and_offsets_stay_exact():
    raw = "---\ntitle: 若干措施\namount: 9999万元\n---\n# 若干措施\n\n正文说明补助上限为50万元。\n"
    repaired = check(raw)
    assert "9999" not in repaired.text
    assert repaired.text.startswith("# 若干措施")
    assert raw[to_raw(repaired.segments, repaired.text.index("50")) :].startswith("50万元")


PIECES = st.sampled_from(
    [
        *OPENINGS,
        *MIDDLES,
        *ENDINGS,
        *(
            "\n",
            "\n\n",
            "\n \n",
            "　　",
            " ",
            "\t",
            "\f",
            "\u200b",
            "12",
            "3.5",
            "GDP",
            "https://a.cn/b",
        ),
        *(
            "# ",
            "- ",
            "| a | b |",
            "```",
            "---",
            "title: x",
            "一、",
            "第三条 ",
            "（上接第4版）",
            "- 3 -",
            "5",
        ),
        *("《", "》", "（", "）", "“", "”", "。", "，", "：", "\ufffd", "龘", "\U00020000"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_can_be_traced(raw: str):
    repaired = check(raw)
    left_out = Counter(raw) - Counter(repaired.text)
    gone = Counter(
        "".join(raw[r.raw_start : r.raw_end] for r in repaired.repairs if r.kind == "furniture")
    )
    assert not [char for char in left_out - gone if not char.isspace() and char not in "\u200b"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_can_be_traced(raw: str):
    check(raw.replace("\r", ""))


@pytest.mark.parametrize(
    ("unit", "times", "end"),
    [
        ("字", 200_000, ""),
        ("题\n", 8_000, ""),
        ("a b ", 40_000, ""),
        ("（", 50_000, ""),
        ("\t x", 20_000, ""),
        ("1\n", 8_000, ""),
        ("见成效\n二是好。\n", 800, "一是推进工作。早日力争实现"),
    ],
)
def test_long_and_odd_texts_take_twice_the_steps_for_twice_the_length(
    unit: str, times: int, end: str
):
    assert repair(unit * times + end).text
    once, twice = (steps(lambda n=n: repair(unit * n + end)) for n in (400, 800))
    assert twice <= 2.1 * once


def test_what_cannot_begin_a_line_belongs_to_the_one_before():
    raw = "（一）\n申请人具备规定的推荐资格\n，成绩在所在中学名列前茅，并通过\n推荐资格测试\n。\n（二）\n申请人应为应届毕业生。\n1.\n2.\n"
    raw += "学校建立了实践中心，其中有全国第一个\n“\n写作中心\n”\n,聘请了名家任教。\n"
    assert [line for line in repair(raw).text.split("\n") if line] == [
        "（一）申请人具备规定的推荐资格，成绩在所在中学名列前茅，并通过推荐资格测试。",
        "（二）申请人应为应届毕业生。",
        "1.",
        "2.",
        "学校建立了实践中心，其中有全国第一个“写作中心”,聘请了名家任教。",
    ]


def test_figures_parted_at_their_point_or_comma_are_one():
    raw = (
        "经济运行情况\n\n同比增长6.\n8%；工业增长12\n.5%，投资完成3,\n456万元，消费增长7\n.2%，新增就业8 9\n00人，完成1\n"
        "234.5亿元。\n\n附件12\n3,456万元为总额。\n\n见第1.\n5户以上的。\n"
    )
    assert [line for line in repair(raw).text.split("\n") if line] == [
        "经济运行情况", "同比增长6.8%；工业增长12.5%，投资完成3,456万元，消费增长7.2%，新增就业8 9", "00人，完成1",
        "234.5亿元。", "附件12", "3,456万元为总额。", "见第1.", "5户以上的。",
    ]  # fmt: skip


def test_joiners_and_soft_hyphens_inside_a_figure_are_invisible():
    raw = "每亩1\u200b200元，上限12\u200d.5万元，共3\u200c0户，另有4\u00ad0户，税率1\u20613%，葛\U000e0100城。"
    assert repair(raw).text == "每亩1200元，上限12.5万元，共30户，另有40户，税率13%，葛城。"


MARKDOWN = "# 标准\n\n每次~~50元~~30元，跨度10~~20元。\n\n<!-- 旧标准\n9999元 -->\n\n```\n~~x~~ <!-- y -->\n```\n末。\n"


def test_what_markdown_strikes_out_or_comments_is_left_out_and_reported():
    repaired = repair(MARKDOWN, markdown=True)
    assert repaired.text.split() == [
        "#",
        "标准",
        "每次30元，跨度10~~20元。",
        "```",
        "~~x~~",
        "<!--",
        "y",
        "-->",
        "```",
        "末。",
    ]
    assert {item.note for item in repaired.repairs} == {"删除线", "注释"}
    for segment in repaired.segments:
        length = segment.end - segment.start
        assert MARKDOWN[segment.raw_start :][:length] == repaired.text[segment.start :][:length]
    assert "50元" in repair(MARKDOWN).text  # in a text of another kind these are signs like others
