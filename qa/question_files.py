"""Question files: one JSON object a line, read so that a bad line spoils no other."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import UsageError
from qa.types import Turn

# A line longer than this is no question; reading on would only fill the memory.
MAX_LINE = 4_000_000
_TURN = {"question", "answer", "speakers", "documents"}
_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a question file; with `error`, what is wrong with it, and then only `line` and `id` count.

    `values` is the whole object, `history` the earlier turns of a follow-up, oldest first.
    """

    line: int
    id: Any = None
    question: str = ""
    history: tuple[Turn, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    error: UsageError | None = None


def read_rows(path: Path, field: str = "question") -> Iterator[Row]:
    """Yield the rows of a JSON Lines file (UTF-8, with or without BOM; `-` is standard input); blank lines are none.

    `field` is what holds the text that becomes `Row.question`.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        if str(path) == "-":
            if sys.stdin is None:
                raise UsageError("标准输入是关闭的", "请给出问题文件")
            yield from _rows(sys.stdin.buffer, field)
            return
        with path.open("rb") as file:
            yield from _rows(file, field)
    except OSError as error:
        raise UsageError(
            f"问题文件 {str(path)!r} 无法读取（{error.strerror or error}）", "请检查路径和权限"
        ) from error


def _rows(file: Any, field: str) -> Iterator[Row]:
    number = 0
    while data := file.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        if len(data) > MAX_LINE:
            while data and not data.endswith(b"\n"):
                data = file.readline(MAX_LINE)
            yield Row(line=number, error=_wrong(number, "太长", "每行应是一个 JSON 对象"))
        elif data.strip():
            yield _row(number, data, field)


def _row(number: int, data: bytes, field: str) -> Row:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        id_ = _id_in(data.decode("utf-8", "replace"))
        return Row(line=number, id=id_, error=_wrong(number, "不是 UTF-8 编码", "请另存为 UTF-8"))
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = f"不是 JSON（{getattr(error, 'msg', '嵌套太深')}）"
        return Row(
            line=number, id=_id_in(text), error=_wrong(number, why, "每行应是一个 JSON 对象")
        )
    return row_of(number, values, field)


def row_of(number: int, values: Any, field: str = "question") -> Row:
    """Return the row of one object; with what is wrong with it where it is no question."""
    if not isinstance(values, dict):
        return Row(line=number, error=_wrong(number, "不是 JSON 对象", f"每行应有 id 和 {field}"))
    id_ = values.get("id")
    if not isinstance(values.get(field), str):
        return Row(
            line=number, id=id_, error=_wrong(number, f"没有 {field}", f"每行应有 id 和 {field}")
        )
    history = _history(values.get("history"))
    if history is None:
        remedy = '应是 [{"question": "…", "answer": "…"}] 的形式，还可以有 speakers 和 documents'
        return Row(line=number, id=id_, error=_wrong(number, "的 history 不合格式", remedy))
    return Row(line=number, id=id_, question=values[field], history=history, values=values)


def _wrong(number: int, why: str, remedy: str) -> UsageError:
    return UsageError(f"第 {number} 行{'' if why.startswith('的') else ' '}{why}", remedy)


def _id_in(text: str) -> Any:
    """Return the id of a line that is not JSON, so that its error can be told apart; None when there is none."""
    found = _ID.search(text)
    try:
        return json.loads(found[1]) if found else None
    except ValueError:
        return None


def _history(value: object) -> tuple[Turn, ...] | None:
    if value is None:
        return ()
    if not isinstance(value, list):
        return None
    turns = [turn for each in value if (turn := _turn(each)) is not None]
    return tuple(turns) if len(turns) == len(value) else None


def _turn(value: object) -> Turn | None:
    """Return the turn as `/api/ask` takes it; None where a key is unknown or a value is of another kind."""
    if not isinstance(value, dict) or value.keys() - _TURN:
        return None
    question, answer = value.get("question"), value.get("answer", "")
    speakers, documents = value.get("speakers", []), value.get("documents", [])
    if not isinstance(question, str) or not isinstance(answer, str):
        return None
    for names in (speakers, documents):
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            return None
    return Turn(
        question=question, answer=answer, speakers=tuple(speakers), documents=tuple(documents)
    )
