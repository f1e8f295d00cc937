"""The sources of a sentence, read once: their figures with what surrounds each, and their clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from index.regions import find_regions
from index.splitter import clauses, sentences
from index.types import Passage
from qa.claims.circumstances import of_stretch
from qa.claims.dealt import dealt
from qa.claims.grounds import Ground
from qa.claims.homes import meant, province_meant
from qa.claims.introduced import introduced
from qa.claims.opened import stretch_before, stretch_over, times_opening, years_of
from qa.claims.parts import own_part
from qa.claims.sametime import When
from qa.claims.standing import MEASURED, TIMES
from qa.claims.told import Told, read_told
from qa.claims.under import above
from qa.claims.words import pairs, plain_words
from qa.figures import Figure, find_figures
from qa.proof.context import Context, context_of, home_names, short
from qa.proof.source import Source, read_source
from qa.tables.model import bare_cells
from qa.types import Evidence

# Of a paragraph so much before a sentence may stand for its lead.
NEAR = 600
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|上半年|下半年|[一三]季报|半年报|[-/.])")
# 远航公司是最大的造船企业。: no heading.
_STATES = re.compile(r"是(?!否)|了(?!解)|已(?!知)|成为|有(?![关效序力机色])")
_COMPARED = re.compile(r"[比较同](?:去年|上年)?$")
# What a paper is called says nothing of what its figures are of: no 政府研发经费 by 政府工作报告.
_PAPER = re.compile(r"(?:国务院)?政府工作报告")
_SINCE = re.compile(r"[比较]((?:19|20)\d\d)年")
_CUT = frozenset("，,。；;！!？?：:、|\n（）()")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One figure of a source that a figure of the draft may be compared with."""

    item: Evidence
    told: Told

    @cached_property
    def ground(self) -> Ground:
        """What surrounds it; read when it is compared, because most figures of a paragraph never are."""
        return _ground(self.item, self.told)


def candidates(item: Evidence) -> tuple[Candidate, ...]:
    """Return the figures of a paragraph with what surrounds them. Pure for the same paragraph of the same document."""
    return _candidates(item.text, item)


@lru_cache(maxsize=2048)
def _candidates(text: str, item: Evidence) -> tuple[Candidate, ...]:
    bare = bare_cells(item.passage) if item.text == item.passage.text else ()
    return tuple(
        Candidate(item=item, told=told)
        for told in dealt(read_told(text), text)
        if not any(a <= told.figure.number_start < b for a, b in bare)
    )


def _ground(item: Evidence, told: Told) -> Ground:
    text, context, source = item.text, context_of(item), read_source(item.text)
    before = text[max(0, told.sentence[0] - NEAR) : told.sentence[0]]
    here, at = _here(text, told, context), told.figure.number_start
    return Ground(
        context=here,
        lead=headings(item) | pairs(_heading(before)),
        before=plain_words(before),
        sentence=pairs(own_part(text, told)),
        # Of its own sentence only the part that is not another figure's leads on to it.
        topic=_topic(text) if told.sentence[0] else frozenset(),
        national=_national(text[: told.figure.start], context),
        only=_only(text, told.figure.start),
        owner=_owner(source, here, at),
        introduced=_introduced(source, here, at),
        when=_when(text, told, context, item.passage, _period(source, at)),
        planned=context.future,
        done=context.past,
    )


def _here(text: str, told: Told, context: Context) -> Context:
    """Return the context with the place that 全市 of a figure's sentence means, where the paragraph names it before."""
    span = (told.sentence[0], told.figure.number_start)
    place = meant(text, *span) or province_meant(text, *span, context.home)
    return replace(context, home=place) if place else context


def _national(before: str, context: Context) -> bool:
    """Whether a text speaks of the country, and names its own place only in the date line: 中新社北京8月3日电."""
    if context.home is None or not re.search(r"全国|我国|中国", before):
        return False
    place = re.sub(r"(?:省|市|自治区|特别行政区)$", "", context.home)
    return place not in _DATE_LINE.sub("", before) and not re.search(r"[全我][省市]", before)


_DATE_LINE = re.compile(r"[社网报讯][一-龥]{2,6}?\d{1,2}月\d{1,2}日(?:电|讯)?")


def _only(text: str, end: int) -> str | None:
    """Return the one place that a text names up to `end`, None where it names several or none."""
    named = {place for at, place in _places_named(text) if at < end}
    return next(iter(named)) if len(named) == 1 else None


