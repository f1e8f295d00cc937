"""Which line breaks were made by a typesetter: one decision for each, and how the two lines are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.repair.draft import Draft
from index.repair.lines import Line
from index.repair.rates import Rates
from index.repair.width import Measure
from index.splitter.speech import Cast, find_speech

Verdict = Literal["join", "space", "part", "unsure"]

_SURE = 2.5  # odds (nats) that a break away from the measure needs: joining two paragraphs is worse than not
_DOUBT = -4.0  # odds above which an unfinished sentence is reported
_LATIN = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]")
_SPACE = re.compile(r"\s+")
_HEAD = 24  # lines in which a title may be repeated
_TITLE = 6.0  # odds (nats) that a line goes on with a title which is known
_POINT = re.compile(r"[0-9][.．][0-9]")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)[A-Za-z0-9./_\-?=&%#:@]*$")


@dataclass(slots=True)
class Joint:
    """The boundary before line `after` (its index): what was decided, with the odds `score` (nats) for a join.

    It is `full` where the line before it reaches the measure: no column ends there by accident.
    """

    after: int
    verdict: Verdict = "part"
    score: float = -99.0
    full: bool = False

    @property
    def joins(self) -> bool:
        return self.verdict in ("join", "space")


def decide(lines: Sequence[Line], measure: Measure | None) -> list[Joint]:
    """Return one joint for each line but the first, in order; `lines` is not empty."""
    rates = Rates(lines, measure)
    cast = Cast(rates.text)
    titles = _Titles(lines)
    joints: list[Joint] = []
    draft = Draft(lines[0])
    for at in range(1, len(lines)):
        before, after = lines[at - 1], lines[at]
        joint = Joint(at)
        full = joint.full = rates.is_full(before, after, draft)
        # Whoever slices a whole file slices its headings and figures too; nothing else breaks a heading, and a
        # number alone on its line is a cell of a table.
        whole = full and rates.sliced
        kinds = ("text", "heading") if whole else ("text",)
        if before.kind in kinds and after.kind in (("text", "number") if whole else ("text",)):
            joint.score = rates.odds(before, after, draft, full=full)
            if joint.score > (0 if full else _SURE):
                if full or not _opens_turn(lines[at : at + 2], cast):
                    joint.verdict = "space" if draft.label else _how(before, after, rates, full)
            elif joint.score > _DOUBT and draft.end() == "none" and draft.shape() == "sentence":
                joint.verdict = "unsure"
        if titles.goes_on(at):
            joint.verdict, joint.score = "join", _TITLE
        if joint.joins:
            draft.extend(after)
        else:
            draft = Draft(after)
        joints.append(joint)
    return joints


class _Titles:
    """The titles that stand as headings (# 标题), which the text below often repeats in lines of its own."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._titles = [_flat(line.text) for line in lines[:_HEAD] if line.kind == "heading"]

    def goes_on(self, at: int) -> bool:
        """Say whether line `at` goes on with a title that the line before it begins, or went on with."""
        if not self._titles or at >= _HEAD or self._lines[at].kind != "text":
            return False
        text = ""
        for line in self._lines[at - 1 :: -1]:
            if line.kind != "text":
                return False
            text = _flat(line.text) + text
            whole = text + _flat(self._lines[at].text)
            if any(title.startswith(whole) and title != text for title in self._titles):
                return True
            if not any(text in title for title in self._titles):
                return False
        return False


def _flat(text: str) -> str:
    return _SPACE.sub("", text.lstrip("# "))


def _opens_turn(lines: Sequence[Line], cast: Cast) -> bool:
    """Say whether the first of two lines is somebody's words, or a question that the second answers."""
    text, following = lines[0].text, lines[1].text if len(lines) > 1 else ""
    if find_speech(text, following, cast):
        return True
    asks = text.rstrip('”」』"')[-1:] in ("？", "?")
    return asks and find_speech(following, "", cast) is not None


def _how(before: Line, after: Line, rates: Rates, full: bool) -> Verdict:
    """Return how to join: with a space where Latin words meet, not at all where figures might be fused."""
    last, first = before.text[-1], after.text[0]
    if rates.sliced and (before.high > before.end or after.low < after.start):
        return "space"  # a slicer counts white space: it is part of the text
    if rates.spaced and _POINT.search(before.text[-2:] + after.text[:2]):
        return rates.figure(before)
    if not (_LATIN.match(last) and _LATIN.match(first)):
        return "join"
    if not (last.isascii() and first.isascii()):  # full-width signs are cut like Han characters
        return "join" if full else "unsure"
    if last.isdigit() and first.isdigit():
        return rates.figure(before)
    return "join" if rates.cuts_words or _ADDRESS.search(before.text) else "space"
