"""The pages in English over real results: what code says is English, what sources and readers say is not touched."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.types import Link, Standing
from qa.claims import ClaimChecker
from qa.match import match, profile_of
from tests import sample, web
from tests.html_reader import read_html
from tests.make import answer, citation, info
from ui.desk import Gone
from ui.views import check, files
from ui.views import match as matches
from ui.views.ask import conversation, copied, evidence
from ui.views.paragraph import WHOLE, Quote, paragraph
from ui.words import ENGLISH
from ui.work import ask as handlers
from ui.work import exports
from ui.work.ask import Exchange
from ui.work.check import Check
from ui.work.files import Intake, Line
from ui.work.match import Matching

ON = date(2025, 6, 1)
DRAFT = (
    "全县已建成5家县实验室和99家县重点实验室。2024年服务外包执行额增长12.5%。共有77家商场。"
    "全省新认定高新技术企业48家。县商务局局长李四说服务外包执行额增长12%左右。据《某办法》，补助30万元。"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.build(tmp_path_factory.mktemp("english"))


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with sample.opened(folder) as opened:
        yield opened


def chinese(said: str) -> bool:
    """Whether a text is Chinese outside of what it quotes."""
    return bool(re.search("[\u4e00-\u9fff]", re.sub("“[^”]*”|《[^》]*》", "", said)))


def test_the_figure_check_says_why_in_english(corpus: Corpus) -> None:
    state = Check(report=ClaimChecker.over(corpus).check(DRAFT))
    rows = [td.text() for td in read_html(check.table(state, ENGLISH)).all("td", class_="why")]
    titles = [
        a.attributes["title"]
        for a in read_html(check.draft(state, ENGLISH)).all("a", class_="figure")
    ]
    assert len([row for row in rows if row]) >= 6 and len(titles) >= 5
    assert [said for said in (*rows, *titles) if chinese(said)] == []
    assert "differs in: period" in rows


@pytest.mark.parametrize("kind", list(exports.CHECKS))
def test_a_figure_check_is_exported_in_english(corpus: Corpus, kind: str) -> None:
    report = ClaimChecker.over(corpus).check(DRAFT)
    made = json.loads(exports.checked(report, kind, ENGLISH))
    assert made["name"] == f"Figures.{kind}"
    data = base64.b64decode(made["data"])
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            said = (
                parts.read("word/document.xml").decode() + parts.read("word/footnotes.xml").decode()
            )
        said = re.sub("<[^>]*>", "\n", said)
    else:
        said = data.decode("utf-8-sig")
    assert ("Kind,In the draft,Verdict" if kind == "csv" else "In all: Contradicted; ") in said
    assert "Contradicted, the source says “" in said
    assert not re.search("原文|总评|段落|不一致|口径|结论|第[0-9]+段", said.replace(DRAFT, ""))


@pytest.mark.parametrize("kind", exports.MATCHES)
def test_measures_are_exported_in_english(corpus: Corpus, folder: Path, kind: str) -> None:
    profile = profile_of("测试县的规上工业企业，设备投入600万元，想做技术改造", corpus, ON)
    found = match(corpus, profile, on=ON)
    made = json.loads(exports.matched(found, kind, corpus, folder, ENGLISH))
    assert made["name"] == {"ics": "Dates.ics"}.get(kind, f"Support.{kind}")
    data = base64.b64decode(made["data"])
    if kind == "ics":
        assert b"SUMMARY:Application: " in data or b"SUMMARY:Last day in force: " in data
        return
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            assert 'sheet name="Measures"' in book.read("xl/workbook.xml").decode()
            said = book.read("xl/worksheets/sheet1.xml").decode()
    else:
        said = data.decode("utf-8-sig")
    assert "Conditions met" in said and "all stated conditions met" in said
    assert "below the cap of 300万元" in said and "符合" not in said


def test_eligibility_says_why_in_english(corpus: Corpus) -> None:
    said = "测试县的规上工业企业，想做技术改造和参加展会，设备投入600万元"
    found = match(corpus, profile_of(said, corpus, ON), on=ON)
    noted = replace(
        found.measures[0], notes=("原文未载明申报条件", "另有2条除外情形需自查", "文件未载明有效期")
    )
    found = replace(found, measures=(noted, *found.measures[1:]))
    shown = read_html(matches.result(Matching(match=found), ENGLISH)).text()
    assert "below the cap of 300万元" in shown
    assert "Needstechnical renewal, trade fairs" in shown
    assert "not in force yet: in force from 2026-01-15" in shown
    assert "the source states no conditions of application; 2 more exclusions have to be" in shown
    assert [q for q in (ENGLISH.line(q.text) for q in found.questions) if chinese(q)] == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("江苏省有多少家实验室？", "The texts say nothing about 江苏省"),
        ("高龄津贴的电话是多少？", "The texts do not state the telephone number"),
        ("参加境外展会的企业有什么扶持？", "The cited texts do not state the time limit"),
    ],
)
def test_what_is_missing_is_said_in_english(corpus: Corpus, question: str, told: str) -> None:
    *_, last = handlers.respond(web.assistant(corpus)(Gone()), handlers.begin(question, ()))
    [missing] = read_html(conversation(last, ENGLISH)).all("ul", class_="missing")
    assert missing.text().startswith(told)


def test_a_source_that_has_ended_says_so_in_english() -> None:
    by = Link("d9", "新办法", "县政府", "2025-01-01", 0, 3, "废止")
    cited = citation(
        "补助2万元。", "补助2万元", document=info(standing=Standing("repealed", by=by))
    )
    notice = "[1] 所引《某县若干措施》：已废止（2025-01-01起由《新办法》废止）"
    said = answer(citations=(cited,), question="补助多少？", notices=(notice,))
    exchange = Exchange(
        number=1,
        question="补助多少？",
        citations=(cited,),
        answer=replace(said, floor_reason="模型的回答没有通过核验"),
    )
    shown = read_html(conversation([exchange], ENGLISH)).text()
    assert "[1] the cited “某县若干措施”: repealed (from 2025-01-01 by “新办法”)" in shown
    [standing] = read_html(evidence([exchange], ENGLISH)).all("p", class_="standing")
    assert standing.text() == "Repealed (from 2025-01-01 by “新办法”)"
    assert "Repealed (from 2025-01-01 by “新办法”): “补助2万元”" in copied(exchange, ENGLISH)
    assert "【已废止（2025-01-01起由《新办法》废止）】" in copied(exchange)


def test_errors_and_lines_of_files_are_english() -> None:
    failed = Exchange(number=1, question="？", error="问题是空的。请写一句要问的话")
    shown = read_html(conversation([failed], ENGLISH)).text()
    assert "The question is empty. Please write what you want to ask" in shown
    line = Line("a.pdf", "failed", "已加密，需要密码。请解除密码后再添加")
    shown = read_html(files.intake(Intake((line,)), ENGLISH)).text()
    assert "a.pdf: is encrypted and needs a password. Please remove its password" in shown


def test_what_is_folded_away_says_so_in_english() -> None:
    shown = read_html(paragraph("甲" * 5 * WHOLE, [Quote(0, 2, "t1-c1")], words=ENGLISH))
    [summary] = shown.all("summary")
    assert re.fullmatch(r"Show what follows \(\d+ characters\)", summary.text())