@lru_cache(maxsize=2048)
def _places_named(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((r.start, r.canonical) for r in find_regions(text))


@lru_cache(maxsize=2048)
def _topic(text: str) -> frozenset[str]:
    """Return the pairs of the clauses of a paragraph's first sentence that stand before its first figure."""
    start, end = next(iter(sentences(text)), (0, 0))
    first = next((t.clause[0] for t in read_told(text)), end)
    return pairs(text[start : min(first, end)])


def headings(item: Evidence) -> frozenset[str]:
    """Return the pairs of what stands above a paragraph: its headings, its question, its title, who speaks, who issued it."""
    passage, document = item.passage, item.document
    title = _PAPER.sub("", document.title)
    above = (*passage.section, passage.question, title, passage.role, document.issuer)
    return pairs("\n".join(part for part in above if part))


def _when(text: str, told: Told, context: Context, passage: Passage, governing: str | None) -> When:
    """Return the times around a figure; of the sentences before it the last that names a time counts, if it names one."""
    named = [keys for end, keys in _times_named(text) if end <= told.sentence[0] and keys]
    opened = [key for end, key in times_opening(text) if end <= told.sentence[0]]
    under = stretch_before(text, told.sentence[0])
    under = stretch_over(passage.section) if under is None else under
    return When(
        opened=opened[-1] if opened else None,
        stretches=under,
        years=years_of(under | told.stretches, context),
        since=frozenset(_SINCE.findall(text, *told.sentence)),
        governing=governing,
        before=next(iter(named[-1])) if named and len(named[-1]) == 1 else None,
        above=above(passage.section, text[: told.figure.start], context),
        year=context.year,
        latest=max(_YEAR.findall(text), default=None),
    )


@lru_cache(maxsize=2048)
def _times_named(text: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return for each sentence where it ends and the times that it names, but for those that it compares with."""
    times = [
        f for f in find_figures(text) if f.kind in TIMES and not _COMPARED.search(text, 0, f.start)
    ]
    return tuple(
        (b, frozenset(f.key for f in times if a <= f.start < b)) for a, b in sentences(text)
    )


def _heading(before: str) -> str:
    """Return what a paragraph opens with where that is a heading: 一、支持技术改造。"""
    first = before.split("。", 1)[0]
    stated = any(c.isdigit() for c in first) or _STATES.search(first)
    return "" if len(first) > 40 or stated else first


def _clause_number(source: Source, position: int) -> int | None:
    spans = ((c.number, source.flat.span(c.start, c.end)) for c in source.clauses)
    return next((number for number, (start, end) in spans if start <= position < end), None)


def _owner(source: Source, context: Context, position: int) -> str | None:
    """Return the clause that names another place or body whose figure it is, None where it is the source's own."""
    number = _clause_number(source, position)
    if number is None or source.clauses[number].owner is None:
        return None
    owner = source.clauses[source.clauses[number].owner or 0]
    if owner.entity.startswith("《"):
        return None  # a paper's rules are no figures of its own
    if owner.opening == "we" or (owner.opening == "region" and owner.entity in home_names(context)):
        return None
    name = short(owner.entity)
    if len(name) >= 3 and any(name in body for body in (context.role, context.issuer)):
        return None
    return (
        None
        if owner.entity in ("全国", "我国") and context.home is None
        else f"{owner.entity}\n{owner.text}"
    )


def _introduced(source: Source, context: Context, position: int) -> str:
    number = _clause_number(source, position)
    return "" if number is None else introduced(source, context, number)


def _period(source: Source, position: int) -> str | None:
    number = _clause_number(source, position)
    return None if number is None else source.period_of(source.clauses[number])


def shift(figure: Figure, by: int) -> Figure:
    """Return a figure of a piece of text with its offsets counted in the whole."""
    return replace(
        figure,
        start=figure.start + by,
        end=figure.end + by,
        number_start=figure.number_start + by,
        number_end=figure.number_end + by,
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """A text with a `#` for each measured figure and a `|` for each mark: what it says but for the numbers.

    `told` are its figures in the order of the `#`.
    """

    text: str
    told: tuple[Told, ...]


def shape(text: str, figures: tuple[Told, ...]) -> Shape:
    """Return the shape of `text`; `figures` are its own, offsets in `text`."""
    parts, at = [], 0
    text = text.replace("#", " ")  # a hashtag is no figure
    for told in figures:
        parts += [text[at : told.figure.start], "#"]
        at = told.figure.end
    words = plain_words("".join([*parts, text[at:]]))
    cut = "".join("|" if c in _CUT else c for c in words if not c.isspace() and c not in "“”\"'‘’")
    return Shape(cut, figures)


@lru_cache(maxsize=2048)
def source_shape(text: str) -> Shape:
    """Return the shape of a whole paragraph."""
    return shape(text, read_told(text))


def word_for_word(clause: Shape, place: int, source: Shape) -> list[Told]:
    """Return the figures that the source has where the clause has its `place`th, wherever it says the clause word for word.

    Whole clauses only: 实验室# does not stand in 省重点实验室#.
    """
    wanted = clause.text.strip("|")
    if sum(c not in "#|" for c in wanted) < 3:
        return []
    found: list[Told] = []
    at = source.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if source.text[at - 1 : at] in ("", "|") and source.text[end : end + 1] in ("", "|"):
            number = source.text.count("#", 0, at) + place
            found += source.told[number : number + 1]
        at = source.text.find(wanted, at + 1)
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of a source: its place in the paragraph and its pairs of characters."""

    start: int
    end: int
    text: str
    held: frozenset[str]


@lru_cache(maxsize=2048)
def said(text: str) -> tuple[Said, ...]:
    """Return the clauses of a paragraph."""
    return tuple(Said(a, b, text[a:b], pairs(text[a:b])) for a, b in clauses(text))


@lru_cache(maxsize=2048)
def sentences_said(text: str) -> tuple[Said, ...]:
    """Return the sentences of a paragraph."""
    return tuple(Said(a, b, text[a:b], pairs(text[a:b])) for a, b in sentences(text))


@lru_cache(maxsize=8192)
def masked(clause: str) -> str:
    """Return the words of a clause, with `#` for each number and without marks and white space."""
    words = shape(clause, read_told(clause)).text
    return words.replace("|", "").replace("的", "").replace("了", "")


def measured(figure: Figure) -> bool:
    """Whether a figure counts or measures."""
    return figure.kind in MEASURED and not figure.indefinite and not of_stretch(figure)
