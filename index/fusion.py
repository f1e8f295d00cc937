"""Dense and lexical candidates to one order without repetitions. Pure: knows neither the file nor the views."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.fold import fold
from index.scoring import Words
from index.tokens import figure_tokens
from index.types import PassageKind

MEANING, TOPIC, ASIDE, SILENT = 0.045, 0.25, 0.075, 0.05
# Two texts of this many letters do not agree by chance; shorter ones may say the same of different things.
_TELLING = 60
# A reprint with a few words before or after it is still the reprint.
_REPRINT = 0.9
# Documents that are shown for one text.
_SOURCES = 2
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage to be ranked.

    `cosine` is that of its vector with the question's, `matched` the question's tokens that it holds, `coverage`
    the share 0..1 of the question's weight that they have; `said` tells that its own text, and not only the
    `context` around it, holds one of them.
    """

    row: int
    document: int
    kind: PassageKind
    text: str
    context: str
    cosine: float
    matched: tuple[str, ...]
    coverage: float
    said: bool = True


def fuse(
    candidates: Sequence[Candidate], words: Words, spread: float
) -> list[tuple[Candidate, float]]:
    """Return the candidates with their scores, the best first.

    The score of a passage is

        reach * (coverage + TOPIC * topic) + MEANING * cosine / spread
        - ASIDE for questions and headings - SILENT for a text that holds no word of the question itself

    `coverage` is the share of the question's weight that the passage holds, `topic` that of all its document's
    candidates together: a passage seldom repeats what its document is about. `reach` is the best coverage of any
    candidate: where the question speaks the language of the sources, words decide; where it does not, as a layman
    asks about a statute, meaning decides. No fixed weight serves both, and equal ranks lose on news.
    `spread` is the standard deviation of the cosines between passages of the index, because embedders differ in how
    near to each other they put any two texts.

    Tuned on four sets at once (760 questions over pandemic notices, 312 over government reports, 350 over news, 350
    of laymen over statutes); see DECISIONS.md for what was measured and dropped.
    """
    reach = max((candidate.coverage for candidate in candidates), default=0.0)
    topics = _topics(candidates, words)
    scored = []
    for candidate in candidates:
        lexical = reach * (candidate.coverage + TOPIC * topics[candidate.document])
        off = ASIDE if candidate.kind in ("question", "heading") else 0.0
        off += 0.0 if candidate.said else SILENT
        scored.append((candidate, lexical + MEANING * candidate.cosine / spread - off))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].row))


def _topics(candidates: Sequence[Candidate], words: Words) -> dict[int, float]:
    """Return document -> the share of the question's weight that its candidates hold together."""
    held: dict[int, set[str]] = {}
    for candidate in candidates:
        held.setdefault(candidate.document, set()).update(candidate.matched)
    return {document: words.share(tokens) for document, tokens in held.items()}


def distinct(scored: Sequence[tuple[Candidate, float]], k: int) -> list[tuple[Candidate, float]]:
    """Return the first `k`, without what only repeats earlier ones.

    Only what is the same in every letter and figure counts as a repetition, give or take a few words before or
    after it: one other character may be another region, year or amount. A short text repeats another only in the
    same context, because 最高补助50万元 under two titles are two facts. A second document that says the same is a
    second source; what a document repeats, and a third one, is left out.
    """
    kept: list[tuple[Candidate, float]] = []
    letters: list[str] = []
    for candidate, score in scored:
        if len(kept) == k:
            break
        own = _NO_LETTER.sub("", fold(candidate.text))
        same = [
            each.document
            for other, (each, _) in zip(letters, kept, strict=True)
            if _repeats(own, other, candidate, each)
        ]
        if len(same) < _SOURCES and candidate.document not in same:
            kept.append((candidate, score))
            letters.append(own)
    return kept


def _repeats(own: str, other: str, candidate: Candidate, earlier: Candidate) -> bool:
    shorter, longer = sorted((own, other), key=len)
    if len(shorter) < _REPRINT * len(longer) or shorter not in longer:
        return False
    if len(shorter) < _TELLING and candidate.context != earlier.context:
        return False
    return figure_tokens(candidate.text) == figure_tokens(earlier.text)
