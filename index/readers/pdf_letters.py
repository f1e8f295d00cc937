"""The letters of a page of a PDF, and what their places say: slanted, set across, struck out, raised or lowered.

Knows letters and ruled lines by their boxes; nothing of PDFium, rows or columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.pdf_geometry import Box, off_axis
from index.readers.raised import lowered, raised

_MOSTLY = 0.8  # share of the letters that must be set across before the page is turned
_FEWEST = 20  # letters
_SMALL = 0.8  # times the type beside them: raised and lowered figures are set in smaller type
_UP, _DOWN = 0.2, 0.06  # of that type's size, by which their baselines differ at least
_BASE = 0.15  # of the size, from the bottom of the box to the baseline
_THIN = 2.0  # points
_TALLEST = 100.0  # points: larger type is struck out by no line
_MOST_RULES = 3000
_CROSSING = (0.33, 0.75)  # of the height of the box: lower is an underline
_BEYOND = 0.8  # sizes of type by which a line that strikes out may stand out on each side


@dataclass(slots=True)
class Letter:
    """A character with its box; `size` is the height of its type in points, `angle` the slant of its line in degrees."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    angle: float = 0.0


def without_slanted(letters: list[Letter]) -> list[Letter]:
    """Return the letters that stand on level or upright lines: what runs askew over a page is a watermark or a stamp."""
    straight = [letter for letter in letters if not off_axis(letter.angle)]
    return straight if len(straight) >= _MOSTLY * len(letters) else letters


def quarter_turns(letters: Sequence[Letter], turn: int) -> int:
    """Return by how many more quarter turns clockwise the page is read than the `turn` by which it is shown."""
    seen = [letter for letter in letters if not letter.text.isspace()]
    turns = Counter((round(letter.angle / 90) - turn) % 4 for letter in seen)
    quarter, count = turns.most_common(1)[0] if turns else (0, 0)
    return quarter if count >= max(_MOSTLY * len(seen), _FEWEST) else 0


def without_struck(letters: list[Letter], rules: list[Box]) -> tuple[list[Letter], list[Box]]:
    """Return the letters that no line is drawn through, and the lines that are drawn through none.

    Such a line ends where the letters end; a ruled line that letters touch by accident runs on.
    """
    if not letters or len(rules) > _MOST_RULES:  # a drawing
        return letters, rules
    low = sorted(letters, key=lambda letter: letter.bottom)
    bottoms = [letter.bottom for letter in low]
    reach = min(max(letter.size for letter in letters), _TALLEST)
    struck: set[int] = set()
    kept: list[Box] = []
    for rule in rules:
        height = (rule[1] + rule[3]) / 2
        near = low[bisect_left(bottoms, height - reach) : bisect_left(bottoms, height)]
        through = (
            [] if rule[3] - rule[1] > _THIN else [each for each in near if _crosses(rule, each)]
        )
        if through and _ends_with(rule, through):
            struck.update(map(id, through))
        else:
            kept.append(rule)
    return [letter for letter in letters if id(letter) not in struck], kept


def _crosses(rule: Box, letter: Letter) -> bool:
    low, high = (letter.bottom + share * letter.size for share in _CROSSING)
    across = rule[0] <= (letter.left + letter.right) / 2 <= rule[2]
    return across and low < (rule[1] + rule[3]) / 2 < high


def _ends_with(rule: Box, letters: list[Letter]) -> bool:
    size = _BEYOND * max(letter.size for letter in letters)
    left, right = min(each.left for each in letters), max(each.right for each in letters)
    return rule[0] > left - size and rule[2] < right + size


def shift_figures(row: Sequence[Letter]) -> None:
    """Write the figures of a row that are set above or below its line as such; see `raised`."""
    largest = max(letter.size for letter in row)
    beside: Letter | None = None
    waiting: list[Letter] = []
    for letter in row:
        if letter.size > 0.95 * largest:
            beside = letter
            for small in waiting:
                _shift(small, beside)
            waiting = []
        elif letter.size <= _SMALL * largest and letter.text.isdecimal():
            if beside is None:
                waiting.append(letter)
            else:
                _shift(letter, beside)


def _shift(letter: Letter, beside: Letter) -> None:
    above = _baseline(letter) - _baseline(beside)
    if above > _UP * beside.size:
        letter.text = raised(letter.text)
    elif above < -_DOWN * beside.size:
        letter.text = lowered(letter.text)


def _baseline(letter: Letter) -> float:
    return letter.bottom + _BASE * letter.size
