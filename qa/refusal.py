"""Whether the evidence answers at all, and if not, what is missing. The decision is the code's, not the model's.

Slots are hard: a question about 江苏, 2024年 or 《…》 is not answered by a text about something else. What is left
is decided by how much of the question the best sentence and its context cover, and how near it is in meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.fold import fold
from index.regions import find_regions, same_or_within
from qa.coverage import bigrams
from qa.extractive import best_figure
from qa.question import Question
from qa.reader import Candidate, Reading, context_text
from qa.types import Evidence

# Floors: see DECISIONS.md for the data they were set on. Coverage is weighted by rarity; dense is the cosine.
COVERAGE_FLOOR = 0.42
COVERAGE_SURE = 0.8
DENSE_FLOOR = 0.80
DENSE_SURE = 0.875
FIGURE_NEAR_FLOOR = 0.35

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


def judge(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    """Decide whether `reading` answers its question. `document_text(id)` gives a whole document, for its region."""
    question = reading.question
    fitting, missing = _fit_slots(reading, document_text)
    if not fitting:
        return Judgement(answers=False, reading=reading, missing=missing, coverage=_coverage(reading))
    kept = replace(reading, candidates=fitting)
    best = fitting[0]
    uncovered = _uncovered(kept, best)
    coverage = best.whole
    dense = best.evidence.dense or 0.0
    if question.kind in ("figure", "when") and best_figure(kept) is None:
        what = _KIND_WORDS[question.kind]
        return Judgement(answers=False, reading=kept, missing=(f"材料中有相关内容，但没有写明{what}",), coverage=coverage)
    enough = (
        coverage >= COVERAGE_SURE
        or (coverage >= COVERAGE_FLOOR and dense >= DENSE_FLOOR)
        or (coverage >= COVERAGE_FLOOR / 2 and dense >= DENSE_SURE)
    )
    if enough:
        return Judgement(answers=True, reading=kept, missing=(), coverage=coverage)
    notes = tuple(f"材料中没有提到“{run}”" for run in uncovered[:3]) or ("材料中没有找到与问题相符的内容",)
    return Judgement(answers=False, reading=kept, missing=notes, coverage=coverage)


def _coverage(reading: Reading) -> float:
    return reading.best.whole if reading.best else 0.0


def _uncovered(reading: Reading, best: Candidate) -> tuple[str, ...]:
    item = best.evidence
    return reading.weights.missing(bigrams(item.text) | bigrams(context_text(item)))


def _fit_slots(
    reading: Reading, document_text: Callable[[str], str]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    question = reading.question
    candidates = reading.candidates
    for test, note in (
        (lambda c: _fits_regions(question, c.evidence, document_text), _region_note(question)),
        (lambda c: _fits_titles(question, c.evidence), _title_note(question)),
        (lambda c: _fits_years(question, c), _year_note(question)),
    ):
        candidates = tuple(candidate for candidate in candidates if test(candidate))
        if not candidates:
            return (), (note,)
    return candidates, ()


def _region_note(question: Question) -> str:
    return f"材料中没有{'、'.join(question.regions)}的相关内容" if question.regions else "没有找到相关内容"


def _title_note(question: Question) -> str:
    return f"材料中没有《{'》《'.join(question.titles)}》" if question.titles else "没有找到相关内容"


def _year_note(question: Question) -> str:
    return f"材料中没有{'、'.join(question.years)}年的相关内容" if question.years else "没有找到相关内容"


def _fits_regions(question: Question, item: Evidence, document_text: Callable[[str], str]) -> bool:
    """Every region asked about is the document's own, or is spoken of in the paragraph or above it."""
    if not question.regions:
        return True
    near = f"{item.text}\n{context_text(item)}"
    named = {region.canonical for region in find_regions(near)}
    for region in question.regions:
        if any(same_or_within(other, region) for other in named):
            continue
        own = item.document.region
        if own and same_or_within(own, region):
            continue
        # A firm says where it sits; measures of the province or the whole country are for it too.
        if question.kind == "support" and (not own or same_or_within(region, own)):
            continue
        if own is None and fold(region)[:2] in fold(document_text(item.document.id)):
            continue
        return False
    return True


def _fits_titles(question: Question, item: Evidence) -> bool:
    if not question.titles:
        return True
    near = fold(f"{item.text}\n{context_text(item)}")
    return all(fold(title) in near for title in question.titles)


def _fits_years(question: Question, candidate: Candidate) -> bool:
    """Every year asked about governs the sentence: named in it or above it, and no other year in its place."""
    if not question.years:
        return True
    item = candidate.evidence
    own = set(re.findall(r"(?:19|20)\d{2}", fold(candidate.text)))
    above = set(re.findall(r"(?:19|20)\d{2}", fold(context_text(item))))
    near = set(re.findall(r"(?:19|20)\d{2}", fold(_before(candidate))))
    written = item.document.published or ""
    for year in question.years:
        if year in own or year in above:
            continue
        if own:
            return False
        relative = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
        if written and any(
            word in candidate.text and int(written[:4]) + shift == int(year) for word, shift in relative.items()
        ):
            continue
        if year in near:
            continue
        return False
    return True


def _before(candidate: Candidate) -> str:
    """The text of the paragraph up to the sentence, whose year may still govern it."""
    return candidate.evidence.text[max(0, candidate.start - 400) : candidate.start]
