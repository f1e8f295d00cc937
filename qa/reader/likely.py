"""The sentences of which the relevance model is sure, and which hold the kind of thing that is asked for. Pure."""

from __future__ import annotations

from qa.evidence.candidates import Candidate, Reading
from qa.fitting.kinds import fits_loosely, told_in_words
from qa.question import Question
from qa.reader.figure_answer import dated, wanted
from qa.reader.scoring import SURE, SURE_FIRST


def likely_of(reading: Reading) -> list[Candidate]:
    """The sentences that the relevance model is sure of, the best first; empty where there is no model."""
    question = reading.question
    return [
        c
        for c in reading.candidates
        if (c.chance or 0.0) >= (SURE_FIRST if c is reading.best else SURE)
        and not c.titles
        and (question.kind != "when" or _tells_time(question, c))
        and (
            question.kind != "figure"
            or any(fits_loosely(question, f) for f in c.figures)
            or told_in_words(question, c.text)
        )
    ]


def _tells_time(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence may hold the time asked for; how long is told by a length of time, where it has any figures."""
    if question.lasting and candidate.figures:
        return any(wanted(question, f, candidate.text) for f in candidate.figures)
    return bool(candidate.figures) or dated(question, candidate)
