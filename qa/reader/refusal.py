"""Whether the evidence answers at all, and if not, what is missing. The decision is the code's, not the model's.

Slots are hard: a question about 江苏, 2024年 or 《…》 is not answered by a text about something else. What is left
is decided by how much of the question the best sentence and its context cover, and how near it is in meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.fold import fold
from index.regions import find_regions
from qa.coverage import bigrams
from qa.question import Question
from qa.question.asked import (
    asked_noun,
    body_kind,
    conflicts,
    core_of,
    named_by,
)
from qa.question.aspects import fits_modality
from qa.question.places import holds_everywhere, region_note
from qa.question.slots import fit_slots, text_before
from qa.reader import FAR, SURE, Candidate, Reading, context_text
from qa.reader.confidence import confidence, likeliest, stands_alone, stands_out
from qa.reader.figure_answer import best_figure, counted_noun
from qa.reader.holding import expected, holds_kind
from qa.reader.substitution import substituted
from qa.reader.things import of_the_thing, thing_asked
from qa.reader.thresholds import thresholds
from qa.reader.tiers import in_case
from qa.reader.trim import governing

# Floors: see DECISIONS.md for the data they were set on. Coverage is weighted by rarity; dense is the cosine.
COVERAGE_FLOOR = 0.45
COVERAGE_SURE = 0.8
DENSE_FLOOR = 0.80
DENSE_SURE = 0.875
SUPPORT_FLOOR = 0.15
NAMING_MARGIN = 0.22
UNSAID_CEILING, UNSAID_LENGTH = 0.28, 3
CLAUSE_FLOOR, SENTENCE_FLOOR = 0.3, 0.5

LIKELIER = 0.5

# The relevance model's probability below which no sentence answers, unless it holds nearly all words of the question.
UNLIKELY = thresholds().unlikely

_KIND_WORDS = {
    "figure": "所问的数字",
    "when": "所问的时间",
    "who": "由谁说明或负责",
    "where": "所问的地点",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`reading` holds only candidates that fit the question's slots; `missing` says what the sources do not state."""

    answers: bool
    reading: Reading
    missing: tuple[str, ...]
    coverage: float

    @property
    def confidence(self) -> float:
        """The calibrated probability 0..1 that the evidence answers."""
        return confidence(self.reading)


