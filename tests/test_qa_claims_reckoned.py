"""Figures that a draft reckons from others, each judged by itself, in whatever order a list tells them."""

from __future__ import annotations

import pytest

from index.splitter import split
from index.types import Document, DocumentInfo
from qa.claims import ClaimChecker, ClaimReport
from qa.claims.beside import reordered
from qa.claims.computed import formulas
from qa.claims.ground import measured
from qa.claims.render import report_markdown
from qa.figures import find_figures
from qa.tables.model import tables_of, two_heads
from qa.types import Evidence
from tests.fakes import Shelf

TEXT = """# 苇川县2023年统计公报

## 一、综合

2023年，全县工业增加值92.4亿元，增长6.3%。2022年，全县茶叶产量3150吨。2023年，全县茶叶产量3420吨，其中绿茶1290吨。

全县设立服务点26个，其中城北镇12个、城南镇8个、河西乡6个。

2023年出口额16.5亿元，进口额5.5亿元。新建充电桩320个、口袋公园7个、健身步道14个。

年末有博物馆5座，图书馆4座，文化馆9座。夜校由2021年的20所增加到2023年的50所。

## 二、补贴

对招用退役军人、应届毕业生的企业，分别给予每人3000元、1500元补贴。对经营满1年的小店，补贴2000元。

对年产值首次达到2亿元、8亿元的企业，分别奖励30万元、90万元。

## 三、投入

（单位：万元）

| 乡镇 | 水利 | 水利 | 校舍 |
| --- | --- | --- | --- |
| 乡镇 | 2022年 | 2023年 | 2023年 |
| 城北镇 | 410 | 560 | 820 |
| 城南镇 | 330 | 450 | 610 |
"""
INFO = DocumentInfo(
    id="d", title="苇川县2023年统计公报", source="a.md", sha256="0" * 64,
    region="苇川县", published="2024-02-20",
)  # fmt: skip
PASSAGES = split(Document(id="d", title=INFO.title, source="a.md", text=TEXT, sha256="0" * 64))
PAPERS = [
    Evidence(number=n, passage=p, document=INFO, text=p.text, start=p.start, score=1.0)
    for n, p in enumerate(PASSAGES, 1)
]


def checked(claim: str) -> ClaimReport:
    return ClaimChecker(Shelf(PAPERS, tables_of(INFO, PASSAGES))).check(claim)


def verdicts(claim: str) -> list[str]:
    return [f.verdict for f in checked(claim).figures]


@pytest.mark.parametrize(
    ("claim", "lie"),
    [
        ("2023年苇川县茶叶产量比上年增加270吨。", "2023年苇川县茶叶产量比上年增加370吨。"),
        ("2023年苇川县出口额比进口额多11亿元。", "2023年苇川县出口额比进口额多12亿元。"),
        ("2023年苇川县出口额是进口额的3倍。", "2023年苇川县出口额是进口额的4倍。"),
        ("苇川县博物馆、图书馆、文化馆共18座。", "苇川县博物馆、图书馆、文化馆共28座。"),
        ("城北镇和城南镇共有服务点20个。", "城北镇和城南镇共有服务点22个。"),
        ("城北镇设立服务点12个、城南镇8个，两镇共20个。", "城北镇设立服务点12个、城南镇8个，两镇共21个。"),
        ("2023年苇川县绿茶产量占茶叶产量的37.7%。", "2023年苇川县绿茶产量占茶叶产量的73.7%。"),
        ("夜校由2021年的20所增加到2023年的50所，增长1.5倍。", "夜校由2021年的20所增加到2023年的50所，增长2.5倍。"),
        ("2023年城北镇水利投入比2022年增加150万元。", "2023年城北镇水利投入比2022年增加250万元。"),
        ("城北镇、城南镇校舍投入合计1430万元。", "城北镇、城南镇校舍投入合计1530万元。"),
    ],
)  # fmt: skip
def test_what_follows_from_stated_figures_is_supported_and_else_contradicted(
    claim: str, lie: str
) -> None:
    right, wrong = checked(claim), checked(lie)
    assert right.verdict == "supported", [(f.text, f.verdict, f.note) for f in right.figures]
    assert wrong.figures[-1].verdict == "contradicted"
    assert all("按原文的数字计算" in r.figures[-1].note for r in (right, wrong))
    assert "按原文的数字计算" in report_markdown(wrong)


@pytest.mark.parametrize(
    "lie",
    [
        "2023年苇川县茶叶和绿茶产量合计4710吨。",  # a whole and its part
        "2022年苇川县出口额是进口额的3倍。",
        "2023年苇川县出口额比工业增加值多11亿元。",
        "夜校由2021年的20所增加到2023年的50所，下降1.5倍。",
        "2023年全省出口额比进口额多11亿元。",
    ],
)
def test_no_sum_is_made_of_other_things(lie: str) -> None:
    assert verdicts(lie)[-1] != "supported"


