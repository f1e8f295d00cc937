"""What a figure is called: supported only for the same thing and value, contradicted only by the very same thing."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker, ClaimReport
from tests.fakes import Shelf
from tests.make import evidence, info

COUNTY = info(title="测试县制造业发展情况", region="测试县", published="2026-01-15")
LABS = "全县已建成24家县实验室、26家全国重点实验室和459家县重点实验室，数量居全省前列。2025年，全县共签订技术合同86504项，技术市场规模达7086.68亿元。"
ROBOTS = "工业机器人产量占全国四成以上，服务机器人产量占全国八成以上。“十四五”期间，全县服务外包执行金额年均增长14.6%。"
PARK = "比如，南山园区引进了一批企业，推动园区2025年服务外包执行金额同比增长16.6%。"
PLAN = "今年将推动超4000家规上工业企业开展数字化转型，新增企业技术中心60家、工业设计中心200家。"
CAP = "一、支持技术改造。对设备投入500万元以上的企业，按设备投入的8%给予补助，最高不超过300万元。"
PAPERS = tuple(
    evidence(
        text,
        number,
        start=number * 1000,
        document=COUNTY,
        paragraph=number,
        paragraph_start=number * 1000,
    )
    for number, text in enumerate((LABS, ROBOTS, PARK, PLAN, CAP), 1)
)


def check(claim: str) -> ClaimReport:
    return ClaimChecker(Shelf(PAPERS)).check(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "全县的县实验室共有24家",
        "县重点实验室的数量是459家",
        "2025年全县签订的技术合同共计86504项",
        "服务机器人的产量占到全国的八成以上",
        "“十四五”时期，全县服务外包执行金额年均增幅为14.6%",
        "将推动超过4000家规上工业企业数字化转型",
        "工业设计中心将新增200家",
        "技术改造补助最高不超过300万元",
        "签订技术合同八万六千五百零四项",
    ],
)
def test_the_same_thing_in_other_words_is_supported(claim: str) -> None:
    report = check(claim)
    assert report.verdict == "supported", report.figures
    assert all(f.citation for f in report.figures)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("全县的县实验室共有34家", "24家"),
        ("全县的县实验室共有459家", "24家"),
        ("2025年全县签订的技术合同共计86504万项", "86504项"),
        ("技术市场规模达7086.68万元", "7086.68亿元"),
        ("服务机器人的产量占到全国的四成以上", "八成以上"),
        ("工业设计中心将新增60家", "200家"),
        ("全县已建成近24家县实验室", "24家"),
        ("技术改造补助最高不超过500万元", "最高不超过300万元"),
        ("“十四五”期间，全县服务外包执行金额年均下降14.6%", "14.6%"),
    ],
)
def test_another_value_of_the_same_thing_is_contradicted(claim: str, source: str) -> None:
    report = check(claim)
    assert report.verdict == "contradicted", report.figures
    assert source in [f.source.text for f in report.figures if f.source]


@pytest.mark.parametrize(
    ("claim", "differs"),
    [
        ("2024年全县签订的技术合同共计86504项", "时间"),
        ("邻水县共有24家县实验室", "地区"),
        ("“十四五”期间，全县服务外包执行金额同比增长14.6%", "比较基准"),
        ("全县已新增工业设计中心200家", "计划与完成"),
        ("全县园区2025年服务外包执行金额同比增长16.6%", "主体"),
        ("工业设计中心总数达到200家", "总量与增量"),
        ("全县有超4000家规上工业企业", "对象"),
        ("工业机器人产量占全国四成", "限定词"),
        ("工业机器人产量占全国超四成", "限定词"),
    ],
)
def test_the_same_number_of_another_thing_differs_in_scope(claim: str, differs: str) -> None:
    report = check(claim)
    assert report.verdict == "scope_differs", report.figures
    assert differs in [d for f in report.figures for d in f.differs]


@pytest.mark.parametrize("claim", ["全县有3000家个体工商户", "高速公路通车里程为1200公里"])
def test_what_the_sources_do_not_speak_of_is_not_found(claim: str) -> None:
    report = check(claim)
    assert (report.verdict, report.citations) == ("not_found", ())


def test_level_of_a_title_is_part_of_what_is_counted() -> None:
    assert check("县重点实验室的数量是26家").verdict != "supported"


def test_one_wrong_figure_does_not_spoil_the_right_one() -> None:
    report = check("技术市场规模达7086.68亿元，县实验室34家")
    assert [f.verdict for f in report.figures] == ["supported", "contradicted"]
    assert report.verdict == "contradicted"


LOSS = "每股基本亏损约人民币8.23分，上年同期每股基本亏损约人民币10.38分。"
FIRE = "近十年来，全县未发生重大森林火灾，过火面积屡创新低。"
ASKED = "上周公司董秘在投资者互动平台共回答了11个投资者提问。"
MASK = "急需物资包括口罩（符合YY0469-2011标准）和护目镜等10种，按照某发〔2020〕11号文件执行。"
MOVED = "全县有1143人主动投案。预算单位的50万元以上设备，申报材料于2023年8月8日前在线提交。"


@pytest.mark.parametrize(
    "claim",
    [
        "每股基本亏损约人民币8.23分，上年同期每股基本亏损约美元10.38分。",
        "近十年森林",
        "上周公司董秘在投资者互动平台共回答了11个投提问。",
        "急需物资包括口罩（符合YY0469-2010标准）和护目镜等10种，按照某发〔2020〕11号文件执行。",
        "急需物资包括口罩（符合YY0469-2011标准）和护目镜等10种，按照某发〔2021〕11号文件执行。",
        "全县有1140人主动投案。",
        "预算单位的50万元以上设备，申报材料于2023年8月8日后在线提交。",
    ],
)
def test_what_looks_like_the_source_and_is_not_is_not_supported(claim: str) -> None:
    texts = (LOSS, FIRE, ASKED, MASK, MOVED)
    papers = [evidence(t, n, document=COUNTY) for n, t in enumerate(texts, 1)]
    assert ClaimChecker(Shelf(papers)).check(claim).verdict != "supported"


def test_a_usual_rounding_is_supported_and_said() -> None:
    report = check("2025年，全县签订技术合同8.65万项")
    assert report.verdict == "supported"
    assert report.figures[0].note == "按四舍五入一致，原文是“86504项”"
