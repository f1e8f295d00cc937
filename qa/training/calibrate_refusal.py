"""Set the confidence of refusal on one half of a question file and measure it on the other.

    python -m tests.bench.near_miss DATA OUT && python -m qa add OUT/files --index DIR
    python -m qa.training.calibrate_refusal DIR OUT/dev.jsonl OUT/test.jsonl

Writes `qa/weights/refusal.json`: the thresholds, what was measured on the second file, and its curve of risk by coverage.
The weights are those of a logistic regression of "can be answered" on `qa.reader.confidence.features`; the floor is the
highest that refuses no more than `SPARED` of the answerable questions that the rules would answer.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa.evaluation.metrics import risk_curve
from qa.pipeline import Assistant
from qa.question import analyse
from qa.question.followup import rewrite
from qa.question_files import Row
from qa.reader.confidence import features
from qa.reader.current import current
from qa.reader.judging import read_judged
from qa.reader.refusal import judge_by_rules
from qa.retrieval.gathering import gather
from qa.retrieval.selection import select
from qa.retrieval.series import members_of

FILE = Path(__file__).resolve().parents[1] / "weights" / "refusal.json"
# Share of the answerable questions that the floor may cost, over what the rules refuse already.
SPARED = 0.015
RIDGE = 1.0
STEPS = 50


@dataclass(frozen=True, slots=True)
class Case:
    """A question as the confidence sees it; `answers` is what the rules alone decide."""

    numbers: dict[str, float]
    answers: bool
    answerable: bool


def cases_of(assistant: Assistant, rows: Iterable[Row]) -> list[Case]:
    """Return the cases of questions that retrieval found anything for."""
    corpus, found = assistant.corpus, []
    documents = corpus.documents()
    members = members_of(documents)

    def text_of(document_id: str) -> str:
        return corpus.document(document_id).text

    for row in rows:
        selection = select(rewrite(row.question, row.history), documents)
        question = analyse(selection.query)
        evidence = gather(corpus, selection, question, members)
        reading = read_judged(
            assistant.relevance, question, evidence, corpus.vocabulary_share, text_of
        )
        judgement = judge_by_rules(current(reading, members), text_of)
        numbers = features(judgement.reading)
        if numbers is not None:
            found.append(Case(numbers, judgement.answers, not row.values.get("unanswerable")))
    return found


def fit(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Return bias and weights of the ridge logistic regression, by Newton's method."""
    names = list(cases[0].numbers)
    table = np.array([[1.0, *(case.numbers[name] for name in names)] for case in cases])
    wanted = np.array([float(case.answerable) for case in cases])
    penalty = np.diag([0.0] + [RIDGE] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - wanted) + penalty @ weights
        curvature = (table.T * (chance * (1 - chance))) @ table + penalty
        weights -= np.linalg.solve(curvature, slope)
    rounded = [round(float(weight), 4) for weight in weights]
    return rounded[0], dict(zip(names, rounded[1:], strict=True))


def chance_of(case: Case, bias: float, weights: dict[str, float]) -> float:
    """Return the confidence of a case under these weights."""
    odds = bias + sum(weights[name] * value for name, value in case.numbers.items())
    return float(1 / (1 + np.exp(-odds)))


def floor_of(cases: Sequence[Case], bias: float, weights: dict[str, float]) -> float:
    """Return the floor that costs at most `SPARED` of the answerable cases."""
    answerable = [case for case in cases if case.answerable]
    kept = sorted(chance_of(case, bias, weights) for case in answerable if case.answers)
    return math.floor(kept[int(SPARED * len(answerable))] * 1e4) / 1e4 if kept else 0.0


def measured(
    cases: Sequence[Case], bias: float, weights: dict[str, float], floor: float
) -> dict[str, Any]:
    """Return what rules and floor together do to these cases, and the curve of letting ever less sure ones through."""
    through = [(c, c.answers and chance_of(c, bias, weights) >= floor) for c in cases]
    answerable = [answered for case, answered in through if case.answerable]
    others = [answered for case, answered in through if not case.answerable]
    curve = risk_curve(
        [(chance_of(c, bias, weights) if c.answers else 0.0, c.answerable) for c in cases]
    )
    return {
        "answerable": len(answerable),
        "false_refusals": sum(not answered for answered in answerable),
        "unanswerable": len(others),
        "refused": sum(not answered for answered in others),
        "refused_by_rules_alone": sum(not c.answers for c in cases if not c.answerable),
        "curve": [[round(coverage, 3), round(risk, 3)] for coverage, risk in curve],
    }


def calibrate(dev: Sequence[Case], test: Sequence[Case], known: dict[str, Any]) -> dict[str, Any]:
    """Return the contents of the threshold file; the relevance model's own thresholds stay as they are `known`."""
    bias, weights = fit(dev)
    floor = floor_of(dev, bias, weights)
    thresholds = {
        name: known["thresholds"][name]
        for name in ("unlikely", "unlikely_open", "far", "sure", "sure_first")
    }
    return {
        "thresholds": thresholds | {"floor": floor, "bias": bias, "weights": weights},
        "set_on": {k: v for k, v in measured(dev, bias, weights, floor).items() if k != "curve"},
        "measured_on": measured(test, bias, weights, floor),
    }


def main() -> int:
    from qa.cli.answering import assistant_of
    from qa.config import Settings
    from qa.evaluation.judge import load

    if len(sys.argv) != 4:
        print(__doc__)
        return 2
    index, *files = map(Path, sys.argv[1:])
    with assistant_of(Settings.from_env(index=index, generator="extractive")) as assistant:
        dev, test = (cases_of(assistant, load(file)) for file in files)
    values = calibrate(dev, test, json.loads(FILE.read_text(encoding="utf-8")))
    FILE.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in values["measured_on"].items() if k != "curve"}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
