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
# What is one figure wherever a line ends in it: a date, a span of years, and a fraction that words lead up to.
_WHOLE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:(?=年)|[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|[-—－~～至](?:19|20)\d\d(?!\d))"
    r"|(?<=[〔\[（(])(?:19|20)\d\d(?=[〕\]）)])|年1[0-2](?=月)|月(?:[12]\d|3[01])(?=日)"
    r"|[的为由至到达约超近升降增减过是有占比]\d{1,4}\.\d{1,3}(?![\d.])"
)
# A number and the unit that makes it a date, however they were parted: 2026年6 | 月30日.
_DATED = (
    (re.compile(r"年\d{1,2}$"), re.compile(r"月")),
    (re.compile(r"月\d{1,2}$"), re.compile(r"日")),
    (re.compile(r"(?<!\d)(?:19|20)\d\d$"), re.compile(r"年(?:\d|底|末|初|度|上半|下半)")),
)
# A decimal or a number with its commas that was parted at its point or comma, or behind it: no line begins with .5%, and no
# sentence ends with 增长6. before 8%.
_PARTED = (
    (re.compile(r"\d$"), re.compile(r"[.．]\d|,\d{3}(?!\d)")),
    (
        re.compile(r"[\u4e00-\u9fff]\d{1,6}[.．]\d{0,2}$"),
        re.compile(r"\d{1,3}[%％‰]|\d{1,3}[万亿倍]"),
    ),
    (
        re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*,$"),
        re.compile(r"\d{3}(?:,\d{3})*(?:\.\d+)?[万亿元人户家吨亩个台]"),
    ),
)
_NO_FIGURE = re.compile(r"0\d{0,3}[万亿元]")  # no figure begins so: it is the end of one
_DAY = re.compile(r"\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?$")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
_PIECE = re.compile(r"[\d./—－~～-]+")  # a line that is nothing but a part of a figure
_AROUND = 12
_CLINGS = re.compile(r"[，。；、！？：]|,(?=[\u4e00-\u9fff])")  # no line begins with one of these
_OPENING, _CLOSING = "“‘《〈「『【", "”’》〉」』】"
_NAME = 30  # characters of a name or a link that was set apart
_NUMBER_ALONE = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]"
)
_NUMERAL = re.compile(r"[\d一二三四五六七八九十]+\W*$")
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
        if (
            titles.goes_on(at)
            or _cuts_figure(draft.tail, lines, at)
            or _clings(draft, lines, at, wrapped=measure is not None)
        ):
            joint.verdict, joint.score = "join", _TITLE
        if joint.joins:
            draft.extend(after)
        else:
            draft = Draft(after)
        joints.append(joint)
    return joints


def _clings(draft: Draft, lines: Sequence[Line], at: int, *, wrapped: bool) -> bool:
    """Say whether line `at` and the one before it cannot stand apart.

    It begins with a mark that nothing begins with; or the line before it is nothing but a number, or ends with an opening
    quotation mark; or, where no measure breaks lines, it is a name in mid-sentence, behind which the next line begins so.
    Web pages set words apart like that.
    """
    before, after = lines[at - 1], lines[at]
    if not before.kind == after.kind == "text":
        return False
    alone = draft.first is before and _NUMBER_ALONE.fullmatch(before.text)
    if alone and after.begins == "plain" and not _NUMERAL.match(after.text):
        return True
    if draft.tail[-1] in _OPENING or after.text[0] in _CLOSING:
        return True
    if draft.end() != "none":
        return False
    if _CLINGS.match(after.text):
        return True
    if wrapped or draft.shape() == "title":
        return False
    if after.text in _OPENING:
        return True
    named = len(after.text) <= _NAME and after.begins == "plain" and after.ends == "none"
    follows = at + 1 < len(lines) and lines[at + 1].kind == "text"
    return named and follows and _CLINGS.match(lines[at + 1].text) is not None


def _cuts_figure(written: str, lines: Sequence[Line], at: int) -> bool:
    """Say whether the break before line `at` stands inside a figure that is certainly one: 1982年11月3 | 0日.

    `written` is what the break comes after. The figure may be cut once more: 202 | 3-08- | 05.
    """
    before, after = lines[at - 1], lines[at]
    if not {before.kind, after.kind} <= {"text", "heading", "row"} or after.kind == "heading":
        return False
    if before.kind == "row" and not _PIECE.fullmatch(before.text):
        return False
    right = after.text
    if _PIECE.fullmatch(right):
        right += lines[at + 1].text if at + 1 < len(lines) else ""
    elif after.kind == "row":
        return False
    left = written[-_AROUND:]
    if left[-1].isdigit() and _NO_FIGURE.match(right):
        return True
    if any(one.search(left) and other.match(right) for one, other in (*_DATED, *_PARTED)):
        return True
    return any(m.start() < len(left) < m.end() for m in _WHOLE.finditer(left + right[:_AROUND]))


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
        if _DAY.search(before.text) and _CLOCK.match(after.text):
            return "space"
        return rates.figure(before)
    return "join" if rates.cuts_words or _ADDRESS.search(before.text) else "space"
