"""What denies a draft's figure counts the very same thing; the figure of a part neither denies nor supports that of the whole."""

import pytest

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.around import subject_of
from qa.claims.told import read_told
from qa.claims.words import key
from tests.fakes import Shelf
from tests.make import evidence, info

JOBS = (
    "二季度省本级及21个市（州）公共人力资源市场发布岗位78.31万个，同比增加21.1万个，增幅为36.98%；登记求职61.67万人，环比增加0.29万人，环比增长0.49%。"
    "以农林牧渔岗位为主的第一产业用工需求有所回升，共发布岗位43816个，环比增加1.20%。"
)


def check(claim: str, text: str = JOBS) -> ClaimReport:
    document = info(title="岚江省二季度供求情况", region="岚江省", published="2025-08-14")
    return ClaimChecker(Shelf([evidence(text, 1, document=document)])).check(claim)


def test_the_figure_of_a_part_does_not_deny_that_of_the_whole() -> None:
    report = check("岚江省二季度发布岗位78.31万个。")
    assert report.verdict in ("not_found", "scope_differs"), report.figures


@pytest.mark.parametrize(
    "claim",
    ["岚江省二季度发布岗位43816个。", "岚江省二季度，共发布岗位43816个。", "岚江省二季度发布岗位环比增加1.20%。"],
)  # fmt: skip
def test_the_figure_of_a_part_is_not_that_of_the_whole(claim: str) -> None:
    assert check(claim).verdict == "scope_differs"


@pytest.mark.parametrize(
    "claim",
    [
        "岚江省二季度第一产业发布岗位43816个。",
        "岚江省二季度公共人力资源市场发布岗位78.31万个。",
        "岚江省二季度公共人力资源市场发布岗位78.31万个，同比增长36.98%。",
        "岚江省二季度登记求职61.67万人，环比增长0.49%。",
    ],
)
def test_who_is_named_as_the_source_names_him_is_supported(claim: str) -> None:
    report = check(claim)
    assert report.verdict == "supported", report.figures


def test_another_value_of_the_whole_is_still_denied() -> None:
    assert check("岚江省二季度公共人力资源市场发布岗位88.31万个。").verdict == "contradicted"
    assert check("岚江省二季度登记求职61.67万人，环比增长20.64%。").verdict != "supported"


def test_what_stands_beside_the_very_number_is_not_denied_by_another() -> None:
    text = "全省发放稳岗补贴资金3.2亿元。全省向困难企业发放稳岗补贴资金1.1亿元。"
    for amount in ("3.2亿元", "1.1亿元"):
        assert check(f"全省发放稳岗补贴资金{amount}。", text).verdict != "contradicted"


def test_a_count_of_cities_denies_no_count_of_jobs() -> None:
    report = check("岚江省二季度岗位有78.31万个。", "二季度，全省21个市发布了岗位。")
    assert report.verdict != "contradicted"


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("第一产业用工回升，共发布岗位5个", "第一产业用工回升"),
        ("县农业局牵头，累计培训，共发证5个", "县农业局牵头"),
        ("今年以来，共发布岗位5个", ""),
        ("为稳定就业，共发布岗位5个", ""),
        ("第一产业用工回升；共发布岗位5个", ""),
        ("第一产业用工回升，共同组织活动5个", ""),
    ],
)
def test_a_clause_that_names_nobody_has_its_subject_before_it(sentence: str, subject: str) -> None:
    start = max(sentence.rfind(mark) for mark in "，；") + 1
    assert subject_of(sentence, start, []) == subject


def test_a_word_keeps_its_characters_that_elsewhere_only_link() -> None:
    assert key("公共人力资源市场共发布岗位") == ("公共人力资源市场", "发布岗位")
    assert read_told("21个市（州）公共市场发布岗位78个")[-1].narrow == ("公共市场发布岗位",)
