"""去年 of a draft that says no day of its own: where that settles nothing, it is counted from today, and the finding says so.

A source that says 去年 itself goes first: the draft may be as old as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from qa.claims.beside import Found
from qa.claims.dated import dated, put_back, span_before

NOTE = "“去年”“今年”等按今天（{year}年）推算"


def as_of_today(
    sentence: str, found: Found, read: Callable[[str], Found], day: date | None = None
) -> Found:
    """Return the findings of a sentence, those of it with its years counted from `day` (None: today) where only these support it."""
    if all(j.verdict == "supported" for j in found[0]):
        return found
    day = day or date.today()
    text, places = dated(sentence, day)
    if places is None:
        return found
    judged, words, whole = read(text)
    verdicts = {j.verdict for j in judged} | {w.verdict for w in words}
    if verdicts != {"supported"} or not judged:
        return found
    note = NOTE.format(year=day.year)
    moved = [
        replace(
            j,
            figure=put_back(j.figure, places),
            note="；".join(part for part in (j.note, note) if part),
        )
        for j in judged
    ]
    spans = [span_before(places, w.start, w.end) for w in words]
    back = [replace(w, start=a, end=b) for w, (a, b) in zip(words, spans, strict=True)]
    return moved, back, whole
