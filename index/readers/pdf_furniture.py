"""What every page carries and the text does not say: running heads, feet and page numbers, found across pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from index.readers.pieces import Row

_EDGE = 3  # rows at the top and at the bottom of a page that may be furniture
_BAND = 0.13  # share of the page's height in which they stand
_SHARE = (
    0.5  # of the pages, on which a running head stands at least; left and right pages may differ
)
_MARGIN = 0.08
_SMALL = 0.85  # of the usual type
_DRIFT = 8.0  # points
_LONGEST = 80
_STOPS = frozenset("。；，、：？！")
_NUMBER = re.compile(
    r"(?:第\s*|[-—–－_·•~]\s*)?(\d{1,4})(?:\s*页|\s*[-—–－_·•~])?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?"
    r"|(?:Page|P\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
)
_MARKED = re.compile(r"[-—–－_·•~]\s*\d{1,4}\s*[-—–－_·•~]|第\s*\d{1,4}\s*页.*|Page\s.*")


def find_furniture(pages: Sequence[tuple[Sequence[Row], float]]) -> list[set[int]]:
    """Return for each page, given its rows and its height, the positions of the rows that are furniture."""
    found: list[set[int]] = [set() for _ in pages]
    edges = [(page, at) for page, (rows, height) in enumerate(pages) for at in _edge(rows, height)]
    _repeated(pages, edges, found)
    _numbers(pages, edges, found)
    if len(pages) == 1:
        found[0] |= _alone(*pages[0])
    return found


def _alone(rows: Sequence[Row], height: float) -> set[int]:
    """Return the rows of a single page that are set as running heads are: in the margin, small, far from the text."""
    if len(rows) < 4:
        return set()
    usual = median(row.size for row in rows)
    marked = set()
    for at, row in enumerate(rows):
        margin = row.bottom > height * (1 - _MARGIN) or row.top < height * _MARGIN
        others = [other for other in rows if other is not row]
        apart = min(max(row.bottom - other.top, other.bottom - row.top) for other in others)
        if margin and row.size < _SMALL * usual and apart > 1.5 * usual:
            marked.add(at)
    return marked


def _edge(rows: Sequence[Row], height: float) -> list[int]:
    by_height = sorted(range(len(rows)), key=lambda at: -rows[at].top)
    top = [at for at in by_height[:_EDGE] if rows[at].bottom > height * (1 - _BAND)]
    bottom = [at for at in by_height[-_EDGE:] if rows[at].top < height * _BAND]
    return sorted({*top, *bottom})


def _repeated(
    pages: Sequence[tuple[Sequence[Row], float]],
    edges: list[tuple[int, int]],
    found: list[set[int]],
) -> None:
    """Mark rows that say the same at the same height on most pages, numbers apart."""
    groups: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for page, at in edges:
        row = pages[page][0][at]
        shape = re.sub(r"\d+", "#", "".join(row.text.split()))
        # Rows of figures have one shape all down a table; only words can be a running head, and no sentence is one.
        if shape[-1:] in _STOPS:
            continue
        if sum(map(str.isalpha, shape)) >= 2 and len(shape) <= _LONGEST:
            for band in {int(row.bottom / _DRIFT), int(row.bottom / _DRIFT + 0.5)}:
                groups.setdefault((shape, band), []).append((page, at))
    for places in groups.values():
        steady = _steady(places, pages)
        carrying = {page for page, _ in steady}
        if len(carrying) >= max(2, _SHARE * len(pages) * 0.8) and _is_short(steady, pages):
            for page, at in steady:
                found[page].add(at)


def _steady(
    places: list[tuple[int, int]], pages: Sequence[tuple[Sequence[Row], float]]
) -> list[tuple[int, int]]:
    """Return those of one shape that say the very same on several pages, or differ by a number that counts the pages.

    第14条 … 14.5% at the foot of one page and 第27条 … 27.5% at that of another are rows of the text.
    """
    same: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for page, at in places:
        numbers = [int(number) for number in re.findall(r"\d+", pages[page][0][at].text)]
        # As they are, or each of them in turn less the page that it may count.
        for counted in range(-1, len(numbers)):
            key = (counted, *(n - page if at == counted else n for at, n in enumerate(numbers)))
            same.setdefault(key, []).append((page, at))
    kept = [group for group in same.values() if len({page for page, _ in group}) >= 2]
    return sorted({place for group in kept for place in group})


def _is_short(places: list[tuple[int, int]], pages: Sequence[tuple[Sequence[Row], float]]) -> bool:
    """Say whether the rows stand apart from the text: on a page of text, not the only ones."""
    return all(len(pages[page][0]) > 1 for page, _ in places)


def _numbers(
    pages: Sequence[tuple[Sequence[Row], float]],
    edges: list[tuple[int, int]],
    found: list[set[int]],
) -> None:
    """Mark numbers that count the pages: they rise with the page, or are set as page numbers are."""
    counting: dict[int, list[tuple[int, int]]] = {}
    for page, at in edges:
        row = pages[page][0][at]
        text = row.text.strip()
        match = _NUMBER.fullmatch(text)
        if not match or len(pages[page][0]) < 2:
            continue
        counting.setdefault(int(match[1] or match[2]) - page, []).append((page, at))
        if _MARKED.fullmatch(text):
            found[page].add(at)
    for places in counting.values():
        if len({page for page, _ in places}) >= 2:
            for page, at in places:
                found[page].add(at)
