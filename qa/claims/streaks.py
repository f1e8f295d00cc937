"""So many years of growth in a row: 七连增 is 连续7年增产, and of the figure that it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.fold import fold
from index.numerals import parse_numeral
from qa.claims.judging import Judged
from qa.claims.words import Span, key, size

_N = r"[一二两三四五六七八九十]{1,3}|\d{1,2}"
_SHORT = re.compile(rf"[“\"]?(?P<n>{_N})连(?P<kind>[增丰涨升降跌快])[”\"]?")
_LONG = re.compile(rf"连续(?P<n>{_N})年(?:实现|保持|获得)?(?P<kind>增(?=[产收长加])|丰(?=收))")
# Content characters that a clause may have beside it: 实现七连增.
_BESIDE = 3


def streaks(
    body: str, spans: Sequence[Span], judged: Sequence[Judged]
) -> Iterator[tuple[Span, bool]]:
    """Yield the clauses of a draft that say no more than such a row, and whether the source of the figure before says it.

    Said is what stands after the source's figure with no other number or semicolon between.
    """
    for start, end in spans:
        clause = fold(body[start:end])
        mine = _rows(clause) if _SHORT.search(clause) else frozenset()
        rest = _SHORT.sub("", clause)
        before = [j for j in judged if j.figure.end <= start]
        if mine and before and size(key(rest)) <= _BESIDE:
            yield (start, end), mine <= _said_after(before[-1])


def _said_after(finding: Judged) -> frozenset[tuple[str, str]]:
    if finding.verdict != "supported" or not finding.source or not finding.citation:
        return frozenset()
    after = fold(re.split("[；;。]", finding.citation.text[finding.source.end :], maxsplit=1)[0])
    first = min((m.start() for p in (_SHORT, _LONG) for m in p.finditer(after)), default=0)
    return frozenset() if re.search(r"\d", after[:first]) else _rows(after)


def _rows(text: str) -> frozenset[tuple[str, str]]:
    folded = fold(text)
    found = [m for pattern in (_SHORT, _LONG) for m in pattern.finditer(folded)]
    return frozenset((str(parse_numeral(m["n"])), m["kind"]) for m in found)
