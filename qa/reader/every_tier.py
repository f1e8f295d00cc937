"""All tiers of a standard, where all are asked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.evidence.candidates import Reading
from qa.figures import find_figures
from qa.reader.enumerations import group_of
from qa.reader.figure_answer import best_figure, wanted
from qa.reader.lines import Line
from qa.types import Evidence

MOST_LISTED = 8


def every_tier(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return the lines of all tiers of a standard, where all are asked for: an enumeration of which each item states such a figure."""
    found = best_figure(reading)
    if found is None or not _ALL.search(reading.question.folded):
        return ()
    items = group_of(found[0], evidence)[:MOST_LISTED]
    stated = [
        any(wanted(reading.question, figure, item.passage.text) for figure in figures)
        for item in items
        for figures in (find_figures(item.passage.text),)
    ]
    if len(items) < 2 or not all(stated):
        return ()
    return tuple(Line(item.passage.text.strip(), item.number) for item in items)


# 请都列出来, 各档分别是多少.
_ALL = re.compile(r"都列|列出|列举|各档|各类|每一?档|分档|不同.{0,12}分别|分别.{0,4}(多少|几)")
