"""What happens on the pages: files on their way in, a draft, a profile refined, retrieval, history, charts, evaluation."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import IndexBusyError, IndexMissingError, ReadError, UsageError
from qa.claims import ClaimChecker, ClaimReport
from qa.match import Match, match, profile_of
from qa.match.sheet import SHEET, sheet
from tests import sample
from tests.make import citation, info
from tests.web import assistant
from ui.page import Exchange
from ui.work import exports, history
from ui.work.check import check, draft_of
from ui.work.errors import FAILED, told
from ui.work.evaluation import evaluate
from ui.work.files import Intake, Shelf
from ui.work.library import Library
from ui.work.match import Ask, answered, asks_of, given_of, run
from ui.work.search import search, spans
from ui.work.series import series_of
from ui.work.staging import SECONDS, Staging, harmless

ON = date(2025, 6, 1)
WHO = "编辑"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.build(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with sample.opened(folder) as opened:
        yield opened


# --- staging ---


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("通知.docx", "通知.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\通知.pdf", "通知.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ('<img src="x">.txt', "_img src=_x__.txt"),
        ("  .隐藏.md ", "隐藏.md"),
        ("长" * 300 + ".md", "长" * 79 + ".md"),
        ("半\ud800个.md", "半个.md"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert harmless(name) == kept


@pytest.mark.parametrize("name", ["", "..", "///", "\x00", "a.txt/"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ReadError):
        harmless(name)


def put(staging: Staging, name: str, data: bytes) -> str:
    path = staging.begin()
    path.write_bytes(data)
    return staging.keep(path, name)


def test_a_ticket_is_good_once_and_for_an_hour() -> None:
    now = [0.0]
    staging = Staging(lambda: now[0])
    first, second = put(staging, "a.txt", b"1"), put(staging, "b.txt", b"2")
    taken = staging.take(first)
    assert (taken.name, taken.size, taken.path.read_bytes()) == ("a.txt", 1, b"1")
    now[0] = SECONDS + 1
    for ticket in (first, second, "none", None, 7):
        with pytest.raises(UsageError, match="过期"):
            staging.take(ticket)
    staging.close()
    assert not taken.path.parent.exists()


# --- files ---


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[tuple[Shelf, Staging, Corpus]]:
    index = sample.build(tmp_path)
    staging = Staging()
    with sample.opened(index) as opened:
        yield Shelf(staging, Library(opened, index)), staging, opened
    staging.close()


def last(states: Iterator[Intake]) -> Intake:
    *_, state = states
    assert state.finished
    return state


def test_each_file_gets_a_line_and_a_bad_one_spoils_no_other(
    shelf: tuple[Shelf, Staging, Corpus],
) -> None:
    shelf_, staging, corpus = shelf
    tickets = [
        put(staging, "好.md", "# 新措施\n\n补助7万元。\n".encode()),
        put(staging, "坏.pdf", b"%PDF-1.4"),
        "no ticket",
    ]
    states = list(shelf_.take_in(tickets, WHO, replace=False))
    assert [line.outcome for line in states[0].lines] == ["waiting", "waiting", "failed"]
    assert [line.outcome for line in states[-1].lines] == ["done", "failed", "failed"]
    assert "新增" in states[-1].lines[0].said
    assert any("新措施" in d.title for d in corpus.documents())


def test_a_namesake_gets_a_number_or_takes_the_place(shelf: tuple[Shelf, Staging, Corpus]) -> None:
    shelf_, staging, corpus = shelf
    before = len(corpus.documents())
    last(
        shelf_.take_in(
            [put(staging, "通知.md", "# 一\n\n补助1万元。\n".encode())], WHO, replace=False
        )
    )
    both = last(
        shelf_.take_in(
            [put(staging, "通知.md", "# 二\n\n补助2万元。\n".encode())], WHO, replace=False
        )
    )
    assert both.lines[0].name == "通知 (2).md"
    assert len(corpus.documents()) == before + 2
    new = last(
        shelf_.take_in(
            [put(staging, "通知.md", "# 三\n\n补助3万元。\n".encode())], WHO, replace=True
        )
    )
    assert "替换" in new.lines[0].said
    assert len(corpus.documents()) == before + 2
    same = last(
        shelf_.take_in(
            [put(staging, "通知.md", "# 三\n\n补助3万元。\n".encode())], WHO, replace=False
        )
    )
    assert "未变" in same.lines[0].said


def test_a_document_is_read_again(shelf: tuple[Shelf, Staging, Corpus]) -> None:
    shelf_, staging, corpus = shelf
    last(
        shelf_.take_in(
            [put(staging, "通知.md", "# 一\n\n补助1万元。\n".encode())], WHO, replace=False
        )
    )
    made = next(d for d in corpus.documents() if d.source.endswith("通知.md"))
    assert "替换" in last(shelf_.read_again(made.id, WHO)).lines[0].said


def test_an_archive_has_one_line(shelf: tuple[Shelf, Staging, Corpus]) -> None:
    shelf_, staging, _ = shelf
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一.md", "# 甲\n\n补助1万元。\n")
        archive.writestr("二.md", "# 乙\n\n补助2万元。\n")
        archive.writestr("坏.pdf", "%PDF-1.4")
    tickets = [put(staging, "包.zip", packed.getvalue())]
    states = shelf_.take_in(tickets, WHO, replace=False)
    next(states)
    [line] = last(states).lines
    assert line.outcome == "done" and "新增 2" in line.said and "包.zip/坏.pdf" in line.said


def test_a_file_that_is_gone_is_not_read_again_and_not_lost(
    shelf: tuple[Shelf, Staging, Corpus],
) -> None:
    shelf_, _, corpus = shelf
    paper = corpus.documents()[0]
    corpus.path_of(paper.id).unlink()
    assert last(shelf_.read_again(paper.id, WHO)).lines[0].outcome == "failed"
    assert paper in corpus.documents()


# --- a draft ---


def test_a_check_says_how_far_it_is(corpus: Corpus) -> None:
    states = list(
        check(ClaimChecker.over(corpus), "全县已建成5家县实验室。服务外包执行额增长12.5%。")
    )
    assert [(s.done, s.total) for s in states[:-1]] == [(0, 2), (1, 2)]
    report = states[-1].report
    assert report is not None and [f.verdict for f in report.figures] == ["supported", "supported"]
    assert [s.working for s in states] == [True, True, False]


def test_an_empty_draft_and_a_failure_are_told_in_words(corpus: Corpus) -> None:
    [state] = check(ClaimChecker.over(corpus), " ")
    assert "空的" in state.error and "verify" not in state.error

    class Breaking:
        def stream(self, claim: str) -> Iterator[tuple[int, int] | ClaimReport]:
            yield 0, 1
            raise ZeroDivisionError("secret")

    *_, state = check(Breaking(), "1家")
    assert state.error == FAILED


def test_a_dropped_draft_is_read_and_deleted(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_text("全县5家。", encoding="utf-8")
    assert draft_of(path, "稿.txt").strip() == "全县5家。"
    path.write_bytes(b"PK")
    with pytest.raises(ReadError, match=r"稿\.docx"):
        draft_of(path, "稿.docx")
    path.write_bytes(b"MZ")
    with pytest.raises(ReadError, match="不是可以核对的稿件"):
        draft_of(path, "稿.exe")
    assert list(tmp_path.iterdir()) == []


def test_reports_are_exported_as_data_for_the_page(corpus: Corpus) -> None:
    *_, state = check(ClaimChecker.over(corpus), "全县已建成5家县实验室。")
    assert state.report is not None
    for kind in exports.CHECKS:
        made = json.loads(exports.checked(state.report, kind))
        assert made["name"] == f"数字核查.{kind}" and base64.b64decode(made["data"])


# --- an enterprise ---


def matched(corpus: Corpus, given: object) -> Match:
    return match(corpus, profile_of(given, corpus, ON), on=ON)  # type: ignore[arg-type]


def test_the_answer_to_a_question_back_decides_it(corpus: Corpus) -> None:
    text = "测试县的规上工业企业，想做技术改造"
    first = matched(corpus, given_of(text, "", {}))
    asks = asks_of(first.questions)
    assert any(ask.name == "设备投资" and ask.kind == "words" for ask in asks)
    added = answered("", asks, ["600万元" if ask.name == "设备投资" else None for ask in asks])
    second = matched(corpus, given_of(text, added, {}))
    states = {j.condition.span.text: j.state for j in second.measures[0].conditions}
    assert states["设备投入500万元以上"] == "met"
    assert second.measures[0].estimate is not None


@pytest.mark.parametrize(
    ("ask", "reply", "said"),
    [
        (Ask("是否已取得高新技术企业？", "高新技术企业", "choice"), "是", "具有高新技术企业"),
        (Ask("是否已取得高新技术企业？", "高新技术企业", "choice"), "否", "没有高新技术企业"),
        (Ask("是否为规上？", "规上", "choice"), "否", "不是规上企业"),
        (Ask("企业注册在哪个市、县（区）？", "地区", "words"), "东莞市", "位于东莞市"),
        (Ask("主要从事哪个行业？", "行业", "words"), "箱包", "从事箱包"),
        (Ask("是否符合“某某”？", "某某", "note"), "是", ""),
        (Ask("是否从事电商？", "从事电商", "choice"), None, ""),
    ],
)
def test_a_reply_reads_as_an_enterprise_would_say_it(
    ask: Ask, reply: str | None, said: str
) -> None:
    assert answered("", [ask], [reply]) == said


def test_the_form_alone_is_a_profile(corpus: Corpus) -> None:
    form = {
        "region": "测试县",
        "revenue": 3000.0,
        "staff": 80.0,
        "titles": [],
        "needs": ["参加展会"],
    }
    given = given_of("", "", form)
    assert given == {
        "region": "测试县",
        "revenue": "3000万元",
        "staff": 80,
        "needs": ["参加展会"],
        "text": "",
    }
    assert matched(corpus, given).found


def test_a_match_is_run_and_its_errors_told(corpus: Corpus) -> None:
    def refuse(given: object) -> Match:
        raise UsageError("企业情况是空的", "请写一句话")

    assert [s.error for s in run(refuse, "")] == ["", "企业情况是空的。请写一句话"]
    states = list(run(lambda given: matched(corpus, given), "测试县的企业，想参加展会"))
    assert [s.working for s in states] == [True, False]


def test_matches_are_exported(corpus: Corpus, folder: Path) -> None:
    found = matched(corpus, "测试县的规上工业企业，设备投入600万元，想做技术改造")
    rows = sheet(found)
    assert len(rows) == len(found.measures) and all(len(row) == len(SHEET) for row in rows)
    assert rows[0][1] == "所载条件均符合" and "设备投入500万元以上" in rows[0][6]
    for kind in exports.MATCHES:
        made = json.loads(exports.matched(found, kind, corpus, folder))
        assert base64.b64decode(made["data"])
    assert b"BEGIN:VCALENDAR" in base64.b64decode(
        json.loads(exports.matched(found, "ics", corpus, folder))["data"]
    )


# --- retrieval ---


def test_a_search_gives_hits_and_times(corpus: Corpus) -> None:
    found = search(corpus, "境外展会", 3)
    assert len(found.hits) == 3 and not found.error
    assert set(found.laps) == {"embed", "wait", "dense", "lexical", "fuse", "total"}
    assert found.laps["total"] >= found.laps["embed"] >= 0


@pytest.mark.parametrize(("query", "error"), [(" \x00", "空的"), ("长" * 1001, "超过")])
def test_a_search_for_nothing_or_too_much_is_told(corpus: Corpus, query: str, error: str) -> None:
    assert error in search(corpus, query, 3).error


def test_words_found_are_marked_where_they_stand() -> None:
    assert spans("跨境电商和电商", ("跨境", "境电", "电商")) == [(0, 4), (5, 7)]
    assert spans("无", ("有",)) == []


# --- history ---


def exchange(corpus: Corpus, question: str, number: int = 1) -> Exchange:
    made = assistant(corpus)(lambda: False)
    *_, event = made.stream(question)
    done = event.answer  # type: ignore[union-attr]
    return Exchange(
        number=number,
        question=question,
        statements=done.statements,
        citations=done.citations,
        answer=done,
    )


def test_what_is_kept_comes_back_with_the_same_citations(corpus: Corpus) -> None:
    told = exchange(corpus, "全县建成多少家县实验室？")
    assert told.statements
    rows = json.loads(json.dumps(history.kept([told])))
    [back] = history.restored(rows, corpus)
    assert back.kept and back.question == told.question
    assert [s.text for s in back.statements] == [s.text for s in told.statements]
    assert [(c.document, c.start, c.end, c.quote, c.text) for c in back.citations] == [
        (c.document, c.start, c.end, c.quote, c.text) for c in told.citations
    ]
    assert TEXT_OF_SOURCE not in json.dumps(rows, ensure_ascii=False)


TEXT_OF_SOURCE = "2025年新认定高新技术企业48家"


def test_a_source_that_has_gone_takes_its_sentence_with_it(corpus: Corpus) -> None:
    rows = history.kept([exchange(corpus, "全县建成多少家县实验室？")])
    rows[0]["from"][0][0] = "d000000000000"
    [back] = history.restored(rows, corpus)
    assert back.statements == () and back.answer is not None
    assert history.CHANGED in back.answer.missing


@pytest.mark.parametrize(
    "rows",
    [None, 7, "x", [None], [{}], [{"q": 1, "r": "", "g": "", "said": [], "from": [], "not": []}],
     [{"q": "", "r": "", "g": "", "said": [], "from": [["d", "a", "b", 1]], "not": []}],
     [{"q": "", "r": "", "g": "", "said": [[1, [1]]], "from": [], "not": []}]],
)  # fmt: skip
def test_rubbish_from_a_browser_is_left_out(corpus: Corpus, rows: object) -> None:
    for made in history.restored(rows, corpus):
        assert made.citations == () and made.statements == ()


def test_only_so_much_is_kept(corpus: Corpus) -> None:
    told = exchange(corpus, "全县建成多少家县实验室？")
    many = [replace(told, number=n) for n in range(200)]
    rows = history.kept(many)
    assert 0 < len(rows) <= history.MOST
    assert len(json.dumps(rows, ensure_ascii=False)) < 2 * history.LARGEST
    assert history.kept([Exchange(number=1, question="停", stopped=True)]) == []


# --- charts ---


def test_figures_of_one_kind_over_years_are_a_series() -> None:
    text = "2022年全县工业增加值80亿元，2023年全县工业增加值95亿元，2024年全县工业增加值110亿元。"
    [series] = series_of([citation(text, text)])
    assert [(p.year, p.printed) for p in series.points] == [
        (2022, "80亿元"),
        (2023, "95亿元"),
        (2024, "110亿元"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023年全县工业增加值95亿元，2024年全县工业增加值110亿元。",
        "2022年工业增加值80亿元，2023年农业增加值95亿元，2024年商业增加值110亿元。",
        "2022年工业增加值80亿元，2023年工业增加值增长9%，2024年工业增加值110亿元。",
        "2022年工业增加值80亿元，2022年工业增加值81亿元，2023年工业增加值95亿元，2024年工业增加值110亿元。",
    ],
)
def test_what_does_not_belong_together_is_no_series(text: str) -> None:
    assert series_of([citation(text, text)]) == []


def test_last_year_is_counted_from_the_document() -> None:
    cited = [
        citation(
            f"去年全县工业增加值{n}亿元。",
            f"去年全县工业增加值{n}亿元",
            k,
            document=info(id=f"d{k}", published=f"{year}-01-20"),
        )
        for k, (year, n) in enumerate(((2023, 80), (2024, 95), (2025, 110)), 1)
    ]
    assert [p.year for p in series_of(cited)[0].points] == [2022, 2023, 2024]


# --- evaluation ---


def test_a_question_file_is_scored_as_it_goes(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "题.jsonl"
    rows = [
        {"id": "1", "question": "全县建成多少家县实验室？", "must": ["5家"]},
        {"id": "2", "question": "全县建成多少家县实验室？", "must": ["6家"]},
    ]
    path.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    states = list(evaluate(assistant(corpus)(lambda: False), path))
    assert [(len(s.scores), s.total) for s in states] == [(0, 0), (1, 2), (2, 2), (2, 2)]
    assert [s.right for s in states[-1].scores] == [True, False] and states[-1].finished
    path.write_text("不是 JSON", encoding="utf-8")
    *_, state = evaluate(assistant(corpus)(lambda: False), path)
    assert "第 1 行" in state.error and str(tmp_path) not in state.error


def test_remedies_are_those_of_the_page() -> None:
    assert "“文件”页" in told(IndexMissingError("索引是空的", "请先用 python -m qa add 收录文件"))
    assert told(UsageError("问题太长", "请缩短")) == "问题太长。请缩短"
    assert "python" not in told(IndexBusyError("正忙", "python -m qa"))
