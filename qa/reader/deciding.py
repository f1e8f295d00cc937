"""What answers a question, and whether anything does: words first, then the models that judge, then the rules of refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from index.corpus import Corpus
from qa.evidence.candidates import Candidate, Reading
from qa.fitting.slots import fit_slots
from qa.question import Question
from qa.reader.announced import lifted, of_card
from qa.reader.classes import naming_out
from qa.reader.comparing import compared
from qa.reader.current import current
from qa.reader.headed import under_heading
from qa.reader.judging import offers_nothing, read_judged
from qa.reader.refusal import Judgement
from qa.reader.rostered import seated
from qa.reader.spelled import spelled
from qa.reader.spokesmen import speaking_for
from qa.reader.superseded import judge_standing
from qa.reader.totals import in_all
from qa.relevance import Relevance
from qa.relevance.choosing import Chooser
from qa.retrieval.series import Members
from qa.types import Evidence

# What the form of a sentence tells and the models do not know, in order; each returns the reading with what it changes.
_KNOWN_BETTER: tuple[Callable[[Reading], Reading], ...] = (
    in_all,
    spelled,
    seated,
    naming_out,
    of_card,
    speaking_for,
)


def decide(
    question: Question,
    evidence: Sequence[Evidence],
    members: Members,
    corpus: Corpus,
    relevance: Relevance | None,
    chooser: Chooser | None,
) -> Judgement:
    """Return what is judged of `evidence`, which was gathered from `corpus`; `members` are its series.

    Raises:
        ModelError: a model cannot be loaded.
    """

    @cache
    def text(document_id: str) -> str:
        return corpus.document(document_id).text

    reading = read_judged(relevance, question, evidence, corpus.vocabulary_share, text)
    # Where no sentence fits the slots nothing answers, whichever is likeliest.
    fitting = fit_slots(reading, text)[0] if relevance is not None else ()
    if chooser is not None and fitting:
        reading = compared(chooser, reading, fitting)
    reading = lifted(reading, evidence)
    for step in _KNOWN_BETTER:
        reading = step(reading)
    reading = under_heading(reading, _among(reading, fitting))
    judgement = judge_standing(current(reading, members), text, corpus.scope.on)
    if judgement.answers and offers_nothing(relevance, question, evidence):
        return replace(judgement, answers=False, missing=("材料中没有找到与所问相符的扶持",))
    return judgement


def _among(reading: Reading, fitting: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of a reading that stand where `fitting` do, as they are judged now."""
    kept = {(c.evidence.number, c.start) for c in fitting}
    return tuple(c for c in reading.candidates if (c.evidence.number, c.start) in kept)
