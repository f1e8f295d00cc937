"""How sure it is that the evidence answers a question, 0..1, calibrated on questions with and without an answer.

A logistic model of a handful of numbers that are known when the sentences have been read. Its weights and its
floor stand in `weights/refusal.json`, which `qa.training.calibrate_refusal` makes together with the curve
of risk by coverage.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.evidence.candidates import Candidate, Reading, context_text
from qa.lexicon.bigrams import bigrams
from qa.question.asked import asked_noun, named_by
from qa.reader.thresholds import thresholds

# From this probability on a sentence answers that is this many times likelier than any other: of near misses over the
# development documents none reached 0.25, and at 0.15 one question of 200 more is answered.
STANDS_OUT, AHEAD = 0.25, 4.0
# Of 600 held-out questions three were refused with this and more because the sentence names the thing otherwise, all of them
# answered by it; of near misses none reached both.
ALONE, FAR_AHEAD = 0.6, 6.0
# Log-odds beyond this say no more.
_ODDS = 6.0


def confidence(reading: Reading) -> float:
    """Return the calibrated probability that the evidence answers; 0.0 where there is none."""
    numbers = features(reading)
    if numbers is None:
        return 0.0
    known = thresholds()
    odds = known.bias + sum(known.weights[name] * value for name, value in numbers.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def features(reading: Reading) -> dict[str, float] | None:
    """Return what the confidence is computed from, None where nothing was found."""
    best = likeliest(reading)
    if best is None:
        return None
    item, question = best.evidence, reading.question
    around = f"{item.text}\n{context_text(item)}"
    unsaid = reading.weights.heaviest(bigrams(around))
    noun = asked_noun(question)
    return {
        "odds": _odds(best.chance),
        "coverage": best.whole,
        "own": best.local,
        "unsaid": unsaid[0] if unsaid else 0.0,
        "noun": named_by(noun, around) if noun else 1.0,
        "meaning": ((item.dense if item.dense is not None else 0.8) - 0.8) * 10,
        "figure": float(question.kind in ("figure", "when")),
    }


def likeliest(reading: Reading) -> Candidate | None:
    """Return the sentence that the relevance model finds likeliest, the best by words where it was not asked."""
    judged = [c for c in reading.candidates if c.chance is not None]
    return max(judged, key=lambda c: c.chance or 0.0) if judged else reading.best


def two_likeliest(candidates: Sequence[Candidate]) -> tuple[float, float]:
    """Return the two highest probabilities, the higher first; 0.0 for one that is not there or was not judged."""
    first, second, *_ = *sorted((c.chance or 0.0 for c in candidates), reverse=True), 0.0, 0.0
    return first, second


def stands_out(reading: Reading, judged: Sequence[Candidate]) -> bool:
    """Whether the sentence that words put first is the model's first too, and far before all others.

    In questions asked in everyday words the model is less sure of the right sentence, but still of no other.
    """
    first, second = two_likeliest(judged)
    best = reading.best
    return best is not None and best.chance == first >= STANDS_OUT and first >= AHEAD * second


def stands_alone(judged: Sequence[Candidate]) -> bool:
    """Whether the models are surer than not of one sentence, and of no other."""
    first, second = two_likeliest(judged)
    return first >= ALONE and first >= FAR_AHEAD * second


def _odds(chance: float | None) -> float:
    """The log-odds of a probability; nothing known is even odds."""
    if chance is None:
        return 0.0
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_ODDS, min(_ODDS, math.log(chance / (1 - chance))))
