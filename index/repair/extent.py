"""How far a fragment reaches that stands at the wrong place: to where another text begins, or its numbering ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.repair.order import Paragraph, Turns
from index.splitter.markers import Marker, find_marker

_TITLE = re.compile(r"#\s")
_NAMES = re.compile(
    r"(?:办法|规定|方案|意见|通知|条例|细则|决定|规划|计划|纲要|报告|公告|通告|措施|标准|规范|批复|函|法)$"
)
_LONGEST = 45  # characters of a title
_MARK = re.compile(r"[。；！？：，]")


def find_stop(
    paragraphs: Sequence[Paragraph],
    turns: Turns,
    end: int,
    start: int,
    limit: int,
    torn: Collection[int],
    glued: Collection[int],
) -> tuple[int, bool]:
    """Return where the fragment ends that begins at `start` and goes on with `end`, and whether that shows.

    It reaches to `limit` at most, and never ends before a paragraph that is `glued` to the one above it. Where nothing shows its end before that, it is the paragraph that was torn, with
    the items that count on from there; unless the page ends there.
    """
    series = _series(paragraphs, end)
    counted = start + 1
    for at in range(start + 1, limit):
        paragraph = paragraphs[at]
        if at in glued:
            counted = max(counted, at + 1 if counted == at else 0)
            continue
        if at in torn or turns.opens(at) or is_title(paragraphs, at):
            return at, True
        marker = find_marker(paragraph.text.lstrip("# "))
        if marker is None:
            continue
        if not _counts_on(series, marker):
            return at, True
        _count(series, marker)
        counted = at + 1
    return (limit, True) if limit == len(paragraphs) else (counted, counted == limit)


def is_title(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Say whether a paragraph names a document of its own."""
    text = paragraphs[at].text
    if _TITLE.match(text):
        return True
    return len(text) <= _LONGEST and not _MARK.search(text) and _NAMES.search(text) is not None


def _series(paragraphs: Sequence[Paragraph], end: int) -> dict[str, int]:
    """Return the last number of each list that is open at paragraph `end`."""
    first = next((at for at in range(end, 0, -1) if is_title(paragraphs, at)), 0)
    series: dict[str, int] = {}
    for paragraph in paragraphs[first : end + 1]:
        marker = find_marker(paragraph.text.lstrip("# "))
        if marker:
            _count(series, marker)
    return series


def _count(series: dict[str, int], marker: Marker) -> None:
    """Take in the next item; the lists that were opened after its own list are closed."""
    if marker.ordinal is None:
        return
    if marker.style in series:
        for style in list(series)[list(series).index(marker.style) + 1 :]:
            del series[style]
    series[marker.style] = marker.ordinal


def _counts_on(series: dict[str, int], marker: Marker) -> bool:
    """Say whether an item goes on with an open list, or opens one below it."""
    if marker.ordinal is None:
        return True
    last = series.get(marker.style)
    return marker.ordinal == 1 if last is None else marker.ordinal == last + 1
