"""What the models say of the sentences decides with the rules, and not against them."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.refusal import _lacking, judge, judge_by_rules
from qa.reader.scoring import SURE, read
from qa.reader.thresholds import thresholds
from tests.refused import GRANT, OWN, item, judged


@pytest.mark.parametrize("chance", [None, 1e-6, 0.2, 0.9])
def test_the_floor_is_for_what_the_model_has_judged(chance: float | None) -> None:
    text = "县工信局负责解释本措施。"
    one = item(text)
    chances = {one.document.id: [(one.start, one.start + len(text), chance)]} if chance else None
    reading = read(analyse("本措施由谁负责解释？"), [one], lambda token: 0.01, chances)
    by_rules, judgement = judge_by_rules(reading, str), judge(reading, str)
    if chance is None:
        assert judgement.answers == by_rules.answers
    passed = chance is None or chance >= SURE or judgement.confidence >= thresholds().floor
    assert not judgement.answers or passed


def test_however_sure_the_model_is_a_look_alike_is_not_counted() -> None:
    text = "省实验室有24家。"
    one = item(text)
    chances = {one.document.id: [(one.start, one.start + len(text), 0.95)]}
    for thing, answers in (("省实验室", True), ("市实验室", False)):
        reading = read(analyse(f"有多少家{thing}？"), [one], lambda token: 0.01, chances)
        assert judge(reading, str).answers is answers


def test_however_sure_the_model_is_something_of_the_question_must_be_said() -> None:
    text = "因此增加的食宿费用，由县商务局承担。"
    one = item(text)
    chances = {one.document.id: [(one.start, one.start + len(text), 0.95)]}
    for question in ("OR", "asdf", "HELLO WORLD"):
        reading = read(analyse(question), [one], lambda token: 0.01, chances)
        assert not judge(reading, str).answers


def test_where_the_model_is_sure_few_shared_words_are_enough() -> None:
    text = "因此增加的食宿费用，由县商务局承担。"
    one = item(text)
    told = "船停了三天，多吃多住的钱最后归谁出？"
    answers = []
    for chance in (0.3, 0.9):
        chances = {one.document.id: [(one.start, one.start + len(text), chance)]}
        answers.append(judge(read(analyse(told), [one], lambda token: 0.01, chances), str).answers)
    assert answers == [False, True]


@pytest.mark.parametrize(
    ("question", "chance", "answers"),
    [
        ("测试县的技术改造补助面向什么企业？", 0.05, False),
        ("测试县的技术改造补助面向什么企业？", 0.15, True),
        ("测试县的技术改造补助最高多少万元？", 0.05, True),
        ("测试县的技术改造补助标准怎么定？", 0.05, True),
    ],
)
def test_words_alone_answer_only_what_a_figure_or_a_number_answers(
    question: str, chance: float, answers: bool
) -> None:
    found = item()
    chances = {OWN.id: [(found.start, found.start + len(GRANT), chance)]}
    reading = read(analyse(question), [found], lambda token: 0.01, chances)
    assert judge_by_rules(reading, lambda id_: "").answers is answers


def test_bodies_of_another_kind_are_no_answer() -> None:
    visited = item("督导组赴测试县北铃专用汽车有限公司、江铃改装车公司进行督导检查。")
    judgement = judged("督导组到哪家行业协会进行督导检查？", visited)
    assert not judgement.answers and judgement.missing == (
        "没有找到既写到“协会”又写到所问其他内容的段落",
    )
    assert judged("督导组赴哪些公司进行督导检查？", visited).answers


@pytest.mark.parametrize(
    ("share", "note"),
    [
        (0.0, "材料中没有提到“量子中心”"),
        (0.01, "没有找到既写到“量子中心”又写到所问其他内容的段落"),
    ],
)
def test_that_the_texts_nowhere_hold_words_is_said_only_where_it_is_so(
    share: float, note: str
) -> None:
    reading = read(analyse("测试县的量子中心在哪里？"), [item()], lambda token: share)
    assert _lacking(reading, "量子中心") == note


@pytest.mark.parametrize(("second", "answers"), [(0.01, True), (0.14, False)])
def test_of_several_that_are_hardly_likely_none_answers(second: float, answers: bool) -> None:
    one, other = item("本措施由县工信局负责解释。"), item("本措施由有关部门落实。", number=2)
    chances: dict[str, list[tuple[int, int, float]]] = {one.document.id: []}
    for each, chance in ((one, 0.16), (other, second)):
        chances[each.document.id].append((each.start, each.start + len(each.text), chance))
    reading = read(analyse("本措施由谁负责解释？"), [one, other], lambda token: 0.01, chances)
    assert judge_by_rules(reading, lambda id_: "").answers is answers
