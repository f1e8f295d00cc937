"""The slots an answer must fit: region, year, period, office, named document, aspect. Hard, however similar a text looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.fold import fold
from index.regions import find_regions
from qa.evidence.candidates import Candidate, Reading, context_text, said_by
from qa.evidence.groups import family
from qa.evidence.spread import closed
from qa.fitting.belonging import of_another_part, of_another_payment, of_another_relief
from qa.fitting.bodies import body_note, fits_bodies, names_a_body
from qa.fitting.compared_times import base_note, fits_bases
from qa.fitting.events import dates_other
from qa.fitting.issues import of_its_issue
from qa.fitting.labels import of_its_label
from qa.fitting.named import (
    fits_numbers,
    fits_ordinals,
    fits_person,
    fits_series,
    fits_titles,
    holds_quoted_term,
    named_person,
    number_note,
    ordinal_note,
    quoted_note,
    series_note,
    tells_rank,
    title_note,
)
from qa.fitting.namesakes import of_its_class, of_its_name
from qa.fitting.periods import fits_months, fits_periods, month_note, period_note, whole_year
from qa.fitting.places import (
    fits_place,
    fits_regions,
    holds_everywhere,
    names_places,
    region_note,
    tells_place,
)
from qa.fitting.relative import of_its_time
from qa.fitting.stated import of_asked_grade, of_asked_thing, states_asked_figure
from qa.fitting.years import fits_years, year_note
from qa.question import Question
from qa.question.aspects import PLACE, asked_aspects
from qa.question.counted import names_the_rest
from qa.question.persons import tells_holder, tells_role

# The share of a question that a sentence says, with what is known of it, which speaks of the matter at all.
OF_THE_PLACE = 0.5


def fit_slots(
    reading: Reading, document_text: Callable[[str], str]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Return the candidates that fit every slot of the question, and what is missing when none does."""
    question = reading.question
    candidates = reading.candidates
    local = tuple(c for c in candidates if fits_regions(question, c.evidence, document_text))
    # Where what is of the place says next to nothing of the matter, a rule of the whole country may.
    spoken = any(c.whole >= OF_THE_PLACE for c in local)
    wide = () if spoken else tuple(c for c in candidates if holds_everywhere(question, c))
    kept = {id(c) for c in (*local, *wide)}
    candidates = of_its_issue(question, [c for c in candidates if id(c) in kept])
    candidates = of_its_name(question, of_asked_grade(question, candidates))
    candidates = of_its_label(question, candidates)
    candidates = of_its_time(question, of_its_class(question, candidates))
    candidates = of_asked_thing(question, candidates)
    if not candidates:
        return (), (region_note(question, (c.evidence for c in reading.candidates)),)
    for test, note in (
        *_of_whom_and_what(question, candidates, document_text),
        *_of_when(question),
        *_of_the_thing_asked(question),
    ):
        candidates = tuple(candidate for candidate in candidates if test(candidate))
        if not candidates:
            return (), (note,)
    return candidates, ()


Slot = tuple[Callable[[Candidate], bool], str]
"""Whether a candidate fits a slot of the question, and what is missing where none does."""


def _of_whom_and_what(
    question: Question, candidates: Sequence[Candidate], document_text: Callable[[str], str]
) -> tuple[Slot, ...]:
    """The person, event, place, office and document that a question names."""
    person = named_person(question, (c.evidence.text for c in candidates))
    return (
        (
            lambda c: not person or person in fold(document_text(c.evidence.document.id)),
            "没有找到相关内容",
        ),
        (lambda c: not dates_other(question, c), "材料中有相关内容，但没有写明所问的时间"),
        (lambda c: fits_place(question, c, document_text), region_note(question)),
        (lambda c: fits_bodies(question, c.evidence), body_note(question)),
        (lambda c: fits_titles(question, c.evidence, document_text), title_note(question)),
        (lambda c: fits_numbers(question, c.evidence), number_note(question)),
        (lambda c: fits_series(question, c.evidence), series_note(question)),
    )


def _of_when(question: Question) -> tuple[Slot, ...]:
    """The years and spans of time that a question names, and what it compares with."""
    return (
        (lambda c: fits_years(question, c), year_note(question)),
        (lambda c: fits_periods(question, c), period_note(question)),
        (lambda c: fits_months(question, c), month_note(question)),
        (lambda c: fits_bases(question, c), base_note(question)),
        (lambda c: whole_year(question, c), "材料中只有不到一年的数，没有写明全年的数"),
    )


def _of_the_thing_asked(question: Question) -> tuple[Slot, ...]:
    """What a sentence must hold to tell what is asked: its number in a row, the other payment, the rest, a name, a place, an aspect."""
    return (
        (lambda c: fits_ordinals(question, c), ordinal_note(question)),
        (
            lambda c: (
                question.kind not in ("figure", "when")
                or not (
                    of_another_payment(question.text, c.text)
                    or of_another_relief(question.text, c.text)
                )
            ),
            "材料中有相关内容，但没有写明所问的数字",
        ),
        (
            lambda c: (
                question.kind != "figure"
                or not of_another_part(question.text, c.text, context_text(c.evidence))
            ),
            "材料中有相关内容，但没有写明所问的数字",
        ),
        (lambda c: _tells_more(question, c), "材料中有相关内容，但没有写明所问的内容"),
        (
            lambda c: names_the_rest(question.folded, fold(c.text)),
            "材料中只提到问题里已有的，没有列出其余的",
        ),
        (
            lambda c: question.kind != "who" or tells_role(question.folded, closed(fold(c.text))),
            "材料中没有写明所问的人的姓名",
        ),
        (
            lambda c: tells_holder(question.folded, closed(f"{c.text}\n{said_by(c.evidence)}")),
            "材料中没有写明所问的人的姓名",
        ),
        (
            lambda c: names_a_body(question, c.text, c.evidence),
            "材料中有相关内容，但没有写明由谁负责",
        ),
        (lambda c: states_asked_figure(question, c.text), "材料中没有写到问题里的数字"),
        (lambda c: tells_rank(question, c), "材料中有相关内容，但没有写明所问的位次"),
        (lambda c: holds_quoted_term(question, c), quoted_note(question)),
        (
            lambda c: question.kind != "where" or tells_place(fold(c.text)),
            "材料中有相关内容，但没有写明所问的地点",
        ),
        (lambda c: names_places(question, c.text), "材料中有相关内容，但没有写明所问的地点"),
        (lambda c: fits_person(question, c.evidence), "材料中没有写明所问的人的姓名"),
        (
            lambda c: _fits_aspects(question, c),
            f"材料中没有写明{'、'.join(a.name for a in asked_aspects(question.folded))}",
        ),
    )


def _tells_more(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence says anything but words of a question to be answered by yes or no: a bare name answers none."""
    said = fold(candidate.text).strip(" 。；;，,、：:")
    return question.kind != "yesno" or len(said) < 2 or said not in question.folded


def _fits_aspects(question: Question, candidate: Candidate) -> bool:
    """Every aspect asked about is spoken of in the sentence or, of an item, in what announces it.

    （二）非因本人意愿中断就业的 is a condition because 具备下列条件 stands above it.
    """
    if question.kind == "support":
        return True
    said = fold(candidate.text)
    passage = candidate.evidence.passage
    if passage.section and family(passage.label) is not None:
        said += fold(f"\n{passage.section[-1]}")
    return all(
        aspect.stated.search(said) or (aspect.name == PLACE and find_regions(said))
        for aspect in asked_aspects(question.folded)
    )
