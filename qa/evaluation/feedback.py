"""Corrections by readers as evaluation cases: a line each, in the format that `qa eval` reads.

What a case expects follows from the correction: its figures, or its words where it has none.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import StorageError, UsageError
from index.fold import fold
from qa.figures import find_figures
from qa.types import Answer, Turn

# The kind of question that such a case is, in reports.
KIND = "feedback"
FILE = "feedback.jsonl"
LONGEST = 2000
LARGEST = 16 * 1024 * 1024
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a reader says against an answer: the right one, where it stands, or that the texts hold none."""

    right: str = ""
    quote: str = ""
    unanswerable: bool = False


def case(answer: Answer, correction: Correction, history: Sequence[Turn] = ()) -> dict[str, Any]:
    """Return the evaluation case.

    Raises:
        UsageError: the correction says nothing, or too much.
    """
    right, quote = correction.right.strip(), correction.quote.strip()
    if not (right or quote or correction.unanswerable):
        raise UsageError("更正是空的", "请写正确的回答、原文，或选“材料里没有答案”")
    if max(len(right), len(quote)) > LONGEST:
        raise UsageError(f"更正超过 {LONGEST} 字", "请只写正确的那一句")
    return {
        "id": f"fb-{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(4)}",
        "type": KIND,
        "question": answer.question,
        "history": [_turn(turn) for turn in history],
        "must": [] if correction.unanswerable else expected(right),
        "must_not": [],
        "quote": None if correction.unanswerable else quote or None,
        "unanswerable": correction.unanswerable,
        "note": right,
        "given": "".join(s.text for s in answer.statements),
        "generator": answer.generator,
    }


def _turn(turn: Turn) -> dict[str, Any]:
    kept = {"speakers": turn.speakers, "documents": turn.documents}
    cited = {name: list(values) for name, values in kept.items() if values}
    return {"question": turn.question, "answer": turn.answer, **cited}


def expected(right: str) -> list[str]:
    """Return the patterns that an answer as good as `right` matches: its figures, else all of it."""
    figures = [f for f in find_figures(right) if f.kind not in ("enumerator",) and not f.indefinite]
    if not figures:
        return [_literal(right.rstrip("。！？"))] if right else []
    patterns = []
    for figure in figures:
        start = "(?<![\\d.])" if _DIGITS.match(figure.text) else ""
        patterns.append(start + _literal(figure.text))
    return list(dict.fromkeys(patterns))


def _literal(text: str) -> str:
    """Return the pattern of a text; folded first, because a full-width bracket folds to one that means something."""
    return re.escape(fold(text))


class Feedback:
    """The file of corrections in an index folder. Lines are appended whole, also from several threads."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._guard = threading.Lock()

    def keep(self, made: dict[str, Any]) -> None:
        """Append the case.

        Raises:
            StorageError: it cannot be written, or the file is full.
        """
        line = json.dumps(made, ensure_ascii=False) + "\n"
        try:
            with self._guard, self.path.open("a", encoding="utf-8") as file:
                if file.tell() > LARGEST:
                    raise StorageError("反馈文件已满", "请管理员取走后清空")
                file.write(line)
        except OSError as error:
            raise StorageError("反馈没有保存", "请管理员检查磁盘空间和权限") from error

    def count(self) -> int:
        """Return how many cases there are."""
        try:
            with self._guard, self.path.open("rb") as file:
                return sum(1 for _ in file)
        except OSError:
            return 0
