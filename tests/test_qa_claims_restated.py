"""Free restatements that say no more than their source, and beside each the lie that stands closest to it."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.homes import spoken_for
from tests.fakes import Shelf
from tests.make import evidence, info

# 测岭省 stands in no list of places: a paper of it is told by what it calls itself.
PAPER = info(title="测岭省促进外贸若干措施发布会", region="测岭省", published="2025-04-18")
TRADE = "省商务厅副厅长甘露表示，2024年，全省货物贸易进出口总值1896.3亿元，其中出口1142.7亿元，全省全社会研发经费投入达到126.4亿元。"
STAND = "境外展会的展位费，单个企业每年最高20万元，省级财政按每个展位补助3万元。"
PLAN = (
    "到2027年，产值达到350亿元，规模以上企业超过90家。目前全省AEO企业有143家，今年计划再培育25家。"
)
HALL = (
    "试开放期间，新馆15时停止入馆，每天限流3000人；正式开放后，除周一例行闭馆外，限流数增至8000人。"
)
FEES = "《测岭省预收费存管办法》规定，押金不得超过月床位费的12倍，会员费一律存入存管银行。"
GRID = "国网测岭电力今年计划在园区投入配电网改造资金28.5亿元，比去年增加4.3亿元。"
STORES = "省农业农村厅与省商务厅在田头布设冷藏设施，今年新建预冷库28座，累计达到65座。"
PEOPLE = "年末全省常住人口262.9万人，比上年末减少1.8万人。"
SHOPS = "上半年全省县域社会消费品零售额同比增长6.1%。"
SHARE = "全省工业增加值占比超过三成。"
TEXTS = (TRADE, STAND, PLAN, HALL, FEES, GRID, STORES, PEOPLE, SHOPS, SHARE)


def check(claim: str) -> ClaimReport:
    papers = [
        evidence(text, n, start=n * 1000, document=PAPER, paragraph=n, paragraph_start=n * 1000)
        for n, text in enumerate(TEXTS, 1)
    ]
    return ClaimChecker(Shelf(papers)).check(claim)


@pytest.mark.parametrize(
    ("claim", "lie"),
    [
        (  # whose it is, told by the paper's own name for its place
            "2024年，测岭省货物进出口总值近1900亿元，其中出口1142.7亿元。",
            "2024年，测川省货物进出口总值近1900亿元，其中出口1142.7亿元。",
        ),
        (
            "2024年测岭省研发经费投入超120亿元。",
            "2024年测岭省企业研发经费投入超120亿元。",
        ),
        ("每家企业一年最多20万元。", "每家企业最多20万元。"),
        ("测岭省财政每个展位补助3万元。", "测岭省市县财政每个展位补助3万元。"),
        ("到2027年产值要达到350亿元。", "产值已经达到350亿元。"),
        ("测岭省有143家AEO企业，今年还要再培育25家。", "测岭省今年已培育25家AEO企业。"),
        ("押金最高不超过月床位费的12倍。", "押金不得低于月床位费的12倍。"),
        (
            "国网测岭电力今年计划拿出28.5亿元改造园区配电网，比去年多投4.3亿元。",
            "国网测岭电力今年计划拿出28.5亿元改造园区配电网，比去年少投4.3亿元。",
        ),
        ("测岭省今年新建预冷库28座。", "测岭省今年新建预冷库65座。"),
        ("测岭省常住人口262.9万人。", "测岭省年初常住人口262.9万人。"),
        ("测岭省工业增加值占比超过三成。", "测岭省工业产值占比超过三成。"),
        ("上半年，测岭省县域社零总额同比增长6.1%。", "上半年，测岭省社零总额同比增长6.1%。"),
    ],
)
def test_what_is_restated_freely_is_supported_and_the_nearest_lie_is_not(
    claim: str, lie: str
) -> None:
    report = check(claim)
    assert report.verdict == "supported", [(f.text, f.verdict, f.differs) for f in report.figures]
    assert check(lie).verdict != "supported"


def test_a_scene_set_in_another_clause_is_no_contradiction() -> None:
    assert check("新馆正式开放后，每天限流8000人。").verdict != "contradicted"
    assert check("新馆试开放期间每天限流8000人。").verdict != "supported"
    assert check("试开放期间，每天限流5000人。").verdict == "contradicted"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("测岭省工作报告\n全省共有24家。报送省工业厅，省里安排。", "测岭省"),
        ("工作报告\n在测岭市举行。全市共有24家。", "测岭市"),
        ("报告\n全省共有24家，各省、外省不计。", None),
        ("测岭省与测川省合作\n测川省、测岭省。全省共有24家。", "测岭省"),
        ("报告\n12米以上海洋渔船。全省共有24家。", None),
        ("报告\n全省企业与上海合作。", None),
    ],
)
def test_a_text_speaks_for_the_place_that_it_names_itself(text: str, place: str | None) -> None:
    assert spoken_for(text) == place
