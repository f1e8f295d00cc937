"""What a draft leaves out or puts in its place although the source tells things apart by it: never supported."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker, ClaimReport
from tests.fakes import Shelf
from tests.make import evidence, info


def check(claim: str, *texts: str, title: str = "青石市情况通报") -> ClaimReport:
    document = info(title=title, region="青石市", published="2026-02-01")
    shelf = Shelf(
        [evidence(t, n, start=1000 * n, document=document) for n, t in enumerate(texts, 1)]
    )
    return ClaimChecker(shelf).check(claim)


SHARES = ("由企业牵头的项目，数量占比超过56%。", "企业牵头项目所得的财政资金，占比接近76%。")
ROBOTS = "机器人产量的全国占比，工业机器人在四成以上，服务机器人在八成以上。"


@pytest.mark.parametrize(
    ("claim", "texts"),
    [
        ("企业牵头的项目，数量占比接近76%。", SHARES),
        ("企业牵头的项目，财政资金占比超过56%。", SHARES),
        ("企业参与的项目，财政资金占比接近76%。", SHARES),
        ("机器人产量在全国占八成以上。", (ROBOTS,)),
        ("亿元级产业集群有10个。", ("万亿元级产业集群已有10个。",)),
        ("全市工资标准为每月2300元。", ("全市最低工资标准为每月2300元。",)),
        ("本科学历人员占62%。", ("本科以上学历人员占62%。",)),
        ("合格产品50批次。", ("本次抽检共发现不合格产品50批次。",)),
        ("有证企业37家。", ("全市查处无证企业37家。",)),
        ("每人安家补助3万元。", ("每人安家补助3万元（须在本市缴纳社保满一年）。",)),
        (
            "对租用孵化器的企业每年补贴房租3万元。",
            ("对租用孵化器的企业（仅限成立三年以内的初创企业）每年补贴房租3万元。",),
        ),
        ("全年检测服务收入达19亿元。", ("预计全年检测服务收入达19亿元。",)),
        ("2025年全市服务外包执行金额增长16.6%。", ("以松岭区为例，2025年的服务外包执行金额增长16.6%。",)),
        (
            "建设指南已经出台，在全国属于首个，全省共10个。",
            ("建设指南已经出台，在全国属于首个。入选提升活动的县级区域，全省共10个。",),
        ),
        ("导游每月带团累计在30批次以上的。", ("导游每年带团累计在30批次以上的。",)),
        ("对100—500亩（不含500亩）的基地奖励100元/亩。", ("对100—500亩（含500亩）的基地奖励100元/亩。",)),
        ("网上办理时限缩短6天。", ("网上办理时限缩短为6天。",)),
        ("2025年新登记企业1200家。", ("2025年以来新登记企业1200家。",)),
        (
            "每户科技企业可领取5万元生活补贴。",
            ("网上流传一则消息。每户科技企业可领取5万元生活补贴。该消息不属实，请勿轻信。",),
        ),
    ],
)  # fmt: skip
def test_what_tells_things_apart_may_not_be_left_out(claim: str, texts: tuple[str, ...]) -> None:
    assert check(claim, *texts).verdict != "supported"


@pytest.mark.parametrize(
    "claim",
    ["全市有24家市级创新中心。", "全市市级创新中心已增加24家。", "全市市级创新中心达24家。"],
)
def test_a_task_is_no_fact(claim: str) -> None:
    tasks = "全市建设24家市级创新中心。"
    assert check(claim, tasks, title="青石市2026年科技创新工作要点").verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "texts"),
    [
        ("由企业牵头的项目，数量占比超过56%。", SHARES),
        ("企业牵头项目所得的财政资金占比接近76%。", SHARES),
        ("机器人产量的全国占比，服务机器人在八成以上。", (ROBOTS,)),
        ("全市最低工资标准是每月2300元。", ("全市最低工资标准为每月2300元。",)),
        ("本科以上学历的人员占62%。", ("本科以上学历人员占62%。",)),
        ("预计全年检测服务收入为19亿元。", ("预计全年检测服务收入达19亿元。",)),
        ("到2027年，核心产业规模达3000亿元。", ("到2027年，核心产业规模达3000亿元。",)),
        ("以松岭区为例，2025年服务外包执行金额增长16.6%。", ("以松岭区为例，2025年的服务外包执行金额增长16.6%。",)),
    ],
)  # fmt: skip
def test_what_is_told_whole_is_supported(claim: str, texts: tuple[str, ...]) -> None:
    assert check(claim, *texts).verdict == "supported"