def judge(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    """Decide whether `reading` answers its question. `document_text(id)` gives a whole document, for its region.

    The rules decide first; what they let through is refused where the calibrated confidence is below its floor, unless
    the relevance model is sure of its sentence: people who tell a story share few words with what answers them. It was
    calibrated on what the model has judged, and says nothing of what it has not.
    """
    judgement = _noted(judge_by_rules(reading, document_text))
    likely = likeliest(judgement.reading)
    chance = likely.chance if likely is not None else None
    beyond = chance is None or chance >= SURE  # what the floor is not for
    if not judgement.answers or beyond or judgement.confidence >= thresholds().floor:
        return judgement
    words = _KIND_WORDS.get(reading.question.kind, "所问的内容")
    best = judgement.reading.best
    notes = _unsaid(judgement.reading, best) if best else ()
    return replace(
        judgement, answers=False, missing=notes or (f"材料中有相关内容，但没有写明{words}",)
    )


def _noted(judgement: Judgement) -> Judgement:
    """The judgement with what must be said of an answer that is a rule of the whole country, where a place was named.

    The place being named nowhere, it must be likelier than not that the rule answers.
    """
    question, best = judgement.reading.question, judgement.reading.best
    if not judgement.answers or best is None or not question.regions:
        return judgement
    if not holds_everywhere(question, best):
        return judgement
    if best.chance is not None and judgement.confidence < LIKELIER:
        return replace(judgement, answers=False, missing=(region_note(question),))
    note = f"没有找到{'、'.join(question.regions)}的专门规定，所引是全国性规定"
    return replace(judgement, missing=(note,))


def judge_by_rules(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    """Decide as `judge` does, before the calibrated confidence is looked at."""
    judgement = _by_slots_and_words(reading, document_text)
    other = _substituted(judgement.reading) if judgement.answers else ""
    return replace(judgement, answers=False, missing=(other,)) if other else judgement


def _substituted(reading: Reading) -> str:
    """What a refusal says where the sentence that would answer has another word in the place of the question's own."""
    best = likeliest(reading)
    if best is None or reading.question.kind == "support":
        return ""
    around = f"{best.evidence.text}\n{context_text(best.evidence)}"
    found = substituted(reading.weights, best.text, around)
    return f"材料写的是“{found[1]}”，没有写明“{found[0]}”" if found else ""


def _by_slots_and_words(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    question = reading.question
    if not _says_what(question):
        return Judgement(
            answers=False,
            reading=reading,
            missing=("问题没有说明要问什么，请写完整",),
            coverage=0.0,
        )
    fitting, missing = fit_slots(reading, document_text)
    named = of_the_thing(question, fitting)
    if fitting and not named:
        missing = (f"材料中没有提到“{thing_asked(question.text)}”",)
    if not named:
        return Judgement(
            answers=False, reading=reading, missing=missing, coverage=_coverage(reading)
        )
    # A rule for other cases says at least which those are.
    kept = replace(reading, candidates=in_case(question, named) or named)
    learned = _learned(kept)
    if learned is not None:
        return learned
    answering, note = _answering(kept)
    if answering is None:
        return Judgement(answers=False, reading=kept, missing=(note,), coverage=_coverage(kept))
    if _enough(question, answering):
        return Judgement(answers=True, reading=kept, missing=(), coverage=answering.whole)
    notes = _unsaid(kept, answering)
    return Judgement(
        answers=False,
        reading=kept,
        missing=notes or ("材料中没有找到与问题相符的内容",),
        coverage=answering.whole,
    )


def _learned(reading: Reading) -> Judgement | None:
    """What the relevance model alone decides: sure that a sentence answers, or that none does; None in between."""
    question = reading.question
    judged = [c for c in reading.candidates if c.chance is not None]
    if not judged:
        return None
    best = max(judged, key=lambda c: c.chance or 0.0)
    if (best.chance or 0.0) < UNLIKELY and best.whole < COVERAGE_SURE:
        notes = _unsaid(reading, best)
        words = _KIND_WORDS.get(question.kind, "所问的内容")
        return Judgement(
            answers=False,
            reading=reading,
            missing=notes or (f"材料中有相关内容，但没有写明{words}",),
            coverage=best.whole,
        )
    alone = stands_alone(judged)
    sure = any(
        (c.chance or 0.0) >= SURE and holds_kind(question, c, alone=alone and c is best)
        for c in judged
    )
    if sure or (stands_out(reading, judged) and holds_kind(question, best)):
        return Judgement(answers=True, reading=reading, missing=(), coverage=best.whole)
    return None


def _unlikely(reading: Reading, candidate: Candidate) -> bool:
    """Whether the relevance model finds that a sentence does not answer, or that another one does far rather."""
    if candidate.chance is None:
        return False
    best = max(c.chance or 0.0 for c in reading.candidates)
    return candidate.chance < max(UNLIKELY, FAR * best)


def _says_what(question: Question) -> bool:
    """Whether anything is asked about beside places: 多少？ and 那东莞呢？ alone ask nothing."""
    content = list(question.content)
    for region in find_regions(question.folded):
        content[region.start : region.end] = [False] * (region.end - region.start)
    return sum(content) >= 2


def _answering(reading: Reading) -> tuple[Candidate | None, str]:
    """Return the sentence that holds what was asked for, or None and what is missing."""
    question, best = reading.question, reading.best
    assert best is not None
    if question.kind in ("figure", "when"):
        found = best_figure(reading)
        if (
            found is None
            and question.kind == "when"
            and best.typed
            and not _unlikely(reading, best)
        ):
            return best, ""  # 自发布之日起施行 names a time without a figure
        if found is None or _unlikely(reading, found[0]):
            return None, f"材料中有相关内容，但没有写明{_KIND_WORDS[question.kind]}"
        candidate, figure = found
        noun, counted = asked_noun(question), counted_noun(figure)
        if conflicts(noun, counted):
            return None, f"材料写的是“{counted}”，没有写明“{noun}”"
        held = bigrams(
            f"{candidate.text}\n{context_text(candidate.evidence)}\n{text_before(candidate)[-80:]}"
        )
        unsaid = reading.weights.heaviest(held, UNSAID_LENGTH)
        start, end = governing(candidate.text, figure.number_start)
        if not fits_modality(question.folded, fold(candidate.text[start:end])):
            return None, "材料说的是计划或新增的数，没有写明现有的数"
        if not expected(question, candidate):
            return None, "材料说的是已有的数，没有写明预期或计划的数"
        document = candidate.evidence.document
        about = f"{document.title}\n{document.issuer or ''}\n{document.region or ''}"
        clause = reading.weights.share(bigrams(candidate.text[start:end]) | bigrams(about))
        core = core_of(noun, question)
        if question.kind == "when":
            # The clause that holds a date seldom names what it dates.
            start, end = 0, len(candidate.text)
        unnamed = (
            question.kind == "figure"
            and len(core) >= 3
            and named_by(core, candidate.text[start:end] + _opening(candidate.text)) == 0
        )
        if unnamed or clause < (
            CLAUSE_FLOOR if candidate.local < SENTENCE_FLOOR else CLAUSE_FLOOR / 2
        ):
            return None, f"材料中有相关内容，但没有写明{_KIND_WORDS[question.kind]}"
        if unsaid is not None and unsaid[0] >= UNSAID_CEILING:
            return None, f"材料中没有写明“{unsaid[1]}”"
        return candidate, ""
    if question.kind == "who" and body_kind(question):
        body = next(
            (c for c in reading.candidates if c.typed and c.score >= best.score - NAMING_MARGIN),
            None,
        )
        return body, "材料中有相关内容，但没有写明由谁负责"
    if question.naming and question.kind == "list":
        named = next(
            (c for c in reading.candidates if c.typed and c.score >= best.score - NAMING_MARGIN),
            None,
        )
        return named, "材料中有相关内容，但没有列出具体名称"
    return best, ""


def _opening(sentence: str) -> str:
    """The first clause of a sentence, which may hold the subject of all that follow."""
    return sentence[: re.search(r"[,，;；]|$", sentence).start()]  # type: ignore[union-attr]


def _enough(question: Question, answering: Candidate) -> bool:
    """Whether the sentence with its context covers enough of the question, the more so the nearer it is in meaning."""
    coverage, dense = answering.whole, answering.evidence.dense or 0.0
    if question.kind == "support":
        # People describe themselves at length; what they do need not stand in the measure.
        return coverage >= SUPPORT_FLOOR and dense >= DENSE_FLOOR
    if question.kind in ("figure", "when"):
        return coverage >= COVERAGE_FLOOR
    return (
        coverage >= COVERAGE_SURE
        or (coverage >= COVERAGE_FLOOR and dense >= DENSE_FLOOR)
        or (coverage >= COVERAGE_FLOOR / 2 and dense >= DENSE_SURE)
    )


def _coverage(reading: Reading) -> float:
    return reading.best.whole if reading.best else 0.0


def _unsaid(reading: Reading, best: Candidate) -> tuple[str, ...]:
    """What of the question the paragraph and its context do not mention, as a refusal says it."""
    item = best.evidence
    runs = reading.weights.missing(bigrams(item.text) | bigrams(context_text(item)))
    return tuple(f"材料中没有提到“{run}”" for run in runs[:3])
