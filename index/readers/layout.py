"""Pieces of lines on a page to lines in reading order: columns one after the other, what spans them in its place.

Knows boxes and texts, wherever they come from (a PDF's letters, recognised words).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from index.readers.pieces import SAME_ROW, Piece, Row

_GUTTER = 0.9  # sizes of type between two columns, at least
_FULL = 0.3  # share of a column's lines that reach its right edge, at least: half of them where items have two lines
_NARROWEST = 9  # sizes of type in a column of text, at least
_FEWEST = 3
_BINS = 400

Gutter = tuple[float, float]  # left and right edge of the strip between two columns


def in_order(pieces: Sequence[Piece], known: Gutter | None = None) -> list[Row]:
    """Return the rows of the page in reading order; `known` is where the other pages of the document have a gutter."""
    rows: list[Row] = []
    _order(list(pieces), rows, 0, known)
    return rows


def usual_gutter(pages: Sequence[Sequence[Piece]]) -> Gutter | None:
    """Return the gutter that several pages have at one place, None where there is none."""
    found = [
        gutter for pieces in pages if len(pieces) >= 2 * _FEWEST and (gutter := find_gutter(pieces))
    ]
    for left, right in found:
        alike = [each for each in found if each[0] < right and each[1] > left]
        if len(alike) >= 2 or 3 * len(alike) >= len(pages):
            return max(each[0] for each in alike), min(each[1] for each in alike)
    return None


def _crosses_little(pieces: list[Piece], gutter: Gutter) -> bool:
    """Say whether the pieces keep clear of the gutter, but for a few that span the page, and stand on both sides."""
    left, right = gutter
    crossing = sum(1 for piece in pieces if piece.left < left - 1 and piece.right > right + 1)
    sides = {piece.left > left for piece in pieces}
    return crossing <= max(2, len(pieces) // 8) and len(sides) == 2


def _order(pieces: list[Piece], rows: list[Row], depth: int, known: Gutter | None = None) -> None:
    sure = known is not None and _crosses_little(pieces, known)
    gutter = known if sure else None
    if gutter is None and depth < 6 and len(pieces) >= 2 * _FEWEST:
        gutter = find_gutter(pieces)
    if gutter is None:
        _plain(pieces, rows)
        return
    left, right = gutter
    spanning = sorted(
        (piece for piece in pieces if piece.left < left - 1 and piece.right > right + 1),
        key=lambda piece: -piece.middle,
    )
    rest = [piece for piece in pieces if piece not in spanning] if spanning else pieces
    for piece in spanning:
        above = [each for each in rest if each.middle > piece.middle]
        rest = [each for each in rest if each.middle <= piece.middle]
        _columns(above, left, right, rows, depth, sure=sure)
        _plain([piece], rows)
    _columns(rest, left, right, rows, depth, sure=sure)


def _columns(
    pieces: list[Piece], left: float, right: float, rows: list[Row], depth: int, *, sure: bool
) -> None:
    middle = (left + right) / 2
    before = [piece for piece in pieces if (piece.left + piece.right) / 2 < middle]
    after = [piece for piece in pieces if (piece.left + piece.right) / 2 >= middle]
    if before and after and (sure or _like_columns(before, after)):
        _order(before, rows, depth + 1)
        _order(after, rows, depth + 1)
    else:
        _plain(pieces, rows)


def _plain(pieces: list[Piece], rows: list[Row]) -> None:
    """Append the rows of one column, from the top down."""
    column = rows[-1].column + 1 if rows else 0
    made: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.left)):
        last = made[-1] if made else []
        if last and abs(last[0].middle - piece.middle) <= SAME_ROW * max(last[0].size, piece.size):
            last.append(piece)
        else:
            made.append([piece])
    rows += [Row(sorted(each, key=lambda piece: piece.left), column) for each in made]


def find_gutter(pieces: Sequence[Piece]) -> Gutter | None:
    """Return the widest strip between two columns that hardly a piece crosses, None where there is none."""
    low, high = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = high - low
    size = median(piece.size for piece in pieces)
    if width < 12 * size:
        return None
    step = width / _BINS
    crossed = [0] * (_BINS + 1)
    for piece in pieces:
        crossed[int((piece.left - low) / step)] += 1
        crossed[min(int((piece.right - low) / step) + 1, _BINS)] -= 1
    for most in sorted({0, 1, 2, 3, len(pieces) // 20, len(pieces) // 8}):
        best = None
        for begin, end in _runs(crossed, most):
            left, right = low + begin * step, low + end * step
            if right - left < _GUTTER * size or left < low + 0.12 * width:
                continue
            before = [piece for piece in pieces if piece.right <= right + 1]
            after = [piece for piece in pieces if piece.left >= left - 1]
            if right > high - 0.12 * width or not _like_columns(before, after):
                continue
            if best is None or right - left > best[1] - best[0]:
                best = (left, right)
        if best is not None:
            return best
    return None


def _runs(changes: list[int], most: int) -> list[tuple[int, int]]:
    """Return the runs of bins that at most `most` pieces cross, given by how many begin less end in each bin."""
    runs: list[tuple[int, int]] = []
    total, begin = 0, None
    for at, change in enumerate(changes):
        total += change
        if total <= most and at < len(changes) - 1:
            begin = at if begin is None else begin
        elif begin is not None:
            runs.append((begin, at))
            begin = None
    return runs


def _like_columns(before: list[Piece], after: list[Piece]) -> bool:
    """Say whether two sides are columns: running text, one of them surely, or lines that do not meet as rows do."""
    sides = sorted((before, after), key=len, reverse=True)
    if len(sides[0]) < _FEWEST or not sides[1]:
        return False
    if is_text(sides[0]):
        few = len(sides[1]) <= len(sides[0]) // 3
        return few or is_text(sides[1]) or _is_dense(*sides)
    return _is_unaligned(*sides)


def _is_unaligned(before: list[Piece], after: list[Piece]) -> bool:
    """Say whether hardly a line has another at its height on the other side; the cells of a row have."""
    if len(after) < 2 * _FEWEST:
        return False
    heights = [piece.middle for piece in before]
    met = sum(
        1 for piece in after if any(abs(piece.middle - at) < 0.15 * piece.size for at in heights)
    )
    return met < 0.3 * len(after)


def _is_dense(text: list[Piece], side: list[Piece]) -> bool:
    """Say whether `side` has a line wherever the text beside it has one: cells beside wrapped cells leave gaps."""
    low, high = min(piece.middle for piece in side), max(piece.middle for piece in side)
    beside = sum(1 for piece in text if low - 1 <= piece.middle <= high + 1)
    return len(side) >= _FEWEST and len(side) >= 0.75 * beside


def is_text(side: list[Piece]) -> bool:
    """Say whether a side is text that was broken at its right edge; cells of a table hardly ever reach it."""
    # Stops hang out of a line now and then.
    low, high = (
        min(piece.left for piece in side),
        sorted(piece.right for piece in side)[len(side) * 3 // 4],
    )
    size = median(piece.size for piece in side)
    if high - low < _NARROWEST * size or sum(len(piece.text) for piece in side) < 6 * len(side):
        return False
    full = sum(1 for piece in side if piece.right > high - 1.2 * piece.size)
    return full >= _FULL * len(side)
