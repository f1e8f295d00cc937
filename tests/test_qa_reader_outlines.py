"""What a document says as a whole is told by its headings, or by the points of those who speak in it."""

from __future__ import annotations

from pathlib import Path

from index.corpus import Corpus
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.types import Answer
from tests.fakes import NearEmbedder

RULES = """---
title: 云岭县渔业补助办法
---

为发展渔业，制定本办法。

一、补助对象

在本县登记的渔船。

二、补助标准

每艘补助3000元。

三、附则

本办法由县渔业局解释。
"""
TALKS = """云岭省今年怎样支持渔民？

云岭省农业农村厅副厅长周一帆：今年主要做两个方面的工作。

一是修复渔港。投资300万元。

二是培训渔民。培训500人。

云岭省怎样发放补助？

云岭省财政厅厅长林小川：补助资金已经到位。共3000万元。
"""


def ask(folder: Path, question: str, **files: str) -> Answer:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder])
        return Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(question)


def test_by_its_headings(tmp_path: Path) -> None:
    answer = ask(tmp_path, "云岭县渔业补助办法主要讲了什么？", rules=RULES, talks=TALKS)
    assert [s.text for s in answer.statements] == ["一、补助对象", "二、补助标准", "三、附则"]
    assert {c.document.title for c in answer.citations} == {"云岭县渔业补助办法"}


def test_by_what_each_speaker_says(tmp_path: Path) -> None:
    answer = ask(tmp_path, "请总结这篇报道的主要内容", talks=TALKS)
    told = [s.text for s in answer.statements]
    assert any("修复渔港" in text for text in told), told
    assert any("林小川" in text and "补助资金" in text for text in told), told


def test_of_several_the_one_must_be_named(tmp_path: Path) -> None:
    answer = ask(tmp_path, "这份文件讲了什么？", rules=RULES, talks=TALKS)
    assert answer.status == "not_found"
    assert answer.missing == ("问题没有写明是哪一份文件，材料里有 2 份",)


def test_many_parts_are_cut_and_it_is_said(tmp_path: Path) -> None:
    numbers = "一二三四五六七八九十"
    parts = [*numbers, *(f"十{n}" for n in numbers[:4])]
    text = "---\ntitle: 云岭县渔港规划\n---\n\n" + "\n\n".join(
        f"{n}、渔港第{i}段\n\n长{i}00米。" for i, n in enumerate(parts, 1)
    )
    answer = ask(tmp_path, "云岭县渔港规划的主要内容有哪些？", plan=text)
    assert len(answer.statements) == 12
    assert "《云岭县渔港规划》有 14 个部分，这里只列了 12 个" in answer.notices
