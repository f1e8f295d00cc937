"""What an enterprise says that it is or makes, and what it says of its state in ways that measures ask for."""

from __future__ import annotations

from datetime import date

import pytest

from qa.profile import read_text
from qa.profile.trades import names

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        ("我们是北京的人力资源服务公司，给重点企业推荐了120人", ["人力资源"]),
        ("我们是海淀区的高新技术企业，在研发新冠检测试剂", ["新冠检测试剂"]),
        ("我厂生产防护服，员工60人", ["防护服"]),
        ("我们是湖北的大型制造企业，生产经营严重困难", []),
        ("我们是杭州的软件公司，刚评上国家高新技术企业", []),
        ("想给大企业做配套", []),
    ],
)
def test_its_own_noun(text: str, trades: list[str]) -> None:
    assert [t.value for t in read_text(text, [], DAY).trades] == trades


def test_a_long_trade_is_named_by_its_last_words() -> None:
    assert names("新冠检测试剂", "从事新冠肺炎快速检测试剂研发的企业")
    assert not names("人力资源", "从事检测试剂研发的企业")


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("大型制造企业", {"大型"}),
        ("小型食品企业", {"小型"}),
        ("中小制造企业", {"中型", "小型", "微型"}),
        ("大型设备制造企业", set()),
        ("零件厂，给大型汽车企业做配套", set()),
    ],
)
def test_a_size_word_before_the_trade(text: str, sizes: set[str]) -> None:
    assert read_text(f"我们是{text}", [], DAY).sizes == sizes


def test_the_district_of_a_firm_is_no_level_of_its_title() -> None:
    (title,) = read_text("我们是海淀区的高新技术企业", [], DAY).titles
    assert (title.words, title.level) == ("高新技术企业", "")
    (title,) = read_text("我们是省级的专精特新中小企业", [], DAY).titles
    assert title.level == "省级"


def test_no_dismissals_and_whose_premises() -> None:
    profile = read_text("租国企的厂房，没有裁员", [], DAY)
    assert {(f.value, f.holds) for f in profile.flags} == {
        ("不裁员", True),
        ("承租国有房产", True),
    }
    fact = profile.fact("裁员率")
    assert fact is not None and fact.high == 0
    private = read_text("租私人的门面，裁员率3%", [], DAY)
    assert [(f.value, f.holds) for f in private.flags] == [("承租国有房产", False)]
    assert private.fact("裁员率") is not None and private.fact("裁员率").low == 3  # type: ignore[union-attr]
    assert read_text("没怎么裁员", [], DAY).fact("裁员率") is None


def test_the_wish_to_issue_bonds() -> None:
    assert "发行债券" in [n.name for n in read_text("想发债", [], DAY).needs]


@pytest.mark.parametrize(
    ("said", "industries"),
    [
        ("给餐饮企业送货的物流公司", ["物流"]),
        ("主营业务为餐饮的公司", ["餐饮"]),
        ("为客户做软件的公司", ["软件"]),
        ("客户主要是餐饮企业", []),
        ("与物流公司合作的服装厂", ["服装"]),
        ("面向制造业的工业设计公司", ["工业设计"]),
    ],
)
def test_the_trade_of_a_customer_is_not_its_own(said: str, industries: list[str]) -> None:
    assert [i.value for i in read_text(said, [], date(2026, 3, 1)).industries] == industries


def test_figures_know_the_year_they_were_said_of() -> None:
    facts = read_text("去年出口额30万美元，2023年营收800万元", [], date(2026, 3, 1)).facts
    assert [(f.name, f.unit, f.year) for f in facts] == [
        ("出口额", "美元", 2025),
        ("营业收入", "元", 2023),
    ]
