"""A clerk's profiles against rules as offices write them: nothing met by another's title, place or case, no sum of another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.match import match, profile_of
from qa.match.render import nothing_found
from qa.match.types import Matched
from tests.fakes import NearEmbedder
from tests.matching import judged_for

DAY = date(2026, 3, 1)
RULES = """松涧市支持企业发展实施细则

第一条 对在松涧市注册的规模以上企业，设备投资额500万元以上的，按设备投资额的10%给予补助，最高200万元。

第二条 对年度纳税额超过500万元的企业，超过500万元至1000万元的部分按20%给予奖励，超过1000万元的部分按30%给予奖励。

第三条 带动就业超过5人的，每增加1人给予1000元奖励，总额最高3万元。

第四条 对参加境外展会的企业，按展位费的70%给予补助，每个展位最高5万元，单个企业每年不超过30万元。

第五条 对上年度新增发明专利授权3件以上的企业，每件奖励5000元。

第六条 对国家级专精特新“小巨人”企业、省级专精特新中小企业，分别给予50万元、20万元奖励。

第七条 对金融机构向小微企业发放的首贷，按贷款发放额的1%给予风险补偿。

第八条 对租用其他经营用房的，鼓励业主为租户减免租金。

第九条 有下列情形之一的，不予支持：
（一）被列入失信名单的；
（二）近一年弄虚作假的。

第十条 房地产、烟草企业不适用本细则。

第十一条 本细则自2025年1月1日起施行，至2026年12月31日止。
"""
GUIDE = """松涧市失业保险稳岗返还办事指南

一、返还对象
上年度未裁员或裁员率不高于5.5%的企业。从业人员30人（含）以下的企业，裁员率不高于20%。

二、返还标准
大型企业按企业上年度实际缴纳失业保险费的30%返还，中小微企业按60%返还。
"""
NOTICE = """松涧市工信局关于组织申报2025年度上云补助的通知

一、申报条件
（一）符合下列条件之一：
1.年营业收入5000万元以上；
2.高新技术企业。
（二）近一年无行政处罚。注册满2年。

二、补助标准
按上云费用的40%给予补助，最高10万元。

三、申报时间
5月6日至6月30日，逾期不予受理。

