"""One of the points of a speech by its number, and whose proposal a letter answers: told from where they stand, without a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.corpus import Corpus
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.types import Turn
from tests.fakes import NearEmbedder

PAGE = """雁北省今年怎样推动农机和粮食融合？

雁北省农业农村厅副厅长周晓梅：我们着重推动农机和粮食融合。

一是补齐短板。今年新建维修站40个，培训机手2000人。

二是放开社会化服务的准入。支持社会化组织购机。

雁北省在货运物流方面做了什么？

雁北省交通运输厅厅长林国强：货运物流我们抓两点。

一是加密货运班线网络。通达90个乡镇。

二是压降货运物流的运价水平。
"""
LETTER = """# 雁北省人民政府办公厅对省人大第12号建议的答复

何大川等代表：

你们提出的关于开办乡村图书流动车的建议收悉，现答复如下：

乡村图书流动车已在三个县试行。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in (("page.txt", PAGE), ("letter.md", LETTER)):
        (folder / name).write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder / "page.txt", folder / "letter.md"])
        yield Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share))


def told(assistant: Assistant, question: str, *history: Turn) -> str:
    return "".join(s.text for s in assistant.ask(question, history).statements)


@pytest.mark.parametrize(
    ("question", "point"),
    [
        ("周晓梅讲农机和粮食融合，第一条是什么？", "一是补齐短板"),
        ("周晓梅讲农机和粮食融合，第二条是什么？", "二是放开社会化服务"),
        ("林国强说的货运物流第二点是什么？", "二是压降货运物流的运价"),
    ],
)
def test_the_point_of_the_number_is_told(assistant: Assistant, question: str, point: str) -> None:
    assert point in told(assistant, question)


def test_the_next_one_is_asked_for_by_its_number_alone(assistant: Assistant) -> None:
    first = Turn(question="周晓梅讲农机和粮食融合，第一条是什么？", answer="一是补齐短板。")
    assert "二是放开社会化服务" in told(assistant, "第二条呢", first)


def test_no_point_is_told_that_there_is_not(assistant: Assistant) -> None:
    assert "二是" not in told(assistant, "周晓梅讲农机和粮食融合，第五条是什么？")


def test_whose_proposal_a_letter_answers_is_told_by_its_salutation(assistant: Assistant) -> None:
    for question in (
        "开办乡村图书流动车的建议是谁提的？",
        "乡村图书流动车那条建议，回复的是哪位代表？",
    ):
        answer = assistant.ask(question)
        assert answer.status == "answered"
        assert "何大川等代表" in answer.statements[0].text
    assert "何大川" not in told(assistant, "开办农村电影院的建议是谁提的？")
