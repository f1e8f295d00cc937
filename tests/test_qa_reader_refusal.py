"""What the sources do not say is refused, and the refusal names what is missing."""

from __future__ import annotations

import pytest

from qa.fitting.places import main_region
from tests.make import info
from tests.refused import item, judged


@pytest.mark.parametrize(
    "question",
    [
        "技术改造补助最高多少？",
        "测试县技术改造补助最高多少万元？",
        "2025年技术改造补助最高多少？",
        "《测试县支持制造业若干措施》里技术改造补助最高多少？",
        "规上工业企业技术改造补助的条件是什么？",
    ],
)
def test_what_is_said_is_answered(question: str) -> None:
    judgement = judged(question, item())
    assert judgement.answers and judgement.missing == (), judgement.missing


BATCHES = "第一批支持13项，第二批支持23项改革举措。"


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("第二批支持多少项改革举措？", True),
        ("第2批支持多少项改革举措？", True),
        ("第三批支持多少项改革举措？", False),
    ],
)
def test_a_batch_that_is_not_named_is_not_answered(question: str, answers: bool) -> None:
    judgement = judged(question, item(BATCHES))
    assert judgement.answers is answers
    assert answers or judgement.missing == ("材料中没有提到第三批",)


def test_doing_a_thing_for_the_first_time_names_no_batch() -> None:
    told = judged("企业第一次申请技术改造补助，最高多少？", item())
    assert told.missing != ("材料中没有提到第一次",)
    assert judged("第一批支持多少项改革举措？", item("首批支持13项改革举措。")).answers


def test_a_time_may_be_said_without_a_figure() -> None:
    assert judged("本措施什么时候起施行？", item("本措施自发布之日起施行。")).answers


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("负责技术改造补助的科长叫什么名字？", "技术改造补助由县工信局科长张大山负责。", True),
        ("负责技术改造补助的科长叫什么名字？", "技术改造补助由县工信局科长负责。", False),
        ("技术改造补助项目叫什么名字？", "技术改造补助项目名为“强基”。", True),
    ],
)
def test_a_persons_name_is_answered_where_one_is_named(
    question: str, text: str, answers: bool
) -> None:
    assert judged(question, item(text)).answers is answers


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("江苏省技术改造补助最高多少？", "江苏省"),
        ("广州市技术改造补助最高多少？", "广州市"),
        ("2019年技术改造补助最高多少？", "2019"),
        ("“十三五”期间技术改造补助最高多少？", "十三五"),
        ("《数字经济促进条例》规定技术改造补助最高多少？", "数字经济促进条例"),
        ("县财政局对技术改造补助怎么说？", "财政局"),
        ("技术改造补助的联系电话是多少？", "电话号码"),
        ("技术改造补助什么时候截止申报？", "时间"),
        ("技术改造补助需要哪些材料？", "所需材料"),
        ("量子计算产业基金规模有多少亿元？", ""),
    ],
)
def test_what_is_not_said_is_named(question: str, named: str) -> None:
    judgement = judged(question, item())
    assert not judgement.answers
    assert judgement.missing and named in "".join(judgement.missing)
    assert all("\n" not in note and note for note in judgement.missing)


NATIONAL = info(
    id="d4", title="国家税务总局关于技术改造的公告", issuer="国家税务总局", level="国家级"
)
RULE = "企业购置的技术改造设备，允许一次性在税前扣除。"


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("江苏省企业购置技术改造设备如何在税前扣除？", RULE, True),
        ("江苏省企业购置技术改造设备如何在税前扣除？", f"广东省{RULE}", False),
        ("江苏省有多少家企业购置技术改造设备？", "全国有500家企业购置技术改造设备。", False),
    ],
)
def test_a_national_rule_answers_for_a_place_and_says_that_it_is_one(
    question: str, text: str, answers: bool
) -> None:
    judgement = judged(question, item(text, document=NATIONAL))
    assert judgement.answers is answers
    assert not answers or judgement.missing == ("没有找到江苏省的专门规定，所引是全国性规定",)


def test_what_the_place_says_of_other_matters_keeps_no_national_rule_away() -> None:
    question = "江苏省对企业购置的技术改造设备如何在税前扣除？"
    national = item(RULE, document=NATIONAL)
    aside = item("江苏省的公园每天六点开门。", 2)
    assert judged(question, aside, national).missing == (
        "没有找到江苏省的专门规定，所引是全国性规定",
    )
    own = item("江苏省企业购置的技术改造设备，不在税前扣除之列的由县财政补助。", 2)
    assert judged(question, own, national).reading.best.evidence.document.id == own.document.id


