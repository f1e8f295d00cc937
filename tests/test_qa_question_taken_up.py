"""Follow-ups that take up a word of the question before: such ones, the next of a list, another edition, all others, the exceptions."""

from __future__ import annotations

import pytest

from qa.question.attempts import Attempt, attempts
from qa.question.followup import rewrite
from qa.types import Turn


def after(question: str, answer: str = "") -> Turn:
    return Turn(question=question, answer=answer, documents=("d1",))


STATIONS = after("南浦市目前建成了多少座光储充一体化充电站？", "建成46座。[1]")
POINT = after("防汛方案里第一项措施是什么？", "一是落实责任。[1]")
EDITION = after("南浦市旧版的《养老机构补贴办法》，新建床位补贴多少？", "8000元。[1]")
OURS = after("去年咱们省发生了多少起森林火灾？", "9起。[1]")
OF_SIZE = after("1997年咱们国家5级以上地震一共发生了多少次？", "30次。[1]")
RULE = after("河道采砂许可证有效期多长？", "采砂许可证有效期不超过1年。[1]")
DONE = after("示范社创建最晚什么时候结束？", "10月底前。[1]")
WHY = after("镇里为何取消了夜市补贴？", "因绩效不高。[1]")
COUNTED = after("县里打算评几家星级农家乐？", "评12家。[1]")
WON = after("今年获评老字号的企业，安宁占了几家？", "其中3家出自安宁。[1]")
TAKEN_UP = [
    (STATIONS, "明年还要新建几座这种充电站？", "南浦市，明年还要新建几座光储充一体化充电站？"),
    (STATIONS, "这样的充电桩有几个？", "南浦市，光储充一体化充电桩有几个？"),
    (POINT, "第二项呢", "防汛方案里第二项措施是什么？"),
    (EDITION, "新版的呢？", "南浦市新版的《养老机构补贴办法》，新建床位补贴多少？"),
    (
        EDITION,
        "2024年新版里改建床位改成多少了？",
        "南浦市2024年新版的《养老机构补贴办法》，改建床位补贴多少？",
    ),
    (OURS, "全国的呢？", "去年全国发生了多少起森林火灾？"),
    (OF_SIZE, "全球7级以上的呢？", "1997年全球7级以上地震一共发生了多少次？"),
    (
        RULE,
        "有例外吗？",
        "河道采砂许可证有效期多长，采砂许可证有效期不超过1年，有例外吗？",
    ),
    (DONE, "搞完谁来检查？", "示范社创建最晚，搞完谁来检查？"),
    (COUNTED, "评上了给挂牌吗？", "县里打算评的星级农家乐，评上了给挂牌吗？"),
    (COUNTED, "还有呢？", "县里打算评的星级农家乐，还有哪些？"),
    (WHY, "什么时候取消的？", "镇里取消了夜市补贴，什么时候取消的？"),
    (WON, "哪三家企业的", "今年获评老字号的企业，安宁，其中3家出自安宁，哪三家企业的？"),
]


@pytest.mark.parametrize(("last", "typed", "asked"), TAKEN_UP, ids=[t[1] for t in TAKEN_UP])
def test_a_word_of_the_question_before_is_taken_up(last: Turn, typed: str, asked: str) -> None:
    assert rewrite(typed, [last]) == asked
    assert rewrite(asked, []) == asked


def test_another_edition_is_never_asked_of_the_one_that_was_cited() -> None:
    assert not any(a.documents for a in attempts("那新版的呢？", [EDITION]))
    assert not any(a.documents for a in attempts("2024年版还补吗？", [EDITION]))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("换个话题，种子许可证有效期几年？", "种子许可证有效期几年？"),
        ("还有个修路占地的投诉，该找谁？", "修路占地的投诉，该找谁？"),
    ],
)
def test_another_matter_is_asked_of_all_as_it_stands(typed: str, asked: str) -> None:
    assert attempts(typed, [RULE]) == (Attempt(asked),)


def test_what_leads_to_a_new_question_is_left_off() -> None:
    assert rewrite("对了，全省公路多少公里？", [POINT]) == "全省公路多少公里？"
    assert rewrite("另外，高新技术企业有多少家？", [RULE]) == "高新技术企业有多少家？"


def test_what_names_nothing_of_its_own_is_never_asked_of_all_without_the_anchor() -> None:
    """中央给多少钱 would be told of anything."""
    last = after("2021年平阳县哪几个村列为试点？", "东村、西村。[1]")
    assert all("平阳县" in a.text for a in attempts("中央给多少钱？", [last]) if not a.documents)
    assert attempts("家里困难的有什么资助？", [last])[-1] == Attempt("家里困难的有什么资助？")


def test_a_turn_without_an_anchor_goes_on_about_what_the_talk_was_about() -> None:
    second = after("覆盖多少产业领域？", "58个。[1]")
    asked = "南浦市，2027年要建几座光储充一体化充电站？"
    assert rewrite("2027年要建几座这种充电站？", [STATIONS, second]) == asked


@pytest.mark.parametrize("typed", ["哪几个县的？", "这是哪个文件规定的？", "谁规定的？"])
def test_what_asks_which_names_no_place_and_no_text(typed: str) -> None:
    assert attempts(typed, [RULE])[0].documents


LISTED = after("哪些县是试点？", "东县、西县。[1]")


def test_a_question_that_nothing_answered_is_not_gone_on_from() -> None:
    assert rewrite("平阳县在里面吗？", [LISTED]) == "县是试点，有没有平阳县？"
    one = after("县是试点，有没有平阳县？", "东县、西县。[1]")
    assert rewrite("为什么？", [LISTED, one]) == rewrite("为什么？", [LISTED])
    lost = Turn(question="真好", answer="")
    assert rewrite("2024年呢？", [STATIONS, lost]) == rewrite("2024年呢？", [STATIONS])


def test_what_is_asked_of_the_document_is_an_aside() -> None:
    number = after("《南浦市充电站建设方案》文号是多少？", "南府〔2024〕3号。[1]")
    assert rewrite("那换电站呢？", [STATIONS, number]) == rewrite("那换电站呢？", [STATIONS])


def test_several_questions_of_one_message_were_asked_one_after_another() -> None:
    both = after("子女教育每月扣多少？住房贷款利息呢？", "1000元。[1]")
    assert rewrite("住房租金呢？", [both]) == "住房租金每月扣多少？"
    added = after("全市建了几家社区医院？卫健委有说吗？", "52家。[1]")
    assert "社区医院" in rewrite("分别是哪些？", [added])


@pytest.mark.parametrize(
    ("before", "typed", "asked"),
    [
        ("到2022年要建多少所高水平职校？", "骨干专业群呢？", "到2022年要建多少骨干专业群？"),
        (
            "2018年政府工作报告提出GDP增长多少？",
            "赤字率呢？",
            "2018年政府工作报告提出赤字率是多少？",
        ),
        ("审核不通过怎么办？", "没有审核机构的呢？", "审核不通过，没有审核机构的怎么办？"),
        ("平阳县药材基地每亩奖多少？", "怎么申请？", "平阳县药材基地，怎么申请？"),
    ],
)
def test_what_is_exchanged_leaves_the_rest(before: str, typed: str, asked: str) -> None:
    assert rewrite(typed, [after(before, "一。[1]")]) == asked
