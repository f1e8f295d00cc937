"""How wide the text was set: the width at which its lines were broken, if they were.

A wrapped text shows in three ways at once: many lines are as wide as they can be, hardly one is wider, and
most of the full ones end in the middle of a sentence. Verse, tables and lists fail the last, paragraphs on one line
each fail the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from index.repair.lines import Line, columns

_NARROWEST = 10  # characters; narrower is verse or a table column
_WIDEST = 130
_FEWEST_FULL = 3
_WIDER = 0.02  # share of lines that may be wider than the measure: addresses, formulas
_HANGING = 4  # columns by which stops and closing quotes may stand out
_SHARP = 0.6  # share of the lines near the measure that reach it, in type of fixed width
_SHARE_FULL = 0.25  # of all lines; a text of two-line paragraphs has one half
_NARROW = 16  # characters; below it, few lines of one length may be a list
_SHARE_OPEN_FEW = 0.75
_SHARE_OPEN = 0.6  # of full lines that end inside a sentence; in running text nine of ten do
# What stays together at the start of the next line: a word or a figure, brackets before, stops behind.
_CLAUSE = re.compile(r"[，。；：,;]")
UNIT = re.compile(
    r"[“‘（《〈【「『(\[]*(?:[A-Za-z0-9.,:/@_%+\-]+|.)[，。、；：！？）》〉】」』”’%％,.;:!?)\]]*",
    re.S,
)


Metric = Literal["slice", "characters", "columns"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Lines were broken at `width`: sliced there exactly, or filled up to it in characters or in columns.

    `slack` is how much a full line may lack (none where the type has fixed widths), `indent` how much the
    first line of a paragraph lacks because its indentation was lost.
    """

    width: int
    metric: Metric
    slack: int = 0
    indent: int = 0

    @property
    def exact(self) -> bool:
        return self.metric == "slice"

    def is_full(self, line: Line, following: Line, *, first: bool = False) -> bool:
        """Say whether the beginning of `following` would not have fitted on `line`, a `first` line or not."""
        room = self.width - self.slack - _SIZES[self.metric](line) - (self.indent if first else 0)
        if self.exact:
            return room <= 0
        unit = UNIT.match(following.text)
        need = unit.group() if unit else "x"
        return (columns(need) if self.metric == "columns" else len(need)) > room

    def is_reached(self, line: Line) -> bool:
        """Say whether `line` is so long that it was cut where the width ended, and not at a space before that."""
        return _SIZES[self.metric](line) >= self.width - (self.metric == "columns")

    @property
    def chance(self) -> float:
        """Probability that the last line of a paragraph is full by accident (its length is uniform)."""
        unit = {"slice": 1.0, "characters": 1.4, "columns": 2.5}[self.metric]
        return (unit + self.slack) / self.width


def find_measure(lines: Sequence[Line]) -> Measure | None:
    """Return the measure at which the text lines of `lines` were broken, or None if they were not."""
    prose = [line for line in lines if line.kind == "text" and _is_prose(line.text)]
    if len(prose) <= _FEWEST_FULL:
        return None
    best, sharpest = None, 0.0
    for metric, size in _SIZES.items():
        measure, share = _peak(Counter(map(size, prose)), metric)
        if measure and share > sharpest and _is_wrapped(prose, measure):
            best, sharpest = measure, share
    return best and replace(best, indent=_lost_indent(prose, best))


def _columns(line: Line) -> int:
    return line.lead + columns(line.text)


_SIZES: Mapping[Metric, Callable[[Line], int]] = {
    # A slicer counts white space like any other character, and a line break ends its line.
    "slice": lambda line: line.high - line.low,
    "characters": lambda line: (line.lead + 1) // 2 + len(line.text),
    "columns": _columns,
}


def _is_prose(text: str) -> bool:
    """Say whether the line is made of words: a column of codes or numbers is set, not wrapped."""
    return 2 * sum(map(str.isalpha, text)) >= len(text)


def _peak(counts: Counter[int], metric: Metric) -> tuple[Measure | None, float]:
    """Return the width that most lines reach and hardly one exceeds, and the share of lines that reach it.

    Except in slices, stops may hang out at the end of a line, and a Han character may not fit the last column.
    """
    below = 1 if metric == "columns" else 0
    above = {"slice": 0, "characters": _HANGING // 2, "columns": _HANGING}[metric]
    total = counts.total()
    wider, width, most = 0, None, _FEWEST_FULL - 1
    at = 0
    sizes = sorted(counts, reverse=True)
    for candidate in sizes:
        while at < len(sizes) and sizes[at] > candidate + above:
            wider += counts[sizes[at]]
            at += 1
        if wider > max(_WIDER * total, 1):
            break
        reached = sum(counts[candidate - less] for less in range(below + 1))
        if reached > most:
            width, most = candidate, reached
    if width is None:
        return None, 0.0
    near = sum(counts[width + more] for more in range(-above, above + 1))
    sharp = metric == "slice" or most >= _SHARP * near
    return Measure(width, metric, 0 if sharp else max(1, above // 2)), most / total


def _is_wrapped(lines: Sequence[Line], measure: Measure) -> bool:
    """Say whether full lines are what wrapping leaves: many, or few but surely prose cut in mid-sentence."""
    han = 2 if measure.metric == "columns" else 1
    if not _NARROWEST * han <= measure.width <= _WIDEST * han:
        return False
    full = [line for line, after in pairwise(lines) if measure.is_full(line, after)]
    if len(full) < _FEWEST_FULL:
        return False
    inside = sum(1 for line in full if line.ends in ("none", "comma")) / len(full)
    if len(full) >= _SHARE_FULL * len(lines) and inside >= _SHARE_OPEN:
        return True
    prose = sum(1 for line in full if _CLAUSE.search(line.text)) / len(full)
    wide = measure.width >= _NARROW * han and len(full) > _FEWEST_FULL
    return wide and inside >= _SHARE_OPEN_FEW and prose >= 0.5


def _lost_indent(lines: Sequence[Line], measure: Measure) -> int:
    """Return by how much first lines of paragraphs are narrower than the others: two Han characters, or 0.

    The indentation of a typeset paragraph is often lost when its text is copied.
    """
    size = _SIZES[measure.metric]
    lost = 4 if measure.metric == "columns" else 2
    full = narrow = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if measure.is_full(before, line) or before.ends != "stop":
            continue
        if measure.is_full(line, after):
            full += 1
        elif size(line) >= measure.width - lost - 1 and line.ends in ("none", "comma"):
            narrow += 1
    return lost if narrow > 2 * full and narrow >= _FEWEST_FULL else 0
