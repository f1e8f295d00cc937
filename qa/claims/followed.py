"""A sentence of the draft that follows one of a source almost word for word: what it says otherwise, and whose figure is whose.

What a single clause is too short to show: 除个人外 for 除企业外; two figures of a list that have changed places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.regions import find_regions
from qa.claims.exchanged import added, negations, swapped
from qa.claims.ground import Said, masked, sentences_said
from qa.claims.judging import Judged
from qa.claims.official import gapped
from qa.claims.told import Told, read_told
from qa.claims.values import value_relation
from qa.claims.wording import Worded, home_words, placed
from qa.claims.words import pairs
from qa.figures import find_figures
from qa.proof.context import context_of, home_names
from qa.proof.quotes import citation
from qa.types import Evidence

# A sentence of so many characters, so much of whose words stand in one of the sources, and that runs along it like this.
LONG, HELD, ALIKE = 12, 0.75, 0.88
_YEAR = re.compile(r"(?:19|20)\d\d")
# A figure stands where the source's stands when so many characters around both are the same.
AROUND = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The sentence `said` of `item` that the draft follows: `stretch` is the part of it, numbers masked, that it runs along.

    `figures` leads from the draft's figures, by their place in the sentence, to those of the source in their place.
    """

    item: Evidence
    said: Said
    mine: str
    stretch: str
    figures: dict[int, Told]


def followed(body: str, evidence: Sequence[Evidence]) -> Followed | None:
    """Return the sentence of the sources that `body` follows the closest, None where it follows none."""
    mine, held = masked(body), pairs(body)
    if len(mine) < LONG:
        return None
    best: tuple[float, Followed] | None = None
    for item in evidence:
        for other in sentences_said(item.text):
            if len(held & other.held) < HELD * len(held):
                continue
            ratio, found = _along(mine, item, other)
            if found is not None and (best is None or ratio > best[0]):
                best = (ratio, found)
    return best[1] if best else None


def _along(mine: str, item: Evidence, other: Said) -> tuple[float, Followed | None]:
    """Return how alike both are along the stretch of the source that the draft runs along, and that stretch."""
    theirs = masked(other.text)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return 0.0, None
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(theirs), blocks[-1].b + len(mine) - blocks[-1].a)
    ratio = 2 * sum(b.size for b in blocks) / (len(mine) + end - start)
    if ratio < ALIKE:
        return ratio, None
    told = read_told(other.text)
    figures = {
        mine.count("#", 0, block.a + i): told[theirs.count("#", 0, block.b + i)]
        for block in blocks
        if block.size >= AROUND
        for i in range(block.size)
        if mine[block.a + i] == "#"
    }
    return ratio, Followed(
        item=item, said=other, mine=mine, stretch=theirs[start:end], figures=figures
    )


def otherwise(body: str, source: Followed) -> Worded | None:
    """Return the words that the draft exchanges, denies, or plans where the source states, None where it says the same."""
    mine, theirs = source.mine, source.stretch
    if mine == theirs:
        return None
    home = home_words(context_of(source.item))
    if swap := swapped(placed(mine, home), placed(theirs, home)):
        note = f"原文此处是“{swap[1]}”，不是“{swap[0]}”"
    elif negations(mine) != negations(theirs):
        note = "与原文的肯定、否定不符"
    elif plan := added(mine, theirs):
        note = f"与原文的计划、完成不符（{plan}）"
    elif short := _cut_short(body, source):
        note = f"原文此处是“{short[1]}”，不是“{short[0]}”"
    elif code := _other_code(body, source.item):
        note = f"原文此处没有“{code}”"
    elif place := _stranger(body, source.item):
        note = f"原文此处没有说“{place}”"
    else:
        return None
    cited = citation(source.item, (source.said.start, source.said.end))
    return Worded(
        start=0, end=len(body), kind="statement", verdict="scope_differs", source_text=cited.quote,
        citation=cited, note=note,
    )  # fmt: skip


def _cut_short(body: str, source: Followed) -> tuple[str, str] | None:
    """Return what a figure counts in the draft, where that is what it counts in the source with characters left out."""
    for place, told in enumerate(read_told(body)):
        other = source.figures.get(place)
        if other is not None and gapped(told.figure.noun, other.figure.noun):
            return told.figure.noun, other.figure.noun
    return None


def _other_code(body: str, item: Evidence) -> str | None:
    """Return a document number or a standard of the draft that neither the paragraph nor its document has."""
    text = f"{item.text}\n{item.document.number or ''}\n{item.document.title}"
    known = {f.key for f in find_figures(text) if f.kind == "code"}
    codes = [f for f in find_figures(body) if f.kind == "code"]
    return next((f.text for f in codes if not any(f.key in key for key in known)), None)


def _stranger(body: str, item: Evidence) -> str | None:
    """Return a place of the draft that neither the paragraph nor its document knows, None where there is none."""
    home = home_names(context_of(item))
    known = f"{item.text}{item.document.title}{item.document.issuer or ''}{item.passage.role or ''}"
    for region in find_regions(body):
        short = re.sub(r"(?:省|市|县|区|自治区|特别行政区)$", "", region.canonical)
        if region.canonical in home or short in known or body[region.start : region.end] in known:
            continue
        if region.canonical not in ("中国", "全国"):
            return body[region.start : region.end]
    return None


def _of_other_years(claim: Told, source: Told) -> bool:
    """Whether each names a year and they are not the same: what was so in 2007 denies nothing of 2003."""
    years = (_YEAR.match(claim.period or ""), _YEAR.match(source.period or ""))
    return all(years) and claim.period != source.period


def in_place(judged: Sequence[Judged], body: str, source: Followed) -> list[Judged]:
    """Return the verdicts with those figures contradicted that stand where the source has another number."""
    mine = {told.figure.start: (place, told) for place, told in enumerate(read_told(body))}
    done = []
    for finding in judged:
        place, claim = mine.get(finding.figure.start, (-1, None))
        told = source.figures.get(place)
        if (
            finding.verdict == "supported"
            and told is not None
            and not (claim and _of_other_years(claim, told))
            and value_relation(finding.figure, told.figure) == "different"
        ):
            cited = citation(source.item, (source.said.start, source.said.end))
            finding = replace(
                finding, verdict="contradicted", source=told.figure, citation=cited, differs=()
            )
        done.append(finding)
    return done
