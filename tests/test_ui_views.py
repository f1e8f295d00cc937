"""The other pages as HTML: what comes from outside is inert, every marker has its mark, every state has its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.types import Hit, Link, Standing
from qa.claims import ClaimChecker
from qa.evaluation.judge import score
from qa.match import match, profile_of
from qa.types import Statement
from tests import sample
from tests.html_reader import inert, marked, read_html, visible
from tests.make import answer, citation, info, passage
from tests.payloads import payloads
from ui.standing import validity
from ui.views import cards, chart, check, document, evaluation, files, search
from ui.views import match as matches
from ui.views.ask import conversation
from ui.words import CHINESE, ENGLISH, Words
from ui.work.ask import Exchange
from ui.work.check import Check
from ui.work.evaluation import Evaluation
from ui.work.files import Intake, Line
from ui.work.match import Matching
from ui.work.search import Found

ON = date(2025, 6, 1)
DRAFT = "全县已建成5家县实验室和99家县重点实验室。2024年服务外包执行额增长12.5%。共有77家商场。"
HOSTILE = payloads(120)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with sample.opened(sample.build(tmp_path_factory.mktemp("views"))) as opened:
        yield opened


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_every_figure_leads_to_its_row_and_back(corpus: Corpus, words: Words) -> None:
    state = Check(report=ClaimChecker.over(corpus).check(DRAFT))
    left, right = inert(check.draft(state, words)), inert(check.table(state, words))
    ids = [e.attributes["id"] for e in (*left.walk(), *right.walk()) if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    figures = left.all("a", class_="figure")
    assert len(figures) == 4
    assert all(f.attributes["href"][1:] in ids for f in figures)
    assert {b.attributes["href"][1:] for b in right.all("a", class_="back")} <= set(ids)
    assert left.all("div", class_="draft")[0].text(without=("sup",)) == DRAFT
    supported = right.all("tbody", class_="supported")
    assert supported and all(body.all("mark") for body in supported)
    [table] = right.all("table", class_="findings")
    assert str(len(table.all("th", scope="row"))) in table.all("caption")[0].text()
    assert len(table.all("thead")[0].all("th", scope="col")) == 3
    rows = [body.all("tr")[0] for body in table.all("tbody") if body.attributes.get("class")]
    assert len(rows) >= 4
    assert all(len(row.all("th", scope="row")) == 1 and len(row.all("td")) == 2 for row in rows)
    assert [len(group.all("input")) for group in right.all("fieldset")] == [5]


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_draft_is_text(corpus: Corpus, payload: str) -> None:
    state = Check(report=ClaimChecker.over(corpus).check(f"共有77家商场。{payload}"))
    root = inert(check.draft(state) + check.table(state))
    assert visible(payload) in root.all("div", class_="draft")[0].text(without=("sup",))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, "原文怎么说"),
        (Check(), "正在准备"),
        (Check(ahead=2), "前面还有 2 项工作"),
        (Check(done=3, total=9), "正在核对第 4 句，共 9 句"),
        (Check(stopped=True), "已停止"),
        (Check(error="<b>坏</b>"), "<b>坏</b>"),
    ],
)
def test_the_state_of_a_check_is_said(state: Check | None, said: str) -> None:
    assert said in inert(check.draft(state)).text()
    assert check.table(state) == ""


def test_a_draft_without_figures_says_so(corpus: Corpus) -> None:
    state = Check(report=ClaimChecker.over(corpus).check("大家好。"))
    assert "没有可核对的数字" in inert(check.table(state)).text()


# --- matching ---


def matched(corpus: Corpus, said: str) -> Matching:
    return Matching(match=match(corpus, profile_of(said, corpus, ON), on=ON))


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_every_marker_of_a_measure_has_one_mark(corpus: Corpus, words: Words) -> None:
    root = inert(
        matches.result(matched(corpus, "测试县的规上工业企业，想做技术改造和参加展会"), words)
    )
    markers = [a.attributes["href"][1:] for a in root.all("a", class_="marker")]
    ids = [e.attributes["id"] for e in root.walk() if "id" in e.attributes]
    assert markers and set(markers) <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(marked(root, anchor) for anchor in set(markers))
    states = {li.attributes["class"] for li in root.all("ul", class_="conditions")[0].all("li")}
    assert states == {"met", "unknown"}


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_a_table_of_all_measures_leads_to_their_cards(corpus: Corpus, words: Words) -> None:
    state = matched(corpus, "测试县的规上工业企业，想做技术改造和参加展会")
    root = inert(matches.result(state, words))
    [table] = root.all("details", class_="overview")
    rows = table.all("tbody")[0].all("tr")
    links = [row.all("a", class_="back")[0].attributes["href"][1:] for row in rows]
    cards = [card.attributes["id"] for card in root.all("article", class_="measure")]
    assert state.match is not None and len(rows) == len(state.match.measures) > 1
    assert links == cards
    [first] = [d for d in rows[0].all("span") if "badge" in d.attributes.get("class", "")]
    assert first.text() in root.all("article", class_="measure")[0].text()


def test_one_measure_needs_no_table(corpus: Corpus) -> None:
    state = matched(corpus, "测试县的规上工业企业，想做技术改造和参加展会")
    assert state.match is not None
    alone = replace(state.match, measures=state.match.measures[:1])
    assert "overview" not in matches.result(Matching(match=alone))


@pytest.mark.parametrize("payload", HOSTILE[:40])
def test_a_hostile_profile_is_text(corpus: Corpus, payload: str) -> None:
    inert(matches.result(matched(corpus, f"测试县的企业，想{payload}展会")))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, "您的企业能享受哪些扶持"),
        (Matching(), "正在逐份文件核对条件"),
        (Matching(ahead=1), "前面还有 1 项工作"),
        (Matching(stopped=True), "已停止"),
        (Matching(error="<i>坏"), "<i>坏"),
    ],
)
def test_the_state_of_a_match_is_said(state: Matching | None, said: str) -> None:
    assert said in inert(matches.result(state)).text()


def test_nothing_that_fits_is_said(corpus: Corpus) -> None:
    assert (
        "没有可能符合的扶持措施"
        in inert(matches.result(matched(corpus, "江苏省的渔业企业，想上市"))).text()
    )


# --- files ---


def test_validity_is_told_by_the_documents_own_dates() -> None:
    for changes, kind in (
        ({"expires": "2025-05-31"}, "none"),
        ({"expires": "2025-06-01"}, "good"),
        ({"effective": "2025-06-02"}, "part"),
        ({}, ""),
    ):
        assert validity(info(**changes), on=ON)[0] == kind


def test_what_is_known_of_its_end_counts_before_the_documents_own_dates() -> None:
    by = Link("d9", "新办法", "县政府", "2024-03-01", 0, 4, "同时废止")
    repealed = info(expires="2030-01-01", standing=Standing("repealed", "2024-03-01", by))
    assert validity(repealed, on=ON) == ("none", "已废止（2024-03-01起由《新办法》废止）")
    html = cards.cards((citation("最高300万元。", "300万元", document=repealed),), "t1")
    assert html.count("已废止") == 1 and "有效期至" not in html


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_document_is_listed_as_text(payload: str) -> None:
    hostile = info(title=payload, source=payload, issuer=payload, number=payload, region=payload)
    root = inert(files.listing([hostile], editing=True, on=ON))
    assert root.all("h3")[0].all("a")[0].text() == visible(payload)
    inert(files.intake(Intake((Line(payload, "failed", payload),), finished=True)))


def test_a_long_list_is_shown_in_parts_and_searched() -> None:
    many = [info(id=f"d{n}", title=f"第{n}号文") for n in range(120)]
    root = read_html(files.listing(many, on=ON))
    assert len(root.all("li")) == files.PAGE
    assert root.all("button")[0].attributes["data-do"] == "more"
    assert len(read_html(files.listing(many, wanted="第119号", on=ON)).all("li")) == 1
    assert "0 个文件符合" in files.listing(many, wanted="没有", on=ON)
    assert "请管理员" in files.listing([]) and "拖到上面" in files.listing([], editing=True)


def test_only_those_who_may_get_buttons() -> None:
    assert not read_html(files.listing([info()], on=ON)).all("button")
    assert len(read_html(files.listing([info()], editing=True, on=ON)).all("button")) == 2


# --- retrieval, charts, evaluation ---


@pytest.mark.parametrize("payload", HOSTILE[:60])
def test_a_hostile_hit_is_text(payload: str) -> None:
    hit = Hit(
        passage=passage(payload, section=(payload,), speaker=payload, role=payload),
        document=info(title=payload),
        paragraph_text=payload,
        score=1.5,
        dense=0.9,
        lexical=0.4,
        matched=(payload, "im", "sr"),
    )
    root = inert(search.result(Found(payload, (hit,), {"embed": 1.0, "total": 2.0})))
    assert root.all("p", class_="text")[0].text() == visible(payload)


@pytest.mark.parametrize(
    ("state", "said"),
    [(None, "只检索，不作答"), (Found("x"), "没有找到"), (Found("x", error="<b>"), "<b>")],
)
def test_the_state_of_a_search_is_said(state: Found | None, said: str) -> None:
    assert said in inert(search.result(state)).text()


def test_a_chart_is_a_table_with_bars_in_proportion() -> None:
    value = "2022年工业增加值40亿元，2023年工业增加值80亿元，2024年工业增加值60亿元。"
    root = inert(chart.trends([citation(value, value)]))
    assert [row.all("th")[0].text() for row in root.all("tbody")[0].all("tr")] == [
        "2022",
        "2023",
        "2024",
    ]
    assert [s.attributes["style"] for s in root.all("span", class_="bar")] == [
        "width:50.0%",
        "width:100.0%",
        "width:75.0%",
    ]
    assert "80亿元[1]" in root.text()


@pytest.mark.parametrize("payload", HOSTILE[:40])
def test_an_evaluation_shows_its_misses_as_text(payload: str) -> None:
    made = score(
        {"id": "1", "type": payload, "must": ["没有"]},
        answer(
            Statement(text=payload, citations=(1,), support="verbatim"),
            citations=(citation(payload, payload),),
            question=payload,
        ),
    )
    root = inert(evaluation.report(Evaluation(total=1, scores=(made,), finished=True)))
    assert visible(payload) in root.text()
    assert "答对 0 道" in root.text()


def test_an_evaluation_says_how_far_it_is() -> None:
    assert "正在评测：0/9" in evaluation.report(Evaluation(total=9))
    assert "前面还有 1 项" in evaluation.report(Evaluation(ahead=1))
    assert "坏" in evaluation.report(Evaluation(error="坏")) and evaluation.report(None) == ""


def test_what_was_searched_is_told_and_named() -> None:
    exchange = Exchange(
        number=1,
        question="问",
        found=9,
        searched=tuple(f"文{n}" for n in range(8)),
        answer=answer(),
    )
    root = inert(conversation([exchange]))
    said = root.all("details", class_="searched")[0].text()
    assert "9 段" in said and "《文5》" in said and "《文6》" not in said and "等 8 个文件" in said


def test_paths_of_this_machine_are_nowhere(corpus: Corpus, tmp_path: Path) -> None:
    info_ = corpus.documents()[0]
    html = document.document_page(info_, corpus.document(info_.id), corpus.passages(info_.id))
    assert str(corpus.path_of(info_.id).parent.parent) not in html + files.listing(
        corpus.documents()
    )


def test_the_words_that_answer_are_bold_and_inert() -> None:
    said = Statement(
        text="<i>补助</i>最高300万元。", citations=(1,), support="verbatim", focus=(9, 16)
    )
    exchange = Exchange(number=1, question="问", statements=(said,), answer=answer(said))
    shown = conversation([exchange])
    assert "&lt;i&gt;补助&lt;/i&gt;<b>最高300万元</b>" in shown
