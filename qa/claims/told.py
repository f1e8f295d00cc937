"""A figure with its circumstances: what it counts, when, where, whose, against what, planned or done.

The same reading for the draft and for its sources, so that both are compared by what they say, not by how."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from index.splitter import sentences
from qa.claims.around import after, clip, governs, head_of_list, lead_of, opening, subject_of, tail
from qa.claims.circumstances import (
    Modality,
    adds,
    base_of,
    bounded,
    compared_with,
    flow_of,
    is_done_after,
    levels,
    modality,
    of_stretch,
    places_in,
    role_of,
    seen_from,
    stretches,
)
from qa.claims.standing import MEASURED, NO_WORDS, TIMES, Place, place_of
from qa.claims.words import Span, key
from qa.evidence.clauses import clause_before, clause_of
from qa.figures import Figure, find_figures
from qa.figures.counted import counted_noun

# 据地方政府介绍 counts nothing.
_SAID_BY = re.compile(r"^(?:据|根据).*(?:介绍|透露|了解|统计|测算|通报|消息)$")
_SHARE = re.compile(r"占(?:到|了|据)?$")
_TO = re.compile(r"[到至][的\s]*(?:\d{4}年[的\s]*)?$")
# 贡献率上升3个百分点，达到51.2%: of what the clause before counts.
_REACHES = re.compile(r"\s*(?:达到?|[升增降减][到至]|[约超近]?占)")
_SHARE_ALONE = re.compile(r"\s*[约超近]?占(?!比)")
# 到2027年培育60家，目前已有38家: now is no time of the clause before.
_NOW = re.compile(r"目前|当前|现有|现已|如今")
# 仅次于青岛市, 高于全国5.1个百分点: the figure is none of that place.
_BESIDE = re.compile(r"[次高低多少快慢优大小]于$|[比较]$|超过?$")
_IN_ORDER = re.compile(r"分别|依次")
_PER_YEAR = {"比上年": "同比"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure and what is said of it; offsets count in the text that was read.

    `whole` is its clause with those before it that it leans on,
    `narrow` are the content words of its own item (before it and the noun after), `governing` the text of its
    clause with those that it leans on, `own` what of that is said of this figure
    alone, `full` whether its item itself says what is counted, `lead` what the sentence says before them that counts nothing itself.
    `regions` are canonical names in its clause, `around` those of its sentence, `before` those
    of its clause that stand before it, `nearest` the last place before it; `period` its time key, None if
    none is named; `tail` are the content words after what is counted;
    `stretches` are those named so far (近三年);
    `several` whether its sentence names more than one time, `times` the keys of those up to
    the end of its clause, `named` those themselves; `order` its place among the figures of
    a clause with 分别, None elsewhere; `antecedent` the amount whose change or share it is: 541亿元 of
    服务收入541亿元，同比增长30.1%; `after` are the clauses after its own that count nothing, `prior` the one before, `condition` those that it leans on where they count nothing, `opening` that which
    the sentence begins with, where its own names nobody: …揭榜挂帅项目已完成40%，突破关键技术62项，申请发明专利113项;
    `against` and `beside` are the years and places with which it is compared (较2018年, 高于全国), `subject` is the clause before where its own begins with 共 or 累计 and so names nobody; `head` is what the first item of its list has before its own.
    """

    figure: Figure
    sentence: Span
    clause: Span
    whole: Span
    narrow: tuple[str, ...]
    noun: str
    governing: str
    own: str
    full: bool
    lead: str
    tail: tuple[str, ...]
    regions: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    nearest: str | None = None
    period: str | None = None
    several: bool = False
    times: frozenset[str] = frozenset()
    stretches: frozenset[str] = frozenset()
    named: tuple[Figure, ...] = ()
    against: frozenset[str] = frozenset()
    change: str | None = None
    base: tuple[str, ...] | None = None
    flow: bool = False
    level: frozenset[str] = frozenset()
    role: str | None = None
    modality: Modality = "open"
    order: tuple[int, int] | None = None
    antecedent: Figure | None = None
    after: str = ""
    prior: str = ""
    condition: str = ""
    opening: str = ""
    subject: str = ""
    head: str = ""


