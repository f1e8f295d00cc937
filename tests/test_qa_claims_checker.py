"""A whole draft: sentences, sources named, offices, reversed clauses, offsets, the same report twice."""

from __future__ import annotations

import pytest

from index.errors import UsageError
from qa.claims import ClaimChecker, ClaimReport
from qa.claims.types import worst
from tests.fakes import Shelf
from tests.make import evidence, info

PRESS = info(id="d1", title="测试县制造业发展新闻发布会", region="测试县", published="2026-01-15")
REPORT = info(id="d2", title="2024年政府工作报告", published="2024-03-05")
LABS = evidence(
    "全县已建成5家县实验室，数量居全省前列。",
    1,
    document=PRESS,
    speaker="王五",
    role="县科学技术局局长",
)
TRADE = evidence(
    "2025年全县服务外包执行额增长12.5%。", 2, start=100, document=PRESS, paragraph=2, paragraph_start=100,
    speaker="李四", role="县商务局副局长",
)  # fmt: skip
JOBS = evidence("去年城镇新增就业1244万人，减轻了企业负担。", 3, document=REPORT)


def check(claim: str) -> ClaimReport:
    return ClaimChecker(Shelf((LABS, TRADE, JOBS))).check(claim)


def test_offsets_count_in_the_draft_and_citations_are_numbered_once() -> None:
    claim = "要闻。\n全县已建成5家县实验室。全县已建成6家县实验室。\n城镇新增就业1244万人。"
    report = check(claim)
    assert [claim[f.start : f.end] for f in report.figures] == ["5家", "6家", "1244万人"]
    assert [f.text for f in report.figures] == ["5家", "6家", "1244万人"]
    assert [f.verdict for f in report.figures] == ["supported", "contradicted", "supported"]
    assert [c.number for c in report.citations] == list(range(1, len(report.citations) + 1))
    for cited in report.citations:
        at = cited.start - cited.paragraph_start
        assert cited.text[at : at + len(cited.quote)] == cited.quote


def test_the_same_draft_gives_the_same_report() -> None:
    first, second = (
        check("县商务局副局长李四说，县实验室有6家。"),
        check("县商务局副局长李四说，县实验室有6家。"),
    )
    assert (first.figures, first.words, first.citations) == (
        second.figures,
        second.words,
        second.citations,
    )


def test_what_another_speaker_said_is_not_what_the_named_one_said() -> None:
    assert check("县科学技术局局长王五表示，全县已建成5家县实验室。").verdict == "supported"
    report = check("县商务局副局长李四表示，全县已建成5家县实验室。")
    assert [(f.verdict, f.differs) for f in report.figures] == [("scope_differs", ("出处",))]


def test_an_office_that_is_not_the_speakers_is_told() -> None:
    report = check("县财政局局长王五介绍，全县已建成5家县实验室。")
    assert report.verdict == "contradicted"
    office = next(w for w in report.words if w.kind == "office")
    assert (office.text, office.source_text) == ("县财政局局长王五", "县科学技术局局长王五")


def test_a_document_that_is_not_there_supports_nothing() -> None:
    assert check("2024年政府工作报告提到：去年城镇新增就业1244万人。").verdict == "supported"
    report = check("2023年政府工作报告提到：去年城镇新增就业1244万人。")
    assert report.verdict == "not_found" and "没有这份文件" in report.figures[0].note


def test_a_clause_without_figure_that_says_the_opposite_is_contradicted() -> None:
    report = check("去年城镇新增就业1244万人，加重了企业负担。")
    assert report.verdict != "supported"
    below = Shelf((evidence("去年城镇新增就业1244万人，超过预期目标。", document=REPORT),))
    claim = "2024年政府工作报告提到：去年城镇新增就业1244万人，不足预期目标。"
    assert ClaimChecker(below).check(claim).verdict == "contradicted"
    report = check("全县已建成5家县实验室，数量居全国前列。")
    assert report.verdict == "scope_differs"
    assert report.words[-1].text == "数量居全国前列。"


def test_a_time_is_checked_where_nothing_is_counted() -> None:
    item = evidence("本措施自2025年3月1日起施行。", document=PRESS)
    shelf = Shelf((item,))
    assert ClaimChecker(shelf).check("本措施自2025年3月1日起施行。").verdict == "supported"
    report = ClaimChecker(shelf).check("本措施自2025年5月1日起施行。")
    assert report.verdict == "contradicted"
    assert report.figures[0].source is not None and report.figures[0].source.key == "2025-03-01"


def test_a_draft_without_figures_is_supported_only_when_all_of_it_is_proven() -> None:
    assert check("数量居全省前列。").verdict == "supported"
    assert check("今天天气很好。").verdict == "not_found"


def test_the_worst_verdict_is_that_of_the_whole() -> None:
    assert worst(["supported", "not_found", "scope_differs", "contradicted"]) == "contradicted"
    assert worst(["supported", "not_found", "scope_differs"]) == "scope_differs"
    assert worst(["supported", "not_found"]) == "not_found"
    assert worst(["supported"]) == "supported"
    assert worst([]) == "not_found"


@pytest.mark.parametrize("claim", ["", " \n\t", "\u0000"])
def test_an_empty_draft_is_refused(claim: str) -> None:
    with pytest.raises(UsageError):
        check(claim)
