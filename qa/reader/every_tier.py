"""All tiers of a standard, where all are asked for, and all parts of a number, where the whole is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import Reading
from qa.figures import find_figures
from qa.lexicon.bigrams import letter_pairs
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


# 英语：计划18人；
_SHARE = re.compile(
    r"\s*(?P<of>[^：:，,。；;\d\s]{1,16})[：:](?P<said>[^。；;：:]{0,24}\d[^。；;：:]{0,8})[。；;]?\s*"
)
_ONE = re.compile(r"最|平均|哪|至少|起码")


def shares(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return the lines of one list that each tell the figure of another part, where the whole is asked for and no part is named.

    计划招多少人 is not answered by 英语：计划18人； alone, where 日语、法语：计划各2人； stands below it.
    """
    found = best_figure(reading)
    question = reading.question
    if found is None or question.kind != "figure" or _ONE.search(question.folded):
        return ()
    own = found[0].evidence
    asked = letter_pairs(question.folded)
    parts = []
    for item in evidence:
        passage = item.passage
        beside = item.document.id == own.document.id and passage.section == own.passage.section
        match = _SHARE.fullmatch(passage.text) if beside else None
        if match and any(f.unit == found[1].unit for f in find_figures(match["said"])):
            parts.append((item, match["of"]))
    numbers = {item.number for item, _ in parts}
    named = any(letter_pairs(fold(of)) & asked for _, of in parts)
    if own.number not in numbers or not 2 <= len(parts) <= MOST_LISTED or named:
        return ()
    parts.sort(key=lambda part: part[0].passage.start)
    return tuple(Line(item.passage.text.strip(), item.number) for item, _ in parts)


# 请都列出来, 各档分别是多少.
_ALL = re.compile(r"都列|列出|列举|各档|各类|每一?档|分档|不同.{0,12}分别|分别.{0,4}(多少|几)")