def test_a_sum_is_not_denied_by_its_parts() -> None:
    assert verdicts("城北镇和城东镇共有服务点20个。") != ["contradicted"]


@pytest.mark.parametrize(
    "claim",
    [
        "2023年苇川县工业增加值94.2亿元，增长6.3%。",
        "苇川县设立服务点26个，其中城北镇12个、城南镇18个、河西乡6个。",
        "2023年苇川县出口额16.5亿元，进口额6.6亿元。",
    ],
)
def test_beside_a_wrong_figure_the_right_ones_stay_supported(claim: str) -> None:
    found = verdicts(claim)
    assert found.count("contradicted") == 1
    assert found.count("supported") == len(found) - 1


@pytest.mark.parametrize(
    "lie",
    ["苇川县对经营满3年的小店，补贴2000元。", "苇川县对年产值首次达到5亿元的企业，奖励30万元。"],
)
def test_under_another_condition_nothing_is_right(lie: str) -> None:
    assert "supported" not in verdicts(lie)


@pytest.mark.parametrize(
    ("claim", "lie"),
    [
        (
            "苇川县对招用应届毕业生、退役军人的企业，分别给予每人1500元、3000元补贴。",
            "苇川县对招用应届毕业生、退役军人的企业，分别给予每人3000元、1500元补贴。",
        ),
        (
            "苇川县对年产值首次达到8亿元、2亿元的企业，分别奖励90万元、30万元。",
            "苇川县对年产值首次达到8亿元、2亿元的企业，分别奖励30万元、90万元。",
        ),
        ("苇川县有图书馆4座、博物馆5座。", "苇川县有图书馆5座、博物馆4座。"),
        ("苇川县新建健身步道14个、口袋公园7个。", "苇川县新建口袋公园320个、充电桩7个。"),
        ("城北镇有服务点12个、城南镇8个。", "城北镇有服务点8个、城南镇12个。"),
    ],
)
def test_a_list_in_another_order_says_the_same_and_exchanged_figures_do_not(
    claim: str, lie: str
) -> None:
    assert set(verdicts(claim)) == {"supported"}
    assert "supported" not in verdicts(lie)[-2:]


@pytest.mark.parametrize(
    ("claim", "lie"),
    [
        ("2023年，茶产业成绩不俗。茶叶产量3420吨。", "2022年，茶产业成绩不俗。茶叶产量3420吨。"),
        ("2023年，外贸回稳。出口额16.5亿元。", "2022年，外贸回稳。出口额16.5亿元。"),
        ("2022年，茶产业成绩不俗。茶叶产量3150吨。", "2023年，茶产业成绩不俗。茶叶产量3150吨。"),
    ],
)
def test_the_year_told_before_is_that_of_the_figure(claim: str, lie: str) -> None:
    assert verdicts(claim)[-1] == "supported"
    assert verdicts(lie)[-1] != "supported"


def test_the_rows_of_a_head_are_joined() -> None:
    assert two_heads(("乡镇", "水利", "水利"), ("乡镇", "预算", "执行")) == (
        "乡镇",
        "水利 预算",
        "水利 执行",
    )
    assert two_heads(("乡镇", "水利", ""), ("", "预算", "执行")) == (
        "乡镇",
        "水利 预算",
        "水利 执行",
    )
    assert two_heads(("乡镇", "水利", "水利"), ("乡镇", "12", "执行")) == ()
    assert two_heads(("乡镇", "水利", "校舍"), ("乡镇", "预算", "执行")) == ()


def test_what_is_reckoned_is_read_from_the_words() -> None:
    def kinds(text: str) -> list[str]:
        return [f.kind for f in formulas(text, [f for f in find_figures(text) if measured(f)])]

    assert kinds("茶叶产量同比增加270吨。") == []
    assert kinds("2023年茶叶产量比2022年少270吨。") == ["difference"]
    assert kinds("茶叶、水果产量合计12吨。") == ["sum"]
    assert kinds("产值由20亿元增加到50亿元，增长1.5倍。") == []  # at which prices, nobody says


def test_the_order_of_the_source_is_found() -> None:
    said = "对招用乙类、甲类人才的企业，分别给予1万元、2万元。"
    told = [t.text for t in reordered(said, ["对招用甲类、乙类人才的企业，分别给予2万元、1万元。"])]
    assert told == ["对招用甲类、乙类人才的企业，分别给予2万元、1万元。"]
    assert not list(reordered(said, ["甲类人才很多。乙类人才很少。"]))
