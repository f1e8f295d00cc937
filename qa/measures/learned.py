"""What the tagger adds to the measures that the rules read of a paragraph, and which plans it does not take for support.

Where the rules have read something their record stays as it is: taking over the extents of the tagger gained nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.types import Document
from qa.measures.benefits import first_give
from qa.measures.bounds import find_bounds
from qa.measures.clauses import Found, clauses_of, features
from qa.measures.kinds import kind_of, names_gift, plan_kind, says_kind
from qa.measures.offers import EXCLUDED, Offer, begin_of, intends, punishes, read_segment
from qa.measures.record import offered
from qa.measures.tagger import runs, scores, tags, weights
from qa.measures.types import Measure, Terms
from qa.measures.units import Unit

UNNAMED = 0.0  # the lean for what names no gift
SHARED = 0.5  # of the shorter one: they are of one thing


_ARTICLE = re.compile(r"-?第[零一二三四五六七八九十百\d]+条")
_OF_SUPPORT = re.compile(r"支持|扶持|促进|奖励|奖补|补助|补贴|资助|优惠|若干|措施|政策")


def of_laws(document: Document, units: Sequence[Unit]) -> bool:
    """Whether the document is made of articles and by its title not one of support: of such the tagger has learned nothing."""
    articles = sum(1 for u in units if _ARTICLE.match(u.text))
    return articles > 1 and not _OF_SUPPORT.search(document.title)


def with_learned(
    document: Document, unit: Unit, terms: Terms, made: list[Measure]
) -> list[Measure]:
    """Return the measures of the paragraph in order: those of the rules, and what only the tagger sees."""
    clauses = [] if unit.listing or unit.question else clauses_of(unit)
    if not clauses:
        return made
    found = [Found.of(m) for m in made]
    by = weights()
    scored = scores(features(unit, clauses, document.title, found), by)
    told, sure = (
        [(clauses[a].start, clauses[b - 1].end) for a, b in runs(tags(scored, by, lean=lean))]
        for lean in (by.lean, UNNAMED)
    )
    kept = [m for m, f in zip(made, found, strict=True) if not f.plan or _met(unit, f, told)]
    # Nine in ten that name no gift and are not sure are rules of use, prices and opening hours.
    parts = [p for p in told if names_gift(unit.text[slice(*p)])]
    parts += [p for p in sure if not names_gift(unit.text[slice(*p)])]
    new = [
        _added(document, unit, terms, *part)
        for part in parts
        if not any(_met(unit, f, [part]) for f in found) and not _silent(unit, *part, made)
    ]
    return sorted([*kept, *new], key=lambda m: m.span.start)


def _met(unit: Unit, found: Found, parts: list[tuple[int, int]]) -> bool:
    """Whether one of the parts is of the same thing as what was found."""
    at = unit.view.at
    places = [(at[a], at[b - 1] + 1) for a, b in parts]
    return any(
        min(found.end, b) - max(found.start, a) > SHARED * min(found.end - found.start, b - a)
        for a, b in places
    )


def _silent(unit: Unit, start: int, end: int, made: list[Measure]) -> bool:
    """Whether the rules know the part for something else, or it only asks for figures: 销售收入小于5000万元的企业.

    What limits or explains a measure belongs to the one before; where there is none it may name a gift of its own.
    """
    sort, text = read_segment(unit, start, end).sort, unit.text[start:end]
    if punishes(text) or sort in ("past", "exclusion"):
        return True
    if sort in ("limit", "note") and (made or not says_kind(text)):
        return True
    figures = {f.number_start for f in unit.view.inside(start, end) if f.kind != "duration"}
    bounds = {f.figure.number_start for f in find_bounds(unit.view, start, end)}
    return bool(figures) and figures <= bounds and not says_kind(text)


def _added(document: Document, unit: Unit, terms: Terms, start: int, end: int) -> Measure:
    """Return the record of a part that only the tagger takes for a measure; without a word of giving its kind is told by all its words."""
    seen = unit.view
    give = first_give(seen, start, end)
    text = seen.text[start:end]
    if give is None or EXCLUDED.search(seen.text, start, give):
        kind = kind_of(text, 0) if says_kind(text) else plan_kind(text)
        offer = Offer("offer", start, end, start, kind)
    else:
        kind = kind_of(text, give - start)
        offer = Offer("offer", start, end, begin_of(seen, start, give), kind)
    measure, _ = offered(document, unit, offer, terms, "")
    if give is None and intends(unit, start, end) is not None and not measure.amounts:
        return replace(measure, intention=True)
    return measure
