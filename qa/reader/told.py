"""What is told without a model: sentences of the documents that a question means, quoted from where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from index.splitter import sentences
from index.types import Passage
from qa.types import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """`lines` are sentences with the number of the evidence that holds them; `notes` what must be said beside them."""

    evidence: tuple[Evidence, ...]
    lines: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    missing: tuple[str, ...]


# The share of a question that what is meant must say, with what stands around it, and how much less another may say.
_SAID, _APART = 0.5, 0.05
Thing = TypeVar("Thing")


def one_meant(found: Iterable[tuple[float, Thing]]) -> Thing | None:
    """Return the one of several things that a question means, each with the share of the question that it says; None: no one of them."""
    ranked = sorted(found, key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < _SAID:
        return None
    if len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _APART:
        return None
    return ranked[0][1]


def sentence_at(item: Evidence, start: int, end: int) -> tuple[int, str]:
    """Return the sentences of the paragraph that hold a span of its document, and where the first of them starts."""
    spans = [
        (a, b) for a, b in sentences(item.text) if item.start + a < end and start < item.start + b
    ]
    a, b = (spans[0][0], spans[-1][1]) if spans else (0, len(item.text))
    return item.start + a, item.text[a:b]


_SPEAKER = re.compile(r"^[^:：，,。]{2,40}[:：]\s*")


def in_words_of(passage: Passage, text: str) -> str:
    """Return a sentence of a passage as the words of its speaker: 副厅长李某表示，……; as it stands where nobody is known to speak."""
    if not passage.speaker:
        return text
    text = text.strip()
    said = _SPEAKER.sub("", text) if passage.speaker in text[:40] else text
    return f"{passage.role or ''}{passage.speaker}表示，{said}"
