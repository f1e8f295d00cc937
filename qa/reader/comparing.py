"""The best sentences side by side: a language model that was taught to choose says which answers, or that none does.

Its word and the relevance model's make one probability for each sentence that both have seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading
from qa.question import parts_of
from qa.question.spoken import written
from qa.question.times import without_years
from qa.reader.confidence import two_likeliest
from qa.reader.scoring import log_odds, with_chance
from qa.relevance.choosing import SENTENCE, Chooser, head_of
from qa.retrieval.glossed import as_read

# The best sentences are shown, at most so many and of so many characters, and so much of what is known of each passage:
# some 350 tokens, 0.8 seconds on 2 cores.
SHOWN, CHARACTERS, HEAD = 10, 400, 60
# The log-odds that both together give, of the relevance model's and the chooser's against none; fitted on documents held
# out of the training of both.
BIAS, JUDGED, CHOSEN = -0.55, 0.7, 0.3
MOST_ODDS, UNSHOWN = 6.0, -3.0
# Where the relevance model is this sure of one sentence and of no other it is not asked: of 286 held-out questions it chose
# another sentence in none of those 36.
DECIDED, OPEN = 0.8, 0.3


def compared(chooser: Chooser, reading: Reading, fitting: Sequence[Candidate]) -> Reading:
    """Return the reading with what the chooser says of the best sentences, best first.

    `fitting` are those that fit the slots of the question. Where a year is asked about the model sees these alone and is not
    asked for the year: a report of 2014 that tells of 2013 misleads it.

    Raises:
        ModelError: as `Chooser.choose`.
    """
    best = fitting if reading.question.years else reading.candidates
    groups = () if _decided(reading.candidates) else _shown(best)
    if not groups:
        return reading
    order = [candidate for group in groups for candidate in group]
    shown = [
        (head_of(g[0].evidence.passage, g[0].evidence.document)[:HEAD], [_told(c) for c in g])
        for g in groups
    ]
    text = reading.question.text
    odds = [-MOST_ODDS] * len(order)
    # Of several questions in one each has its own answer.
    for asked in parts_of(text) or (text,):
        choice = chooser.choose(without_years(written(fold(asked)), reading.question.years), shown)
        if choice is None:
            return reading
        odds = [max(o, told - choice.none) for o, told in zip(odds, choice.told, strict=True)]
    said = {(c.evidence.number, c.start): value for c, value in zip(order, odds, strict=True)}
    ranked = [_rejudged(c, said.get((c.evidence.number, c.start))) for c in reading.candidates]
    ranked.sort(key=lambda candidate: -candidate.score)
    return replace(reading, candidates=tuple(ranked))


def _told(candidate: Candidate) -> str:
    """A sentence as both models read it, with what it names instead of saying it."""
    item = candidate.evidence
    text = as_read(item.passage, item.glossed, candidate.text) if item.glossed else candidate.text
    return text.strip()


def _decided(candidates: Sequence[Candidate]) -> bool:
    """Whether the relevance model's word stands by itself."""
    first, second = two_likeliest(candidates)
    return first >= DECIDED and second < OPEN


def _shown(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the best judged sentences, those of one passage together in their order."""
    chosen: list[Candidate] = []
    left = CHARACTERS
    for candidate in candidates:
        size = min(len(candidate.text), SENTENCE)
        if candidate.chance is None or (chosen and size > left):
            continue
        chosen.append(candidate)
        left -= size
        if len(chosen) == SHOWN:
            break
    groups: dict[int, list[Candidate]] = {}
    for candidate in chosen:
        groups.setdefault(candidate.evidence.number, []).append(candidate)
    return [sorted(group, key=lambda c: c.start) for group in groups.values()]


def _rejudged(candidate: Candidate, said: float | None) -> Candidate:
    """The candidate with the probability that both models give it; a sentence that only one has seen falls back."""
    if candidate.chance is None:
        return candidate
    chosen = UNSHOWN if said is None else max(-MOST_ODDS, min(MOST_ODDS, said))
    both = BIAS + JUDGED * log_odds(candidate.chance) + CHOSEN * chosen
    return with_chance(candidate, 1 / (1 + math.exp(-both)))
