"""Many scores to totals: what was right, each measure with its interval, refusals, figures, seconds."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any

from qa.evaluation.judge import Score
from qa.evaluation.metrics import interval, risk_curve

# Points of the curve that are kept: enough to draw it.
_POINTS = 50
_SHOWN = 20


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Return the totals: share right, cited, refused, by type, the four parts apart, and the seconds an answer took."""
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
        "seconds_p95": round(seconds[math.ceil(0.95 * len(seconds)) - 1], 3) if seconds else 0.0,
        "measures": measures(scores),
        "refusal": _refusal(scores),
        "figures": {
            "stated": sum(s.figures for s in scores),
            "unsupported": sum(len(s.unsupported) for s in scores),
            "examples": [f"{s.id}: {f}" for s in scores for f in s.unsupported][:_SHOWN],
        },
    }


def measures(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    """Return each measure's mean over the questions that have it, with the bounds of its 95 % interval."""
    found: dict[str, list[float]] = {}
    for score in scores:
        found.setdefault("right", []).append(float(score.right))
        for name, value in score.measures.items():
            found.setdefault(name, []).append(value)
    return {name: _told(values) for name, values in found.items()}


def _told(values: Sequence[float]) -> dict[str, float]:
    low, high = interval(values)
    return {
        "mean": round(statistics.fmean(values), 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "n": len(values),
    }


def _refusal(scores: Sequence[Score]) -> dict[str, Any]:
    """Return how often what cannot be answered is refused, what can be is refused too, and risk by coverage."""
    asked = [float(not s.answered) for s in scores if not s.unanswerable]
    unanswerable = [float(not s.answered) for s in scores if s.unanswerable]
    answers = [(s.answer.confidence, s.right) for s in scores if s.answered]
    curve = risk_curve(answers, asked=len(scores))
    step = max(1, len(curve) // _POINTS)
    kept = curve[::step] + (curve[-1:] if len(curve) % step != 1 and step > 1 else [])
    return {
        "true_refusals": _told(unanswerable) if unanswerable else None,
        "false_refusals": _told(asked) if asked else None,
        "curve": [[round(coverage, 4), round(risk, 4)] for coverage, risk in kept],
    }


def items(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Return one line a question, so that two runs can be compared."""
    return [
        {
            "id": s.id,
            "question": s.answer.question,
            "type": s.type,
            "unanswerable": s.unanswerable,
            "right": s.right,
            "answered": s.answered,
            "reasons": list(s.reasons),
            "answer": "".join(statement.text for statement in s.answer.statements),
            "confidence": s.answer.confidence,
            "seconds": round(s.answer.timings_ms.get("total", 0.0) / 1000, 3),
            "measures": {name: round(value, 4) for name, value in s.measures.items()},
            "unsupported": list(s.unsupported),
        }
        for s in scores
    ]
