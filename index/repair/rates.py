"""How telling each trace of a line break is, counted in the document at hand.

Every boundary between two lines is either a break inside a paragraph or the end of one. Both leave traces (does
the line fill the measure? how does it end, how does the next begin? is there an empty line, an indentation?),
and how telling each trace is differs from document to document: it is counted at lines that are clearly short
for the ends of paragraphs, and at any place inside a line for the breaks. What a document cannot tell (how
often does a finished paragraph lack its full stop?) was counted in 40 notices, 52 reports and 300 laws.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Literal

from index.repair.draft import LABEL, SHORT, Draft, Shape
from index.repair.lines import End, Line, Start, end_of, opening, start_of
from index.repair.width import Measure

_SAMPLES = 1500  # places inside lines that are looked at
_SAMPLE = 100_000  # characters in which words are counted
# P(shape | no mark at the end) for a finished paragraph, for a break at the measure, for a break elsewhere.
_SHAPES: dict[Shape, tuple[float, float, float]] = {
    "title": (0.93, 0.3, 0.02),
    "clause": (0.064, 0.2, 0.05),
    "long": (0.005, 0.15, 0.21),
    "sentence": (0.001, 0.35, 0.72),
}
# P(end) and P(start) of paragraphs and of breaks, before anything is counted in the document.
_ENDS: dict[End, tuple[float, float]] = {
    "stop": (0.72, 0.03),
    "semicolon": (0.08, 0.006),
    "colon": (0.05, 0.006),
    "comma": (0.00003, 0.06),
    "none": (0.15, 0.9),
}
_STARTS: dict[Start, tuple[float, float]] = {
    "marker": (0.4, 0.004),
    "oral": (0.05, 0.004),
    "plain": (0.549, 0.97),
    "continues": (0.00003, 0.02),
}
_FINISHED = frozenset(("stop", "semicolon", "colon"))
_NEVER = -9.0  # odds of a finished paragraph in a text of unbroken lines
_CUT = log(
    0.004
)  # prior odds of a break that is not at the measure: a column or a page ended there
_WEIGHT = 20.0  # observations that the prior rates are worth
_ALPHA, _BETA = 2.0, 5.0  # occurrences that the general frequency of a character is worth
_WORD = (-2.5, 6.0)  # bounds of what two characters may weigh
_BRACKET = 5.0  # for an open bracket that the next line closes
_LABEL = 14.0  # for 第九条 alone on its line where other articles go on behind theirs
_VERSE = -6.0  # for a comma at the end of a short line
_INDENTED = log(0.05 / 0.5)  # for an indentation in a text of unbroken lines
_BARE = 30  # characters; a longer line without a mark is no heading or signature
_CLAUSE = re.compile(r"[，。；,;！？]")
_INSIDE_WORD = re.compile(r"(?<=[A-Za-z0-9])(?=[A-Za-z0-9])")
_INSIDE_FIGURE = re.compile(r"(?<=\d)[.．]?(?=\d)")
_BETWEEN_FIGURES = re.compile(r"(?<=\d)(?: [.．]?|[.．] )(?=\d)")
_SURE_FIGURE = 3.0  # odds (nats) that one figure was cut, before two lines become one figure
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])")

_Pairs = list[tuple[Line, Line]]


class Rates:
    """The rates of one document, and the odds they give."""

    def __init__(self, lines: Sequence[Line], measure: Measure | None) -> None:
        self.measure = measure
        full: _Pairs = []
        short: _Pairs = []
        for pair in pairwise(lines):
            if pair[0].kind == pair[1].kind == "text":
                (full if measure and measure.is_full(*pair) else short).append(pair)
        self.text = "\n".join(line.text for line in lines if line.kind == "text")[:_SAMPLE]
        self._starts = Counter(b.text[0] for a, b in short if a.ends == "stop")
        leads = Counter(after.lead for _, after in full)
        self._base = leads.most_common(1)[0][0] if leads else 0
        self._prior = self._full_prior(len(full), len(short))
        self._pairs = _pair_rates(short if measure else [], full)
        self._labels = _labels_stand_inside(lines)
        self._blank = self._indent = {True: 0.0, False: 0.0}
        if measure:
            self._count_gaps(full, short)

    def _count_gaps(self, full: _Pairs, short: _Pairs) -> None:
        sure = [after for before, after in full if _goes_on(before, after)]
        done = [after for before, after in short if before.ends == "stop"]
        self._blank = _odds([line.blank for line in sure], [line.blank for line in done])
        inside = [line.lead > self._base for line in sure]
        ends = [after.lead > self._base for _, after in short]
        self._indent = _odds(inside, ends)

    def is_full(self, before: Line, after: Line, draft: Draft) -> bool:
        """Say whether line `before` fills the measure."""
        measure = self.measure
        return measure is not None and measure.is_full(before, after, first=before is draft.first)

    def odds(self, before: Line, after: Line, draft: Draft, *, full: bool) -> float:
        """Return the log odds (nats) that the break between the two lines is inside a paragraph."""
        end, start, shape = draft.end(), after.begins, draft.shape()
        if self.measure is None and end in _FINISHED and start != "continues":
            return _NEVER
        paragraph, inside = self._pairs[end, start]
        score = log((inside if full else _default(end, start)[1]) / paragraph)
        score += self._prior if full else _CUT
        if end == "none":
            ended, at_measure, cut = _SHAPES[shape]
            score += log((at_measure if full else cut) / ended)
            if not full and shape in ("title", "clause"):
                score += draft.heading
        elif end == "comma" and not full and draft.length < SHORT:
            score += _VERSE
        if not (end == "none" and full and shape == "title"):
            score += _following(after, end)
        if draft.closed_by(after.text):
            score += _BRACKET
        if draft.label and self._labels and start == "plain":
            score += _LABEL
        if self.measure is not None:
            score += self._blank[after.blank] + self._indent[after.lead > self._base]
        elif after.lead > 0:
            score += _INDENTED
        if end == "none" and not full and score + _WORD[1] > 0:
            score += self._word(before.text[-1], after.text[0])
        return score

    @property
    def sliced(self) -> bool:
        """Lines are exact slices: white space at their ends is part of the text."""
        return self.measure is not None and self.measure.metric == "slice"

    @cached_property
    def cuts_words(self) -> bool:
        """Words and figures are cut at the measure like Han characters, as far as this document shows.

        Where they are kept whole, a line break between two of them stands for a space, and then such pairs with
        a space between them are as frequent inside lines as pairs without are rare.
        """
        if self.measure is None:
            return False
        inside = len(_INSIDE_WORD.findall(self.text))
        between = len(_BETWEEN_WORDS.findall(self.text))
        prior = {"slice": 2.5, "characters": 0.0, "columns": -1.5}[self.measure.metric]
        return prior + log((inside + 0.5) / (between + 0.5)) > 2.0

    def figure(self, before: Line) -> Literal["join", "space", "unsure"]:
        """Return how the figure goes on that line `before` ends with: 19 | 98 is one cut in two, or two of them.

        Only a line that reaches the measure was cut where it ends; a shorter one was broken at a space. How often
        figures stand with a space between them (1 9 9 8 was common in type) is counted in this document.
        """
        if self.measure is None or not self.cuts_words:
            return "unsure"
        inside, between = self._digits
        if not self.measure.is_reached(before):
            return "space" if between else "unsure"
        odds = log((inside + 0.5) / (between + 0.5)) + log(1 / self.measure.chance)
        return "join" if odds > _SURE_FIGURE else "unsure"

    @property
    def spaced(self) -> bool:
        """The digits of figures stand apart in this document (4 . 5)."""
        return self._digits[1] > 0

    @cached_property
    def _digits(self) -> tuple[int, int]:
        """How many pairs of digits stand in the document without and with a space between them."""
        return len(_INSIDE_FIGURE.findall(self.text)), len(_BETWEEN_FIGURES.findall(self.text))

    def _word(self, last: str, first: str) -> float:
        """Weigh whether the two characters at the break make a word: how often the second follows the first.

        Against it stands how often a paragraph begins with the second; both counted in this document.
        """
        text = self.text
        common = text.count(first) / len(text)
        follows = (text.count(last + first) + _ALPHA * common) / (text.count(last) + _ALPHA)
        usual = _BETA * common * opening(first)
        begins = (self._starts[first] + usual) / (self._starts.total() + _BETA)
        return min(max(log((follows + 1e-5) / (begins + 1e-5)), _WORD[0]), _WORD[1])

    def _full_prior(self, full: int, short: int) -> float:
        """Log odds of a break at a full line: as many paragraphs end on one as chance lets them."""
        if self.measure is None:
            return _CUT
        ends = (short + 1) * self.measure.chance
        return log(max(full - ends, 0.5) / ends)


def _pair_rates(short: _Pairs, full: _Pairs) -> dict[tuple[End, Start], tuple[float, float]]:
    """P(end, start) at the ends of paragraphs (short lines) and at breaks (any place inside a line)."""
    ends = Counter((before.ends, after.begins) for before, after in short)
    inside: Counter[tuple[End, Start]] = Counter()
    step = max(1, sum(len(before.text) for before, _ in full) // _SAMPLES)
    offset = 0
    for before, _ in full:
        text = before.text
        for at in range(1 + offset, len(text), step):
            if text[at] != " ":
                inside[end_of(text[:at].rstrip() or "x"), start_of(text, at)] += 1
        offset = (offset + step - len(text)) % step
    rates = {}
    for end in _ENDS:
        for start in _STARTS:
            paragraph, broken = _default(end, start)
            rates[end, start] = (
                (ends[end, start] + _WEIGHT * paragraph) / (ends.total() + _WEIGHT),
                (inside[end, start] + _WEIGHT * broken) / (inside.total() + _WEIGHT),
            )
    return rates


def _labels_stand_inside(lines: Sequence[Line]) -> bool:
    """Say whether articles go on behind their label (第九条 …) as a rule, so that one alone was cut off."""
    labels = [match for line in lines if (match := LABEL.match(line.text))]
    alone = sum(1 for match in labels if match.end() == len(match.string))
    return len(labels) - alone >= max(3, alone / 4)


def _default(end: End, start: Start) -> tuple[float, float]:
    (end_paragraph, end_break), (start_paragraph, start_break) = _ENDS[end], _STARTS[start]
    return end_paragraph * start_paragraph, end_break * start_break


def _goes_on(before: Line, after: Line) -> bool:
    return before.ends in ("none", "comma") and after.begins != "marker"


def _odds(breaks: Sequence[bool], ends: Sequence[bool]) -> dict[bool, float]:
    """Log likelihood ratio, break to end of paragraph, of a trace that is there (True) or not (False)."""
    at_break = (sum(breaks) + 0.5) / (len(breaks) + 1)
    at_end = (sum(ends) + 0.5) / (len(ends) + 1)
    return {True: log(at_break / at_end), False: log((1 - at_break) / (1 - at_end))}


def _following(line: Line, end: End) -> float:
    """Weigh the next line: what goes on with a text has a mark somewhere; a signature or a heading has none."""
    bare = len(line.text) <= _BARE and line.ends in ("none", "colon")
    bare = bare and not _CLAUSE.search(line.text)
    heading = 0.5 if end == "none" else 0.15  # P(bare | a new paragraph)
    return log(0.03 / heading) if bare else log(0.97 / (1 - heading))