@lru_cache(maxsize=2048)
def read_told(text: str) -> tuple[Told, ...]:
    """Return the measured figures of `text` with their circumstances, in order. Pure, so that it is done once."""
    figures = [f for f in find_figures(text) if not f.indefinite]
    if not any(f.kind in MEASURED for f in figures):
        return ()
    spans = sentences(text)
    found: list[Told] = []
    for figure in figures:
        if figure.kind not in MEASURED or of_stretch(figure):
            continue
        span = next(((a, b) for a, b in spans if a <= figure.start < b), None)
        if span is not None:
            inside = [f for f in figures if span[0] <= f.start and f.end <= span[1]]
            found.append(_told(text, span, figure, inside))
    return tuple(found)


def _told(text: str, span: Span, figure: Figure, inside: list[Figure]) -> Told:
    place = place_of(text, span, figure, inside)
    sentence, shift = place.text, place.shift
    clause, whole, item = place.clause, place.whole, place.item
    figures = [(f.start - shift, f.end - shift) for f in inside if f.kind in NO_WORDS]
    places = places_in(sentence)
    bare = [*figures, *((a, b) for a, b, _ in places if not _SHARE.search(sentence, 0, a))]
    narrow = key(clip(sentence, place.begin, _words_end(place), bare))
    lead = lead_of(sentence, whole[0], place.counted, shift, bare)
    if whole[0] < clause[0] and _SHARE_ALONE.match(sentence, clause[0]):
        narrow = ()  # ，占营业收入的5.1%: what has that share stands before
    head = head_of_list(sentence, item, clause, figures, bare) if narrow else ""
    leans = not narrow and whole[0] < clause[0]
    reaches = leans and _REACHES.match(sentence, clause[0])
    told = Told(
        figure=bounded(figure, sentence[place.begin : place.at]),
        sentence=span,
        clause=(clause[0] + shift, clause[1] + shift),
        whole=(whole[0] + shift, clause[1] + shift),
        narrow=narrow
        or (
            key(clip(sentence, *whole, bare))
            if reaches or figure.direction or figure.change
            else ()
        )
        or key(_SAID_BY.sub("", lead.rsplit("，", 1)[-1])),
        noun=counted_noun(figure),
        governing=clip(sentence, *whole, bare),
        own=f"{head} {clip(sentence, *item, bare)}" if narrow else clip(sentence, *whole, bare),
        head=head,
        full=bool(narrow),
        lead=lead,
        tail=tail(sentence, min(figure.end - shift + len(figure.noun), item[1]), item[1], bare),
        antecedent=_antecedent(place.between(whole[0], clause[0]), figure) if leans else None,
        after=after(sentence, clause[1], place.counted, shift),
        opening=opening(sentence, clause, own=place.counted, shift=shift),
        subject=subject_of(sentence, whole[0], bare),
        condition=""
        if place.counted_between(whole[0], clause[0])
        else clip(sentence, whole[0], clause[0], bare),
        prior=sentence[slice(*(clause_before(sentence, clause[0]) or (0, 0)))],
    )
    return _circumstances(told, place, places)


def _circumstances(told: Told, place: Place, places: list[tuple[int, int, str]]) -> Told:
    """Return the figure with where, when, against what, and whether it is so already."""
    sentence, clause, whole, figure = place.text, place.clause, place.whole, place.figure
    before = sentence[place.begin : place.at]
    times = [
        f
        for f in place.inside
        if f.kind in TIMES
        and not compared_with(sentence, f.start - place.shift, f.end - place.shift)
    ]
    compared = {(a, n) for a, _, n in places if _BESIDE.search(sentence, 0, a)}
    beside = frozenset(n for a, n in compared if whole[0] <= a < place.at)
    behind = frozenset(n for a, n in compared if sentence[a - 2 : a] == "次于")
    against = {f.key[:4] for f in place.between(*clause) if f.kind in TIMES and f not in times}
    named = [f for f in times if f.start - place.shift < clause[1]]
    own = any(f.start - place.shift >= clause[0] for f in named)
    alike = [f for f in place.between(*clause) if f.unit == figure.unit]
    ordered = _IN_ORDER.search(sentence, *clause) and len(alike) > 1
    return replace(
        told,
        regions=frozenset(n for a, _, n in places if whole[0] <= a < whole[1]),
        around=frozenset(n for _, _, n in places) - behind,
        beside=beside,
        before=frozenset(n for a, _, n in places if whole[0] <= a < place.at),
        nearest=next(iter([n for a, _, n in places if a < place.at][-1:]), None),
        period=None
        if _NOW.search(before) and not place.times_in_clause
        else _governing(place, times),
        stretches=stretches(sentence[: clause[1]]),
        # 2月11日24时 is one time.
        several=len({f.key for f in times if not f.key.startswith("T")}) > 1,
        times=frozenset(f.key for f in named if not own or not _of_another(f, place)),
        named=tuple(named),
        against=frozenset(year for year in against if year.isdigit()),
        change=_PER_YEAR.get(figure.change or "", figure.change)
        or seen_from(sentence[: clause[0]], figure)
        or _a_head(told),
        base=base_of(
            figure,
            before,
            sentence[: place.at],
            sentence[figure.end - place.shift : clause[1]],
        ),
        flow=flow_of(sentence, clause[0], place.item[0], place.at),
        level=levels(sentence[place.begin : _words_end(place)]),
        role=role_of(sentence[place.item[0] : place.at], before),
        modality="done" if is_done_after(sentence, clause[1]) else _modality(place),
        order=(alike.index(figure), len(alike)) if ordered else None,
    )


