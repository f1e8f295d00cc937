"""The page as HTML: marks stand exactly on their quotations, nothing of a paragraph is lost."""

from __future__ import annotations

import itertools
import re

import pytest

from index.types import Link, Standing
from qa.types import Citation
from tests.html_reader import Element, marked, read_html
from tests.make import answer, citation, info
from tests.make_page import exchange, said
from ui.views.ask import conversation, evidence
from ui.views.cards import together
from ui.work.ask import Exchange
from ui.work.history import CHANGED

LINK = re.compile(
    r"#t\d+(-c\d+)?|/document/\w+\?start=\d+&end=\d+#quote|/compare/\w+\?start=\d+&end=\d+"
)


# --- cards and links ---


def test_a_table_row_gets_the_names_of_its_columns_only_where_they_fit() -> None:
    row = "| 箱包 | 每个展位2万元 |"
    cited = citation(row, "| 箱包 | 每个展位2万元 |", section=("附件", "行业 | 标准"))
    root = read_html(
        evidence((exchange(answer(said("箱包：每个展位2万元", 1), citations=(cited,))),))
    )
    assert [th.text() for th in root.all("th")] == ["行业", "标准"]
    assert [p.text() for p in root.all("p", class_="section")] == ["附件"]
    assert marked(root, "t1-c1") == "箱包每个展位2万元"
    assert len([mark for mark in root.all("mark") if "id" in mark.attributes]) == 1


@pytest.mark.parametrize(
    ("said_", "shown"),
    [
        ("| 箱包 | 每个展位2万元 |", "箱包 · 每个展位2万元。1"),
        ("| 行业 | 标准 |\n|---|---|\n| 箱包 |  |", "行业 · 标准；箱包。1"),
        ("补助300万元；", "补助300万元。1"),
        ("补助300万元，", "补助300万元。1"),
        ("补助300万元！", "补助300万元！1"),
        ("甲|乙", "甲|乙。1"),
    ],
)
def test_a_statement_reads_as_a_sentence(said_: str, shown: str) -> None:
    root = read_html(conversation((exchange(statements=(said(said_, 1),)),)))
    assert root.all("p", class_="statement")[0].text() == shown


TEXT = "甲类补助300万元；乙类补助200万元；丙类补助100万元。"


def cited(quote: str, number: int, **changes: object) -> Citation:
    return citation(TEXT, quote, number, **changes)


def test_quotations_of_one_paragraph_share_a_card_in_reading_order() -> None:
    groups = together(
        (
            cited("丙类补助100万元", 1),
            cited("甲类补助300万元", 2),
            cited("丙类补助100万元", 3, paragraph_start=500),
        )
    )
    assert [[c.number for c in group] for group in groups] == [[2, 1], [3]]


def test_overlapping_quotations_do_not_share_a_card() -> None:
    groups = together((cited("甲类补助300万元；乙类", 1), cited("乙类补助200万元", 2)))
    assert [[c.number for c in group] for group in groups] == [[1], [2]]


