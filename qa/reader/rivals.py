"""Of yes or no about a figure, the sentence that gives another one: 5年内取消资格 for one wrong, 3年 for another. Pure."""

from __future__ import annotations

from qa.evidence.candidates import Candidate, Reading
from qa.figures import Figure, find_figures, states
from qa.reader.lines import Line, line_of
from qa.reader.scoring import SURE

_KINDS = ("quantity", "money", "rate", "points", "multiple", "duration", "age")


def with_rival(lines: tuple[Line, ...], reading: Reading) -> tuple[Line, ...]:
    """Return the lines with a sentence that answers as surely and gives another figure where the first has that of the question.

    Which of two cases is asked about the models tell by meaning alone, and the figure of the question draws them to the one
    that has it: both are shown, each with its case.
    """
    best = reading.best
    if reading.question.kind != "yesno" or best is None or len(lines) != 1:
        return lines
    asked = [f for f in find_figures(reading.question.folded) if f.kind in _KINDS]
    stated = [f for f in asked if any(states(own, f) for own in best.figures)]
    if not stated or lines[0].whole != best.text.strip():
        return lines
    other = next((c for c in reading.candidates if c is not best and _rival(c, stated)), None)
    return lines if other is None else (*lines, line_of(other))


def _rival(candidate: Candidate, stated: list[Figure]) -> bool:
    """Whether a sentence that surely answers gives none of the figures, but others of the same unit."""
    own = [f for f in candidate.figures if f.kind in _KINDS]
    alike = any(f.unit == s.unit for f in own for s in stated)
    again = any(states(f, s) for f in own for s in stated)
    return (candidate.chance or 0.0) >= SURE and alike and not again
