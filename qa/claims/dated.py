"""去年 and 今年 of a draft are counted from the draft's own day, as those of a source are from that of the source. Pure.

The day is the one given, else the one that the draft states of itself; where neither is known, the words are left as they are and
mean what they mean in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.datelines import WIRED, day_of_line
from index.dates import DATE, find_date
from qa.figures import Figure

# A draft says its day in its first lines or, signed, in its last.
FIRST, LAST = 6, 3
# 本报青石2025年1月9日电, 2025年1月9日讯：, （2025年3月1日） before the first words.
_WIRED = re.compile(rf"[^，,。；;\n]{{0,24}}?{WIRED}")
_BRACKETED = re.compile(rf"\s*[（(【\[]\s*(?P<day>{DATE}|\d{{4}}-\d\d?-\d\d?)\s*[）)】\]]")
_YEAR = re.compile(
    r"(?<![比较同与])(?P<word>去年|今年|明年|(?<![以之此])(?<![一二两三四五六七八九十\d数多几]年)前年(?!度)|(?<![以之今此])后年(?!度)|上一?年度?(?![龄纪])|本年度?)"
)
_SHIFTS = {"去": -1, "今": 0, "明": 1, "前": -2, "后": 2, "上": -1, "本": 0}
# What goes with the date line.
_WITH_IT = re.compile(r"\s*(?:[（(][^）)\n]{0,24}(?:记者|通讯员)[^）)\n]{0,24}[）)])?\s*[：:，,]?")
# What somebody said is counted from when he said it.
QUOTED = re.compile(r"“[^”\n]*”|「[^」\n]*」|《[^》\n]*》")


def day_of(draft: str) -> tuple[date | None, tuple[int, int]]:
    """Return the day that a draft states as its own, and where a date line before its words does; None and (0, 0) for none."""
    for pattern in (_BRACKETED, _WIRED):
        if (match := pattern.match(draft)) and (found := find_date(match["day"])):
            return date.fromisoformat(found), _line(draft, *match.span())
    lines = [m for m in re.finditer(r"[^\n]+", draft) if m[0].strip()]
    for line in (*lines[:FIRST], *lines[-LAST:]) if len(lines) > 1 else ():
        match = _WIRED.match(draft, line.start())
        if match and (found := find_date(match["day"])):
            return date.fromisoformat(found), _line(draft, *match.span())
        if found := day_of_line(line[0].strip()):
            return date.fromisoformat(found), line.span()
    return None, (0, 0)


def _line(draft: str, start: int, end: int) -> tuple[int, int]:
    after = _WITH_IT.match(draft, end)
    return start, after.end() if after else end


def dated(draft: str, day: date | None = None) -> tuple[str, tuple[int, ...] | None]:
    """Return the draft with the years that 去年 and its like mean, and where each of its characters stood, None: where they are.

    `day`: the one from which they are counted, None: the one that the draft states. Its date line is no claim and left out.
    """
    stated, (first, last) = day_of(draft)
    day = day or stated
    if day is None:
        return draft, None
    quoted = [m.span() for m in QUOTED.finditer(draft)]
    cuts = [(first, last, "")] if last else []
    cuts += [
        (*m.span("word"), f"{day.year + _SHIFTS[m['word'][0]]}年")
        for m in _YEAR.finditer(draft)
        if not any(a <= m.start("word") < b for a, b in (*quoted, (first, last)))
    ]
    return replaced(draft, cuts)


def replaced(
    draft: str, cuts: Sequence[tuple[int, int, str]]
) -> tuple[str, tuple[int, ...] | None]:
    """Return the draft with other words in the place of some, and where each of its characters stood, None: where they are."""
    if not cuts:
        return draft, None
    parts, kept, at = [], [], 0
    for start, end, year in sorted(cuts):
        parts += [draft[at:start], year]
        kept += [*range(at, start), *(start for _ in year[:-1]), *(end - 1 for _ in year[-1:])]
        at = end
    return "".join([*parts, draft[at:]]), (*kept, *range(at, len(draft)))


def put_back(figure: Figure, places: Sequence[int]) -> Figure:
    """Return a figure with its offsets counted where its characters stood before the change."""
    start, end = span_before(places, figure.start, figure.end)
    first, last = span_before(places, figure.number_start, figure.number_end)
    return replace(figure, start=start, end=end, number_start=first, number_end=last)


def span_before(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return where `start` to `end` stood before the change; an empty span stays as it is."""
    return (start, end) if start == end else (places[start], places[end - 1] + 1)


def composed(first: tuple[int, ...] | None, then: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """Return where the characters stood before both changes."""
    if first is None or then is None:
        return then if first is None else first
    return tuple(first[i] for i in then)
