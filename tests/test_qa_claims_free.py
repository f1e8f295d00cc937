"""Drafts in words of their own: newsroom verbs, questions that a draft asks itself, 去年 without a day, what is shown to compare."""

from __future__ import annotations

from datetime import date

import pytest

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.asked import told_of
from qa.claims.today import as_of_today
from tests.fakes import Shelf
from tests.make import evidence, info

PAGE = info(id="d1", title="测岭省新闻发布会", region="测岭省")
ROBOTS = (
    "2025年，测岭省清洗机器人产量占全国六成以上，智能水表核心产业规模预计900亿元，约占全国1/5。"
)
LABS = "测岭省建成42个质量服务平台，覆盖31个重点产业领域。服务业增加值比重达到46.1%，首次超过第二产业。"
ROAD = "高速铁路运营里程从3000多公里增加到1.2万公里。"
GRANT = "对新认定的企业技术中心，一次性给予20万元奖励。"
LOAN = "单户担保金额500万元及以下的，担保费率不超过1%。"


def check(claim: str, day: date | None = None) -> ClaimReport:
    shelf = Shelf(
        tuple(
            evidence(text, n, start=n * 1000, document=PAGE, paragraph=n, paragraph_start=n * 1000)
            for n, text in enumerate((ROBOTS, LABS, ROAD, GRANT, LOAN))
        )
    )
    return ClaimChecker(shelf).check(claim, day)


@pytest.mark.parametrize(
    ("true", "lie"),
    [
        ("测岭造的清洗机器人有多强？产量占到全国60%以上。", "测岭造的清洗机器人有多强？产量占到全国70%以上。"),
        ("全国六成以上的清洗机器人出自测岭省。", "全国六成以上的智能水表出自测岭省。"),
        ("从全国版图看，智能水表核心产业约有20%落在测岭省。", "从全国版图看，清洗机器人约有20%落在测岭省。"),
        ("服务业增加值比重升至46.1%。", "服务业增加值比重降至46.1%。"),
        ("高铁运营里程由3000多公里延伸到1.2万公里。", "高铁运营里程由3000多公里延伸到2.1万公里。"),
        ("新认定的企业技术中心，一次性奖20万。", "新认定的企业技术中心，一次性奖30万。"),
        ("测岭省已经建起42个质量服务平台，服务范围涵盖31个重点产业领域。", "测岭省还要建42个质量服务平台。"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_and_the_lie_beside_it(true: str, lie: str) -> None:
    assert check(true).verdict == "supported"
    assert check(lie).verdict != "supported"


def test_a_question_leads_on_to_what_answers_it() -> None:
    draft = "清洗机器人有多强？产量占全国六成。"
    assert told_of(draft) == "清洗机器人   ，产量占全国六成。"
    assert len(told_of(draft)) == len(draft)
    for other in (
        "26家实验室有多强？产量占六成。",
        "清洗机器人有多强？大家都说好。",
        "清洗机器人有多强？",
    ):
        assert told_of(other) == other


def test_last_year_without_a_day_is_counted_from_today_and_said_so() -> None:
    shelf = ClaimChecker(Shelf(()))
    assert shelf.check("去年产量占全国六成。").verdict == "not_found"
    claim = "去年，测岭省清洗机器人产量占全国六成以上。"
    found = check(claim, date(2026, 3, 1))
    assert found.verdict == "supported"

    def read(text: str):  # type: ignore[no-untyped-def]
        return ClaimChecker(Shelf((evidence(ROBOTS, 1, document=PAGE),)))._of_year(text, "")

    judged, _, _ = as_of_today(claim, read(claim), read, date(2026, 3, 1))
    assert [(j.verdict, claim[j.figure.start : j.figure.end]) for j in judged] == [
        ("supported", "六成以上")
    ]
    assert "按今天（2026年）推算" in judged[0].note
    judged, _, _ = as_of_today(claim, read(claim), read, date(2031, 3, 1))
    assert judged[0].verdict != "supported"


def test_what_is_not_found_shows_the_sentence_to_compare() -> None:
    report = check("测岭省的企业碰上麻烦，能去42个质量驿站找人帮手。")
    figure = report.figures[0]
    assert (figure.verdict, figure.source) == ("not_found", None)
    assert "有同样的数字" in figure.note and "42个质量服务平台" in report.citations[0].quote
    report = check("清洗机器人这门生意，测岭省吃下了全国九成的产量。")
    figure = report.figures[0]
    assert (figure.verdict, figure.source) == ("not_found", None)
    assert "请对照" in figure.note and "六成以上" in report.citations[0].quote
    assert not check("海底捞有1500家门店。").citations


def test_what_says_nothing_of_its_figure_is_not_denied() -> None:
    report = check("五百万以内的担保费率压到1%，超过的可到1.5%。")
    assert "contradicted" not in {f.verdict for f in report.figures}
