"""What somebody said as a whole: the points of one speech and of no other, and what he says will come next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from tests.fakes import NearEmbedder

PAGE = """雁北省今年怎样支持农机企业？

雁北省农业农村厅副厅长周晓梅：农机是粮食生产的根本。我们着重做好两个方面的工作。

一是补齐短板。今年新建维修站40个，培训机手2000人。

二是放开服务。支持社会化组织购机。

下一步，我们将把补贴范围扩大到丘陵小农机。

雁北省在物流方面做了什么？

雁北省交通运输厅厅长林国强：全省新开货运班线12条，通达90个乡镇。

班线每天发车两趟，运价下降一成。
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    with Corpus.open(tmp_path / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([path])
        yield Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))


def _told(assistant: Assistant, question: str) -> list[str]:
    return [statement.text for statement in assistant.ask(question).statements]


@pytest.mark.parametrize(
    "question",
    ["农业农村厅讲了什么？", "周晓梅说了哪些措施", "省农业农村厅副厅长周晓梅介绍了哪两个方面？"],
)
def test_the_points_of_a_speech(assistant: Assistant, question: str) -> None:
    told = _told(assistant, question)
    assert told[0].startswith("雁北省农业农村厅副厅长周晓梅表示，")
    assert "两个方面" in told[0]
    assert [line[:2] for line in told[1:3]] == ["一是", "二是"]
    assert "丘陵小农机" in told[3]
    assert "班线" not in "".join(told)


def test_a_speech_without_points_is_told_by_its_paragraphs(assistant: Assistant) -> None:
    assert _told(assistant, "林国强说了什么？") == [
        "雁北省交通运输厅厅长林国强表示，全省新开货运班线12条，通达90个乡镇。",
        "班线每天发车两趟，运价下降一成。",
    ]


@pytest.mark.parametrize("question", ["农业农村厅下一步有什么打算？", "周晓梅接下来怎么做"])
def test_what_comes_next_is_what_the_speaker_says_of_it(
    assistant: Assistant, question: str
) -> None:
    told = _told(assistant, question)
    assert len(told) == 1
    assert "我们将把补贴范围扩大到丘陵小农机" in told[0]


@pytest.mark.parametrize(
    "question", ["农业农村厅厅长讲了什么？", "卫生健康厅讲了什么？", "交通运输厅副厅长说了什么"]
)
def test_nobody_else_is_taken_for_the_speaker(assistant: Assistant, question: str) -> None:
    assert _told(assistant, question) == []
