"""Which passages are read: the best, and more of the documents on the place that is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from index.corpus import Corpus
from index.types import Hit
from qa.answering.asking import Asking
from qa.question import analyse
from qa.retrieval.gathering import EVIDENCE, PLACED, _in_written_words
from tests.fakes import NearEmbedder

CITIES = [
    "杭州",
    "宁波",
    "南京",
    "苏州",
    "无锡",
    "武汉",
    "长沙",
    "成都",
    "西安",
    "郑州",
    "济南",
    "青岛",
    "厦门",
    "福州",
    "合肥",
    "南昌",
]
HIDDEN = "全省生产总值同比提升7.7%。"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("places")
    papers = folder / "papers"
    papers.mkdir()
    for city in CITIES:
        text = f"{city}上半年经济观察\n\n{city}上半年GDP增长了多少？增长了6.9%。\n"
        (papers / f"{city}.txt").write_text(text, encoding="utf-8")
    own = f"关于半年工作的通报\n\n吉林上半年GDP增长了多少？\n\n{HIDDEN}\n\n吉林省人民政府\n2023年7月20日\n"
    (papers / "吉林.txt").write_text(own, encoding="utf-8")
    opened = Corpus.open(folder / "index", NearEmbedder(), create=True)
    opened.add([papers])
    yield opened
    opened.close()


def texts(corpus: Corpus, question: str) -> list[str]:
    return [item.passage.text for item in Asking(corpus).ask(question).evidence]


def test_documents_on_the_place_asked_about_have_more_to_say(corpus: Corpus) -> None:
    found = texts(corpus, "吉林上半年GDP增长了多少？")
    assert any(HIDDEN in text for text in found)
    assert len(found) <= EVIDENCE + PLACED


def test_where_no_place_is_asked_about_the_best_are_enough(corpus: Corpus) -> None:
    found = texts(corpus, "上半年GDP增长了多少？")
    assert len(found) == EVIDENCE and not any(HIDDEN in text for text in found)


class Asked:
    """A corpus that remembers what it was asked, and finds nothing."""

    def __init__(self) -> None:
        self.queries: list[str] = []

    def search(self, query: str, most: int) -> list[Hit]:
        self.queries.append(query)
        return []


@pytest.mark.parametrize(
    ("question", "queries"),
    [
        ("夫妻俩能不能领养？", ["夫妻能不能收养?"]),
        ("夫妻能不能收养？", []),
        ("这东西谁买？", ["这货物谁购买?"]),
    ],
)
def test_what_is_said_otherwise_is_searched_as_it_is_written(
    question: str, queries: list[str]
) -> None:
    asked = Asked()
    assert _in_written_words(cast(Corpus, asked), analyse(question), []) == []
    assert asked.queries == queries


def test_what_a_year_came_to_is_looked_for_in_the_report_of_the_next(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for year in (2014, 2015):
        lines = [f"# {year}年青山县政府工作报告", f"- 日期: {year}-03-05", ""]
        named = year if year == 2014 else ""
        lines += [f"{named}总量第{n}项GDP增长多少的安排要做好第{n}件事。\n" for n in range(30)]
        lines += ["增速稳，生产总值达到63.6亿元，比上年提高7.4%。"] if year == 2015 else []
        (papers / f"{year}.md").write_text("\n".join(lines), encoding="utf-8")
    with Corpus.open(tmp_path / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([papers])
        evidence = Asking(corpus).ask("2014年GDP总量多少？").evidence
    assert any(item.document.title.startswith("2015") for item in evidence)
