"""Footnotes of a PDF: the small rows at the foot of a column that begin with a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from index.readers.pieces import Row
from index.repair.lines import columns
from index.repair.width import UNIT

_SMALLER = 0.92  # of the usual type
_FEWEST = 3
_HIGHEST = 0.5  # share of the page's height; notes lie below it
_MARK = re.compile(
    r"[\u2460-\u2473\u3251-\u325f*＊※†‡]|[\[［〔(（]\s*\d{1,3}\s*[\]］〕)）]|注\s*\d{0,2}\s*[:：]|\d{1,2}(?=[.．、\s]*[^\d.．、\s%％年月日])"
)


def find_notes(pages: Sequence[tuple[Sequence[Row], float]]) -> list[list[list[Row]]]:
    """Return for each page, given its rows without furniture and its height, its notes, each as its rows."""
    sizes = [row.size for rows, _ in pages for row in rows for _ in row.text]
    if not sizes:
        return [[] for _ in pages]
    usual = median(sizes)
    return [_of_page(rows, height, usual) for rows, height in pages]


def _of_page(rows: Sequence[Row], height: float, usual: float) -> list[list[Row]]:
    found: list[list[Row]] = []
    for _, group in groupby(rows, key=lambda row: row.column):
        column = list(group)
        first = len(column)
        while first and column[first - 1].size < _SMALLER * usual:
            first -= 1
        block = column[first:]
        while block and not (_MARK.match(block[0].text) and block[0].top < _HIGHEST * height):
            block = block[1:]
        if block and any(
            row.size >= _SMALLER * usual and row.bottom > block[0].top for row in rows
        ):
            found += _each(block)
    return found


def _each(block: Sequence[Row]) -> list[list[Row]]:
    notes: list[list[Row]] = []
    last = 0
    for row in block:
        mark = _MARK.match(row.text)
        # A line of a note may begin with a figure; a number that marks a note follows the one before.
        counts = mark is not None and mark[0].isascii() and mark[0].isdigit()
        if not notes or (mark and (not counts or int(mark[0]) == last + 1)):
            notes.append([])
            last = int(mark[0]) if mark and counts else last
        notes[-1].append(row)
    return notes


def width_of(rows: Sequence[Row]) -> int:
    """Return the width in columns that most full rows of the text have, 0 where there are too few to tell."""
    full = [row for row in rows if row.right > max(r.right for r in rows) - row.size]
    widths = Counter(columns(row.text) for row in full)
    return max(widths, key=lambda width: (widths[width], width)) if len(full) >= _FEWEST else 0


def lines_of(note: Sequence[Row], width: int) -> list[str]:
    """Return the note as lines of the text's own width, in which it was not set.

    Small type holds more in a line, and lines wider than the text is set hide from repair how wide that is.
    """
    text = note[0].text
    for row in note[1:]:
        words = text[-1:].isascii() and row.text[:1].isascii() and text[-1:].isalnum()
        text += f" {row.text}" if words else row.text
    lines = [""]
    for unit in UNIT.findall(text):
        if width and lines[-1] and columns(lines[-1] + unit) > width:
            lines.append("")
        lines[-1] += unit
    return lines
