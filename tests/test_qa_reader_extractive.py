"""The extract says nothing of its own: every line is words of the evidence, cut so that the figure keeps its meaning."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question import analyse
from qa.reader.extractive import ExtractiveGenerator, _lines, compose
from qa.reader.figure_answer import best_figure
from qa.reader.scoring import read
from qa.reader.trim import ELLIPSIS
from qa.types import Evidence
from tests.make import evidence

LABS = "全县已建成5家县实验室、12家县重点实验室和36家企业技术中心。"
SPEECH = "县商务局副局长李四：2025年全县服务外包执行额增长12.5%，其中南山园区增长18.3%。"
GRANT = "对设备投入500万元以上的企业，按投入的8%给予补助，最高不超过300万元。"


def rare(token: str) -> float:
    return 0.01


def lines(question: str, *items: Evidence) -> list[str]:
    return [line.text for line in compose(read(analyse(question), items, rare), items)]


@pytest.mark.parametrize(
    ("question", "text", "held", "left_out"),
    [
        ("县实验室有多少家？", LABS, "5家县实验室", "36家"),
        ("县重点实验室有多少家？", LABS, "12家县重点实验室", "36家"),
        ("企业技术中心有多少家？", LABS, "36家企业技术中心", "12家"),
        ("服务外包执行额增长多少？", SPEECH, "增长12.5%", "18.3%"),
    ],
)
def test_the_figure_asked_for_and_not_its_neighbour(
    question: str, text: str, held: str, left_out: str
) -> None:
    (line,) = lines(question, evidence(text))
    assert held in line and left_out not in line


def test_a_clause_that_leans_on_another_keeps_it() -> None:
    (line,) = lines("南山园区增长多少？", evidence(SPEECH))
    assert "服务外包执行额" in line and "18.3%" in line


def test_a_sum_keeps_its_condition() -> None:
    (line,) = lines("补助最高多少？", evidence(GRANT))
    assert "设备投入500万元以上" in line and "300万元" in line


def test_who_said_it() -> None:
    said = evidence(SPEECH, speaker="李四", role="县商务局副局长")
    assert lines("谁介绍了服务外包执行额？", said)[0].startswith("县商务局副局长李四表示，2025年")


def test_measures_come_one_from_each_paragraph() -> None:
    items = [
        evidence("对参加境外展会的企业，每个展位补助2万元。另对参展企业给予指导服务。", 1),
        evidence("支持参加境外展会的企业建设海外仓，给予贴息支持。", 2, start=500, paragraph=2),
        evidence("县里召开了座谈会。", 3, start=900, paragraph=3),
    ]
    found = lines("我们企业想参加境外展会，有什么支持？", *items)
    assert len(found) == 2 and "座谈会" not in "".join(found)


def test_an_enumeration_is_given_whole() -> None:
    section = ("主要举措如下：",)
    items = [
        evidence(
            f"{label}推动第{number}项重点工作。",
            number,
            start=100 * number,
            paragraph=number,
            label=label,
            section=section,
        )
        for number, label in enumerate(("一是", "二是", "三是"), 1)
    ]
    assert len(lines("主要举措有哪些？", *items)) == 3


def test_no_evidence_no_line() -> None:
    assert lines("有多少家？") == []
    assert list(ExtractiveGenerator(rare).generate("有多少家？", [])) == []


def test_each_line_carries_the_marker_of_its_evidence() -> None:
    items = [evidence("县里召开了座谈会。", 3), evidence(GRANT, 7, start=900)]
    (line,) = ExtractiveGenerator(rare).generate("补助最高多少？", items)
    assert line.endswith("[7]\n")


def test_where_no_figure_fits_there_is_none() -> None:
    assert best_figure(read(analyse("补助多少元？"), [evidence("按规定给予补助。")], rare)) is None


QUESTIONS = st.sampled_from(
    [
        "有多少家？",
        "补助多少元？",
        "什么时候？",
        "有哪些措施？",
        "我们企业能拿什么补助？",
        "哪个部门负责？",
        "怎么申请？",
        "占比多少？",
    ]
)
PARTS = st.sampled_from(
    ["全县", "补助", "2万元", "5家", "企业", "，", "、", "。", "其中", "一是", "二是", "占8%", "2025年", "最高", "和", "县商务局", "：", "负责", "（", "）", "“", "”", "的", "\n"]
)  # fmt: skip


@given(QUESTIONS, st.lists(st.lists(PARTS, min_size=1, max_size=25).map("".join), max_size=3))
def test_every_word_is_the_evidence_s(question: str, texts: list[str]) -> None:
    items = [evidence(text, n, start=1000 * n) for n, text in enumerate(texts, 1)]
    for line in compose(read(analyse(question), items, rare), items):
        source = "".join(items[line.number - 1].text.split())
        for part in line.text.split(ELLIPSIS):
            # A lead is set before its clause with a comma of the line's own.
            pieces = [p for p in re.split(r"[，,]", "".join(part.split())) if p]
            assert all(piece in source for piece in pieces), (line.text, source)


def _items(*texts: str, lead: str = "县综合区建设") -> list[Evidence]:
    labels = ("（一）", "（二）", "（三）")
    return [
        evidence(
            f"{label}{text}",
            number,
            start=number * 100,
            label=label,
            section=(lead,),
            paragraph=number,
            id=f"d1:{number}",
        )
        for number, (label, text) in enumerate(zip(labels, texts, strict=False), 1)
    ]


def test_as_many_things_as_are_asked_for_are_an_enumeration_that_names_them() -> None:
    items = _items(
        "建设加工制造中心，提高产能。",
        "建设物流分拨中心，便利货运。",
        "建设销售服务中心，扩大出口。",
    )
    said = lines("县综合区建设哪三大中心？", *items)
    assert len(said) == 3 and all("中心" in line for line in said)


def test_all_tiers_are_given_where_all_are_asked_for() -> None:
    items = _items("县城的，标准为每月1500元。", "乡镇的，标准为每月800元。", lead="租房扣除标准")
    said = lines("租房扣除标准每月是多少元？请都列出来", *items)
    assert [re.findall(r"\d+元", line) for line in said] == [["1500元"], ["800元"]]


def test_an_exception_goes_with_the_rule() -> None:
    rule = "县城管局查封、扣押的期限不得超过30日；情况复杂的，经负责人批准，可以延长15日；解除应当通知当事人。"
    (line,) = lines("查封扣押的期限最长多少天？", evidence(rule))
    assert "30日" in line and "可以延长15日" in line and "解除" not in line


def test_articles_are_no_list_of_answers() -> None:
    articles = [
        evidence(
            f"第{n}条 {text}",
            i,
            start=i * 100,
            paragraph=i,
            label=f"第{n}条",
            section=("第五章 法律责任",),
        )
        for i, (n, text) in enumerate(
            (
                ("十", "未办登记的，处100元罚款。"),
                ("十一", "匿报危险品的，处10万元罚款。"),
                ("十二", "擅自停业的，给予警告。"),
            ),
            1,
        )
    ]
    told = lines("匿报危险品的，如何规定处罚？", *articles)
    assert any("匿报危险品" in line for line in told) and len(told) < 3


def test_sentences_of_one_document_are_told_in_its_order() -> None:
    first = evidence("县图书馆周一闭馆。", 2, start=0, paragraph=1)
    second = evidence("县图书馆周二至周日开放。", 1, start=100, paragraph=2)
    third = evidence("县图书馆节日照常开放。", 3, start=200, paragraph=3)
    reading = read(analyse("县图书馆哪些日子开放"), (first, second, third), rare)
    told = _lines(reading.candidates, reading.candidates[0], listed=False)
    places = [line.number for line in told[1:]]
    assert places == sorted(places, key={2: 0, 1: 1, 3: 2}.__getitem__)


def test_of_two_cases_in_one_sentence_the_figure_of_the_one_asked_about_is_told() -> None:
    text = "中小微企业稳岗返还比例为60%，大型企业为30%，资金直达账户。"
    (line,) = lines("大企业的稳岗返还比例是多少？", evidence(text))
    assert "30%" in line and "稳岗返还" in line


def test_who_a_sentence_names_said_it_not_the_speaker_of_its_passage() -> None:
    text = "会上，隋小某补充说，重点项目前期费安排2亿元。"
    said = evidence(text, speaker="常某", role="县农业农村局局长")
    (line,) = lines("谁说重点项目前期费安排2亿元？", said)
    assert line.startswith("会上，隋小某补充说") and "常某" not in line


def test_in_a_news_item_who_speaks_stands_in_the_sentence_before() -> None:
    text = "县工信局副局长夏某说，企业正在扩产。到2月11日，口罩产能利用率已达94%。"
    found = lines("口罩产能利用率94%这话是谁说的？", evidence(text))
    assert found == ["县工信局副局长夏某说，企业正在扩产。", "到2月11日，口罩产能利用率已达94%。"]


def test_all_parts_of_a_number_where_the_whole_is_asked_for() -> None:
    first = evidence("书法：计划18人；", 1, section=("一、招生计划",))
    second = evidence("国画、油画：计划各2人；", 2, start=20, section=("一、招生计划",))
    whole = "专项生计划招多少人？"
    assert lines(whole, first, second) == [first.text, second.text]
    assert lines("书法专业计划招多少人？", first, second)[0].startswith("书法")
    assert len(lines("书法专业计划招多少人？", first, second)) == 1
