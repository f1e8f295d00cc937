"""A figure of a part (其中南山市新增1万人) is told of what the clause before it counts. Pure."""

from __future__ import annotations

import re

from qa.evidence.candidates import Reading
from qa.evidence.clauses import clause_of, segment_of
from qa.figures import Figure
from qa.lexicon.bigrams import bigrams

_PART = re.compile(r"[\s,，;；]*其中")
# So much of the question must stand in the clause of the part alone.
PART = 0.08


def of_a_part(reading: Reading, text: str, figure: Figure, leans: int) -> int:
    """Return where the clause begins of which a figure tells a part that the question names: 全省新增就业5万人，其中南山市新增1万人.

    `leans`, where its clause begins with what it leans on, where it is no part, or the question names nothing that stands in
    its clause alone.
    """
    start, end = clause_of(text, figure.number_start)
    first, _ = segment_of(text, start)
    if not _PART.match(text[start:end]) or first == start:
        return leans
    alone = bigrams(text[start:end]) - bigrams(text[first:start])
    return first if reading.weights.share(alone) >= PART else leans
