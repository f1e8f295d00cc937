"""A sentence that follows its source almost word for word: words exchanged, figures that have changed places, plans."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.exchanged import added, negations, swapped
from tests.fakes import Shelf
from tests.make import evidence, info

CITY = info(title="样本市经济运行情况", region="样本市", published="2026-01-15")
FLOWS = "当日主力资金净流入34万元，占总成交额3.3%，游资资金净流出87万元，占总成交额8.5%，散户资金净流入53万元，占总成交额5.2%。"
ALL = "本次发行股票1900万股，占发行后总股本的25%，全部为新股发行，不公开发售老股。"
BEFORE = "除企业外，全市新登记个体工商户187.8万户，累计登记农民合作社7万户。"
GREW = "全市完成固定资产投资3713亿元，同比增长7%，利率提高到4%。"
PAPERS = tuple(
    evidence(
        text,
        number,
        start=number * 1000,
        document=CITY,
        paragraph=number,
        paragraph_start=number * 1000,
    )
    for number, text in enumerate((FLOWS, ALL, BEFORE, GREW), 1)
)


def check(claim: str) -> ClaimReport:
    return ClaimChecker(Shelf(PAPERS)).check(claim)


@pytest.mark.parametrize("text", [FLOWS, ALL, BEFORE, GREW])
def test_the_source_itself_is_supported(text: str) -> None:
    assert check(text).verdict == "supported"


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        (FLOWS, "占总成交额8.5%，散户资金净流入53万元，占总成交额5.2%", "占总成交额5.2%，散户资金净流入53万元，占总成交额8.5%"),
        (ALL, "全部为新股", "部分为新股"),
        (ALL, "占发行后", "占发行前"),
        (BEFORE, "除企业外", "除个人外"),
        (BEFORE, "累计登记", "当年登记"),
        (GREW, "同比增长7%", "同比增长到7%"),
        (GREW, "提高到4%", "提高了4%"),
        (GREW, "全市完成", "全市计划完成"),
        (GREW, "全市完成", "全市未完成"),
    ],
)  # fmt: skip
def test_one_thing_changed_is_never_supported(text: str, true: str, false: str) -> None:
    claim = text.replace(true, false)
    assert claim != text
    assert check(claim).verdict != "supported"


def test_figures_that_changed_places_are_contradicted() -> None:
    claim = FLOWS.replace("8.5%", "?").replace("5.2%", "8.5%").replace("?", "5.2%")
    verdicts = {f.text: f.verdict for f in check(claim).figures}
    assert verdicts["3.3%"] == "supported"
    assert verdicts["5.2%"] == verdicts["8.5%"] == "contradicted"


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("累计登记#", "当年登记#", ("累计", "当年")),
        ("共计登记#", "累计登记#", None),
        ("登记前办理", "登记后办理", ("前办", "后办")),
        ("共享项目后期手续", "共享项目前期手续", ("后期", "前期")),  # no 目前 stands in 项目前期
        ("推出智能制造", "推动智能制造", ("推出", "推动")),
        ("规定的全部", "规定的部分", ("全部", "部分")),
        ("每人补助#", "每户补助#", ("人", "户")),
    ],
)
def test_swapped(claim: str, source: str, found: tuple[str, str] | None) -> None:
    assert swapped(claim, source) == found


def test_what_is_planned_and_what_is_denied_is_counted() -> None:
    assert added("力争完成", "完成") == "力争"
    assert added("研发计划计划完成", "研发计划完成") == "计划"
    assert added("完成", "完成") is None
    assert negations("未包括不同种类") == 1
    assert negations("不断增长，不超过3项") == 0


def test_the_level_of_the_home_stands_for_its_name() -> None:
    assert swapped("省重点研发计划#", "此地重点研发计划#") is None
    assert swapped("江苏重点研发计划#", "此地重点研发计划#") == ("江苏", "此地")
