"""Find the figures of a text: each kind in its order of claim, then the words around."""

from __future__ import annotations

import re
from functools import lru_cache

from index.numerals import plain
from qa.figures.context import add_context
from qa.figures.marks import find_codes, find_enumerators, find_ordinals
from qa.figures.periods import find_periods
from qa.figures.quantities import find_quantities
from qa.figures.types import Figure

_ANY = re.compile(
    r"[0-9零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半番去今明前后上下本A-Za-z０-９①-⑳成周萬億兩]"
)

_MARKED_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(?=(?:19|20)\d\d年)")


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text` in order of appearance, never overlapping.

    Where two readings claim the same characters, codes win over periods, these over list marks,
    ordinals and quantities: 国发〔2018〕5号 is one code, and 2025年3月1日 one date.
    """
    if not _ANY.search(text):
        return ()
    return _remembered(text) if len(text) <= _SHORT else _found(text)


def _found(text: str) -> tuple[Figure, ...]:
    # 1.2016年1月10日: the point ends a list mark.
    folded = _MARKED_YEAR.sub(lambda m: f"{m[1]}、", plain(text))
    figures: list[Figure] = []
    taken = bytearray(len(text))

    def claim(found: list[Figure]) -> None:
        """Take the figures that no earlier reader has taken."""
        for figure in found:
            if taken.find(1, figure.start, figure.end) < 0:
                figures.append(figure)
                taken[figure.start : figure.end] = b"\x01" * (figure.end - figure.start)

    for find in (find_codes, find_periods, find_enumerators, find_ordinals):
        claim(find(text, folded))
    claim(find_quantities(text, folded, taken))
    figures.sort(key=lambda f: f.start)
    return add_context(text, figures)


# Sentences up to so many characters are remembered: the same ones are found for one question after another.
_SHORT = 200
_remembered = lru_cache(maxsize=1024)(_found)
