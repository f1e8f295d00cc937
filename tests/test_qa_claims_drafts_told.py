"""Whole drafts as newsrooms write them: a year goes on from sentence to sentence, circumstances stand before what is counted."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.attributed import attribution, unframed
from qa.claims.circumstances import compared_with, modality
from qa.claims.homes import spoken_for
from qa.claims.opened import over_lists
from qa.claims.spared import unscened
from qa.claims.years import carried, years_in_force
from tests.fakes import Shelf
from tests.make import evidence, info

OLD = info(id="old", title="2021年政府工作报告", published="2021-03-05")
NEW = info(id="new", title="2023年政府工作报告", published="2023-03-05")
TEXTS = (
    (OLD, "城镇新增就业812万人。粮食增产640万吨，总产量达到41200万吨。", ("一、2020年工作回顾",)),
    (NEW, "一年来，经济总体平稳。国内生产总值达到92.4万亿元，增长5.3%。", ("一、2022年工作回顾",)),
    (NEW, "城镇新增就业845万人，居民消费价格上涨1.8%。粮食总产量达到43600万吨。", ("一、2022年工作回顾",)),
    (NEW, "城市细颗粒物（PM2.5）浓度下降4.6%。在提前完成本届政府精简审批事项目标的基础上，去年又取消137项审批事项。", ("一、2022年工作回顾",)),
    (NEW, "今年发展主要预期目标是：国内生产总值增长5%左右；城镇新增就业800万人以上。", ("二、2023年工作任务",)),
)  # fmt: skip


def checked(draft: str) -> ClaimReport:
    papers = [
        evidence(
            text, n, start=n * 1000, document=document, paragraph=n, paragraph_start=n * 1000, section=section
        )
        for n, (document, text, section) in enumerate(TEXTS, 1)
    ]  # fmt: skip
    return ClaimChecker(Shelf(papers)).check(draft)


def verdicts(draft: str) -> list[str]:
    return [figure.verdict for figure in checked(draft).figures]


@pytest.mark.parametrize(
    ("draft", "lie"),
    [
        # a stretch under the heading of its year
        ("2022年国内生产总值达到92.4万亿元，增长5.3%。", "2021年国内生产总值达到92.4万亿元，增长5.3%。"),
        # circumstances before what is counted, who says it, a gloss in other letters
        ("面对多重冲击，2022年城镇新增就业845万人。", "面对多重冲击，2022年城镇新增就业812万人。"),
        ("展望2023年，报告提出国内生产总值增长5%左右的目标。", "展望2022年，报告提出国内生产总值增长5%左右的目标。"),
        ("2022年城市细颗粒物浓度下降4.6%。", "2022年城市细颗粒物浓度上升4.6%。"),
        # what came of a target is none
        ("2022年又取消137项审批事项。", "2022年计划取消137项审批事项。"),
    ],
)  # fmt: skip
def test_a_sentence_of_a_draft_is_supported_and_its_lie_is_not(draft: str, lie: str) -> None:
    assert set(verdicts(draft)) == {"supported"}
    assert set(verdicts(lie)) != {"supported"}


def test_the_year_of_the_sentence_before_goes_on() -> None:
    draft = "2022年国内生产总值增长5.3%。全年城镇新增就业{}万人。"
    assert verdicts(draft.format(845)) == ["supported", "supported"]
    assert verdicts(draft.format(812))[1] != "supported"
    finding = checked(draft.format(845)).figures[1]
    assert draft.format(845)[finding.start : finding.end] == "845万人"


def test_another_years_figure_denies_nothing_of_a_draft_that_tells_of_one() -> None:
    assert verdicts("2020年城镇新增就业812万人。粮食总产量达到41200万吨。")[1] == "supported"
    assert verdicts("粮食总产量达到41800万吨。") == ["contradicted"]


def test_another_years_figure_supports_nothing_where_that_year_has_its_own() -> None:
    finding = checked("2022年国内生产总值增长5.3%。城镇新增就业812万人。").figures[1]
    assert (finding.verdict, finding.differs, finding.note) == (
        "scope_differs",
        ("时间",),
        "前文说的是2022年",
    )
    assert verdicts("2022年国内生产总值增长5.3%。城镇新增就业845万人。")[1] == "supported"


def test_whole_years_and_ends_of_years_are_of_the_year_named_last() -> None:
    text, places = carried("2022年增长5%。全年新增60家，年末全县有80家。")
    assert text == "2022年增长5%。2022年新增60家，2022年末全县有80家。"
    assert places is not None and len(places) == len(text)
    # none after the name of a paper, a bound, a day or two years
    for draft in (
        "2022年政府工作报告发布。全年新增60家。",
        "到2022年建成。全年新增60家。",
        "2022年3月发布意见。全年新增60家。",
        "2021年5家，2022年6家。全年新增60家。",
        "全年新增60家。",
        "2022年增长5%。他说：“全年新增60家。”",
    ):
        assert carried(draft) == (draft, None)
    assert [year for _, year in years_in_force("2022年增长5%。新增60家。")] == ["", "2022"]


def test_a_list_stands_under_the_time_that_opens_the_paragraph_before_it() -> None:
    lead = "去年，任务完成。各方面都有进展。"
    between = "工作是这样做的。主要有几个方面。"
    text = f"一、回顾\n{lead}\n——增长5%。\n——新增60家。\n{between}\n{between}\n——还有8家。\n"
    assert list(over_lists(text).values()) == ["——去年", "——去年"]
    assert set(over_lists(f"{lead}\n{between}\n——增长5%。\n").values()) == {"——去年"}
    assert over_lists(f"{lead}\n二、任务\n——增长5%。\n") == {}
    assert over_lists("任务完成。\n——增长5%。\n") == {}
    plan = "“十四五”时期是重要的五年。要抓住机遇。\n——提高到65%。\n"
    assert set(over_lists(plan).values()) == {"——“十四五”时期"}


def test_a_paper_named_by_its_kind_alone_is_the_one_named_before() -> None:
    assert attribution("根据意见，奖励30万元。") is None
    assert attribution("根据引才意见，奖励30万元。") is not None
    assert unframed("报告提出增长5%，发布报告12份。") == "  提出增长5%，发布报告12份。"


def test_a_question_and_a_topic_state_nothing() -> None:
    assert checked("2022年怎么样？").figures == ()
    report = checked("在就业方面，2022年城镇新增就业845万人。")
    assert report.verdict == "supported"


def test_circumstances_are_no_part_of_what_is_counted() -> None:
    assert unscened("面对冲击，对新引进的企业") == "对新引进的企业"
    assert unscened("在创业板上市的企业") == "在创业板上市的企业"


def test_forms_that_looked_like_something_else() -> None:
    assert spoken_for("壮大县域经济。全县域推进。") is None
    assert modality("在完成精简事项三分之一目标的基础上又取消137项") != "planned"
    sentence = "是2020年的2．2倍"
    assert compared_with(sentence, 1, 6)
