"""Letters to pieces of lines, and pieces to rows with their white space.

Knows one row at a time; which row is read after which is in `layout`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.readers.pdf_letters import Letter, shift_figures
from index.readers.raised import settled

_GAP = 1.0  # sizes of type: wider gaps part a line in pieces
_WORD = 0.22  # sizes of type: narrower gaps lie within a word
_STEP = (
    0.08  # sizes of type by which figures set in the squares of Han characters may be out of step
)
SAME_ROW = 0.45
"""Sizes of type by which two middles on one row may differ."""


@dataclass(slots=True)
class Piece:
    """A run of text on one row: `left` to `right`, `bottom` to `top`; `size` is the height of its type.

    `scores` say how surely each character was recognised, 0..1; where nothing was recognised there are none.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    scores: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Row:
    """One line of a column: its pieces from left to right; `column` tells the columns of a page apart."""

    pieces: list[Piece]
    column: int = 0
    left: float = field(init=False)
    right: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.left, self.right = self.pieces[0].left, max(piece.right for piece in self.pieces)
        self.top = max(piece.top for piece in self.pieces)
        self.bottom = min(piece.bottom for piece in self.pieces)
        self.size = max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        """The row's text; wide gaps are kept as white space, three pieces and more as cells."""
        return "".join(space + piece.text for space, piece in self.spaced())

    def spaced(self) -> Iterator[tuple[str, Piece]]:
        """Yield the pieces from left to right, each with the white space before it."""
        wide = "\t" if len(self.pieces) > 2 else "  "
        yield "", self.pieces[0]
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            yield (wide if piece.left - before.right > 2 * piece.size else " "), piece


def pieces_of(letters: Sequence[Letter]) -> list[Piece]:
    """Return the pieces that the letters make, in no order."""
    pieces: list[Piece] = []
    for row in _rows_of(letters):
        row.sort(key=lambda letter: letter.left)
        begin = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at].left - row[at - 1].right > _GAP * max(
                row[at].size, row[at - 1].size
            ):
                pieces += _piece(row[begin:at])
                begin = at
    return pieces


def _rows_of(letters: Sequence[Letter]) -> list[list[Letter]]:
    rows: list[list[Letter]] = []
    heights: list[tuple[float, float]] = []  # middle and size of the row's largest type
    for letter in sorted(letters, key=lambda each: (-(each.bottom + each.top), each.left)):
        middle = (letter.bottom + letter.top) / 2
        # Rows come from the top down, so only the last few can take the letter.
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            other, size = heights[at]
            if abs(other - middle) <= SAME_ROW * max(size, letter.size):
                rows[at].append(letter)
                if letter.size > size:
                    heights[at] = (middle, letter.size)
                break
        else:
            rows.append([letter])
            heights.append((middle, letter.size))
    return rows


def _piece(letters: list[Letter]) -> list[Piece]:
    shift_figures(letters)
    text = ""
    before: Letter | None = None
    pitch = _pitch(letters)
    for letter in letters:
        if (
            before is not None
            and not text.endswith((" ", "\u3000"))
            and letter.text not in " \u3000"
        ):
            gap = letter.left - before.right
            latin = before.text.isascii() and letter.text.isascii()
            in_step = abs(letter.left - before.left - pitch) < _STEP * letter.size
            if gap > _WORD * letter.size and latin and not in_step:
                text += " "
        if before is not None and _is_double(before, letter):
            continue  # bold made by printing twice
        text += letter.text
        before = letter
    if not text.strip():
        return []
    return [
        Piece(
            settled(text.strip(" ")),
            letters[0].left,
            min(letter.bottom for letter in letters),
            max(letter.right for letter in letters),
            max(letter.top for letter in letters),
            median(letter.size for letter in letters),
        )
    ]


def _pitch(letters: Sequence[Letter]) -> float:
    """Return the distance at which the Han characters of a run follow each other, 0 where none do."""
    steps = [
        after.left - before.left
        for before, after in pairwise(letters)
        if "\u4e00" <= before.text <= "\u9fff" and "\u4e00" <= after.text <= "\u9fff"
    ]
    return median(steps) if steps else 0.0


def _is_double(before: Letter, letter: Letter) -> bool:
    return (
        before.text == letter.text
        and abs(before.left - letter.left) < 0.15 * letter.size
        and abs(before.bottom - letter.bottom) < 0.15 * letter.size
    )
