"""Question files: every line is one row, in order, and a bad one is told apart from the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from qa.question_files import MAX_LINE, read_rows
from qa.types import Turn


def rows(tmp_path: Path, data: bytes) -> list:
    path = tmp_path / "q.jsonl"
    path.write_bytes(data)
    return list(read_rows(path))


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    value = {
        "id": "a",
        "question": "那东莞呢？\u2028",
        "history": [
            {"question": "增长多少？", "answer": "一成。"},
            {"question": "还有呢", "documents": ["d"]},
            {"question": "谁说的", "answer": "厅长。", "speakers": ["省厅厅长李明"]},
        ],
        "must": ["\\d"],
    }
    data = json.dumps(value, ensure_ascii=False).encode()
    (row,) = rows(tmp_path, b"\xef\xbb\xbf\n  \r\n" + data + b"\r\n")
    assert (row.id, row.line, row.question, row.error) == ("a", 3, value["question"], None)
    assert row.history == (
        Turn(question="增长多少？", answer="一成。"),
        Turn(question="还有呢", answer="", documents=("d",)),
        Turn(question="谁说的", answer="厅长。", speakers=("省厅厅长李明",)),
    )
    assert row.values["must"] == ["\\d"]


@pytest.mark.parametrize(
    ("line", "id_", "part"),
    [
        (b"{", None, "JSON"),
        (b"[" * 100_000, None, "JSON"),
        (b'{"id": "x\\"y" "question"}', 'x"y', "JSON"),
        (b'{"id": 12, broken', 12, "JSON"),
        (b'["question"]', None, "对象"),
        (b"null", None, "对象"),
        (b'{"id": 1.5}', 1.5, "question"),
        (b'{"id": null, "question": ["x"]}', None, "question"),
        (b'{"id": "z", "question": "\xc3\x28"}', "z", "UTF-8"),
        ('{"id": "u", "question": "问"}'.encode("utf-16"), None, ""),
        (b'{"id": 1, "question": "q", "history": {}}', 1, "history"),
        (b'{"id": 1, "question": "q", "history": [{"question": 1}]}', 1, "history"),
        (
            b'{"id": 1, "question": "q", "history": [{"question": "a", "documents": 1}]}',
            1,
            "history",
        ),
        (b'{"id": 1, "question": "q", "history": [{"question": "a", "answer": 1}]}', 1, "history"),
        (b'{"id": 1, "question": "q", "history": [{"question": "a", "said": "b"}]}', 1, "history"),
        (
            b'{"id": 1, "question": "q", "history": [{"question": "a", "speakers": [1]}]}',
            1,
            "history",
        ),
        (b'{"id": 1, "question": "' + b"q" * MAX_LINE + b'"}', None, "太长"),
    ],
)
def test_a_bad_line_spoils_no_other(tmp_path: Path, line: bytes, id_: Any, part: str) -> None:
    good = '{"id": "good", "question": "县里有几家？"}'.encode()
    found = rows(tmp_path, good + b"\n" + line + b"\n" + good)
    assert [r.id for r in found if r.error is None] == ["good", "good"]
    bad = [r for r in found if r.error is not None]
    assert bad and bad[0].line == 2 and bad[0].id == id_ and part in str(bad[0].error)


@given(st.lists(st.binary(max_size=40).filter(lambda b: b"\n" not in b), max_size=6))
def test_any_bytes_give_a_row_for_each_line_that_is_not_blank(
    tmp_path_factory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("q") / "q.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = list(read_rows(path))
    if lines:
        lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
    assert len(found) == sum(bool(line.strip()) for line in lines)
    assert all(row.error is not None or row.question is not None for row in found)


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="无法读取"):
        list(read_rows(tmp_path / name))
