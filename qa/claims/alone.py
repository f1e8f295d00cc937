"""A short claim, a measure and a figure with nobody whose it is: 最高贴息50万元.

What it is about cannot be compared with what a source is about, so it is judged only where the whole corpus speaks
of that measure in one place, with a figure of the same unit under the same bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.regions import find_regions
from index.splitter import clauses
from qa.claims.framing import framed_otherwise
from qa.claims.ground import Candidate, candidates, measured
from qa.claims.judging import Judged
from qa.claims.limits import limits_kept
from qa.claims.relate import relate
from qa.claims.standing import TIMES
from qa.claims.told import read_told
from qa.claims.words import key, plain_words, size
from qa.figures import Figure, find_figures
from qa.proof.quotes import citation
from qa.types import Evidence

# What makes another thing of the words behind it.
_OTHER = re.compile(
    r"[不非无未免没反]$|以[上下外内]的?$|首[次批]$|再次$|(?:首|再次|新|[未已获经被上满]|符合|超过|达到)[^，,]{0,12}的$"
)
_EXISTS = re.compile(r"有(?![关色机限害])|共")
# A figure so many times another is one of another kind of thing: what a country spends, what a firm may get.
FAR = 100
# Content characters of a claim that names no more than a measure.
SHORTEST, LONGEST = 2, 6


def named_alone(body: str) -> tuple[str, ...]:
    """Return the words of a claim that is one figure and the measure it is of; nothing where it says more."""
    figures = find_figures(body)
    counted = [f for f in figures if measured(f)]
    if len(counted) != 1 or any(f.kind in TIMES for f in figures) or len(clauses(body)) > 1:
        return ()
    figure = counted[0]
    words = key(f"{body[: figure.number_start]}\n{body[figure.end :]}")
    if not SHORTEST <= size(words) <= LONGEST or find_regions(body):
        return ()
    return words


def judge_alone(
    body: str, judged: Sequence[Judged], words: Sequence[str], evidence: Iterable[Evidence]
) -> list[Judged]:
    """Return the verdict on a claim of `words` and one figure by the one place that names both."""
    (finding,) = judged
    places = _places(body, finding.figure, words, evidence)
    if len({(c.told.figure.value, _clause(c)) for c in places}) != 1:
        return [finding]
    one = places[0]
    claim = read_told(body)[0]
    relation = relate(claim, one.told, one.ground)
    if relation.value not in ("same", "different") or set(relation.differs) - {"对象"}:
        return [finding]
    if not limits_kept(claim, one.told) or framed_otherwise(body, claim, one.item.text, one.told):
        return [finding]
    return [
        replace(
            finding,
            verdict="supported" if relation.value == "same" else "contradicted",
            source=one.told.figure,
            citation=citation(one.item, one.told.sentence),
            differs=(),
            note="材料中只有一处说到这项",
        )
    ]


def _places(
    body: str, figure: Figure, words: Sequence[str], evidence: Iterable[Evidence]
) -> list[Candidate]:
    """Return the figures of the same unit and bound beside which the sources name the measure, on the same side."""
    return [
        candidate
        for item in evidence
        for candidate in candidates(item)
        if candidate.told.figure.kind == figure.kind
        and candidate.told.figure.unit == figure.unit
        and candidate.told.figure.qualifier == figure.qualifier
        and candidate.told.figure.value <= figure.value * FAR
        and figure.value <= candidate.told.figure.value * FAR
        and all(_names(word, plain_words(_clause(candidate))) for word in words)
        and not (_EXISTS.search(body) and not _EXISTS.search(_clause(candidate)))
        and _follows(body[figure.end :], candidate)
    ]


def _names(word: str, clause: str) -> bool:
    """Whether a clause names just the measure, and no other that only ends alike: 不合格产品 is not 合格产品."""
    return any(not _OTHER.search(clause[: m.start()]) for m in re.finditer(re.escape(word), clause))


def _follows(after: str, candidate: Candidate) -> bool:
    """Whether what a claim says right after its figure stands right after the source's: 三个返岗人员 is not 三个项目的….返岗人员."""
    counted = "".join(key(after))
    theirs = candidate.item.text[candidate.told.figure.end : candidate.told.clause[1]]
    return "".join(key(theirs)).startswith(counted)


def _clause(candidate: Candidate) -> str:
    start, end = candidate.told.clause
    return candidate.item.text[start:end]
