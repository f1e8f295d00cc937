"""A document tells its number, its issuer, its dates and whether it holds, each from the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.scope import Scope
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.types import Answer
from tests.fakes import NearEmbedder

NEW = """样本县人民政府关于支持旅游业发展的若干意见

样政发〔2024〕12号

各乡镇人民政府：

一、对新建民宿的，每家奖励2万元。

二、本意见自2024年3月1日起施行，有效期至2030年12月31日。《样本县旅游补助办法》同时废止。

样本县人民政府

2024年2月20日
"""
OLD = """---
title: 样本县旅游补助办法
region: 样本县
issuer: 样本县人民政府
published: 2020-01-05
---

一、对新建民宿的，每家奖励1万元。

二、本办法自2020年2月1日起施行。
"""
OTHER = """样本县教育局关于做好开学工作的通知

样教〔2024〕3号

各学校：

请于9月1日前做好准备。

样本县教育局

2024年8月10日
"""


LASTING = """样本县关于支持商贸企业的若干措施

一、对减免租金的市场，每家奖励3万元。

二、上述条款除国、省另有规定外，执行期限自发布之日起3个月止。
"""


NAMED_BY_PLACE = """铁岭市支持实体经济的若干措施

一、对承租国有用房的企业，免收房租1个月。

二、本措施执行期限至疫情解除。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("facts")
    for name, text in (
        ("new.txt", NEW),
        ("old.md", OLD),
        ("other.txt", OTHER),
        ("lasting.txt", LASTING),
        ("place.txt", NAMED_BY_PLACE),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add(
            [
                folder / name
                for name in ("new.txt", "old.md", "other.txt", "lasting.txt", "place.txt")
            ]
        )
        yield corpus.within(Scope(day=date(2026, 1, 1), ended=True))


def ask(corpus: Corpus, question: str) -> Answer:
    answer = Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(question)
    for citation in answer.citations:
        text = corpus.document(citation.document.id).text
        assert text[citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("样本县支持旅游业发展的意见文号是什么？", "样政发〔2024〕12号"),
        ("样本县支持旅游业发展的意见是什么时候印发的？", "2024年2月20日"),
        ("样政发〔2024〕12号是关于什么的？", "关于支持旅游业发展的若干意见"),
        ("样政发〔2024〕12号文件是谁发的？", "样本县人民政府"),
        ("样本县支持旅游业发展的意见什么时候施行？", "自2024年3月1日起施行"),
        ("样本县支持旅游业发展的意见有效期到什么时候？", "有效期至2030年12月31日"),
        ("做好开学工作的通知是哪年发的？", "2024年8月10日"),
    ],
)
def test_a_fact_is_quoted_from_the_document(corpus: Corpus, question: str, said: str) -> None:
    answer = ask(corpus, question)
    assert answer.status == "answered" and answer.confidence == 1.0
    assert said in answer.statements[0].text and answer.statements[0].citations


def test_what_was_repealed_is_told_by_what_repeals_it(corpus: Corpus) -> None:
    answer = ask(corpus, "《样本县旅游补助办法》现在还有效吗？")
    assert "《样本县旅游补助办法》同时废止" in answer.statements[0].text
    assert any("《样本县旅游补助办法》：已废止" in note for note in answer.notices)


def test_a_term_without_a_day_is_told_as_it_stands(corpus: Corpus) -> None:
    for question in (
        "样本县支持商贸企业的措施还能享受吗？",
        "样本县商贸企业的奖励现在还能申请吗？",
    ):
        answer = ask(corpus, question)
        assert "执行期限自发布之日起3个月止" in answer.statements[0].text


def test_a_policy_is_known_by_its_place_and_what_it_gives(corpus: Corpus) -> None:
    answer = ask(corpus, "铁岭免收房租的政策现在还执行吗？")
    assert "执行期限至疫情解除" in answer.statements[0].text


def test_what_is_in_force_is_said_to_be(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县支持旅游业发展的意见还有效吗？")
    assert "有效期至2030年12月31日" in answer.statements[0].text
    assert any("现行有效" in note and "2030-12-31到期" in note for note in answer.notices)


def test_what_only_the_head_of_the_file_says_is_told_and_not_cited(corpus: Corpus) -> None:
    answer = ask(corpus, "《样本县旅游补助办法》是什么时候发布的？")
    assert answer.status == "not_found" and answer.citations == ()
    assert "文件属性所载为：2020-01-05" in answer.missing[0]


def test_a_document_that_is_not_there_is_not_another_one(corpus: Corpus) -> None:
    answer = ask(corpus, "《邻水县旅游补助办法实施细则》的文号是什么？")
    assert answer.status == "not_found" and not any("样政发" in s.text for s in answer.statements)
    assert ask(corpus, "样政发〔2024〕13号是什么时候印发的？").status == "not_found"


def test_without_a_word_of_which_document_none_is_guessed(corpus: Corpus) -> None:
    assert not any("〔2024〕" in s.text for s in ask(corpus, "这个文件的文号是什么？").statements)


def test_the_documents_on_a_matter_are_listed_by_what_they_say_of_it(corpus: Corpus) -> None:
    answer = ask(corpus, "哪些文件提到了新建民宿？")
    assert [s.text for s in answer.statements] == [
        "一、对新建民宿的，每家奖励2万元。",
        "一、对新建民宿的，每家奖励1万元。",
    ]
    assert len({c.document.id for c in answer.citations}) == 2


def test_a_matter_that_no_document_speaks_of_is_none_of_theirs(corpus: Corpus) -> None:
    answer = ask(corpus, "有没有关于海水淡化的文件？")
    assert answer.status == "not_found" and answer.missing[0] == "材料中没有说到“海水淡化”的文件"


def test_another_number_is_another_document(corpus: Corpus) -> None:
    answer = ask(corpus, "根据样政办发〔2024〕12号，新建民宿奖励多少？")
    assert answer.status == "not_found" and answer.missing[0] == "材料中没有样政办发〔2024〕12号"
    answer = ask(corpus, "根据样政发〔2024〕12号，新建民宿奖励多少？")
    assert "2万元" in answer.statements[0].text


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("《样本县与邻县渔港协定》有效期二十年，期满自动延长。", True),
        ("原《样本县与邻县渔港协定》有效期二十年，已经届满。", False),
        ("《邻县灯塔协定》有效期二十年，期满自动延长。", False),
    ],
)
def test_a_text_that_calls_itself_by_its_title_tells_its_own_term(
    tmp_path: Path, term: str, told: bool
) -> None:
    path = tmp_path / "port.txt"
    path.write_text(f"样本县与邻县渔港协定\n\n一、双方共用渔港。\n\n{term}\n", encoding="utf-8")
    with Corpus.open(tmp_path / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([path])
        answer = ask(corpus, "《样本县与邻县渔港协定》有效期是多长时间？")
    assert (answer.status == "answered") is told