def _modality(place: Place) -> Modality:
    """Return whether a figure is planned or done, by its clause with those it leans on and what stands before.

    力争达到90%以上，目前为76.3%: what is so now is no part of the plan.
    """
    sentence, clause = place.text, place.clause
    own = sentence[slice(*clause)]
    if _NOW.search(sentence, clause[0], place.at) and modality(own) != "planned":
        return "done"
    leans = governs(sentence, place.figure.number_start - place.shift)
    return modality(sentence[slice(*leans)], sentence[_segment(place) : clause[1]])


def _governing(place: Place, times: list[Figure]) -> str | None:
    """Return the time of a figure: not 2019年 of 恢复到2019年的108%, but the one that governs it too."""
    period = place.figure.period
    if period is None or any(f.key == period for f in times):
        return period
    named = [f.key for f in place.inside if f.kind in TIMES and f not in times]
    before = [f.key for f in times if f.start < place.figure.start]
    return next(iter(before[-1:]), None) if period in named else period


def _a_head(told: Told) -> str | None:
    """人均可支配收入38260元，其中城镇居民48730元: what is so much a head goes on for its parts."""
    before, _, own = told.governing.rpartition("，")
    return "人均" if own.lstrip().startswith("其中") and "人均" in before else None


def _of_another(time: Figure, place: Place) -> bool:
    """Whether a time stands in a clause before that has figures of its own."""
    start, end = clause_of(place.text, time.start - place.shift)
    return end <= place.clause[0] and place.counted_between(start, end)


def _segment(place: Place) -> int:
    """Return where what is said with a figure begins: a part after a semicolon that names its own time is no plan of the part before.

    What a colon announces (预期目标：…；…) holds for all of it.
    """
    start = max(place.text.rfind(mark, 0, place.clause[0]) for mark in "；;") + 1
    own = any(f.kind in TIMES for f in place.between(start, place.clause[1]))
    return start if own and not re.search("[：:]", place.text[:start]) else 0


def _words_end(place: Place) -> int:
    """Return where the words of a figure's own end; a bracket right after it is a remark."""
    end = place.figure.end - place.shift
    if place.text[end : end + 1] in ("（", "("):
        return end
    return min(place.item[1], end + len(place.figure.noun) + 2)


def _antecedent(before: list[Figure], figure: Figure) -> Figure | None:
    """Return the last amount, or for percentage points rate, that a leaning clause may be about.

    增幅为36.98% after 78.31万个，同比增加21.1万个 is that of all there are, not of what was added.
    """
    kinds = ("rate",) if figure.kind == "points" else ("quantity", "money")
    amounts = [f for f in before if f.kind in kinds]
    amounts = [f for f in amounts if f.direction is None or _TO.search(f.before)] or amounts
    return amounts[-1] if amounts else None


def flows(told: Told) -> frozenset[bool]:
    """Return how a figure may be taken: 其中集中式310万千瓦 after 新增347万千瓦 is what was added, or what there is."""
    part = told.governing.rpartition("，")[2].lstrip().startswith("其中")
    return frozenset((told.flow, told.flow or (part and adds(told.prior))))
