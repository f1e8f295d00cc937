"""What happens on the pages: a draft checked, a profile refined, exports, retrieval, evaluation."""

from __future__ import annotations

import base64
import json
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
from tests.web import assistant
from ui.desk import Gone
from ui.words import ENGLISH
from ui.work import exports
from ui.work.check import check, day_given, draft_of
from ui.work.errors import FAILED, told
from ui.work.evaluation import evaluate
from ui.work.match import Ask, answered, asks_of, given_of, run
from ui.work.search import search, spans

ON = date(2025, 6, 1)
WHO = "编辑"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.build(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    with sample.opened(folder) as opened:
        yield opened


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
        def stream(
            self, claim: str, day: date | None = None
        ) -> Iterator[tuple[int, int] | ClaimReport]:
            yield 0, 1
            raise ZeroDivisionError("secret")

    *_, state = check(Breaking(), "1家")
    assert state.error == FAILED


@pytest.mark.parametrize(
    ("typed", "day"),
    [("", None), ("  ", None), ("2026-03-05", date(2026, 3, 5)), ("2026年3月5日", date(2026, 3, 5)),
     (" ２０２６/3/5 ", date(2026, 3, 5)), ("二〇二六年三月五日", date(2026, 3, 5))],
)  # fmt: skip
def test_the_day_of_a_draft_may_be_given(typed: str, day: date | None) -> None:
    assert day_given(typed) == day


@pytest.mark.parametrize("typed", ["昨天", "2026-02-30", "2026", "2026-03-05 到 2026-03-06", "5/3"])
def test_what_is_no_day_is_told_in_one_line(typed: str) -> None:
    with pytest.raises(UsageError, match="不是 2026-03-05 这样的日期") as caught:
        day_given(typed)
    assert "\n" not in str(caught.value)
    said = ENGLISH.line(str(caught.value))
    assert "is no day like" in said and "leave it empty" in said


def test_last_year_is_counted_from_the_day_of_the_draft() -> None:
    days: list[date | None] = []

    class Noting:
        def stream(
            self, claim: str, day: date | None = None
        ) -> Iterator[tuple[int, int] | ClaimReport]:
            days.append(day)
            yield 0, 1

    list(check(Noting(), "去年1家", date(2026, 3, 5)))
    list(check(Noting(), "去年1家"))
    assert days == [date(2026, 3, 5), None]


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
        "revenue": "3000",
        "staff": "80",
        "founded": "",
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


@pytest.mark.parametrize(
    ("field", "typed", "given"),
    [
        ("revenue", "3,000", "3000万元"),
        ("revenue", "３０００.5", "3000.5万元"),
        ("revenue", "3亿元", "3亿元"),
        ("revenue", "0", "0万元"),
        ("staff", "1 200", 1200),
        ("staff", "约80人", "约80人"),
        ("founded", "2019", 2019),
        ("founded", "2019年5月", "2019年5月"),
    ],
)
def test_a_figure_of_the_form_is_in_the_unit_of_its_label_or_in_its_own(
    field: str, typed: str, given: object
) -> None:
    assert given_of("", "", {field: typed}) == {field: given, "text": ""}


@pytest.mark.parametrize("nothing", ["", " ", None])
def test_a_field_that_nobody_filled_in_says_nothing(nothing: str | None) -> None:
    empty = {"revenue": nothing, "staff": nothing, "founded": nothing, "titles": [], "region": ""}
    assert given_of("测试县的企业，80人", "", empty) == "测试县的企业，80人"


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
    # A calendar without an entry is none.
    assert exports.matched(replace(found, measures=()), "ics", corpus, folder) == ""


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
    states = list(evaluate(assistant(corpus)(Gone()), path))
    assert [(len(s.scores), s.total) for s in states] == [(0, 0), (1, 2), (2, 2), (2, 2)]
    assert [s.right for s in states[-1].scores] == [True, False] and states[-1].finished
    path.write_text("不是 JSON", encoding="utf-8")
    *_, state = evaluate(assistant(corpus)(Gone()), path)
    assert "第 1 行" in state.error and str(tmp_path) not in state.error


def test_remedies_are_those_of_the_page() -> None:
    assert "“文件”页" in told(IndexMissingError("索引是空的", "请先用 python -m qa add 收录文件"))
    assert told(UsageError("问题太长", "请缩短")) == "问题太长。请缩短"
    assert "python" not in told(IndexBusyError("正忙", "python -m qa"))
    gone = UsageError("索引里没有文件 'd1'", "请用 python -m qa list 查看")
    assert told(gone) == "这份文件已经不在了，可能刚被删除"
