"""Names and what they are names of: a sentence that spells out 六保, or writes the title of the paper whose name is asked for."""

from __future__ import annotations

from dataclasses import replace

from qa.evidence.candidates import Candidate, Reading
from qa.question.paper_names import asked_paper, writes_name
from qa.question.shorthand import spells_out
from qa.reader.scoring import as_sure


def spelled(reading: Reading) -> Reading:
    """Return the reading with sentences that spell out a name that is asked about as likely as what answers for sure.

    The models know no such names. Of the name of a paper one sentence tells, the first that they find likely.
    """
    asked = reading.question.folded
    if reading.question.kind not in ("list", "open"):
        return reading
    paper = asked_paper(asked)

    def writes(candidate: Candidate) -> bool:
        return bool(paper) and writes_name(paper, candidate.text)

    raised = as_sure(reading, lambda c: spells_out(asked, c.text) or writes(c))
    named = tuple(c for c in raised.candidates if writes(c))
    return replace(raised, candidates=named or raised.candidates)
