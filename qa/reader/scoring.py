"""Which sentence of the evidence answers: every sentence is scored against the question, none is written.

This is the judge that both exits share: the extractive answer takes its best sentences from here, and a
generator's verified sentence is shown only if the sentence that supports it answers about as well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from index.splitter import sentences
from qa.evidence.candidates import Candidate, Reading, context_text, titles
from qa.figures import find_figures
from qa.fitting.kinds import answers_type, asks, lists_asked, says_what_it_is
from qa.fitting.named import counts_as
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.analysis import term_of
from qa.question.coverage import Weights, weigh
from qa.question.dating import PLAN, asks_what_was, reviewed_year, undated
from qa.question.parties import for_others
from qa.question.shorthand import spells_out
from qa.reader.thresholds import thresholds
from qa.retrieval.glossed import as_read
from qa.types import Evidence

# Long paragraphs are read around the passage that was found, not from end to end.
WINDOW = 220
# What it is worth that a sentence holds the kind of thing asked for: nearly everything for a name, little for an offer.
TYPED = {"support": 0.15, "who": 0.8, "defines": 0.7}
# The relevance model's probability from which a sentence answers, whatever its words.
SURE = thresholds().sure
# The sentence that words and model together put first is taken at this probability already.
SURE_FIRST = thresholds().sure_first
# A sentence with less than this share of the best one's probability is about something else.
FAR = thresholds().far
# What the relevance model adds to a sentence's score: its probability, and its log-odds, which tell the sure apart.
LEARNED, LEARNED_ODDS, UNJUDGED = 0.8, 0.12, 0.6
COVERED = 0.8  # what the words count that stand around a sentence
OLDER = 0.25  # of two documents of one region that answer alike, the later one is meant
COUNTED, HELD = 0.8, 0.3  # just as many things as asked for, by a sentence about the matter
SPELLED = 0.8  # a name that counts its members (六保), spelled out
FOR_OTHERS = 0.8  # what firms get is not what a person gets
DEFINED = 0.8  # what defines the very term that is asked about, beside what any definition is worth
PLANNED = 0.6  # what a target loses to what came of it

# What a page puts under a report, and what nobody said in it.
_PAGE = re.compile(
    r"(?:来源[:：][^。，,：:]{1,16})?(?:返回\w{2,6}[，,]?查看更多\s*)?(?:[【（(]?(?:责任|流程)?编辑[:：]\s*[^。，,：:]{0,8}[】）)]?|返回\w{2,6}[，,]?查看更多)|分享让更多人看到|更多精彩内容请\w{2,14}"
)
Chances = Mapping[str, Sequence[tuple[int, int, float]]]
"""Document id -> (start, end, probability 0..1 that it answers) of its judged sentences, offsets in the document."""


def read(
    question: Question,
    evidence: Sequence[Evidence],
    document_share: Callable[[str], float],
    chances: Chances | None = None,
) -> Reading:
    """Score every sentence of `evidence` against `question`; best first, ties in the order of retrieval.

    `chances` is what the relevance model says of the passages, where there is one.
    """
    weights = weigh(question, document_share)
    newest = _newest(evidence)
    found: list[Candidate] = []
    seen: set[tuple[str, int, int]] = set()
    for rank, item in enumerate(evidence):
        found.extend(_candidates(question, weights, item, rank, seen))
    if undated(question):
        found = [
            replace(c, score=c.score - OLDER) if _is_older(c.evidence, newest) else c for c in found
        ]
    if asks_what_was(question):
        found = [replace(c, score=c.score - PLANNED) if PLAN.search(c.text) else c for c in found]
    found.sort(key=lambda candidate: -candidate.score)
    reading = Reading(question=question, weights=weights, candidates=tuple(found))
    return reading if chances is None else with_chances(reading, chances)


def _candidates(
    question: Question, weights: Weights, item: Evidence, rank: int, seen: set[tuple[str, int, int]]
) -> Iterator[Candidate]:
    """Yield the sentences of a paragraph around the passage that was found, but for those `seen`, which it adds to."""
    context = bigrams(context_text(item))
    left, right = _window(item)
    previous: frozenset[str] = frozenset()
    asked: tuple[int, int] | None = None
    for start, end in sentences(item.text):
        if end <= left or start >= right:
            continue
        text = item.text[start:end]
        held = bigrams(as_read(item.passage, item.glossed, text) if item.glossed else text)
        if asks(text) and item.passage.kind != "question":
            # It answers nothing, and speaks for the sentence behind it.
            asked, previous = (item.start + start, item.start + end), held
            continue
        key = (item.document.id, item.start + start, item.start + end)
        if key not in seen and text.strip() and not _PAGE.fullmatch(text.strip()):
            seen.add(key)
            inside = item.start + start < item.passage.end and item.start + end > item.passage.start
            yield _candidate(
                question,
                weights,
                item,
                (start, end),
                held | previous if asked else held,
                context | previous,
                rank,
                inside,
                asked,
            )
        previous, asked = held, None


def with_chances(reading: Reading, chances: Chances) -> Reading:
    """Return a reading by words alone with what the relevance model says of its sentences, best first."""
    judged = [_judged(candidate, chances) for candidate in reading.candidates]
    judged.sort(key=lambda candidate: -candidate.score)
    return replace(reading, candidates=tuple(judged))


def _judged(candidate: Candidate, chances: Chances) -> Candidate:
    """The candidate with the model's probability in its score; a sentence that it was not asked about has none."""
    start = candidate.evidence.start + candidate.start
    end = candidate.evidence.start + candidate.end
    places = ((start, end), candidate.asked or (start, end))
    own = [
        chance
        for a, b, chance in chances.get(candidate.evidence.document.id, ())
        if any(a < last and first < b for first, last in places)
    ]
    if not own:
        return replace(candidate, score=candidate.score - UNJUDGED)
    return with_chance(candidate, max(own))


