"""Where the models are in between, the words of the clause that a figure belongs to decide."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.by_words import answering
from qa.reader.refusal import judge
from qa.reader.scoring import read
from tests.make import evidence, info

PORT = info(title="渔港志", published=None)
BEGUN = "2019年3月，渔港管理办法开始执行，县里同时开放三座码头。"


def answers(question: str, text: str, chance: float = 0.12) -> bool:
    item = evidence(text, document=PORT, start=0)
    judged = {item.document.id: [(0, len(text), chance)]}
    reading = read(analyse(question), [item], lambda token: 0.01, judged)
    return judge(reading, lambda id_: text).answers


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        (BEGUN, "渔港管理办法于何年开始执行？", True),
        ("2019年春，渔港管理办法开始执行。", "渔港管理办法于何年开始执行？", True),
        ("从2019年3月起，渔港管理办法开始执行。", "渔港管理办法于何年开始执行？", True),
        (BEGUN, "渔港管理办法于何年废止？", False),
        (BEGUN, "冷库管理办法于何年开始执行？", False),
        (BEGUN, "灯塔于何年建成？", False),
        ("2019年3月，县里开会。2020年渔港管理办法开始执行。", "灯塔于何年建成？", False),
    ],
)
def test_a_time_that_opens_a_sentence_is_that_of_what_follows(
    text: str, question: str, told: bool
) -> None:
    assert answers(question, text) is told


def test_a_figure_that_the_models_think_nothing_of_takes_no_place() -> None:
    """The day of the sentence that words put first stands, though a length of time elsewhere looks more like it."""
    day, drive = "三月一日起渔港开放。", "渔港开放的时间是早班车到达后少于十分钟。"
    items = [
        evidence(day, 1, document=PORT, start=0),
        evidence(drive, 2, document=PORT, start=1000),
    ]
    judged = [(0, len(day), 0.2), (1000, 1000 + len(drive), 0.001)]
    chances = {PORT.id: judged}
    reading = read(analyse("渔港什么时候开放？"), items, lambda token: 0.01, chances)
    found, _ = answering(reading)
    assert found is not None and "三月一日" in found.text


def test_what_was_not_judged_is_no_likelier_than_what_was() -> None:
    """Words put it too far behind to be judged: where nothing judged is likely, its figure is not the one asked for."""
    text = "贷款最高额度由委员会确定。最低缴存额为每月209元。"
    item = evidence(text, document=PORT, start=0)
    judged = {item.document.id: [(0, text.index("最低"), 0.004)]}
    question = analyse("公积金贷款最高能贷多少元？")
    reading = read(question, [item], lambda token: 0.01, judged)
    assert all(c.chance is None for c in reading.candidates if c.text.startswith("最低"))
    assert not judge(reading, lambda id_: text).answers


@pytest.mark.parametrize(
    ("question", "chance", "told"),
    [
        ("渔港财政赤字是多少？", 0.12, False),
        ("渔港财政支出是多少？", 0.12, True),
        # What is done and what is measured head no noun.
        ("渔港财政支出能扩大多少？", 0.12, True),
        ("渔港财政支出奖多少？", 0.12, True),
    ],
)
def test_the_head_of_what_is_asked_for_is_said_where_the_models_doubt(
    question: str, chance: float, told: bool
) -> None:
    assert answers(question, "渔港财政支出扩大2万元。", chance) is told


@pytest.mark.parametrize(
    ("question", "chance", "told"),
    [
        ("码头修缮资金管理", 0.2, False),
        ("码头修缮资金管理", 0.5, True),
        ("渔港管理办法执行", 0.2, True),
        ("渔港管理办法怎么执行？", 0.2, True),
    ],
)
def test_words_for_a_search_are_held_or_the_sentence_is_likely(
    question: str, chance: float, told: bool
) -> None:
    assert answers(question, "渔港管理办法开始执行，县里同时开放三座码头。", chance) is told


def test_a_figure_that_counts_just_what_is_asked_needs_no_model() -> None:
    text = "做大做强35家产业计量测试中心，为制造业提供保障。"
    assert answers("产业计量测试中心有几家？", text, chance=0.004)
    assert not answers("产业创新中心有几家？", text, chance=0.004)


ROW = "全县养殖攻关计划中，企业牵头项目占比超五成、财政资金占比近七成，参与项目占比超九成。"
TRIALS = "在渔业方面，建设12个“网箱+渔旅”试点，培育9家龙头。"
PLATFORMS = "建成78个渔港“一站式”服务平台，覆盖31个镇。"


@pytest.mark.parametrize(
    ("text", "question", "chance", "told"),
    [
        (ROW, "全县养殖攻关计划里企业参与的比例是多少？", 0.2, True),
        (TRIALS, "网箱试点今年建多少个？", 0.04, True),
        (TRIALS, "渔旅试点有多少个？", 0.04, True),
        (
            "经过努力，全年渔业增加值增长2.3%，县里满意。",
            "全年渔业增加值增长百分之多少？",
            0.012,
            True,
        ),
        ("经过努力，渔业增加值比种植业增长快2.3%。", "养殖业增加值增长百分之多少？", 0.012, False),
        ("水产总产值达到74万元，居全球渔港之首。", "国内生产总值达到多少万元？", 0.2, False),
        ("全省有10个县级区域成功入选全国渔港提升活动。", "全国渔港提升活动有几个入选", 0.09, True),
        ("推动超40家渔业企业开展数字化转型。", "渔业企业有多少家？", 0.12, False),
        ("推动超40家渔业企业开展数字化转型。", "推动多少家渔业企业转型？", 0.3, True),
        (PLATFORMS, "渔港一站式服务平台已经建了多少个？", 0.2, True),
        (PLATFORMS, "渔港一站式服务平台今年还要建多少个？", 0.2, False),
    ],
)
def test_names_in_a_row_and_in_quotes_and_what_is_still_to_come(
    text: str, question: str, chance: float, told: bool
) -> None:
    assert answers(question, text, chance) is told


def test_the_share_of_another_thing_is_none_of_the_one_that_the_paper_names() -> None:
    text = "水产加工业占全县增加值五成，占比高于全市。今后促进生产性服务业发展。"
    first = text.index("今后")
    item = evidence(text, document=PORT, start=0)
    judged = {item.document.id: [(0, first, 0.49), (first, len(text), 0.01)]}

    def judge_of(question: str):  # type: ignore[no-untyped-def]
        return judge(read(analyse(question), [item], lambda token: 0.01, judged), lambda id_: text)

    assert judge_of("水产加工业占比多少").answers
    assert not judge_of("生产性服务业占比多少").answers
    assert not judge_of("生产性服务业增加值增长多少").answers
