"""Names and what they are names of: a sentence that spells out 六保, or writes the title of the paper whose name is asked for."""

from __future__ import annotations

from dataclasses import replace

from qa.evidence.candidates import Reading
from qa.question.paper_names import asked_paper, writes_name
from qa.question.shorthand import spells_out
from qa.reader.scoring import SURE, with_chance


def spelled(reading: Reading) -> Reading:
    """Return the reading with sentences that spell out a name that is asked about as likely as what answers for sure.

    The models know no such names. Of the name of a paper one sentence tells, the first that they find likely.
    """
    asked = reading.question.folded
    if reading.question.kind not in ("list", "open"):
        return reading
    paper = asked_paper(asked)
    raised = [
        with_chance(c, max(c.chance or 0.0, SURE))
        if spells_out(asked, c.text) or (paper and writes_name(paper, c.text))
        else c
        for c in reading.candidates
    ]
    named = [c for c in raised if paper and writes_name(paper, c.text)]
    return replace(reading, candidates=tuple(sorted(named or raised, key=lambda c: -c.score)))
