"""How far a fragment reaches that stands at the wrong place: to where another text begins, or its numbering ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from index.repair.lines import end_of
from index.repair.order import Paragraph, Turns
from index.splitter.markers import RANKS, Marker, find_marker

_TITLE = re.compile(r"#\s")
_NAMES = re.compile(
    r"(?:办法|规定|方案|意见|通知|条例|细则|决定|规划|计划|纲要|报告|公告|通告|措施|标准|规范|批复|函|法)$"
)
_LONGEST = 45  # characters of a title
_NEAR = 12  # paragraphs in which the next number is looked for
_MARK = re.compile(r"[。；！？：，]")


class Extent(NamedTuple):
    """The fragment ends at one of the places `first` to `last`; `usual` is the one to take where nothing tells."""

    first: int
    last: int
    usual: int


def find_extent(
    paragraphs: Sequence[Paragraph],
    turns: Turns,
    end: int,
    start: int,
    limit: int,
    torn: Collection[int],
    glued: Collection[int],
) -> Extent:
    """Return where the fragment may end that begins at `start` and goes on with `end`.

    It reaches to `limit` at most, and never ends before a paragraph that is `glued` to the one above it. A number that
    does not count on shows that another text has begun, there or at an unnumbered paragraph above it.
    """
    series = _series(paragraphs, end)
    counted = start + 1
    for at in range(start + 1, limit):
        paragraph = paragraphs[at]
        if at in glued:
            counted = at + 1 if counted == at else counted
            continue
        if at in torn or turns.opens(at) or is_title(paragraphs, at):
            return Extent(at, at, at)
        marker = find_marker(paragraph.text.lstrip("# "))
        if marker is None:
            continue
        if not _counts_on(series, marker):
            stop = _above(paragraphs, at, counted)
            return Extent(counted, stop, stop)
        _count(series, marker)
        counted = at + 1
    if limit == len(paragraphs):
        return Extent(limit, limit, limit)
    return Extent(counted, limit, counted)


def counts_on(paragraphs: Sequence[Paragraph], end: int, start: int) -> bool:
    """Say whether the first number behind `start` counts on from a list that is open at `end`."""
    series = _series(paragraphs, end)
    for paragraph in paragraphs[start + 1 : start + 1 + _NEAR]:
        marker = find_marker(paragraph.text.lstrip("# "))
        if marker is not None and marker.ordinal is not None:
            return series.get(marker.style) == marker.ordinal - 1
    return False


def is_title(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Say whether a paragraph names a document of its own."""
    text = paragraphs[at].text
    if _TITLE.match(text):
        return True
    if len(text) > _LONGEST or _MARK.search(text) or find_marker(text.lstrip("# ")):
        return False
    return _NAMES.search(text) is not None


def _series(paragraphs: Sequence[Paragraph], end: int) -> dict[str, int]:
    """Return the last number of each list that is open at paragraph `end`."""
    first = next((at for at in range(end, 0, -1) if is_title(paragraphs, at)), 0)
    series: dict[str, int] = {}
    for paragraph in paragraphs[first : end + 1]:
        marker = find_marker(paragraph.text.lstrip("# "))
        if marker:
            _count(series, marker)
    return series


def _above(paragraphs: Sequence[Paragraph], at: int, first: int) -> int:
    """Return where the headings, or the words that announce a list, begin that stand directly above paragraph `at`."""
    while at > first and (
        not paragraphs[at - 1].prose or end_of(paragraphs[at - 1].text) == "colon"
    ):
        at -= 1
    return at


def _count(series: dict[str, int], marker: Marker) -> None:
    """Take in the next item; the lists below it are closed. Articles count on across chapters."""
    if marker.ordinal is None:
        return
    for style in [style for style in series if RANKS[style] > marker.rank and style != "条"]:
        del series[style]
    series[marker.style] = marker.ordinal


def _counts_on(series: dict[str, int], marker: Marker) -> bool:
    """Say whether an item goes on with an open list, or opens one."""
    last = series.get(marker.style)
    return last is None or marker.ordinal is None or marker.ordinal == last + 1