松涧市工信局
2025年4月20日
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("clerk")
    for name, text in (("rules", RULES), ("guide", GUIDE), ("notice", NOTICE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add(sorted(folder.glob("*.txt")))
        yield corpus


def measure(corpus: Corpus, part: str, said: str, on: date = DAY) -> Matched:
    return judged_for(corpus, part, said, on)


def states(matched: Matched, part: str) -> set[str]:
    judged = (*matched.conditions, *matched.exclusions)
    return {j.state for j in judged if part in j.condition.span.text}


@pytest.mark.parametrize(
    ("said", "part", "state"),
    [
        ("注册在上海，工厂在松涧市，设备投资800万元", "松涧市注册", "unmet"),
        ("松涧市有分公司，设备投资800万元", "松涧市注册", "unknown"),
        ("松涧市的企业，设备投资800万元", "松涧市注册", "met"),
        ("松涧市企业，客户是规上企业，设备投资800万元", "规模以上", "unknown"),
        ("松涧市规上企业，设备投资800万元，被列入失信名单", "失信名单", "unmet"),
        ("松涧市规上企业，设备投资额：1,200万元", "500万元", "met"),
        ("松涧市规上企业，前年设备投资800万元", "500万元", "unknown"),
    ],
)
def test_what_is_not_its_own_meets_nothing(
    corpus: Corpus, said: str, part: str, state: str
) -> None:
    assert states(measure(corpus, "设备投资额500万元", said), part) == {state}


def test_an_article_that_leaves_out_trades_leaves_them_out(corpus: Corpus) -> None:
    assert states(measure(corpus, "设备投资额", "松涧市房地产公司"), "房地产") == {"unmet"}
    assert len(measure(corpus, "设备投资额", "松涧市企业").exclusions) == 3


def test_parts_of_a_sum_are_no_amounts(corpus: Corpus) -> None:
    found = measure(corpus, "纳税额超过500万元", "松涧市企业，纳税额1200万元")
    assert [(a.role, a.span.text) for a in found.measure.amounts] == [("ratio", "20%"), ("ratio", "30%")]  # fmt: skip
    assert found.estimate is None


@pytest.mark.parametrize(
    ("part", "said", "text"),
    [
        ("每增加1人", "松涧市企业，带动就业8人", None),
        ("展位费", "松涧市企业，展位费8万元", None),
        ("展位费", "松涧市企业，展位费6万元", "4.2万元"),
        ("专精特新", "松涧市企业，国家级专精特新小巨人", "50万元"),
        ("专精特新", "松涧市企业，省级专精特新中小企业", None),
    ],
)
def test_no_sum_where_a_number_is_open(
    corpus: Corpus, part: str, said: str, text: str | None
) -> None:
    found = measure(corpus, part, said).estimate
    assert (found.text if found else None) == text


def test_a_word_within_another_begins_no_gift(corpus: Corpus) -> None:
    assert states(measure(corpus, "每件奖励5000元", "松涧市企业"), "新增发明专利授权3件") == {
        "unknown"
    }


def test_what_covers_a_risk_is_for_banks_and_an_appeal_is_no_offer(corpus: Corpus) -> None:
    banks = measure(corpus, "风险补偿", "松涧市企业").measure
    assert banks.conditions[0].any_of[0][0].values == ("金融业",)
    assert measure(corpus, "鼓励业主", "松涧市企业").measure.intention


def test_a_term_behind_a_comma_ends(corpus: Corpus) -> None:
    profile = profile_of("松涧市规上企业，设备投资800万元", corpus, DAY)
    later = match(corpus, profile, on=date(2027, 1, 1))
    assert "expired" in {e.reason for e in later.excluded}


def test_each_size_has_its_own_rate(corpus: Corpus) -> None:
    small = measure(corpus, "60%", "松涧市的小微企业，裁员率3%")
    assert states(small, "大型企业") == {"met"} and small.verdict == "met"
    assert [t.amount.span.text for t in small.measure.tiers] == ["30%", "60%"]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("20人，裁员率15%", "met"),
        ("20人，裁员率25%", "unmet"),
        ("300人，裁员率15%", "unmet"),
        ("300人，裁员率3%", "met"),
        ("裁员率15%", "unknown"),
    ],
)
def test_what_is_asked_of_some_only(corpus: Corpus, said: str, state: str) -> None:
    assert states(measure(corpus, "60%", f"松涧市企业，{said}"), "裁员率") == {state}


@pytest.mark.parametrize(
    ("said", "state"),
    [("营业收入6000万元", "met"), ("高新技术企业", "met"), ("营业收入3000万元，不是高新技术企业", "unmet"),
     ("营业收入3000万元", "unknown"), ("母公司是高新技术企业", "unknown"), ("高企证书去年过期了", "unknown")],
)  # fmt: skip
def test_one_of_a_list_is_enough(corpus: Corpus, said: str, state: str) -> None:
    assert states(measure(corpus, "40%", f"松涧市企业，{said}"), "高新技术") == {state}


def test_the_first_sentence_of_a_condition_is_no_name(corpus: Corpus) -> None:
    found = measure(corpus, "40%", "松涧市企业，去年有行政处罚，成立1年")
    assert states(found, "行政处罚") >= {"unmet"} and states(found, "注册满2年") == {"unmet"}


def test_a_time_of_application_that_is_over_is_told(corpus: Corpus) -> None:
    over = measure(corpus, "40%", "松涧市企业", date(2025, 7, 1))
    assert any(note.startswith("所载申报时间已过") for note in over.notes)
    assert not any(
        "已过" in n for n in measure(corpus, "40%", "松涧市企业", date(2025, 6, 30)).notes
    )


def test_who_tells_a_place_alone_is_asked_for_more(corpus: Corpus) -> None:
    def said(text: str) -> str:
        return nothing_found(profile_of(text, corpus, date(2025, 3, 1)))

    assert "请补充行业" in said("测试县的企业")
    assert "没有可能符合" in said("测试县的箱包企业")
    assert "没有可能符合" in said("测试县的企业，80人")
