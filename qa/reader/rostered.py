"""Lists of names under labels: who stands behind the very office that is asked for, and all of them where all are asked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import Reading
from qa.evidence.rosters import asks_for_all, roster
from qa.evidence.spread import closed
from qa.question.persons import held_office
from qa.reader.lines import Line
from qa.reader.scoring import as_sure
from qa.reader.trim import told
from qa.types import Evidence

# So much of the question a line and what is known of it must say: that it is the list of the body that is asked about.
_OF_THE_BODY = 0.6


def seated(reading: Reading) -> Reading:
    """Return the reading with the line 主任：某某 as likely as what answers for sure, where 主任 of the body of the list is asked for.

    The models do not know what such a line says: it has no verb.
    """
    office = held_office(reading.question.folded)
    if not office:
        return reading
    labels = (f"{office}：", f"{office}:")
    return as_sure(
        reading,
        lambda c: c.whole >= _OF_THE_BODY and closed(fold(c.text)).startswith(labels),
    )


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
