"""Chinese figures: find them, compare them, print them. Pure: text in, frozen values out.

`find_figures` reads a text once and returns its figures in order of appearance, never overlapping.
`compare` decides by kind, unit and interval, never by strings. This module is the face; the work is
done in `figure_quantities` (numerals with units and qualifiers), `figure_periods` (dates, periods),
`figure_marks` (codes, ordinals, enumerators), `figure_context` (the words around) and
`figure_compare`.
"""

from __future__ import annotations

from qa.figures.compare import compare, entails, normal_text, states, turned
from qa.figures.find import find_figures
from qa.figures.types import MEASURED, Comparison, Figure, Kind, Qualifier

__all__ = [
    "MEASURED",
    "Comparison",
    "Figure",
    "Kind",
    "Qualifier",
    "compare",
    "entails",
    "find_figures",
    "normal_text",
    "states",
    "turned",
]
