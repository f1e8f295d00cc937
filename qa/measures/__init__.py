"""The support measures that a document states, read from its text when asked. Pure: a document in, records out.

Nothing is stored: the document is the truth. What was read is kept in memory by the text and its passages.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from index.types import Document, Passage
from qa.measures.cards import body, cards, fields
from qa.measures.record import plans, read_unit
from qa.measures.tables import read_rows
from qa.measures.terms import read_terms
from qa.measures.types import INTENTION, KIND_NAMES, Condition, Measure, Measures, Span, Test
from qa.measures.units import units

__all__ = [
    "INTENTION",
    "KIND_NAMES",
    "Condition",
    "Measure",
    "Measures",
    "Span",
    "Test",
    "find_measures",
]
KEPT = 4096
_read: OrderedDict[tuple[str, str | None, int], Measures] = OrderedDict()
_lock = Lock()


def find_measures(document: Document, passages: Sequence[Passage]) -> Measures:
    """Return the measures of the document in its order, with its general terms; `passages` are its own, in order."""
    # Not by the hash of the file: read again by another version, the same bytes may give another text.
    key = (document.id, document.region, hash((document.text, *passages)))
    with _lock:
        if key in _read:
            _read.move_to_end(key)
            return _read[key]
    found = _find(document, passages)
    with _lock:
        _read[key] = found
        while len(_read) > KEPT:
            _read.popitem(last=False)
    return found


def _find(document: Document, passages: Sequence[Passage]) -> Measures:
    paragraphs = fields(units(document, [p for p in passages if p.kind != "table"]))
    terms = read_terms(document, paragraphs)
    groups = cards(paragraphs)
    ahead = plans(document)
    measures: list[Measure] = []
    read: set[int] = set()
    for group in groups:
        own = terms
        if len(groups) > 1:
            own = read_terms(document, group)
            own = replace(own, agency=own.agency or body(group))
        for unit in group:
            if unit.listing or id(unit) in read:
                continue
            read.add(id(unit))
            measures += read_unit(document, unit, own, plans=ahead)
    measures += read_rows(document, passages, terms)
    return Measures(measures=tuple(sorted(measures, key=lambda m: m.span.start)), terms=terms)
