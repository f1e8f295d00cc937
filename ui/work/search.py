"""Retrieval alone: what is found for some words, how, and how long each phase took."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from index.corpus import Corpus
from index.errors import PolicyQAError
from index.printable import printable
from index.types import Hit
from ui.work.errors import FAILED, told

LONGEST = 1000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found, best first, and the milliseconds of each phase."""

    query: str
    hits: tuple[Hit, ...] = ()
    laps: dict[str, float] = field(default_factory=dict)
    error: str = ""


def search(corpus: Corpus, query: str, k: int) -> Found:
    """Return what the index finds for the words."""
    query = printable(query).strip()
    if not query:
        return Found(query, error="检索词是空的。请写要检索的词句")
    if len(query) > LONGEST:
        return Found(query, error=f"检索词有 {len(query)} 字，超过 {LONGEST} 字。请缩短检索词")
    laps: dict[str, float] = {}
    began = time.perf_counter()
    try:
        hits = corpus.search(query, k, laps=laps)
    except PolicyQAError as error:
        return Found(query, error=told(error))
    except Exception:
        _LOG.exception("a search failed")
        return Found(query, error=FAILED)
    laps["total"] = (time.perf_counter() - began) * 1000
    return Found(query, tuple(hits), laps)


def spans(value: str, tokens: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the tokens stand in `value`, in order, what touches or overlaps as one."""
    lowered = value.lower()
    if len(lowered) != len(value):
        return []
    places = []
    for token in tokens:
        at = lowered.find(token)
        while token and at >= 0:
            places.append((at, at + len(token)))
            at = lowered.find(token, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
