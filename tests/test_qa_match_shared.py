"""Sums by the tier that is meant, and words of its own that an enterprise shares with a measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.splitter import split
from qa.match import match, profile_of
from qa.match.shared import said_alike
from qa.match.types import Matched
from qa.measures import find_measures
from qa.measures.terms import region_in
from tests.fakes import NearEmbedder, plain_document
from tests.matching import judged_for

DAY = date(2025, 9, 1)
RULES = """枫埠县支持产业发展若干措施

第一条 对新获批的国家级、省级工程研究中心，分别按设备投资额的30%、20%给予补助，最高200万元、80万元。

第二条 新评定的甲级、乙级旅游民宿，分别一次性奖励15万元、6万元。

第三条 对新评定为三星级、四星级的酒店，分别给予12万元、30万元奖励。

第四条 企业新购工业机器人，每台补助2万元，最高50万元。

第五条 三季度产值同比增长12%以上的规上企业，给予8万元奖励。

第六条 企业新招用退役军人并稳定就业6个月以上的，给予每人1500元补贴。

第七条 对促成成果交易的技术经纪人，按成交额的1%给予奖励。

第八条 对组织研学团队来县游览的旅行社，年累计达到500人次、2000人次的，分别按每人次4元、6元给予奖励。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("shared")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder / "rules.txt"])
        yield corpus


def measure(corpus: Corpus, part: str, said: str) -> Matched:
    return judged_for(corpus, part, f"枫埠县企业，{said}", DAY)


@pytest.mark.parametrize(
    ("part", "said", "text"),
    [
        ("工程研究中心", "获批省级工程研究中心，设备投资600万元", "80万元"),
        ("工程研究中心", "获批国家级工程研究中心，设备投资600万元", "180万元"),
        ("工程研究中心", "设备投资600万元", None),
        ("旅游民宿", "评上了乙级旅游民宿", "6万元"),
        ("旅游民宿", "想评乙级旅游民宿", None),
        ("旅游民宿", "评上了旅游民宿", None),
        ("酒店", "新评的四星级酒店", "30万元"),
        ("工业机器人", "今年买了3台工业机器人", "6万元"),
        ("工业机器人", "有3台注塑机", None),
    ],
)
def test_the_sum_is_that_of_the_tier_and_of_what_is_counted(
    corpus: Corpus, part: str, said: str, text: str | None
) -> None:
    found = measure(corpus, part, said).estimate
    assert (found.text if found else None) == text


@pytest.mark.parametrize(
    ("part", "said", "state"),
    [
        ("三季度产值", "规上企业，三季度产值同比增长15%", "met"),
        ("三季度产值", "规上企业，三季度产值同比增长9%", "unmet"),
        ("三季度产值", "规上企业，上半年产值同比增长15%", "unknown"),
        ("退役军人", "招了退役军人5人并稳定就业8个月", "met"),
        ("退役军人", "招了退役军人5人并稳定就业4个月", "unmet"),
    ],
)
def test_a_part_of_a_year_and_time_in_work_are_compared(
    corpus: Corpus, part: str, said: str, state: str
) -> None:
    judged = measure(corpus, part, said).conditions
    states = {j.state for j in judged if j.condition.any_of[0][0].kind == "bound"}
    assert states == {state}


def test_sums_of_a_list_are_for_the_same_each(corpus: Corpus) -> None:
    found = measure(corpus, "研学团队", "旅行社").measure
    assert [a.unit for a in found.amounts] == ["元/人次", "元/人次"]


def test_words_shared_with_a_measure_bring_it_up(corpus: Corpus) -> None:
    profile = profile_of("枫埠县的技术经纪人，促成一笔交易", corpus, DAY)
    (first, *_) = match(corpus, profile, on=DAY).measures
    assert "技术经纪人" in first.measure.span.text and "提到“技术经纪人”" in first.why


def test_general_words_are_no_wish() -> None:
    document = plain_document("对规模以上工业企业，年营业收入首次突破1亿元的，给予10万元奖励。")
    (one,) = find_measures(document, split(document)).measures
    assert said_alike(one, "规模以上工业企业，年营业收入8000万元，没有安全事故") == ""


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("关于申报专项资金的通知\n\n各有关企业：\n\n支持如下。\n\n枫埠市商务局\n2025年5月9日\n", "枫埠市"),
        ("关于税费支持的通告\n\n枫埠县税务局 枫埠县财政局 2025年第3号\n\n支持如下。\n", "枫埠县"),
        ("关于招商的通知\n\n支持如下。\n\n高新区管委会\n2025年5月9日\n", None),
    ],
)  # fmt: skip
def test_a_place_that_no_list_knows_is_that_of_its_body(text: str, region: str | None) -> None:
    assert region_in(plain_document(text, title="关于申报的通知")) == region
