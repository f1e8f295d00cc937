"""One file to one document: identity from its bytes, text that traces to the raw text, metadata."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from index.documents import load_document, to_document
from index.errors import ReadError
from index.reader import RawText
from index.readers.content import Doubt

TEXT = """---
title: 关于支持数字化转型的若干措施
issuer: 广东省科学技术厅
published: 2024-03-01
---
# 关于支持数字化转型的若干措施

一、对符合条件的企业，按投资额的12.5%给予补助。

二、本措施自2024年4月1日起施行，有效期2年。
"""


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_doubts_lie_on_the_same_characters_of_the_clean_text():
    text = (
        "(上接第4版)\n\n某县对设备投入五百万元以上的企业给予补助，最高不超过三百万\n\n"
        "元，由县工业和信息化局负责组织实施，所需资金由县财政安排解决。\n\n"
        "第二段说的是另一件事情，与上面一段没有任何关系，请大家分别阅读。\n"
    )
    at = text.index("百万\n")
    doubt = Doubt(start=at, end=at + 5, confidence=0.41234, note="看不清")
    gone = Doubt(start=0, end=3, confidence=0.2, note="看不清")
    raw = RawText(
        text=text, encoding="image", sha256="0" * 64, size=1, metadata={}, doubts=(doubt, gone)
    )
    document = to_document(raw, Path("a.png"))
    assert [document.text[d.start : d.end] for d in document.doubts] == ["百万", "元"]
    assert {d.confidence for d in document.doubts} == {0.412}


def test_a_document_is_its_file(tmp_path: Path):
    path = write(tmp_path, "a.md", TEXT)
    document = load_document(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.sha256 == digest
    assert document.id == "d" + digest[:12]
    assert document.source == str(path)
    assert document.raw == TEXT
    assert document.title == "关于支持数字化转型的若干措施"
    assert (document.issuer, document.region) == ("广东省科学技术厅", "广东省")
    assert (document.published, document.effective, document.expires) == (
        "2024-03-01",
        "2024-04-01",
        "2026-03-31",
    )
    assert "issuer" not in document.text
    for segment in document.segments:
        end = segment.raw_start + segment.end - segment.start
        assert document.text[segment.start : segment.end] == document.raw[segment.raw_start : end]


def test_the_id_depends_on_the_bytes_alone(tmp_path: Path):
    first = load_document(write(tmp_path, "a.md", TEXT))
    again = load_document(write(tmp_path, "b.txt", TEXT), source="别处/b.txt")
    other = load_document(write(tmp_path, "c.md", TEXT, encoding="gb18030"))
    assert first.id == again.id != other.id
    assert again.source == "别处/b.txt"
    assert first.text == other.text


def test_a_relative_path_stays_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, "a.md", TEXT)
    monkeypatch.chdir(tmp_path)
    assert load_document(Path("a.md")).source == "a.md"


def test_the_date_of_a_masthead_is_that_of_the_page(tmp_path: Path):
    text = "某某日报 2026年3月12日 星期四 A05 要闻\n\n请问今年有哪些安排，重点是什么？\n\n某局局长张三丰：主要有三项工作。\n"
    document = load_document(write(tmp_path, "一版.txt", text))
    assert document.published == "2026-03-12"
    assert "日报" not in document.text
    assert document.title == "一版"


def test_pages_begin_where_their_text_does(tmp_path: Path):
    text = "第一页的正文写到这里。\n- 1 -\n\f第二页的正文写到这里。\n- 2 -\n\f\n- 3 -\n\f第四页的正文写到这里。\n"
    document = load_document(write(tmp_path, "a.txt", text))
    assert len(document.pages) == 4
    starts = [document.text[at : at + 3] for at in document.pages]
    assert starts == ["第一页", "第二页", "第四页", "第四页"]


def test_a_file_of_metadata_only_is_refused(tmp_path: Path):
    path = write(tmp_path, "a.md", "---\ntitle: 只有元数据\n---\n")
    with pytest.raises(ReadError, match="没有正文"):
        load_document(path)


def test_loading_twice_gives_the_same(tmp_path: Path):
    path = write(tmp_path, "a.md", TEXT)
    assert load_document(path) == load_document(path)