def with_chance(candidate: Candidate, chance: float) -> Candidate:
    """Return the candidate with this probability that it answers, in the place of one that it may have."""
    score = candidate.score + _learned(chance)
    if candidate.chance is not None:
        score -= _learned(candidate.chance)
    return replace(candidate, chance=chance, score=score)


def as_sure(reading: Reading, says: Callable[[Candidate], bool]) -> Reading:
    """Return the reading with the candidates that `says` holds of as likely at least as what answers for sure, best first."""
    raised = [
        with_chance(c, max(c.chance or 0.0, SURE)) if says(c) else c for c in reading.candidates
    ]
    return replace(reading, candidates=tuple(sorted(raised, key=lambda c: -c.score)))


def _learned(chance: float) -> float:
    return LEARNED * chance + LEARNED_ODDS * log_odds(chance)


def log_odds(chance: float) -> float:
    """Return the log-odds of a probability, at most some 9 either way."""
    return math.log(max(chance, 1e-4) / max(1 - chance, 1e-4))


def _newest(evidence: Sequence[Evidence]) -> dict[str | None, str]:
    """The latest date of publication among the documents found, for each region."""
    newest: dict[str | None, str] = {}
    for item in evidence:
        document = item.document
        newest[document.region] = max(newest.get(document.region, ""), document.published or "")
    return newest


def _is_older(item: Evidence, newest: dict[str | None, str]) -> bool:
    return (item.document.published or "") < newest[item.document.region]


def _window(item: Evidence) -> tuple[int, int]:
    passage_start = item.passage.start - item.start
    passage_end = item.passage.end - item.start
    return passage_start - WINDOW, passage_end + WINDOW


def _candidate(
    question: Question,
    weights: Weights,
    item: Evidence,
    span: tuple[int, int],
    held: frozenset[str],
    context: frozenset[str],
    rank: int,
    inside: bool,
    asked: tuple[int, int] | None,
) -> Candidate:
    text = item.text[span[0] : span[1]]
    figures = find_figures(text)
    if (year := reviewed_year(item.document, text, item.passage.section)) in question.years:
        context |= bigrams(f"{year}年")
    local = weights.share(held)
    whole = weights.share(held | context)
    typed = answers_type(question, text, figures, item)
    dense = ((item.dense if item.dense is not None else 0.8) - 0.75) / 0.2
    score = (
        1.0 * local
        + COVERED * whole
        + 0.5 * min(max(dense, 0.0), 1.0)
        + (TYPED.get("defines" if question.defines else question.kind, 0.35) if typed else 0.0)
        + (DEFINED if question.defines and says_what_it_is(term_of(question), text) else 0.0)
        + (DEFINED if counts_as(question, text) else 0.0)
        + (0.1 if inside else 0.0)
        + (COUNTED if lists_asked(question, text) and local >= HELD else 0.0)
        + (SPELLED if spells_out(question.folded, text) else 0.0)
        - (FOR_OTHERS if for_others(question.folded, text) else 0.0)
        - 0.02 * rank
        - (0.6 if titles(item) else 0.0)
    )
    return Candidate(
        evidence=item,
        start=span[0],
        end=span[1],
        text=text,
        score=score,
        local=local,
        whole=whole,
        typed=typed,
        figures=figures,
        asked=asked,
    )