def test_every_marker_leads_to_the_mark_of_its_quotation_and_back() -> None:
    first = exchange(
        answer(
            said("甲类300万元", 2, 1),
            citations=(cited("丙类补助100万元", 1), cited("甲类补助300万元", 2)),
        ),
        number=4,
    )
    second = exchange(
        answer(said("乙类200万元", 1), citations=(cited("乙类补助200万元", 1),)), number=5
    )
    left, right = read_html(conversation((first, second))), read_html(evidence((first, second)))
    quotes = {"t4-c1": "丙类补助100万元", "t4-c2": "甲类补助300万元", "t5-c1": "乙类补助200万元"}
    links = [link.attributes["href"] for link in left.all("a", class_="marker")]
    assert links == ["#t4-c2", "#t4-c1", "#t5-c1"]
    assert {link.attributes["aria-label"] for link in left.all("a")} == {
        "依据 1，看原文",
        "依据 2，看原文",
    }
    for link in links:
        assert marked(right, link[1:]) == quotes[link[1:]]
    ids = [e.attributes["id"] for e in (*left.walk(), *right.walk()) if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert {link.attributes["href"][1:] for link in right.all("a", class_="back")} <= set(ids)
    assert next(link.attributes["href"] for link in right.all("a", class_="original")) == (
        f"/document/d1?start={100 + TEXT.index('乙类补助200万元')}&end={100 + TEXT.index('；丙')}#quote"
    )


def test_the_latest_question_comes_first_and_earlier_ones_are_folded() -> None:
    shown = [
        exchange(
            answer(said("甲", 1), citations=(cited("甲类补助300万元", 1),)),
            number=n,
            question=f"问{n}",
        )
        for n in (1, 2, 3)
    ]
    right = read_html(evidence(shown))
    assert [e.all("summary")[0].text() for e in right.all("details", class_="earlier")] == [
        "此前：问2",
        "此前：问1",
    ]
    assert [m.attributes["id"] for m in right.all("div", class_="latest")[0].all("mark")] == [
        "t3-c1"
    ]


def test_a_card_says_who_where_and_when() -> None:
    document = info(issuer="测试县工信局", number="测工信〔2025〕1号", expires="2027-12-31")
    one = citation(
        TEXT,
        "甲类补助300万元",
        speaker="张三",
        role="县工信局局长",
        page=4,
        section=("二、扶持", "（一）资金"),
        document=document,
    )
    right = read_html(evidence((exchange(answer(said("甲", 1), citations=(one,))),)))
    assert right.all("h3")[0].text() == "1《测试县支持制造业若干措施》"
    assert right.all("p", class_="place")[0].text() == (
        "县工信局局长 张三 · 第 4 页 · 第 2 段 · 测工信〔2025〕1号 · 测试县工信局 · 2025-03-01 · 有效期至 2027-12-31"
    )
    assert right.all("p", class_="section")[0].text() == "二、扶持 › （一）资金"


# --- states ---


def outcome(shown: Exchange) -> str:
    return read_html(conversation((shown,))).all("div", class_="outcome")[0].text()


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (exchange(found=None, ahead=2), "前面还有 2 个问题"),
        (exchange(found=None), "正在查找"),
        (exchange(found=12), "找到 12 个相关段落"),
        (exchange(statements=(said("甲", 1),)), "已核对 1 句"),
        (exchange(stopped=True), "已停止"),
        (exchange(error="索引损坏。请重建"), "索引损坏。请重建"),
        (exchange(answer(said("甲", 1), dropped=2)), "已回答 原文摘录 · 拦下 2 句没有依据的话"),
        (exchange(answer(said("甲", 1), generator="gemma")), "由 gemma 起草，逐句核对过原文"),
        (
            exchange(answer(said("甲", 1), floor_reason="模型不可用：没有回答")),
            "原文摘录（模型不可用：没有回答）",
        ),
        (
            exchange(answer(said("甲", 1), status="partial", missing=("未载明期限",))),
            "未载明期限部分回答",
        ),
        (
            exchange(answer(missing=("材料中没有江苏省的相关内容",))),
            "现有材料没有说明这个问题。材料中没有江苏省的相关内容未找到",
        ),
        (exchange(answer(said("甲", 1), rewritten="乙的补助多少？")), "按“乙的补助多少？”查找"),
    ],
)
def test_the_state_of_an_answer_is_said_in_words(shown: Exchange, words: str) -> None:
    assert words in outcome(shown)


def test_what_is_near_is_not_shown_as_an_answer() -> None:
    near = exchange(answer(nearest=(cited("甲类补助300万元", 1),)))
    left, right = read_html(conversation((near,))), read_html(evidence((near,)))
    assert not left.all("a") and not right.all("mark") and not right.all("span", class_="number")
    assert "不是答案" in right.text()


def test_elements_keep_their_places_while_an_answer_grows() -> None:
    """The page is updated element by element: statements are added, never moved, and the state stays where it was."""
    one, two = said("甲", 1), said("乙", 1)
    growing = (
        exchange(found=None),
        exchange(statements=(one,)),
        exchange(statements=(one, two)),
        exchange(answer(one, two)),
        exchange(statements=(one,), stopped=True),
        exchange(error="错"),
    )
    for shown in growing:
        turn = read_html(conversation((shown,))).all("section")[0]
        assert [child.tag for child in turn.children if isinstance(child, Element)] == [
            "h3",
            "div",
            "div",
        ]
        assert [p.text()[0] for p in turn.all("p", class_="statement")] == [
            s.text for s in shown.statements
        ]


