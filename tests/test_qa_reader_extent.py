"""An answer reaches as far as what was asked for: what stands under its heading, and what goes on with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.evidence.candidates import Candidate
from qa.question import analyse
from qa.reader.extent import extent, opens_with, restates
from qa.reader.extractive import compose
from qa.reader.scoring import Chances, read
from tests.make import evidence, info

PLAN = (
    "一、建强社区医院。每个镇建成一所社区医院。二、加强冷链运输管理。冷藏车应当装有温度记录仪。"
    "司机上岗前体检。三、办好村级食堂。老人用餐由村里补贴。"
)
CATECHISM = "食堂怎么收费？用餐按成本收费。谁来监督？由村民代表监督。"


def rare(token: str) -> float:
    return 0.01


def found(question: str, text: str, chances: dict[str, float]) -> list[str]:
    """Return the texts of the extent of the best sentence, each sentence that `chances` names being judged so."""
    return [c.text.strip() for c in _extent(question, text, chances)]


def _extent(question: str, text: str, chances: dict[str, float]) -> tuple[Candidate, ...]:
    reading = read(analyse(question), (evidence(text),), rare, _judged(text, chances))
    best = reading.best
    assert best is not None
    return extent(reading, best)


def _judged(text: str, chances: dict[str, float]) -> Chances:
    item = evidence(text)
    at = {part: item.start + text.index(part) for part in chances}
    spans = [(at[part], at[part] + len(part), chance) for part, chance in chances.items()]
    return {item.document.id: spans}


def test_what_stands_under_a_heading_answers_and_not_the_heading() -> None:
    said = found("怎样加强冷链运输管理？", PLAN, {"加强冷链运输管理": 0.9, "冷藏车": 0.1})
    assert said == ["冷藏车应当装有温度记录仪。", "司机上岗前体检。"]


def test_a_heading_run_into_its_text_stays() -> None:
    text = "二、加强冷链运输管理冷藏车应当装有温度记录仪。司机上岗前体检。三、办好村级食堂。"
    said = found("怎样加强冷链运输管理？", text, {"冷藏车": 0.9})
    assert said == ["二、加强冷链运输管理冷藏车应当装有温度记录仪。", "司机上岗前体检。"]


def test_it_goes_on_while_the_sentences_answer() -> None:
    text = "村里办了食堂。老人每餐付三元。差额由村里补。村口修了新路。"
    chances = {"老人每餐付三元": 0.8, "差额由村里补": 0.5, "村口修了新路": 0.01}
    assert found("老人用餐是什么安排？", text, chances) == ["老人每餐付三元。", "差额由村里补。"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("为什么村里办了食堂？", ["老人做饭不便。", "为此，村里办了食堂。"]),
        ("村里办了什么？", ["为此，村里办了食堂。"]),
    ],
)
def test_what_follows_from_a_reason_is_told_with_it(question: str, said: list[str]) -> None:
    text = "村口修了新路。老人做饭不便。为此，村里办了食堂。"
    assert found(question, text, {"为此": 0.8}) == said


def test_who_he_is_stands_in_the_sentence_before() -> None:
    text = "王远山来自测试县。经过激烈比赛，他最终夺得男单冠军。"
    item = evidence(text)
    for question, count in (("男单冠军是谁？", 2), ("男单冠军是哪一年夺得的？", 1)):
        reading = read(analyse(question), (item,), rare, _judged(text, {"经过激烈比赛": 0.9}))
        assert len(compose(reading, (item,))) == count


def test_a_question_in_the_source_is_no_answer_and_speaks_for_what_stands_behind_it() -> None:
    said = _extent(
        "食堂怎么收费？", CATECHISM, {"食堂怎么收费": 0.9, "用餐按成本收费": 0.1, "由村民": 0.5}
    )
    assert [(c.text, c.chance) for c in said] == [("用餐按成本收费。", 0.9)]


def test_without_a_model_one_sentence_answers() -> None:
    reading = read(analyse("老人用餐谁补贴？"), (evidence(PLAN),), rare)
    assert reading.best is not None
    assert len(extent(reading, reading.best)) == 1


@pytest.mark.parametrize(
    ("question", "text", "said_again"),
    [
        ("如何加强冷链运输管理？", "二、加强冷链运输管理。", True),
        ("如何加强冷链运输管理？", "冷藏车应当装有温度记录仪。", False),
        ("什么被称为冷链运输的第二条腿？", "铁路被称为冷链运输的第二条腿。", False),
    ],
)
def test_what_only_says_the_question_again(question: str, text: str, said_again: bool) -> None:
    reading = read(analyse(question), (evidence(text),), rare)
    (candidate,) = reading.candidates
    assert restates(reading, candidate) is said_again


def test_the_lines_of_an_answer_are_its_extent() -> None:
    item = evidence(PLAN)
    chances = _judged(PLAN, {"加强冷链运输管理": 0.9, "冷藏车": 0.2})
    reading = read(analyse("怎样加强冷链运输管理？"), (item,), rare, chances)
    assert [line.text for line in compose(reading, (item,))] == [
        "冷藏车应当装有温度记录仪。",
        "司机上岗前体检。",
    ]


def test_a_question_that_names_one_item_gets_that_one() -> None:
    parts = [
        "一、安全用电。不私拉电线。",
        "二、文明出行。不酒后驾车。礼让行人。",
        "三、节约用水。及时关水。",
    ]
    items, at = [], 0
    for number, part in enumerate(parts, 1):
        item = evidence("".join(parts), number, document=None)
        own = replace(item.passage, text=part, start=at, end=at + len(part), label=part[:2])
        items.append(replace(item, passage=replace(own, id=f"d1:{at}-{at + len(part)}")))
        at += len(part)
    chances = _judged("".join(parts), {"二、文明出行。": 0.9, "不酒后驾车。": 0.4})
    reading = read(analyse("文明出行的具体要求是什么？"), items, rare, chances)
    said = [line.text for line in compose(reading, items)]
    assert said == ["不酒后驾车。", "礼让行人。"]


def test_what_stands_under_a_heading_of_its_own_line() -> None:
    texts = ["冷藏车应当装有温度记录仪。", "司机上岗前体检。", "仓库每天消毒。"]
    items = [
        evidence(text, number, start=100 * number, section=("第二章", "冷链运输管理"))
        for number, text in enumerate(texts, 1)
    ]
    other = evidence("老人用餐由村里补贴。", 4, start=900, section=("第二章", "村级食堂"))
    id_ = items[0].document.id
    chances = {id_: [(200, 208, 0.9)]}
    reading = read(analyse("冷链运输管理有什么要求？"), [*items, other], rare, chances)
    said = [c.text for c in extent(reading, reading.candidates[0])]
    assert said == texts
    special = read(
        analyse("冷链运输管理对进口三文鱼外包装有什么要求？"), [*items, other], rare, chances
    )
    assert len(extent(special, special.candidates[0])) == 1


def test_a_year_that_question_and_heading_share_is_no_heading_asked_about() -> None:
    reading = read(analyse("2021年冷链投资增长多少？"), (evidence("冷链投资增长5%。"),), rare)
    assert not opens_with(reading, "2021年工作回顾")
    assert opens_with(reading, "2021年冷链投资增长情况")


def test_the_headline_of_a_report_is_no_heading_of_it() -> None:
    text = "测试县白云镇办起食堂，老人有了热饭 1月2日下午，记者来到食堂。天很冷。老人每餐付三元。"
    said = found("测试县白云镇的老人每餐付多少，怎么付？", text, {"老人每餐付三元": 0.9})
    assert said == ["老人每餐付三元。"]


def test_how_long_is_told_by_a_length_of_time() -> None:
    text = "企业申请贴息，应当在5月15日前报送材料。贴息期限不超过1年。"
    chances = {"企业申请贴息": 0.7, "贴息期限": 0.6}
    reading = read(
        analyse("企业获得贴息的时间是多久？"), (evidence(text),), rare, _judged(text, chances)
    )
    assert [line.text for line in compose(reading, (evidence(text),))] == ["贴息期限不超过1年。"]


@pytest.mark.parametrize(
    ("after", "goes_on"),
    [
        ("可采取延期、展期等方式。", True),
        ("同时，村里每天巡查。", True),
        ("应当登记老人的名单。", True),
        ("可见村口修了新路。", False),
        ("应急队修了新路。", False),
        ("村口修了新路。", False),
    ],
)
def test_what_has_no_subject_of_its_own_goes_on(after: str, goes_on: bool) -> None:
    text = f"食堂对老人实行先吃后付。{after}"
    said = found("食堂对老人有什么安排？", text, {"食堂对老人": 0.9, after[:4]: 0.01})
    assert said == ["食堂对老人实行先吃后付。", *([after] if goes_on else [])]


def test_nothing_of_another_document_is_told_beside_the_best_sentence() -> None:
    own, other = "食堂对老人实行先吃后付。", "食堂对老人有热汤。"
    items = (evidence(own), evidence(other, 2, document=info(id="d2"), document_id="d2", id="d2:0"))
    chances: Chances = {"d1": [(0, len(own), 0.9)], "d2": [(0, len(other), 0.89)]}  # both sure
    reading = read(analyse("食堂对老人有什么安排？"), items, rare, chances)
    assert [line.text for line in compose(reading, items)] == [own]


def test_who_is_named_behind_a_quotation_said_it() -> None:
    text = "厂长李四说，订单多了。“招牌不是贴上去的，是十年磨一剑的本事。”县社会科学院研究员王五认为,功夫在平时。"
    chances = {"“招牌不是贴上去的，是十年磨一剑的本事。”": 0.9}
    item = evidence(text)
    question = analyse("“招牌不是贴上去的”这句话是谁说的？")
    reading = read(question, (item,), rare, _judged(text, chances))
    lines = [line.text for line in compose(reading, (item,))]
    assert lines == [
        "“招牌不是贴上去的，是十年磨一剑的本事。”",
        "县社会科学院研究员王五认为,功夫在平时。",
    ]
