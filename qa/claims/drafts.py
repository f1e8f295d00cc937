"""The draft to be checked, as plain text: from a file of any format that can be added, or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from index.errors import ReadError, UsageError
from index.reader import read_file

# What a draft on standard input may have, in bytes.
MOST = 32 * 1024 * 1024


def read_draft(path: Path) -> str:
    """Return the text of a draft; `-` is standard input.

    Raises:
        ReadError: the file cannot be read or its format is not known.
    """
    if str(path) == "-":
        return _standard_input()
    return read_file(path).text


def _standard_input() -> str:
    if sys.stdin is None:
        raise UsageError("标准输入是关闭的", "请给出要核对的文字或文件")
    data = sys.stdin.buffer.read(MOST + 1)
    if len(data) > MOST:
        raise ReadError("标准输入太长", "请分几次核对")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("标准输入不是 UTF-8 编码", "请转换编码，或用 --file 给出文件") from error