def test_a_sum_and_a_term_are_no_warning() -> None:
    value = answer(
        said("最高300万元", 1),
        citations=(citation("最高300万元。", "最高300万元"),),
        notices=(
            "《测试办法》：现行有效，2028-02-29到期",
            "两份文件数字不同",
            "[1] 按所引条款测算：80万元（800万元×10%＝80万元），这是推算，不是原文",
            "[1] 按所引条款对照：80人符合“100人以下”这一项；其余条件请自行核对",
            "[1] 按所引条款对照：120人不符合“100人以下”这一项；其余条件请自行核对",
        ),
    )
    page = read_html(conversation([exchange(value)]))
    (warned,), (calm,) = (page.all("ul", class_=name) for name in ("notices", "told"))
    assert [item.text() for item in warned.all("li")] == [value.notices[1], value.notices[4]]
    assert [item.text() for item in calm.all("li")] == [value.notices[n] for n in (0, 2, 3)]


def test_what_was_answered_from_a_source_that_is_gone_was_not_left_unsaid() -> None:
    shown = outcome(exchange(answer(missing=(CHANGED,)), kept=True))
    assert "原文已变动" in shown and CHANGED in shown
    assert "现有材料没有说明" not in shown and "未找到" not in shown


def test_headings_are_in_order() -> None:
    shown = (exchange(answer(said("甲", 1), citations=(cited("甲类补助300万元", 1),))),)
    for html in (conversation(shown), evidence(shown), conversation(()), evidence(())):
        levels = [int(e.tag[1]) for e in read_html(html).walk() if re.fullmatch(r"h\d", e.tag)]
        assert levels[0] == 2
        assert all(low + 1 >= high for low, high in itertools.pairwise(levels))


# --- time ---


def test_a_source_that_has_ended_says_so_above_its_words_and_in_the_answer() -> None:
    by = Link("d9", "<b>新办法</b>", "县政府", "2024-03-01", 0, 4, "同时废止")
    ended = info(standing=Standing("repealed", "2024-03-01", by))
    value = answer(
        said("最高300万元", 1),
        citations=(citation("最高300万元。", "最高300万元", document=ended),),
        notices=("<i>两份文件</i>数字不同",),
    )
    page = evidence([exchange(value)])
    (warning,) = read_html(page).all("p", class_="standing")
    assert warning.text() == "已废止（2024-03-01起由《<b>新办法</b>》废止）"
    notes = read_html(conversation([exchange(value)])).all("ul", class_="notices")
    assert [note.text() for note in notes] == ["<i>两份文件</i>数字不同"]
    assert not read_html(
        evidence(
            [
                exchange(
                    answer(
                        said("最高300万元", 1),
                        citations=(citation("最高300万元。", "最高300万元"),),
                    )
                )
            ]
        )
    ).all("p", class_="standing")


def test_a_question_that_was_lost_says_so_and_can_be_asked_again() -> None:
    lost = Exchange(number=1, question="最高补助多少？", kept=True, lost=True)
    root = read_html(conversation((lost,)))
    assert "最高补助多少？" in root.text() and "还没有得到回答" in root.text()
    assert [b.attributes["data-do"] for b in root.all("button")] == ["retry"]
    assert "正在查找" not in evidence((lost,))


def test_what_was_stopped_before_anything_was_verified_says_so() -> None:
    stopped = Exchange(number=1, question="最高补助多少？", stopped=True)
    assert "停止前还没有核对出内容" in conversation((stopped,))
    assert "以上是停止前已核对的内容" in conversation(
        (exchange(None, statements=(said("甲类300万元", 1),), stopped=True),)
    )


def test_of_a_pasted_page_the_beginning_is_shown_and_the_rest_folded() -> None:
    asked = "".join(chr(0x4E00 + n) for n in range(1200))
    shown = exchange(answer(question=asked), question=asked, error="问题太长")
    root = read_html(conversation((shown,)))
    (head,), (rest,) = root.all("h3", class_="question"), root.all("details", class_="rest")
    assert head.text() == f"{asked[:240]}…" and rest.all("p")[0].text() == asked[240:]
    earlier = exchange(answer(said("甲类", 1), citations=(cited("甲类", 1),)), question=asked)
    later = exchange(answer(said("乙类", 1), citations=(cited("乙类", 1),)), number=2)
    (summary,) = read_html(evidence((earlier, later))).all("summary")
    assert len(summary.text()) < 100
