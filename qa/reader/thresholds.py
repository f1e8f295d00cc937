"""The thresholds of answering and refusing, from the one file that is made with their curve of risk by coverage.

`weights/refusal.json` is written by `qa.training.calibrate_refusal`; nobody edits it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """`unlikely`, `unlikely_open`, `far`, `sure`, `sure_first` are probabilities of the models that judge; see where they are used.

    Below `floor` of the calibrated confidence a question is refused, whatever else speaks for an answer.
    """

    unlikely: float
    unlikely_open: float
    far: float
    sure: float
    sure_first: float
    floor: float
    bias: float
    weights: Mapping[str, float]


@cache
def thresholds() -> Thresholds:
    """Return what the threshold file says."""
    file = resources.files("qa") / "weights" / "refusal.json"
    values = json.loads(file.read_text(encoding="utf-8"))
    return Thresholds(**values["thresholds"])
