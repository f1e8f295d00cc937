"""How many there are in all, where the items of a list are counted one by one: the heading above them says the sum.

一、推广的举措（共23项） stands above （二）转化方面4项：……. Who asks how many asks for the first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.lexicon.bigrams import bigrams
from qa.reader.confidence import likeliest
from qa.reader.scoring import with_chance

_IN_ALL = re.compile(r"(?:共计?|合计|总计)\s*\d+")


def in_all(reading: Reading) -> Reading:
    """Return the reading with the heading that says how many there are in all before the items under it."""
    best = likeliest(reading)
    if reading.question.kind != "figure" or not reading.question.units or best is None:
        return reading
    if best.chance is None or not best.evidence.passage.label:
        return reading
    above = {_bare(heading) for heading in best.evidence.passage.section}
    found = next((c for c in reading.candidates if _says_all(reading, c, best, above)), None)
    if found is None:
        return reading
    if _asks_of_one(reading, best, found):
        return reading
    rest = [c for c in reading.candidates if c is not found and not _under(found, c)]
    return replace(reading, candidates=(with_chance(found, best.chance), *rest))


def _under(heading: Candidate, candidate: Candidate) -> bool:
    same = candidate.evidence.document.id == heading.evidence.document.id
    return same and _bare(heading.text) in map(_bare, candidate.evidence.passage.section)


def _asks_of_one(reading: Reading, item: Candidate, heading: Candidate) -> bool:
    """Whether the question says of an item what neither the heading nor the title of its paper says."""
    own = bigrams(item.text) - bigrams(f"{heading.text}\n{context_text(heading.evidence)}")
    asked = reading.question
    content = "".join(
        c if kept else " " for c, kept in zip(asked.folded, asked.content, strict=True)
    )
    return any(bigrams(run) & own for run in content.split())


def _says_all(reading: Reading, candidate: Candidate, best: Candidate, above: set[str]) -> bool:
    return (
        candidate.evidence.document.id == best.evidence.document.id
        and _bare(candidate.text) in above
        and bool(_IN_ALL.search(fold(candidate.text)))
        and any(f.unit in reading.question.units for f in candidate.figures)
    )


def _bare(text: str) -> str:
    return "".join(fold(text).split())
