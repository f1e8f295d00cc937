"""Results go to stdout through here, at once and whole, or an error says that they could not."""

from __future__ import annotations

import json
import sys
from typing import TextIO

from index.errors import StorageError
from index.printable import printable


def stdout() -> TextIO:
    """Return the standard output.

    Raises:
        StorageError: it was closed before the program started, so that a result would be lost without a word.
    """
    if sys.stdout is None:
        raise StorageError(
            "标准输出是关闭的，结果没有地方可写", "请打开标准输出，或把它重定向到文件"
        )
    return sys.stdout


def print_json(value: object, *, indent: int | None = None) -> None:
    """Write one JSON value, on one line unless indented."""
    print_text(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))


def print_text(text: str) -> None:
    """Write a text and the end of its line."""
    print(text, file=stdout(), flush=True)


def say(text: str) -> None:
    """Write one line to stderr: what is no result. A name in it can neither begin a line nor steer the terminal."""
    print(printable(text), file=sys.stderr, flush=True)