def test_a_rule_of_the_place_itself_comes_before_a_national_one() -> None:
    own = item("江苏省企业购置技术改造设备，按规定在税前扣除。", 2)
    judgement = judged(
        "江苏省企业购置技术改造设备如何在税前扣除？", item(RULE, document=NATIONAL), own
    )
    assert judgement.answers and not judgement.missing
    assert {c.evidence.number for c in judgement.reading.candidates} == {2}


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("湖南省恢复了全部城市公交。", True),
        ("云南省恢复了全部城市公交。", False),
        ("对从云南省返回的司机，恢复了城市公交。", True),
    ],
)
def test_a_sentence_that_begins_with_another_place_does_not_answer(
    text: str, answers: bool
) -> None:
    both = f"湖南省、云南省的交通。{text}"
    judgement = judged("湖南省怎样恢复城市公交？", item(both, document=info(title="交通")))
    said = [c.text for c in judgement.reading.candidates] if judgement.answers else []
    assert (text in said) is answers


PROVINCE = info(id="d3", title="广东省服务贸易情况", region="广东省", published="2026-01-20")


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("2025年全省服务外包执行额增长多少？", "2025年，东莞市服务外包执行额增长16.6%。", False),
        ("2025年全省服务外包执行额增长多少？", "2025年，全省服务外包执行额增长9.1%，其中东莞市增长16.6%。", True),
        ("2025年全省服务外包执行额增长多少？", "2025年，广东省服务外包执行额增长9.1%。", True),
        ("2025年服务外包执行额增长多少？", "2025年，服务外包执行额增长9.1%。", True),
        ("2025年东莞市服务外包执行额增长多少？", "2025年，东莞市服务外包执行额增长16.6%。", True),
    ],
)  # fmt: skip
def test_the_figure_of_a_place_is_not_that_of_the_whole_province(
    question: str, text: str, answers: bool
) -> None:
    assert judged(question, item(text, document=PROVINCE)).answers is answers


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("受河南等地洪涝影响。2021年，全国粮食单产387公斤。", False),
        ("2021年，河南粮食单产387公斤，全国粮食单产421公斤。", True),
        ("河南统计局发布公告。粮食单产387公斤，居全国首位。", True),
    ],
)
def test_the_figure_of_the_nation_is_not_that_of_a_place(text: str, answers: bool) -> None:
    bare = info(title="粮食生产", region=None, issuer=None, published="2021-12-06")
    judgement = judged("河南2021年的粮食单产是多少公斤？", item(text, document=bare), text=text)
    assert judgement.answers is answers


def test_a_look_alike_is_no_answer() -> None:
    judgement = judged("国家重点实验室有多少家？", item("全县建成12家县重点实验室。"))
    assert not judgement.answers and "县重点实验室" in judgement.missing[0]


def test_a_passage_that_fits_answers_among_others_that_do_not() -> None:
    other = info(id="d2", title="江苏省技术改造办法", region="江苏省")
    judgement = judged(
        "江苏省技术改造补助最高多少？", item(), item("技术改造补助最高80万元。", 2, document=other)
    )
    assert judgement.answers
    assert {c.evidence.number for c in judgement.reading.candidates} == {2}


def test_a_year_named_above_governs_and_another_in_the_sentence_does_not() -> None:
    plain = info(title="工作要点", published=None)
    above = item("新增企业48家。", document=plain, section=("2024年主要成效",))
    assert judged("2024年新增企业多少家？", above).answers
    other = item("2023年新增企业48家。", document=plain, section=("2024年主要成效",))
    assert not judged("2024年新增企业多少家？", other).answers


def test_last_year_is_counted_from_the_day_of_publication() -> None:
    said = item("去年新增企业48家。", document=info(published="2026-01-15"))
    assert judged("2025年新增企业多少家？", said).answers
    assert not judged("2024年新增企业多少家？", said).answers


def test_a_document_without_a_region_has_the_one_it_speaks_of_most() -> None:
    text = "广东省将推动转型。广东省鼓励出海。浙江省来访。"
    assert main_region(text) == "广东省" and main_region("没有地名") is None
    nameless = info(region=None, issuer=None, title="新闻发布会")
    said = item("新增企业技术中心60家。", document=nameless)
    assert judged("广东新增企业技术中心多少家？", said, text=text).answers
    assert not judged("江苏省新增企业技术中心多少家？", said, text=text).answers


def test_no_evidence_is_no_answer() -> None:
    judgement = judged("技术改造补助最高多少？")
    assert not judgement.answers and judgement.missing
