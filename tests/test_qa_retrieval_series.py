"""A question without a time is answered by the newest document of a series that answers it, one with a year by that year's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.types import DocumentInfo
from qa.pipeline import Assistant
from qa.question import analyse
from qa.question.dating import undated
from qa.reader.extractive import ExtractiveGenerator
from qa.retrieval.series import meant, members_of, of_recent_years, series_of
from tests.fakes import NearEmbedder
from tests.make import info

HARVEST = {2023: "512", 2024: "534", 2025: "561"}


def report(year: int) -> str:
    """The report of spring `year`: what the year before came to, and what is planned."""
    dam = "抗洪救灾投入资金3200万元，修复堤坝41处。" if year == 2023 else ""
    return (
        f"---\ntitle: {year}年安平县政府工作报告\npublished: {year}-02-20\nregion: 安平县\n---\n\n"
        f"一、上年工作。粮食总产量达到{HARVEST[year]}万吨，比上年增长{year - 2020}.1%。{dam}\n\n"
        f"二、今年安排。今年粮食总产量目标为{int(HARVEST[year]) + 40}万吨以上。\n"
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("reports")
    for year in HARVEST:
        (folder / f"{year}.md").write_text(report(year), encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder])
        yield Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("粮食总产量达到多少万吨？", "561万吨"),
        ("去年粮食总产量达到多少万吨？", "561万吨"),
        ("抗洪救灾投入资金多少？", "3200万元"),  # only an older one says
        ("2023年粮食总产量达到多少万吨？", "534万吨"),  # the report of 2024 looks back on it
        ("2022年粮食总产量达到多少万吨？", "512万吨"),
    ],
)
def test_the_newest_that_answers_and_the_year_that_is_asked(
    assistant: Assistant, question: str, figure: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert figure in answer.statements[0].text
    others = {f"{n}万吨" for n in HARVEST.values()} - {figure}
    assert not any(other in s.text for s in answer.statements for other in others)


def test_each_of_the_last_reports_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("近两年县政府工作报告定的粮食总产量目标分别是多少？")
    assert [s.text for s in answer.statements] == [
        f"今年粮食总产量目标为{int(HARVEST[year]) + 40}万吨以上。" for year in (2024, 2025)
    ]
    members = members_of(assistant.corpus.documents())
    assert of_recent_years("历年政府工作报告定的目标是多少？", members) == tuple(
        f"{year}年政府工作报告定的目标是多少？" for year in HARVEST
    )
    assert of_recent_years("2024年以来每年的粮食目标定多少？", members) == (
        "2024年粮食目标定多少？",
        "2025年粮食目标定多少？",
    )
    for other in ("近两年政府工作报告定了什么目标？", "村里养牛财政每年补多少？", ""):
        assert of_recent_years(other, members) == ()


def test_of_a_year_nobody_has_reported_on_only_the_target_is_known(assistant: Assistant) -> None:
    (statement,) = assistant.ask("2025年粮食总产量达到多少万吨？").statements
    assert "目标" in statement.text and "561" not in statement.text


def test_of_two_years_the_missing_one_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("2024年和2019年粮食总产量分别达到多少万吨？")
    assert answer.status == "partial"
    assert [s.text for s in answer.statements if "561万吨" in s.text]
    assert any("2019" in note for note in answer.missing)


def test_both_years_are_answered_from_two_documents(assistant: Assistant) -> None:
    answer = assistant.ask("2023年和2024年粮食总产量分别达到多少万吨？")
    assert answer.status == "answered" and answer.missing == ()
    assert {c.document.published for c in answer.citations} == {"2024-02-20", "2025-02-20"}


@pytest.mark.parametrize(
    ("question", "is_undated"),
    [
        ("粮食产量是多少？", True),
        ("去年粮食产量是多少？", True),
        ("2023年粮食产量是多少？", False),
        ("“十四五”期间粮食产量是多少？", False),
        ("历年粮食产量是多少？", False),
        ("哪一年粮食产量最高？", False),
    ],
)
def test_undated(question: str, *, is_undated: bool) -> None:
    assert undated(analyse(question)) is is_undated


def _info(title: str, published: str | None, region: str = "安平县") -> DocumentInfo:
    return info(title=title, published=published, region=region)


def test_a_series_is_one_name_of_one_region() -> None:
    first, second = (
        _info("2023年工作要点通知", "2023-01-01"),
        _info("2024年工作要点通知", "2024-01-01"),
    )
    assert series_of(first) == series_of(second) is not None
    assert series_of(_info("2024年工作要点通知", "2024-01-01", "清河县")) != series_of(first)
    assert series_of(_info("工作要点通知", "2024-01-01")) is None
    assert series_of(_info("2024年工作要点通知", None)) is None
    members = members_of([second, first, _info("2024年养老办法通知", "2024-01-01")])
    assert list(members.values()) == [[first, second]]
    assert meant(analyse("要点有哪些？"), [first, second]) == [second]
    assert meant(analyse("2022年要点有哪些？"), [first, second]) == [first]


def test_so_much_each_year_is_no_question_of_each_report() -> None:
    reports = [
        info(
            id=f"r{year}",
            title=f"{year}年安平县政府工作报告",
            published=f"{year}-02-20",
            region="安平县",
        )
        for year in HARVEST
    ]
    members = members_of(reports)
    for asked in (
        "根据2024年政府工作报告，补助标准由每人每年120元提高到多少元？",
        "根据2024年政府工作报告，每年减轻农民负担多少万元？",
    ):
        assert of_recent_years(asked, members) == ()
    assert len(of_recent_years("每年政府工作报告的粮食产量分别是多少？", members)) == len(HARVEST)
