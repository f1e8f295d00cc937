"""What other documents state about the very thing that a cited figure counts: the same indicator, another year or place.

It is compared as in the figure check; only the time and the place may differ. In doubt a figure is left out: what is
planned beside what is done, a sum of several years beside one, two figures of one document. Nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from qa.claims.ground import Candidate, candidates, measured
from qa.claims.relate import relate
from qa.claims.retrieving import Library
from qa.claims.words import key, pairs
from qa.documents.labels import ended
from qa.figures import Figure, find_figures
from qa.proof.quotes import citation as citation_of
from qa.types import Citation, Evidence

# Passages looked at for one figure, and figures of one answer that are looked for.
DEPTH, MOST = 40, 4
# Characters before a figure that say what it is.
LONGEST = 60
_MAY_DIFFER = frozenset(("时间", "地区"))
# More than one year, or a share of a sum over years: no bar beside the figure of one year.
_YEARS = re.compile(
    r"[两二三四五六七八九十百0-9０-９]+年(?:来|间|里|以来)|[过近这]去?[两二三四五六七八九十]+年|[两二三四五六七八九十]年[^月]"
    r"|十[一二三四五]?五|五年规划|累计|以来|年均"
)
_KINDS = ("quantity", "money", "rate")


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One document's figure: as printed, its canonical value, and its quotation."""

    figure: Figure
    citation: Citation


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of one indicator in the order of their documents' dates, the cited one among them; `before` and
    `after` are the words around the cited one.
    """

    before: str
    figure: Figure
    after: str
    stated: tuple[StatedFigure, ...]


def comparable(citations: Sequence[Citation]) -> bool:
    """Return whether the citations hold a figure that other documents may have too."""
    return any(_kept(f) for c in citations for f in find_figures(c.quote))


def elsewhere(citations: Sequence[Citation], corpus: Corpus) -> Iterator[Compared]:
    """Yield for the cited figures, the first `MOST`, what other documents state of the same."""
    library = Library(corpus)
    seen: set[tuple[str, str, str]] = set()
    for citation in citations:
        for own in _own(citation, library):
            told = own.told
            counted = (told.governing, told.own, told.figure.unit)
            if counted in seen or len(seen) == MOST:
                continue
            seen.add(counted)
            found = library.find(f"{told.lead}{told.governing}", depth=DEPTH)
            stated = _stated(own, citation, found)
            if len(stated) > 1:
                before, after = _around(own)
                yield Compared(before, told.figure, after, stated)


def _kept(figure: Figure) -> bool:
    return measured(figure) and figure.kind in _KINDS and not figure.indefinite


def _own(citation: Citation, library: Library) -> list[Candidate]:
    """Return the figures of a quotation with what its paragraph says around them."""
    start = citation.start - citation.paragraph_start
    end = citation.end - citation.paragraph_start
    item = library.cited(citation)
    if item is None:
        return []
    return [
        c
        for c in candidates(item)
        if start <= c.told.figure.start
        and c.told.figure.end <= end
        and _kept(c.told.figure)
        and not _over_years(c)
    ]


def _around(own: Candidate) -> tuple[str, str]:
    """Return the words before the figure in its sentence, and those right after it that it counts."""
    text, told = own.item.text, own.told
    before = "".join(text[told.sentence[0] : told.figure.start].split())
    noun = told.figure.noun
    after = noun if noun and text.startswith(noun, told.figure.end) else ""
    return before.lstrip("—-·、，")[-LONGEST:], after


def _stated(
    own: Candidate, citation: Citation, found: Sequence[Evidence]
) -> tuple[StatedFigure, ...]:
    """Return the figures of the same thing, one of each document, the cited one among them."""
    mine = citation.document.id
    by_document: dict[str, list[Candidate]] = {}
    wanted = key(own.told.own) or key(own.told.governing)
    for item in found:
        if item.document.id == mine or ended(item.document):
            continue
        # Reading a paragraph costs more than seeing that it speaks of something else.
        held = pairs(item.text)
        if sum(bool(pairs(word) & held) for word in wanted) * 2 < len(wanted):
            continue
        for other in candidates(item):
            if _same(own, other):
                by_document.setdefault(item.document.id, []).append(other)
    stated = [StatedFigure(own.told.figure, citation)]
    for first, *others in by_document.values():
        # Two values of one document are a matter for reading, not for a chart.
        if all(_value(other) == _value(first) for other in others):
            stated.append(
                StatedFigure(first.told.figure, citation_of(first.item, first.told.clause))
            )
    return tuple(
        sorted(
            stated, key=lambda s: (s.citation.document.published or "", s.citation.document.title)
        )
    )


def _value(candidate: Candidate) -> tuple[object, ...]:
    figure = candidate.told.figure
    return figure.value, figure.qualifier


def _same(own: Candidate, other: Candidate) -> bool:
    claim, source = own.told, other.told
    mine, theirs = claim.figure, source.figure
    if mine.kind != theirs.kind or mine.unit != theirs.unit or not _kept(theirs):
        return False
    if (claim.role, claim.modality == "planned") != (source.role, source.modality == "planned"):
        return False
    if mine.direction != theirs.direction or _over_years(other):
        return False
    relation = relate(claim, source, other.ground)
    whole = relation.exact and not relation.loose and not relation.opposite and relation.fit == 1.0
    return whole and set(relation.differs) <= _MAY_DIFFER


def _over_years(candidate: Candidate) -> bool:
    """Whether the paragraph speaks of several years up to the figure's end of sentence, or its heading does."""
    told = candidate.told
    before = candidate.item.text[: told.sentence[1]]
    return bool(_YEARS.search(before)) or any(map(_YEARS.search, candidate.item.passage.section))
