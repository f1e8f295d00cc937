"""Score a question file: is the answer right, does it cite the right paragraph, is what cannot be answered refused.

A line holds `id`, `question`, `must` (regexes that the answer must match), `must_not`, `quote` or `any_quote`
(a string that a cited paragraph must hold), `speaker`, `unanswerable`, and `history` for follow-ups.
"""

from __future__ import annotations

import json
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
from qa.types import Answer, Turn


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


def load(path: Path) -> list[dict[str, Any]]:
    """Return the questions of a JSON Lines file.

    Raises:
        UsageError: the file is missing, or a line is not a JSON object with a question.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"问题文件 {str(path)!r} 读不出来：{error}", "请给出 UTF-8 编码的 .jsonl 文件") from error
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path.name} 第 {number} 行不是 JSON：{error}", "每行应是一个 JSON 对象") from error
        if not isinstance(row, dict) or not isinstance(row.get("question"), str):
            raise UsageError(f"{path.name} 第 {number} 行没有 question", "每行应有 id 和 question")
        questions.append(row)
    return questions


def evaluate(assistant: Assistant, questions: Iterable[Mapping[str, Any]]) -> Iterator[Score]:
    """Ask every question and yield its score."""
    for row in questions:
        history = [Turn(question=t["question"], answer=t["answer"]) for t in row.get("history") or ()]
        yield score(row, assistant.ask(row["question"], history))


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
        reasons += [f"缺 {p}" for p in row.get("must") or () if answered and not re.search(fold_pattern(p), text)]
        reasons += [f"不该有 {p}" for p in row.get("must_not") or () if re.search(fold_pattern(p), text)]
        cited = _cited(row, answer)
        if answered and not cited:
            reasons.append("引用的段落不对")
        speaker = row.get("speaker")
        if answered and speaker and not any((c.speaker or "") == speaker or speaker in text for c in answer.citations):
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
    return re.sub(r"\\?.", lambda m: m.group(0) if m.group(0).startswith("\\") else fold(m.group(0)), pattern)


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
        "by_type": {t: [sum(s.right for s in scores if s.type == t), n] for t, n in sorted(by_type.items())},
        "generators": dict(Counter(s.answer.generator for s in scores)),
        "seconds_p50": round(statistics.median(seconds), 3) if seconds else 0.0,
        "seconds_p95": round(seconds[int(0.95 * (len(seconds) - 1))], 3) if seconds else 0.0,
    }
