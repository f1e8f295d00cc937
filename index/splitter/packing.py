"""One run of text -> the spans of its passages: whole sentences, of a length that an embedder reads well.

The cuts are chosen together (dynamic programming over the possible cuts), so that a paragraph of 300 characters
becomes two halves and not 260 and 40.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from index.splitter.lines import LONG_PARAGRAPH
from index.splitter.markers import Marker, find_marker
from index.splitter.sentences import clause_ends, protected, sentences

# Below this a passage has too little to be found by; up to SOFT it is not worth a cut (the embedder reads some
# 500 tokens, and what an answer needs stands together). SOFT is soft: 290 characters stay whole, 300 do not.
SHORT: Final = 60
IDEAL: Final = 180
SOFT: Final = LONG_PARAGRAPH
# A sentence longer than this is cut at ； and then ，; a run without any mark is cut at HARD.
LONG_SENTENCE: Final = 400
HARD: Final = 800
# Two cuts closer than this are one choice.
NEAR: Final = 12

_AT_SENTENCE: Final = 0.2
_AT_ITEM: Final = -0.1
_AT_SEMICOLON: Final = 0.4
_AT_COMMA: Final = 0.8
_AT_NOTHING: Final = 1.5

_ITEM = re.compile(
    r"(?<=[。；;：:！？，,”）)])\s*(?=[（(①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十第首其再最另此\d])"
)
_FIGURE_CHARACTER = re.compile(r"[\d０-９.,%％a-zA-Z〇零一二三四五六七八九十百千万亿]")


class Piece(NamedTuple):
    """The passage `text[start:end]`, with the marker that opens it (an inline 二是), if one does."""

    start: int
    end: int
    marker: Marker | None


def pack(text: str, start: int, end: int, seams: list[int]) -> list[Piece]:
    """Return the passages of `text[start:end]` in order; together they hold all but white space at the cuts.

    `seams` are offsets in `text` at which a line begins: the best places to cut.
    """
    if end - start <= SOFT and not seams:
        return [Piece(start, end, None)]
    run = text[start:end]
    cuts, markers = _cuts(run, [seam - start for seam in seams])
    pieces: list[Piece] = []
    left = 0
    for right in _best(cuts, len(run)):
        piece = run[left:right]
        if piece.strip():
            begin = left + len(piece) - len(piece.lstrip())
            pieces.append(
                Piece(
                    start + begin,
                    start + left + len(piece.rstrip()),
                    markers.get(begin) if begin else None,
                )
            )
        left = right
    return pieces


def _cuts(run: str, seams: list[int]) -> tuple[dict[int, float], dict[int, Marker]]:
    """Return the offsets at which `run` may be cut with what each cut costs, and the inline markers by offset."""
    costs: dict[int, float] = {}
    spans = sentences(run)
    for left, right in spans:
        if right - left > LONG_SENTENCE:
            _cut_long(run, left, right, costs)
        costs[right] = _AT_SENTENCE
    markers = _inline_markers(run)
    for offset in markers:
        before = len(run[:offset].rstrip())
        costs.pop(before, None)
        costs[offset] = _AT_ITEM
    for seam in seams:
        costs.pop(len(run[:seam].rstrip()), None)
        costs[seam] = _AT_ITEM
    costs.pop(0, None)
    costs.pop(len(run), None)
    return _thinned(costs), markers


def _thinned(costs: dict[int, float]) -> dict[int, float]:
    """Return `costs` with at most one cut in every NEAR characters: the cheapest one."""
    kept: dict[int, float] = {}
    last = -NEAR
    for offset in sorted(costs):
        if offset - last >= NEAR:
            kept[offset] = costs[offset]
            last = offset
        elif costs[offset] < kept[last]:
            del kept[last]
            kept[offset] = costs[offset]
            last = offset
    return kept


def _cut_long(run: str, left: int, right: int, costs: dict[int, float]) -> None:
    """Add cuts inside one long sentence: at ； and ，; where even those are too rare, at HARD characters."""
    last = left
    for offset, mark in (*clause_ends(run, left, right), (right, "。")):
        if offset - last > HARD:
            _cut_bare(run, last, offset, costs)
        if offset < right:
            costs.setdefault(offset, _AT_COMMA if mark in "，,：:" else _AT_SEMICOLON)
        last = offset


def _cut_bare(run: str, left: int, right: int, costs: dict[int, float]) -> None:
    """Cut a run without marks every HARD characters: at white space if there is some, outside brackets and figures."""
    whole = protected(run[left:right])
    base = left
    while right - left > HARD:
        at = left + HARD
        space = max(run.rfind(" ", left + HARD // 2, at), run.rfind("\u3000", left + HARD // 2, at))
        at = space + 1 if space > 0 else at
        position = bisect_right(whole, (at - base, 0)) - 1
        if (
            position >= 0
            and whole[position][0] < at - base < whole[position][1]
            and whole[position][0] + base > left
        ):
            at = whole[position][0] + base
        while (
            at > left + HARD // 2
            and _FIGURE_CHARACTER.match(run[at])
            and _FIGURE_CHARACTER.match(run[at - 1])
        ):
            at -= 1
        costs.setdefault(at, _AT_NOTHING)
        left = at


def _inline_markers(run: str) -> dict[int, Marker]:
    """Return the marks of the lists inside `run` (一是…；二是…), by offset: those that count on from one another."""
    found: dict[str, list[Marker]] = {}
    whole = [
        span
        for span in protected(run)
        if find_marker(run, span[0]) is None or span[1] - span[0] > 5
    ]
    starts = [span[0] for span in whole]
    for m in _ITEM.finditer(run):
        at = m.end()
        position = bisect_right(starts, at) - 1
        if position >= 0 and whole[position][0] < at < whole[position][1]:
            continue
        marker = find_marker(run, at)
        if marker is not None and marker.style not in ("·", "条", "章", "节"):
            found.setdefault(marker.style, []).append(marker)
    opening = find_marker(run)
    if opening is not None:
        found.setdefault(opening.style, []).insert(0, opening)
    return {
        marker.start: marker
        for series in found.values()
        for marker in _counting(series)
        if marker.start > 0
    }


def _counting(series: list[Marker]) -> list[Marker]:
    """Return the markers of `series` that count 1, 2, 3 … without a gap, if there are at least two."""
    kept: list[Marker] = []
    for marker in series:
        expected = (kept[-1].ordinal or 0) + 1 if kept else 1
        if marker.ordinal == expected or (kept and marker.ordinal is None):
            kept.append(marker)
    return kept if len(kept) >= 2 else []


def _best(costs: dict[int, float], length: int) -> list[int]:
    """Return the cheapest ascending offsets that cut `[0, length)`, the last of them `length`."""
    offsets = [0, *sorted(costs), length]
    total = [0.0] * len(offsets)
    before = [0] * len(offsets)
    for right in range(1, len(offsets)):
        best = float("inf")
        for left in range(right - 1, -1, -1):
            size = offsets[right] - offsets[left]
            if size > HARD and left < right - 1:
                break
            cost = total[left] + _price(size) + (costs[offsets[left]] if left else 0.0)
            if cost < best:
                best, before[right] = cost, left
        total[right] = best
    path = []
    at = len(offsets) - 1
    while at:
        path.append(offsets[at])
        at = before[at]
    return path[::-1]


def _price(size: int) -> float:
    """Return what a passage of `size` characters costs: nothing near IDEAL, much when very short or over SOFT."""
    price = 0.1 * ((size - IDEAL) / IDEAL) ** 2
    if size < SHORT:
        price += ((SHORT - size) / SHORT) ** 2
    elif size > SOFT:
        price += ((size - SOFT) / 70) ** 2
    return price
