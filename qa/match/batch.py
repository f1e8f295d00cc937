"""Profile files: one JSON object a line with an id and a profile (a text or a form); a bad line spoils no other."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One line: `profile` is a text or a mapping; with `error`, only `line` and `id` count."""

    line: int
    id: Any = None
    profile: Any = None
    error: str = ""


def read_profiles(path: Path) -> list[ProfileRow]:
    """Return the rows of a JSON Lines file (UTF-8, with or without BOM; `-` is standard input); blank lines are none.

    Raises:
        UsageError: the file cannot be read, or holds no line.
    """
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read() if sys.stdin else b""
        else:
            data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"企业情况文件 {str(path)!r} 无法读取（{error.strerror or error}）", "请检查路径和权限"
        ) from error
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    rows = [_row(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise UsageError(
            f"企业情况文件 {str(path)!r} 里没有内容", "每行应是一个有 id 和 profile 的 JSON 对象"
        )
    return rows


def _row(number: int, line: bytes) -> ProfileRow:
    try:
        values = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return ProfileRow(
            line=number, error=f"第 {number} 行不是 UTF-8 的 JSON。每行应是一个 JSON 对象"
        )
    if not isinstance(values, dict):
        return ProfileRow(
            line=number, error=f"第 {number} 行不是 JSON 对象。每行应有 id 和 profile"
        )
    if not isinstance(values.get("profile"), str | dict):
        return ProfileRow(
            line=number,
            id=values.get("id"),
            error=f"第 {number} 行没有 profile。它应是文字或一组“名称: 值”",
        )
    return ProfileRow(line=number, id=values.get("id"), profile=values["profile"])
