"""Which cells of a table a figure of a draft means: its row and its column by the names that stand nearest to it. Pure.

A name that stands in the figure's own item counts before one in its clause, that before one in the sentence; of several in one
place the last before the figure. A name within a longer one that stands there too is not said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.claims.cells import Cell, Cells
from qa.claims.official import telling
from qa.claims.standing import MEASURED
from qa.claims.told import Told
from qa.claims.words import key, missing, pairs, plain_words
from qa.evidence.clauses import item_of
from qa.figures import find_figures

# 双溪 for 双溪镇: what kind of place it is may go without saying.
_PLACE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:街道|[镇乡村县市区省])$")
_ALL = ("合计", "总计", "共计", "一共", "总共", "合共", "全部")
# 得分 for 综合得分: of the whole, and no part of it.
_OVERALL = re.compile(r"^(?:综合|总体|整体|总)(?=[\u4e00-\u9fff]{2})")
_WHOLE = re.compile(r"^[全我本][省市县区国](?=.)")
# A name of so many characters may be told in another order.
LONG = 4
# 占全区的31.2%: what it is a share of names no row.
_OF = re.compile(r"(?<!约)占(?:到|了)?[^，,。；;、占]{0,14}$")
# What stands between two names of which the second alone is that of the figure.
_APART = re.compile(r"[#，,。；;：:]")
_WITH_OTHERS = re.compile(r"(?<!#)[、和与及或]$|(?:除|不含|不包括|[比较])了?$")
_AND_OTHERS = re.compile(r"等(?!级|于|[待候])|[以之]?外(?![币资贸汇商国埠])")
_EACH = re.compile(r"[各每](?!类|级|月|年|人|户|家|亩|天|次|学)|平均|人均|户均")


@dataclass(frozen=True)
class Window:
    """A stretch of the draft around a figure, in the form that texts are compared in: what stands before it, and after.

    `whole` is all that stands before it in its sentence: a name may begin before the stretch.
    """

    before: str
    after: str
    whole: str


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    labels: frozenset[str]


def windows(body: str, claim: Told, share: Told) -> tuple[Window, ...]:
    """Return where the names of a figure's row and column are looked for, the nearest first.

    `share` is the figure as 分别 deals it out, `claim` where it deals nothing.
    """
    figure = claim.figure
    start = claim.sentence[0]
    item = item_of(body[slice(*claim.sentence)], figure.start - start)
    spans = [(item[0] + start, item[1] + start), claim.clause, claim.whole, claim.sentence]
    own = plain_words(_cut(share.own))
    dealt = [Window(own, "", own)] if share is not claim else []
    whole = _plain(body[start : figure.start])
    near = [
        Window(
            _plain(body[a : figure.start]), _until(body[figure.end : b]) if inside else "", whole
        )
        for (a, b), inside in zip(spans, (True, True, False, False), strict=True)
    ]
    return (*dealt, *near)


def _plain(before: str) -> str:
    """Return what stands before a figure, with a mark for each figure in it."""
    parts, at = [], 0
    for figure in find_figures(before):
        if figure.kind in MEASURED:
            parts += [before[at : figure.start], "#"]
            at = figure.end
    return plain_words(_cut("".join([*parts, before[at:]])))


def _until(after: str) -> str:
    """Return what stands after a figure up to the next."""
    following = [f.start for f in find_figures(after) if f.kind in MEASURED]
    return plain_words(after[: following[0]] if following else after)


def _cut(before: str) -> str:
    return _OF.sub("占", before)


def pointed(
    cells: Cells,
    around: Sequence[Window],
    order: tuple[int, int] | None,
    fits: Callable[[Cell], bool],
) -> list[Cell]:
    """Return the cells that are named, [] where the draft names none; cells of several rows where it leaves the row open.

    `order` is the place of a figure under 分别 among how many, where nothing else deals them out; only cells that fit are
    told apart by their heads: 期限4年 is no 购房补贴.
    """
    found = list(cells.all)
    named = 0
    for axis in range(len(cells.all[0].names) if cells.all else 0):
        labels = {c: _row_forms(c, axis) for c in found}
        chosen = _nearest({c: f for c, f in labels.items() if f}, around, order)
        if chosen is not None:
            found, named = chosen, named + 1
    if not named:
        totals = [c for c in found if c.total]
        found = _in_words(found, around) or [c for c in totals if not any(c.names)] or totals
        if any(_EACH.search(w.before) for w in around[:1]):
            return []
    elif len({c.row.passage.start for c in found}) > 1:
        found = [c for c in found if c.total] or [c for c in found if not any(c.names[1:])] or found
    found = [c for c in found if fits(c)]
    for axis in range(max((len(c.heads) for c in found), default=0)):
        heads = {c: forms(c.heads[axis]) for c in found if axis < len(c.heads) and c.heads[axis]}
        chosen = _nearest(heads, around, order)
        if chosen is not None:
            found = chosen
    return found


def says_head(cell: Cell, around: Sequence[Window]) -> bool:
    """Whether the draft says every head of a cell, or those that it leaves out say nothing."""
    texts = [pairs(f"{w.whole}|{w.after}") for w in around]
    return all(
        any(
            not telling(missing(key(form), text))
            for text in texts
            for form in (*forms(head), *forms(_OVERALL.sub("", head)))
        )
        for head in cell.heads
        if head
    )


def _nearest(
    labels: dict[Cell, tuple[str, ...]], around: Sequence[Window], order: tuple[int, int] | None
) -> list[Cell] | None:
    """Return the cells one of whose names stands nearest, None where none of the names stands anywhere.

    [] where the figure is told of several at once: D类和E类的购房补贴均为20万元.
    """
    names = frozenset(form for some in labels.values() for form in some)
    for window in around:
        after = _said(window.after, names)
        if after and after[0].start <= 1:  # 100万元购房补贴
            return _with(labels, after[0].labels)
        whole = _said(window.whole, names)
        before = [f for f in whole if f.end > len(window.whole) - len(window.before)]
        if order is not None and len(before) == order[1]:
            return _with(labels, before[order[0]].labels)
        if before:
            summed = frozenset(f for c, some in labels.items() if c.summed for f in some)
            last = _last(window.whole, whole, summed)
            return [] if last is None else _with(labels, last.labels)
        if after:
            return _with(labels, after[0].labels)
    return _in_other_order(labels, around)


def _in_other_order(
    labels: dict[Cell, tuple[str, ...]], around: Sequence[Window]
) -> list[Cell] | None:
    """Return the cells of the one name whose words a clause has in another order: 改造老旧小区 of 老旧小区改造."""
    for window in around:
        held = pairs(window.before)
        names = {
            f
            for some in labels.values()
            for f in some
            if len(f) >= LONG and not missing((f,), held)
        }
        if len(names) == 1:
            return _with(labels, frozenset(names))
    return None


def _last(text: str, found: Sequence[_Found], summed: frozenset[str]) -> _Found | None:
    """Return the last name in a text, None where it is told of with others: D类和E类, 双溪镇等镇街, 除D类外.

    Of two that stand as one word it is the one that is no sum: 居民生活用电量 is no 全社会用电量.
    """
    last = found[-1]
    if _WITH_OTHERS.search(text, 0, last.start) or _AND_OTHERS.match(text, last.end):
        return None
    before = next((f for f in reversed(found[:-1]) if f.labels != last.labels), None)
    if before is None or _APART.search(text, before.end, last.start):
        return last
    if before.end >= last.start:
        single = [f for f in (before, last) if f.labels - summed]
        return single[0] if len(single) == 1 else None
    return None


def _with(labels: dict[Cell, tuple[str, ...]], said: frozenset[str]) -> list[Cell]:
    return [cell for cell, forms in labels.items() if not said.isdisjoint(forms)]


def _said(text: str, names: frozenset[str]) -> list[_Found]:
    """Return where names stand in a text, in its order, without those that stand within a longer one."""
    spans: dict[tuple[int, int], set[str]] = {}
    for name in names:
        at = text.find(name)
        while at >= 0:
            spans.setdefault((at, at + len(name)), set()).add(name)
            at = text.find(name, at + 1)
    kept = [
        (a, b)
        for a, b in spans
        if not any((c <= a and b <= d) and (c, d) != (a, b) for c, d in spans)
    ]
    return [_Found(a, b, frozenset(spans[a, b])) for a, b in sorted(kept)]


def _row_forms(cell: Cell, axis: int) -> tuple[str, ...]:
    name = cell.names[axis]
    if name or not cell.total:
        return forms(name)
    return _ALL


@lru_cache(maxsize=8192)
def forms(label: str) -> tuple[str, ...]:
    """Return the ways a name may be written: in full, and a place without its kind."""
    if not label:
        return ()
    full = plain_words(label)
    written = (full, _PLACE.sub("", full), _WHOLE.sub("", full))
    return tuple(dict.fromkeys(f for f in written if len(f) > 1 or f == full))


def _in_words(found: Iterable[Cell], around: Sequence[Window]) -> list[Cell]:
    """Return the cells of the one row that is named by another of its texts: 博士研究生 of D类."""
    rows = {c.row.passage.start: c for c in found}
    parts = {
        start: tuple(plain_words(p) for p in re.split(r"[、，,；;/ ]", cell.others) if len(p) > 1)
        for start, cell in rows.items()
    }
    every = [part for some in parts.values() for part in set(some)]
    alone = {
        cell: tuple(p for p in parts[start] if every.count(p) == 1) for start, cell in rows.items()
    }
    chosen = _nearest({c: f for c, f in alone.items() if f}, around, None)
    starts = {c.row.passage.start for c in chosen or ()}
    return [c for c in found if c.row.passage.start in starts]
