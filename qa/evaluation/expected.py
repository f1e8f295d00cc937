"""What a line of a question file may expect of an answer; whatever is wrong is known before the first question is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.errors import UsageError
from index.fold import fold
from qa.answering.asking import clean
from qa.question_files import Row

_LISTS = ("must", "must_not", "any_quote", "answers")
_TEXTS = ("quote", "doc", "speaker", "type")


def wrong_expectation(row: Row) -> UsageError | None:
    """Return what is wrong with a row that is a question, None where nothing is."""
    try:
        clean(row.question)
    except UsageError as error:
        return UsageError(f"第 {row.line} 行：{error.message}", error.remedy)
    return next(_wrong(row.line, row.values), None)


def _wrong(line: int, values: Mapping[str, Any]) -> Iterator[UsageError]:
    for name in _TEXTS:
        if not isinstance(values.get(name) or "", str):
            yield UsageError(f"第 {line} 行的 {name} 不是字符串", "请改正后再试")
    if not isinstance(values.get("unanswerable") or False, bool):
        yield UsageError(f"第 {line} 行的 unanswerable 不是 true 或 false", "请改正后再试")
    for name in _LISTS:
        listed = values.get(name) or []
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            yield UsageError(f"第 {line} 行的 {name} 不是字符串列表", "请改正后再试")
        elif name in ("must", "must_not"):
            yield from _wrong_patterns(line, name, listed)
    golds = values.get("gold") or []
    if not isinstance(golds, list) or not all(map(_is_gold, golds)):
        yield UsageError(
            f"第 {line} 行的 gold 不合格式",
            '应是 [{"doc": "文件名", "quote": "段落中的话"}] 的形式',
        )


def _wrong_patterns(line: int, name: str, patterns: list[str]) -> Iterator[UsageError]:
    for pattern in patterns:
        try:
            re.compile(fold_pattern(pattern))
        except re.error as error:
            yield UsageError(
                f"第 {line} 行的 {name} 中 {pattern!r} 不是正则表达式（{error}）", "请改正后再试"
            )


def _is_gold(gold: object) -> bool:
    if not isinstance(gold, dict):
        return False
    place = gold.get("place") or [0, 1]
    texts = (gold.get(name) or "" for name in ("doc", "quote"))
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(place, list)
        and len(place) == 2
        and all(type(offset) is int for offset in place)
        and 0 <= place[0] < place[1]
    )


def fold_pattern(pattern: str) -> str:
    """Fold the literal characters of a regex like the text; the classes \\d, \\s, \\b keep their case."""
    return re.sub(r"\\?.", lambda m: _folded(m.group(0)), pattern)


def _folded(part: str) -> str:
    folded = part if part.startswith("\\") else fold(part)
    # （ folds to (, which as it stands would open a group.
    return folded if folded == part else re.escape(folded)
