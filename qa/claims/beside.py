"""A draft's sentence told another way, so that each of its figures is judged by itself. Pure.

137.1亿元，增长7.2% with a wrong amount: put right, it says that the growth is what the source has. 省级、国家级…分别60万元、200万元
is 国家级、省级…分别200万元、60万元 in another order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.claims.attributed import Worded
from qa.claims.ground import measured
from qa.claims.judging import Judged
from qa.figures import Figure, find_figures
from qa.types import Evidence

# The findings on a sentence: its figures, its words, and whether all of it is proven.
Found = tuple[list[Judged], list[Worded], bool]

# 满3年的企业, 500万元以上的项目: for whom something is, and no figure of its own.
_FOR_WHOM = re.compile(
    r"\s*(?:[的者]|及?以[上下内]|[^，,。；;、\d]{1,12}的[，,]?|[，,][^，,。；;]{0,6}(?:奖|补|给予|按))"
)
_EXACT = ("exact", "about", "nearly")
_DEALT = re.compile(r"分别|依次")
_JOIN = re.compile(r"[、，,]|以及|[和与及]")
_NAMES = re.compile(r"、|以及|[和与及]")
_MARK = re.compile(r"[，,。；;：:]")
# A name in a list has so many characters.
_SHORTEST, _LONGEST = 2, 10


@dataclass(frozen=True, slots=True)
class Retold:
    """The sentence told another way: `places` leads from its figures, in their order, to those of the draft's sentence."""

    text: str
    places: tuple[int, ...]


def put_right(sentence: str, judged: Sequence[Judged]) -> Retold | None:
    """Return the sentence with the source's figures for those that it contradicts; None where there are none, or nothing is open beside them.

    A figure that says for whom something is stays as it is: under another condition nothing is right.
    """
    wrong = [j for j in judged if j.verdict == "contradicted"]
    still = any(j.verdict in ("scope_differs", "not_found") for j in judged)
    if not wrong or not still or not all(_replaced(sentence, j) for j in wrong):
        return None
    text = sentence
    for j in sorted(wrong, key=lambda j: -j.figure.start):
        assert j.source is not None
        text = f"{text[: j.figure.start]}{j.source.text}{text[j.figure.end :]}"
    return Retold(text, tuple(range(len(judged))))


def _replaced(sentence: str, judged: Judged) -> bool:
    figure, source = judged.figure, judged.source
    if source is None or judged.differs or figure.kind == "age":
        return False
    return figure.qualifier in _EXACT and not _for_whom(sentence, figure, [figure])


def under_another(sentence: str, judged: Sequence[Judged]) -> list[Judged]:
    """Return the findings, those not supported that hold for whom a contradicted figure says: 满5年的企业，奖20万元 for 满3年."""
    wrong = [
        j.figure
        for j in judged
        if j.verdict == "contradicted" and _for_whom(sentence, j.figure, [k.figure for k in judged])
    ]
    return [
        replace(j, verdict="scope_differs", differs=("对象",), note="所附条件的数字与原文不一致")
        if j.verdict == "supported" and any(_leads(sentence, w, j.figure) for w in wrong)
        else j
        for j in judged
    ]


