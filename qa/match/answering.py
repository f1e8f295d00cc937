"""The sum that follows from a cited measure for the figures in a question: 产值增长3000万元能拿多少.

The answer itself only says what the source says. What is computed from it is told beside it, with the sum that gives it
and the citation that it rests on, and never where anything would have to be guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from index.corpus import Corpus
from qa.match import profile_of, read_documents
from qa.match.citing import Source
from qa.match.considered import consider
from qa.match.types import Matched
from qa.measures import Measures
from qa.profile import Profile
from qa.types import Citation

# To read the measures of a longer document would take longer than the answer.
LONGEST = 60_000


def computed(question: str, citations: Sequence[Citation], corpus: Corpus) -> tuple[str, ...]:
    """Return what the cited measures would give by the figures of the question, a line in Chinese for each measure."""
    profile = profile_of(question, corpus, corpus.scope.day or date.today())
    cited = {c.document.id: c.document for c in citations if c.document.characters <= LONGEST}
    read = {
        source.info.id: (source, found)
        for source, found in read_documents(corpus, [*cited.values()])
    }
    lines = [
        _line(citation, matched)
        for citation in citations
        if citation.document.id in read
        for matched in _considered(citation, profile, *read[citation.document.id])
        if matched.estimate is not None and _from_profile(matched, profile)
    ]
    return tuple(dict.fromkeys(lines))


def _considered(
    citation: Citation, profile: Profile, source: Source, found: Measures
) -> Iterator[Matched]:
    """Yield the measures that the quotation states any of, judged for the profile."""
    for measure in found.measures:
        if measure.span.start < citation.end and citation.start < measure.span.end:
            result = consider(source, found, measure, profile, {})
            if result is not None:
                yield result[1]


def _from_profile(matched: Matched, profile: Profile) -> bool:
    """Whether a figure of the profile stands in the sum: a fixed sum stands in the answer already."""
    assert matched.estimate is not None
    tests = [t for j in matched.conditions for tests in j.condition.any_of for t in tests]
    names = {t.name for t in tests if t.kind == "bound"} | {a.of for a in matched.measure.amounts}
    names |= {t.test.name for t in matched.measure.tiers if t.test is not None}
    return not matched.estimate.formula.startswith("原文载明") and any(
        fact.name in names for fact in profile.facts
    )


def _line(citation: Citation, matched: Matched) -> str:
    estimate = matched.estimate
    assert estimate is not None
    note = f"[{citation.number}] 按所引条款测算：{estimate.text}（{estimate.formula}），这是推算，不是原文"
    if any(j.state == "unknown" for j in (*matched.conditions, *matched.exclusions)):
        note += "；其余条件是否符合，请自行核对"
    return note
