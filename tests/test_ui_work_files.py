"""Files in transit and files taken in: harmless names, tickets good once, one line for each file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import ReadError, UsageError
from tests import sample
from ui.work.files import Intake, Shelf
from ui.work.library import Library
from ui.work.staging import SECONDS, Staging, harmless

WHO = "编辑"


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
