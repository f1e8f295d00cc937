"""A sentence that spells out a name which counts its members answers what the name is, though it does not say the name."""

from __future__ import annotations

from dataclasses import replace

from qa.evidence.candidates import Reading
from qa.question.shorthand import spells_out
from qa.reader.scoring import SURE, with_chance


def spelled(reading: Reading) -> Reading:
    """Return the reading with sentences that spell out 六保 as likely as what answers for sure; the models know no such names."""
    asked = reading.question.folded
    if reading.question.kind not in ("list", "open"):
        return reading
    raised = [
        with_chance(c, max(c.chance or 0.0, SURE)) if spells_out(asked, c.text) else c
        for c in reading.candidates
    ]
    return replace(reading, candidates=tuple(sorted(raised, key=lambda c: -c.score)))
