"""The parser of the command line and what turns its words into values; whatever is wrong is said in one Chinese line."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from index.errors import UsageError
from qa import config

MOST_HITS = 1000
# Longer values are cut in errors, which are one line.
_SHOWN = 60

# What argparse says -> what we say. The groups of a pattern fill the braces of its text in order.
_MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), text)
    for pattern, text in (
        (r"the following arguments are required: 命令", "没有写命令"),
        (r"the following arguments are required: (.+)", "缺少参数 {}"),
        (r"unrecognized arguments: (.+)", "不认识的参数 {}"),
        (
            r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
            "{} {} 不存在，可用的有 {}",
        ),
        (r"argument (.+?): expected one argument", "参数 {} 后面要有一个值"),
        (r"argument (.+?): expected at least one argument", "参数 {} 后面至少要有一个值"),
        (r"argument (.+?): expected (\d+) arguments?", "参数 {} 后面要有 {} 个值"),
        (r"argument (.+?): invalid int value: (.+)", "参数 {} 的值 {} 不是整数"),
        (r"argument (.+?): ignored explicit argument (.+)", "参数 {} 后面不能有值 {}"),
        (r"argument (.+?): not allowed with argument (.+)", "参数 {} 不能和 {} 同时使用"),
        (r"argument (.+?): (.+)", "参数 {} {}"),
    )
)


def explain(message: str) -> str:
    """Return in Chinese what argparse says in English; our own words inside it stay as they are."""
    for pattern, text in _MESSAGES:
        if match := pattern.fullmatch(message):
            return text.format(*(_cut(_listed(group)) for group in match.groups()))
    return message


def _listed(text: str) -> str:
    return text.replace("', '", "、").strip("'") if "', '" in text else text


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN * 3 else f"{text[:_SHOWN]}…"


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are a UsageError and whose help is Chinese; options are never guessed."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(**settings, allow_abbrev=False, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def error(self, message: str) -> NoReturn:
        remedy = f"{_meant(message)}用 {self.prog} --help 查看用法"
        if message.startswith("unrecognized arguments: -"):
            remedy += "；以 - 开头的文字请放在 -- 之后"
        raise UsageError(explain(message), remedy)


def _meant(message: str) -> str:
    """Return the command that was probably meant, as a question, or nothing."""
    found = re.fullmatch(r"argument 命令: invalid choice: '(.*?)' \(choose from (.+)\)", message)
    if not found:
        return ""
    import difflib

    close = difflib.get_close_matches(found[1], re.findall(r"\w+", found[2]), n=1)
    return f"是不是要用 {close[0]}？" if close else ""


def to_name(text: str) -> str:
    """Return a place or a body by its name, without white space."""
    name = "".join(to_text(text).split())
    if not name or len(name) > _SHOWN or not name.isprintable():
        raise argparse.ArgumentTypeError(f"的值 {_cut(text)!r} 不是名称")
    return name


def to_day(text: str) -> date:
    """Return a date written 2026-03-01."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"的值 {_cut(text)!r} 不是 2026-03-01 这样的日期"
        ) from None


def to_count(text: str) -> int:
    """Return a number from 1 to MOST_HITS."""
    value = int(text) if text.isdecimal() and len(text) <= 6 else 0
    if not 1 <= value <= MOST_HITS:
        raise argparse.ArgumentTypeError(f"的值 {_cut(text)!r} 不是 1 到 {MOST_HITS} 的整数")
    return value


def to_path(text: str) -> Path:
    """Return a path that is not empty."""
    # An empty path would mean the current folder, which nobody asked for: often it is an unset shell variable.
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("的路径是空的" if not text.strip() else "的路径含有空字符")
    return Path(text)


def to_setting(name: str, kind: Callable[[str], Any] = str) -> Callable[[str], Any]:
    """Return what converts the value of setting `name`, and refuses what the setting does."""

    def convert(text: str) -> Any:
        value = kind(text)
        if problem := config.problem(name, value):
            raise argparse.ArgumentTypeError(
                f"的值 {_cut(text)!r} {problem.what}，{problem.allowed}"
            )
        return value

    convert.__name__ = "int" if kind is int else name
    return convert


def to_text(text: str) -> str:
    """Return the argument as UTF-8 where the locale made something else of its bytes (LC_ALL=C, latin-1)."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower() in ("utf-8", "utf8") and text.isprintable():
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except (UnicodeError, ValueError):
        return text
