"""What the relevance model's word counts for: it orders, completes and refuses, and never overrules a slot."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.splitter import sentences
from index.types import DocumentInfo, Passage
from qa.evidence.candidates import Reading
from qa.evidence.groups import outer
from qa.question import analyse, parts_of
from qa.question.counted import asked_count
from qa.reader.extractive import compose
from qa.reader.judging import offers_nothing, read_judged
from qa.reader.refusal import judge
from qa.reader.scoring import Chances, read
from qa.types import Evidence
from tests.make import evidence, info, passage

OWN = info(title="测试县若干措施", region="测试县", published="2025-03-01")
SPRING = "春节放假七天，安排调休。2月2日上班。其余照旧执行。"


def chances(item: Evidence, *values: float) -> Chances:
    """The model's word on each sentence of the paragraph, in order."""
    found = sentences(item.text)
    assert len(found) == len(values)
    spans = [(item.start + a, item.start + b, v) for (a, b), v in zip(found, values, strict=True)]
    return {item.document.id: spans}


def reading(question: str, item: Evidence, values: Sequence[float]) -> Reading:
    return read(analyse(question), [item], lambda token: 0.01, chances(item, *values))


def answers(question: str, item: Evidence, values: Sequence[float]) -> bool:
    return judge(reading(question, item, values), lambda id_: item.text).answers


def test_a_sentence_the_model_is_sure_of_answers_in_other_words() -> None:
    item = evidence("凡携带动物入境者，须先到窗口登记。", document=OWN)
    question = "带宠物进来要办什么手续？"
    assert not judge(read(analyse(question), [item], lambda token: 0.01), lambda id_: "").answers
    assert answers(question, item, [0.9])


def test_what_the_model_finds_silent_is_refused_however_alike_it_looks() -> None:
    item = evidence("2025年服务外包执行额稳中有进，增长12.5%。", document=OWN)
    assert answers("2025年服务外包执行额增长多少？", item, [0.6])
    assert not answers("2025年服务外包执行额增长多少？", item, [0.001])


def test_what_is_said_of_just_what_is_asked_stands_whatever_the_model_finds() -> None:
    item = evidence("2025年服务外包执行额增长12.5%。", document=OWN)
    assert answers("2025年服务外包执行额增长多少？", item, [0.001])
    other = evidence("2025年服务外包执行额与税收之比增长12.5%。", document=OWN)
    assert not answers("2025年服务外包执行额增长多少？", other, [0.001])


@pytest.mark.parametrize(
    "question", ["江苏省2025年服务外包执行额增长多少？", "2019年服务外包执行额增长多少？"]
)
def test_no_probability_overrules_region_and_year(question: str) -> None:
    assert not answers(question, evidence("2025年服务外包执行额增长12.5%。", document=OWN), [0.99])


def test_a_figure_is_not_answered_by_a_sentence_without_one() -> None:
    item = evidence("按规定给予就业见习补贴。", document=OWN)
    assert not answers("就业见习补贴每月多少元？", item, [0.95])
    counted = evidence("建设20个试点，培育150家企业。", document=OWN)
    assert not answers("试点建成后拉动了多少出口额？", counted, [0.95])


def test_two_sentences_that_answer_are_both_quoted_in_their_order() -> None:
    item = evidence(SPRING, document=OWN)
    lines = compose(reading("春节怎么安排？", item, [0.8, 0.7, 0.01]), [item])
    assert [line.text for line in lines] == ["春节放假七天，安排调休。", "2月2日上班。"]


def test_two_questions_in_one_are_told_apart() -> None:
    assert parts_of("个人创业贷款最多能贷多少？小微企业招人多的最多贷多少？") == (
        "个人创业贷款最多能贷多少？",
        "小微企业招人多的最多贷多少？",
    )
    assert parts_of("常务会议一个月开几次？") == ()
    assert parts_of("我们在县里开厂。有什么补贴？") == ()


def test_how_many_are_to_be_listed() -> None:
    assert [
        asked_count(q)
        for q in ("哪三个方面的措施", "建成哪五大中心", "12项任务有哪些", "有哪些措施")
    ] == [3, 5, 12, 0]


def test_the_enumeration_above_is_found_from_below() -> None:
    heads = [
        passage(
            f"{w}做第{i}件要紧的事。",
            start=i * 100,
            paragraph=i,
            label=w,
            section=("重点措施如下：",),
        )
        for i, w in enumerate(("一是", "二是", "三是"), 1)
    ]
    below = passage(
        "在绿色方面，改造园区。",
        start=150,
        paragraph=9,
        section=("重点措施如下：", "一是做第1件要紧的事。"),
    )
    assert outer(below, [*heads[:1], below, *heads[1:]]) == tuple(heads)
    assert outer(heads[0], heads) == ()


class Constant:
    """Finds every sentence equally likely."""

    name = "constant"

    def __init__(self, chance: float) -> None:
        self._chance = chance

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        return [dict.fromkeys(sentences(p.text), self._chance) for p, _ in passages]


@pytest.mark.parametrize(("chance", "nothing"), [(0.001, True), (0.02, False)])
def test_the_model_may_refuse_who_asks_for_support(chance: float, *, nothing: bool) -> None:
    question = analyse("我们做箱包，想参加境外展会，有什么补助？")
    items = [evidence("对参加境外展会的企业给予补助。", document=OWN)]
    assert offers_nothing(Constant(chance), question, items) is nothing
    read_so = read_judged(Constant(chance), question, items, lambda token: 0.01, lambda id_: "")
    assert {c.chance for c in read_so.candidates} == {None}  # it does not choose
    assert not offers_nothing(Constant(chance), analyse("补助多少？"), items)
