"""Score a question file: is the answer right, does it cite the right paragraph, is what cannot be answered refused.

A line holds `id`, `question`, `must` (regexes that the answer must match), `must_not`, `quote` or `any_quote`
(a string that a cited paragraph must hold), `speaker`, `unanswerable`, and `history` for follow-ups.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UsageError
from index.fold import fold
from qa.pipeline import Assistant
from qa.questions import Row, read_rows
from qa.types import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The judgement of one answer. `right` needs the figure or words, the citation and the speaker to be right."""

    id: str
    type: str
    unanswerable: bool
    right: bool
    answered: bool
    cited: bool
    reasons: tuple[str, ...]
    answer: Answer


def load(path: Path) -> list[Row]:
    """Return the questions of a JSON Lines file; all must be right, because a total over some would mislead.

    Raises:
        UsageError: the file cannot be read, holds no question, or a line is not a question with valid patterns.
    """
    rows = list(read_rows(path))
    if not rows:
        raise UsageError(
            f"问题文件 {str(path)!r} 里没有问题", "每行应是一个有 id 和 question 的 JSON 对象"
        )
    for row in rows:
        error = row.error or _wrong_expectation(row)
        if error is not None:
            raise UsageError(f"{path.name} {error.message}", error.remedy) from error
    return rows


def _wrong_expectation(row: Row) -> UsageError | None:
    for field in ("must", "must_not", "any_quote"):
        patterns = row.values.get(field) or []
        if not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
            return UsageError(f"第 {row.line} 行的 {field} 不是字符串列表", "请改正后再试")
        for pattern in patterns if field != "any_quote" else ():
            try:
                re.compile(fold_pattern(pattern))
            except re.error as error:
                return UsageError(
                    f"第 {row.line} 行的 {field} 中 {pattern!r} 不是正则表达式（{error}）",
                    "请改正后再试",
                )
    return None


def evaluate(assistant: Assistant, questions: Iterable[Row]) -> Iterator[Score]:
    """Ask every question and yield its score."""
    for row in questions:
        yield score(row.values, assistant.ask(row.question, row.history))


def score(row: Mapping[str, Any], answer: Answer) -> Score:
    """Judge one answer against what its question expects."""
    text = fold("\n".join(s.text for s in answer.statements))
    answered = answer.status != "not_found"
    reasons: list[str] = []
    cited = True
    if row.get("unanswerable"):
        if answered:
            reasons.append("应拒答而作答")
    else:
        if not answered:
            reasons.append("应作答而拒答")
        reasons += [
            f"缺 {p}"
            for p in row.get("must") or ()
            if answered and not re.search(fold_pattern(p), text)
        ]
        reasons += [
            f"不该有 {p}" for p in row.get("must_not") or () if re.search(fold_pattern(p), text)
        ]
        cited = _cited(row, answer)
        if answered and not cited:
            reasons.append("引用的段落不对")
        speaker = row.get("speaker")
        if (
            answered
            and speaker
            and not any((c.speaker or "") == speaker or speaker in text for c in answer.citations)
        ):
            reasons.append(f"讲话人不是 {speaker}")
    return Score(
        id=str(row.get("id", "")),
        type=str(row.get("type", "")),
        unanswerable=bool(row.get("unanswerable")),
        right=not reasons,
        answered=answered,
        cited=cited,
        reasons=tuple(reasons),
        answer=answer,
    )


def fold_pattern(pattern: str) -> str:
    """Fold the literal characters of a regex like the text; the classes \\d, \\s, \\b keep their case."""
    return re.sub(
        r"\\?.", lambda m: m.group(0) if m.group(0).startswith("\\") else fold(m.group(0)), pattern
    )


def _cited(row: Mapping[str, Any], answer: Answer) -> bool:
    wanted = [q for q in (row.get("any_quote") or [row.get("quote")]) if q]
    paragraphs = ["".join(fold(c.text).split()) for c in answer.citations]
    return not wanted or any("".join(fold(q).split()) in p for q in wanted for p in paragraphs)


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Return the totals: share right, cited, refused, by type, and the seconds an answer took."""
    asked = [s for s in scores if not s.unanswerable]
    refused = [s for s in scores if s.unanswerable]
    seconds = sorted(s.answer.timings_ms.get("total", 0.0) / 1000 for s in scores)
    by_type = Counter(s.type for s in scores)
    return {
        "questions": len(scores),
        "right": sum(s.right for s in scores),
        "answerable": len(asked),
        "answerable_right": sum(s.right for s in asked),
        "cited": sum(s.cited and s.answered for s in asked),
        "unanswerable": len(refused),
        "refused": sum(s.right for s in refused),
        "false_refusals": sum(not s.answered for s in asked),
        "by_type": {
            t: [sum(s.right for s in scores if s.type == t), n] for t, n in sorted(by_type.items())
        },
        "generators": dict(Counter(s.answer.generator for s in scores)),
        "seconds_p50": round(statistics.median(seconds), 3) if seconds else 0.0,
        "seconds_p95": round(seconds[int(0.95 * (len(seconds) - 1))], 3) if seconds else 0.0,
    }