def _for_whom(sentence: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    last = _run(sentence, [f for f in figures if f.start >= figure.start])[-1]
    return any(_FOR_WHOM.match(sentence, f.end) for f in (figure, last))


def _leads(sentence: str, figure: Figure, other: Figure) -> bool:
    """Whether a figure stands before another in its sentence, with no mark but commas between."""
    between = sentence[figure.end : other.start]
    return figure.end <= other.start and not re.search("[。；;！？!?\n]", between)


def told_right(judged: Sequence[Judged], again: Sequence[Judged], retold: Retold) -> list[Judged]:
    """Return the findings, those open beside a wrong figure as they are once that is put right and all of that stands."""
    if len(again) != len(judged):
        return list(judged)
    if any(
        a.verdict != "supported"
        for j, a in zip(judged, again, strict=True)
        if j.verdict == "contradicted"
    ):
        return list(judged)
    return [
        replace(a, figure=j.figure)
        if j.verdict in ("scope_differs", "not_found") and a.verdict == "supported"
        else j
        for j, a in zip(judged, again, strict=True)
    ]


def reordered(sentence: str, texts: Sequence[str]) -> Iterator[Retold]:
    """Yield the sentence with what 分别 deals out in the orders that the sources have: the things and their figures alike."""
    figures = [f for f in find_figures(sentence) if measured(f)]
    tried: set[str] = set()
    for spans, dealt in _lists(sentence, figures):
        for order in _orders([sentence[a:b] for a, b in spans], texts):
            told = _permuted(sentence, spans, dealt, order, figures)
            if told.text not in tried:
                tried.add(told.text)
                yield told


def in_other_order(sentence: str, judged: Sequence[Judged]) -> list[Judged]:
    """Return the findings, those that 分别 deals out no longer supported where the quoted sentence names the things in another order."""
    figures = [j.figure for j in judged]
    others: set[int] = set()
    for spans, dealt in _lists(sentence, figures):
        starts = {f.start for f in dealt}
        quotes = [j.citation.quote for j in judged if j.citation and j.figure.start in starts]
        if any(_orders([sentence[a:b] for a, b in spans], quotes)):
            others |= starts
    return [
        replace(j, verdict="scope_differs", differs=("对象",), note="原文列举的次序不同")
        if j.verdict == "supported" and j.figure.start in others
        else j
        for j in judged
    ]


def _lists(
    sentence: str, figures: Sequence[Figure]
) -> Iterator[tuple[list[tuple[int, int]], list[Figure]]]:
    """Yield where the things of each 分别 may stand, with the figures that it deals out to them."""
    for word in _DEALT.finditer(sentence):
        dealt = _run(sentence, [f for f in figures if f.start >= word.end()])
        before = sentence[: word.start()]
        start = max(before.rfind(mark) for mark in "。；;！？\n") + 1
        if len(dealt) > 1:
            for spans in _things(sentence, start, word.start(), len(dealt)):
                yield spans, dealt


def _run(sentence: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that stand in one list: 20万元、50万元和100万元."""
    run: list[Figure] = []
    for figure in figures:
        if run and not _JOIN.fullmatch(sentence[run[-1].end : figure.start].strip()):
            break
        run.append(figure)
    return run


def _things(sentence: str, start: int, end: int, count: int) -> Iterator[list[tuple[int, int]]]:
    """Yield where the things of a list of `count` may stand, the longest names first."""
    marks = list(_NAMES.finditer(sentence, start, end))
    for first in reversed(range(len(marks) - count + 2)):
        yield from _between(sentence, marks[first : first + count - 1], start, end)


def _between(
    sentence: str, marks: Sequence[re.Match[str]], start: int, end: int
) -> Iterator[list[tuple[int, int]]]:
    """Yield where the things may stand that these marks join."""
    between = [(a.end(), b.start()) for a, b in pairwise(marks)]
    first, last = marks[0].start(), marks[-1].end()
    for mine in range(_LONGEST, _SHORTEST - 1, -1):
        for other in range(_LONGEST, _SHORTEST - 1, -1):
            if first - mine < start or last + other > end:
                continue
            spans = [(first - mine, first), *between, (last, last + other)]
            names = [sentence[a:b] for a, b in spans]
            if any(_cuts(sentence, a) or _cuts(sentence, b) for a, b in spans):
                continue
            if any(_MARK.search(name) for name in names):
                continue
            if len(set(names)) == len(names):
                yield spans


def _cuts(text: str, at: int) -> bool:
    """Whether a number goes on over this place."""
    return text[at - 1 : at + 1].replace(".", "0").isdigit() and 0 < at < len(text)


def _orders(names: Sequence[str], texts: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """Yield the orders, but for their own, in which a text lists the things."""
    for text in texts:
        at = [text.find(name) for name in names]
        order = tuple(sorted(range(len(names)), key=lambda i: at[i]))
        if min(at) < 0 or order == tuple(range(len(names))):
            continue
        gaps = [text[at[i] + len(names[i]) : at[j]] for i, j in pairwise(order)]
        if all(_NAMES.fullmatch(gap) for gap in gaps):
            yield order


def _permuted(
    sentence: str,
    things: Sequence[tuple[int, int]],
    dealt: Sequence[Figure],
    order: Sequence[int],
    figures: Sequence[Figure],
) -> Retold:
    """Return the sentence with its things and their figures in `order`."""
    spans = [*things, *((f.number_start, f.end) for f in dealt)]
    new = [sentence[a:b] for i in order for a, b in [things[i]]]
    new += [sentence[dealt[i].number_start : dealt[i].end] for i in order]
    parts, at, moved = [], 0, {}
    for (a, b), text, source in zip(
        spans,
        new,
        [*(things[i] for i in order), *((dealt[i].number_start, dealt[i].end) for i in order)],
        strict=True,
    ):
        parts += [sentence[at:a], text]
        at = b
        moved[a] = source[0]
    places = []
    for figure in figures:
        home = next((a for a, b in spans if a <= figure.number_start < b), None)
        if home is None:
            places.append(figures.index(figure))
            continue
        there = moved[home] + (figure.number_start - home)
        nearest = min(range(len(figures)), key=lambda i: abs(figures[i].number_start - there))
        places.append(nearest)
    return Retold("".join([*parts, sentence[at:]]), tuple(places))


def as_reordered(
    judged: Sequence[Judged], again: Sequence[Judged], retold: Retold
) -> list[Judged] | None:
    """Return the findings where all figures of the sentence stand in the other order, None where one does not."""
    if len(again) != len(judged) or sorted(retold.places) != list(range(len(judged))):
        return None
    if any(a.verdict != "supported" for a in again):
        return None
    found = dict(zip(retold.places, again, strict=True))
    return [replace(found[i], figure=j.figure) for i, j in enumerate(judged)]


def by_itself(
    sentence: str, found: Found, evidence: Sequence[Evidence], settled: Callable[[str], Found]
) -> Found:
    """Return the findings on a sentence with each figure judged by itself: beside a wrong one, and in whatever order 分别 deals them out."""
    judged, words, whole = found
    doubted = in_other_order(sentence, judged)
    if all(j.verdict == "supported" for j in doubted):
        return found
    for retold in reordered(sentence, [item.text for item in evidence]):
        again = settled(retold.text)
        if not again[1] and (new := as_reordered(judged, again[0], retold)):
            return new, [], False
    whole = whole and doubted == judged
    judged = doubted
    if right := put_right(sentence, judged):
        again = settled(right.text)
        judged = told_right(judged, again[0], right)
    return under_another(sentence, judged), words, whole
