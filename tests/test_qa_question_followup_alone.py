"""Questions that stand alone, chains of questions, and pasted pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question import filled, spelled_out
from qa.question.followup import rewrite
from qa.question.talk import MOST_ANSWER, MOST_ELLIPTIC, MOST_QUESTION
from qa.types import Turn

LAB = Turn(
    question="广东有多少家省实验室？",
    answer="全省布局建设了24家省实验室。[1]",
    speakers=("省科技厅副厅长杨某",),
)
GRANT = Turn(question="技术改造补助最高多少？", answer="最高补助300万元。[1]")
GROWTH = Turn(
    question="2025年全省服务外包执行金额增长多少？",
    answer="2025年全省服务外包执行金额增长14.6%。[1]",
    speakers=("省商务厅二级巡视员李某",),
)
BAGS = Turn(
    question="我们做皮具箱包，想出海，有什么扶持？",
    answer="支持企业抱团参展。[1]建设一批海外仓。[2]对参展的展位给予补贴。[1][3]",
)
WHO = Turn(
    question="谁介绍了质量强链的情况？", answer="省市场监管局副局长郭某表示，已建成78个服务站。[1]"
)
STANDING = [
    "不记名的存折丢了能挂失吗？",
    "云溪市省级重点实验室2024年认定补多少？",
    "全省规上工业企业有多少家？",
    "数字化转型怎么推进？",
    "科技型中小企业有什么政策？",
    "海外仓在哪些国家？",
    "东莞有什么补贴？",
    "2026年广东要新增多少家企业技术中心？",
    "我们是做灯具的小企业，想出口，有什么支持？",
    "谁负责推动企业数字化转型？",
    "知识产权质押贷款最高能贷多少？",
    "《数字经济促进条例》什么时候施行？",
    "高新技术企业研发中心认定下来补多少钱？",
    "基金管理人以基金财产从事贷款业务的，对该机构如何处罚？",
    "那人工智能企业今年能享受哪些税收优惠？",
    "那高新技术企业有多少家？",
    "谢谢",
    "",
    "？？",
]


@pytest.mark.parametrize("question", STANDING)
@pytest.mark.parametrize("last", [LAB, GRANT, GROWTH, BAGS, WHO], ids=lambda t: t.question)
def test_a_question_that_stands_alone_is_left_alone(question: str, last: Turn) -> None:
    assert rewrite(question, [last]) == question
    assert rewrite(question, []) == question


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    history = [
        LAB,
        Turn(question="那东莞呢？", answer="东莞有3家省实验室。[1]"),
        Turn(question="是谁说的？", answer=""),
    ]
    assert rewrite("分别是哪些？", history) == "东莞的省实验室，分别是哪些？"
    assert rewrite("那深圳呢？", history[:2]) == "深圳有多少家省实验室？"


def test_the_topic_does_not_grow_with_each_turn() -> None:
    history = [GRANT]
    for typed in ("需要什么条件？", "怎么申请？", "找谁办理？", "什么时候截止？") * 5:
        history.append(Turn(question=rewrite(typed, history[-6:]), answer="材料没有写明。"))
    assert history[-1].question == "技术改造补助，什么时候截止？"


def test_without_a_speaker_he_is_whoever_the_topic_was() -> None:
    nobody = Turn(question="县实验室有多少家？", answer="5家。")
    assert rewrite("他还说了什么？", [nobody]) == "县实验室，他还说了什么？"


WORDS = st.sampled_from(
    [
        "那",
        "呢",
        "东莞",
        "2024年",
        "去年",
        "多少",
        "家",
        "省实验室",
        "企业",
        "是",
        "谁",
        "说",
        "的",
        "分别",
        "哪些",
        "这个",
        "政策",
        "他",
        "它",
        "第二条",
        "上面",
        "还有",
        "吗",
        "？",
        "，",
        "。",
        "[1]",
        "《办法》",
        "最高",
        "增长",
        "８％",
        "补助",
        "十四五",
        "期间",
        "什么",
        "时候",
        "怎么",
        "申请",
        "\n",
        "�",
        "\x00",
        "嗯嗯嗯",
        "全省",
        "其中",
        "a",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=30)


@given(TEXTS, st.lists(st.builds(Turn, question=TEXTS, answer=TEXTS), max_size=3))
def test_any_text_is_taken_and_what_comes_out_stands_alone(
    question: str, history: list[Turn]
) -> None:
    once = rewrite(question, history)
    assert isinstance(once, str) and len(once) < 1000
    if not history:
        assert once == spelled_out(
            filled(question)
        )  # a gap is a question, and so are words for a search


PAGES = Turn(
    question="全省有多少家企业，" * 5000,
    answer="一是推动企业转型，" * 20_000 + "省商务厅厅长王强表示，外贸增长。[1]",
)


@pytest.mark.parametrize(
    "typed", ["那东莞呢？", "分别是哪些？", "他还说了什么？", "第二条呢？", "还有呢？"]
)
def test_of_pasted_pages_the_beginning_is_read(typed: str) -> None:
    """How long that takes is measured in tests/bench/pure.py."""
    beginning = Turn(question=PAGES.question[:MOST_QUESTION], answer=PAGES.answer[:MOST_ANSWER])
    rewritten = rewrite(typed, [PAGES] * 6)
    assert rewritten != typed and len(rewritten) < MOST_QUESTION + MOST_ELLIPTIC
    assert rewritten == rewrite(typed, [beginning] * 6)


@pytest.mark.parametrize(
    "typed",
    [
        "第二条" + "详细" * 25_000 + "？",
        "上述" * 25_000,
        "嗯" * 50_000 + "？",
        "好的" * 25_000,
        "那" * 5000,
        "？" * 50_000,
        "，" * 50_000,
        "（" * 50_000,
        " " * 50_000,
        "。不要" * 20_000,
        "甲。" * 25_000 + "乙",
    ],
    ids=lambda typed: f"{len(typed)} of U+{ord(typed[0]):04X}",
)
def test_a_pasted_page_is_no_follow_up(typed: str) -> None:
    """A pattern that tries all ways to match would never come to an end of these."""
    assert rewrite(typed, [PAGES] * 6) == typed


VILLAGE = Turn(question="东山镇第17村的充电桩有多少个？", answer="第17村有8个。[1]")
WHOSE = Turn(
    question="东山镇第17村的充电桩，是谁说的？", answer="第17村有8个。[1]", speakers=("镇长张某",)
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("那第18村呢？", "东山镇第18村的充电桩有多少个？"),
        ("2024年呢？", "2024年东山镇第17村的充电桩有多少个？"),
        ("他还说了什么？", "镇长张某还说了什么？"),
    ],
)
def test_after_who_said_it_one_goes_on_from_what_was_asked_before(typed: str, meant: str) -> None:
    assert rewrite(typed, [VILLAGE, WHOSE]) == meant


def test_one_of_another_number_stands_for_the_like() -> None:
    asked = Turn(question="阳光小区3号楼什么时候改造？", answer="五月改造。[1]")
    assert rewrite("5号楼呢？", [asked]) == "阳光小区5号楼什么时候改造？"
