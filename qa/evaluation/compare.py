"""Two runs over the same questions: which answers became right or wrong, and whether the difference is more than chance."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.errors import UsageError
from qa.evaluation.metrics import interval

Items = dict[str, dict[str, Any]]


def read_run(path: Path) -> Items:
    """Return the questions of a run written by `eval --json`, by id; of an id that stands twice the second by its number.

    Raises:
        UsageError: the file cannot be read or is not such a run.
    """
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        items: Items = {}
        for item in map(_item, run["items"]):
            name = str(item["id"] or item["question"])
            again = sum(key == name or key.startswith(f"{name}#") for key in items)
            items[f"{name}#{again + 1}" if again else name] = item
    except OSError as error:
        raise UsageError(
            f"评测结果 {str(path)!r} 无法读取（{error.strerror or error}）", "请检查路径和权限"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{str(path)!r} 不是评测结果", "请给出 eval --json 写出的文件") from error
    return items


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """Return what is compared of a question; what is missing or of another kind raises."""
    measures = {name: float(value) for name, value in item["measures"].items()}
    return {
        "id": item["id"],
        "question": str(item["question"]),
        "answer": str(item["answer"]),
        "reasons": [str(reason) for reason in item["reasons"]],
        "right": bool(item["right"]),
        "measures": measures | {"right": float(item["right"])},
    }


def compare(before: Items, after: Items) -> dict[str, Any]:
    """Return what changed from one run to the other, over the questions that both hold.

    A difference is given with the bounds of its paired 95 % interval: where these exclude 0 it is more than chance.

    Raises:
        UsageError: they share no question.
    """
    shared = [id_ for id_ in before if id_ in after]
    if not shared:
        raise UsageError("两份评测结果没有相同的题目", "请比较同一个问题文件的两次结果")
    pairs = [(before[id_], after[id_]) for id_ in shared]
    names = list(dict.fromkeys(name for _, new in pairs for name in new["measures"]))
    return {
        "questions": len(shared),
        "only_before": [id_ for id_ in before if id_ not in after],
        "only_after": [id_ for id_ in after if id_ not in before],
        "became_right": [_flip(a, b) for a, b in pairs if b["right"] and not a["right"]],
        "became_wrong": [_flip(a, b) for a, b in pairs if a["right"] and not b["right"]],
        "measures": {
            name: told
            for name in names
            if (told := _difference([(a["measures"], b["measures"]) for a, b in pairs], name))
        },
    }


def _flip(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": after["id"],
        "question": after["question"],
        "before": before["answer"],
        "after": after["answer"],
        "reasons": after["reasons"] or before["reasons"],
    }


def _difference(
    pairs: list[tuple[Mapping[str, float], Mapping[str, float]]], name: str
) -> dict[str, float] | None:
    both = [(a[name], b[name]) for a, b in pairs if name in a and name in b]
    if not both:
        return None
    low, high = interval([b - a for a, b in both])
    return {
        "before": round(statistics.fmean(a for a, _ in both), 4),
        "after": round(statistics.fmean(b for _, b in both), 4),
        "difference": round(statistics.fmean(b - a for a, b in both), 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "n": len(both),
    }


def comparison_text(result: Mapping[str, Any]) -> str:
    """Return a comparison as people read it."""
    lines = [
        f"共同的题目 {result['questions']} 道：变对 {len(result['became_right'])}，"
        f"变错 {len(result['became_wrong'])}"
    ]
    for key, mark in (("became_wrong", "✗"), ("became_right", "✓")):
        for flip in result[key]:
            told = " -> ".join(flip[side] or "（未找到）" for side in ("before", "after"))
            why = "；".join(flip["reasons"])
            lines.append(f"{mark} {flip['id']} {flip['question']}：{told} | {why}")
    for name, d in result["measures"].items():
        sure = "" if d["low"] <= 0 <= d["high"] else "（显著）"
        lines.append(
            f"{name} {d['before']:.3f} -> {d['after']:.3f}，"
            f"差 {d['difference']:+.3f} [{d['low']:+.3f}, {d['high']:+.3f}]{sure}"
        )
    for key, said in (("only_before", "只在前一份中"), ("only_after", "只在后一份中")):
        if result[key]:
            lines.append(f"{said}的题目 {len(result[key])} 道")
    return "\n".join(lines)
