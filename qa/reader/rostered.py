"""All who are listed under a label, where all are asked for: 副组长有哪几位. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from qa.evidence.candidates import Reading
from qa.evidence.rosters import asks_for_all, roster
from qa.reader.lines import Line
from qa.reader.trim import told
from qa.types import Evidence


def rostered(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return a line for each name of the list that the best sentence heads; empty where it heads none or one is asked for."""
    best = reading.best
    if best is None or not asks_for_all(reading.question.folded):
        return ()
    own = {e.passage.id: e for e in evidence if e.document.id == best.evidence.document.id}
    passages = sorted((e.passage for e in own.values()), key=lambda p: p.start)
    return tuple(
        Line(told(p.text.strip()), own[p.id].number)
        for p in roster(best.evidence.passage, passages)
    )
