"""Whether a sentence holds the kind of thing that is asked for, which the relevance model cannot tell. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate, context_text
from qa.evidence.times import text_before
from qa.figures import Figure
from qa.figures.counted import counted_noun
from qa.fitting.kinds import fits_loosely, told_in_words
from qa.question import Question
from qa.question.asked import conflicts, counted_noun_asked, named_by
from qa.question.aspects import fits_expectation, fits_modality
from qa.reader.counting import counts_it
from qa.reader.figure_answer import belongs_elsewhere, dated


def holds_kind(question: Question, candidate: Candidate, *, alone: bool = False) -> bool:
    """Whether a sentence holds the kind of thing asked for: the model reads meanings, neither numbers nor lists.

    A figure must be about the asked noun by a pair of its characters at least, where the noun has any to tell it by, and
    count no look-alike of it. `alone` says that the model is sure of this sentence and of no other: then it may name the
    thing in other words (瘫在床上的人, 重度失能人员).
    """
    if question.kind == "list" and question.naming:
        return candidate.typed
    if question.kind == "when":
        return candidate.typed or dated(question, candidate)
    if question.kind != "figure":
        return True
    if not fits_modality(question.folded, fold(candidate.text)):
        return False
    if not expected(question, candidate):
        return False
    if told_in_words(question, candidate.text):
        return True
    noun = counted_noun_asked(question)
    near = candidate.text + context_text(candidate.evidence)
    named = len(noun) < 3 or named_by(noun, near) > 0
    # To the model 省实验室 and 市实验室 are alike.
    return any(
        fits_loosely(question, figure)
        # Who says 家 for 个 counts the same thing still: 16个部门 are no answer to 多少条措施.
        and (figure.unit in question.units or not question.units or counts_it(question, figure))
        and not conflicts(noun, counted_noun(figure))
        and not belongs_elsewhere(question, figure, candidate.text)
        for figure in candidate.figures
        if named or (alone and _may_count(noun, figure))
    )


_SUM, _PEOPLE = re.compile(r"[额值款费价金资入]$"), re.compile(r"[人员者工民]$")


def _may_count(noun: str, figure: Figure) -> bool:
    """Whether a figure can be one of what is asked for by another name: a sum of money, people, or anything else."""
    if _SUM.search(noun):
        return figure.kind == "money"
    return not _PEOPLE.search(noun) or figure.unit in ("人", "名", "位", "人次")


def expected(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence speaks of what is to come, where the question asks for that."""
    return fits_expectation(question.folded, fold(text_before(candidate)[-160:] + candidate.text))
