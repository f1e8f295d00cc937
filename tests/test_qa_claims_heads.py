"""What the head of a text says of all of it, which place 全市 means, and whose words stand in a paragraph."""

from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.claims import ClaimChecker
from qa.claims.attributed import attribution
from qa.claims.heads import Head, head_of
from qa.claims.homes import meant, spoken_for
from tests.fakes import HashEmbedder
from tests.make import evidence, info

REPORT = """岚江省2025年政府工作报告

——2025年1月16日在岚江省第十四届人民代表大会第三次会议上

岚江省省长 林正海

各位代表：

一、2024年工作回顾

过去一年，全省粮食产量1286万吨，新建高标准农田210万亩。

二、2025年工作安排

今年要改造老旧小区900个。
"""
BRIEFING = """岚江省民营经济发展新闻发布会实录

发布人：岚江省工业和信息化厅副厅长 周启明
主持人：岚江省政府新闻办公室新闻发言人 何雨

何雨：各位记者朋友，大家上午好。今天请周启明副厅长介绍情况。

周启明：2024年，全省民营企业进出口额4210亿元，同比增长9.4%。

全年新认定专精特新中小企业1380家。
"""
CITIES = """岚江省沿海制造业走访

青石市以船舶为主。全市现有船舶配套企业417家。

临溪市走的是另一条路。全市现有家电企业96家，与青石市相比少得多。

全市技改投资43亿元。
"""


def checked(folder: Path, title: str, text: str, claim: str) -> str:
    file = folder / f"{title}.txt"
    file.write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", HashEmbedder(64), create=True) as corpus:
        corpus.add([file])
        return ClaimChecker.over(corpus).check(claim).verdict


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("岚江省省长林正海表示，新建高标准农田210万亩。", True),
        ("林正海在政府工作报告中指出，2024年全省粮食产量1286万吨。", True),
        ("2025年全省要改造老旧小区900个。", True),
        ("林正海在2024年政府工作报告中指出，全省粮食产量1286万吨。", False),
        ("岚江省副省长林正海表示，新建高标准农田210万亩。", False),
        ("岚江省省长王立新表示，新建高标准农田210万亩。", False),
    ],
)
def test_who_gives_a_whole_report(tmp_path: Path, claim: str, supported: bool) -> None:
    verdict = checked(tmp_path, "岚江省2025年政府工作报告", REPORT, claim)
    assert (verdict == "supported") == supported


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("周启明介绍，全年新认定专精特新中小企业1380家。", True),
        ("省工信厅副厅长周启明介绍，全年新认定专精特新中小企业1380家。", True),
        ("何雨介绍，全年新认定专精特新中小企业1380家。", False),
    ],
)
def test_who_speaks_in_a_transcript_goes_on(tmp_path: Path, claim: str, supported: bool) -> None:
    verdict = checked(tmp_path, "岚江省民营经济发展新闻发布会实录", BRIEFING, claim)
    assert (verdict == "supported") == supported


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("青石市现有船舶配套企业417家。", True),
        ("临溪市现有家电企业96家。", True),
        ("临溪市技改投资43亿元。", True),
        ("临溪市现有船舶配套企业417家。", False),
        ("青石市现有家电企业96家。", False),
        ("青石市技改投资43亿元。", False),
        ("岚江省现有船舶配套企业417家。", False),
    ],
)
def test_which_place_is_meant(tmp_path: Path, claim: str, supported: bool) -> None:
    verdict = checked(tmp_path, "岚江省沿海制造业走访", CITIES, claim)
    assert (verdict == "supported") == supported


def test_the_head_of_a_text() -> None:
    assert head_of(REPORT) == Head("林正海", "岚江省省长", "2025-01-16")
    assert head_of("青石港\n\n本报青石2023年1月20日电（记者 叶舟）去年……").day == "2023-01-20"
    by_reporter = "对话市长\n\n青石市市长 林正海\n本报记者 叶舟\n\n各位代表：好。"
    assert head_of(by_reporter).speaker is None


def test_the_place_named_last_before_is_meant() -> None:
    text = "杭州市增长5%。宁波市增长6%，比杭州市高1个百分点，全市投资30亿元。"
    assert meant(text, 8, len(text)) == "宁波市"
    assert meant(text, 0, 8) is None
    assert spoken_for(CITIES) is None


def test_what_another_says_in_the_same_paragraph() -> None:
    text = "市商务局局长孙倩说：“新增127个。”市交通局局长刘海峰说，淘汰了4个。“36家。”市工信局局长沈岚说。"
    item = evidence(text, 1, document=info(title="通报", region="济南市"))
    for name, figure in (
        ("市商务局局长孙倩", "127"),
        ("市交通局局长刘海峰", "4个"),
        ("市工信局局长沈岚", "36"),
    ):
        for said, own in (
            ("市商务局局长孙倩", "127"),
            ("市交通局局长刘海峰", "4个"),
            ("市工信局局长沈岚", "36"),
        ):
            source = attribution(f"{name}说，数字如此。")
            assert source is not None
            assert source.says(item, text.index(own)) == (own == figure), (name, said)
