"""The points of a list that runs on in one paragraph: 重点做好三方面工作，一是……；二是……。三是……。 Pure.

The passages know a point only where it opens a sentence of its own: the first often stands behind what announces it, and several
in one sentence. Some of the points would pass for all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.splitter import sentences
from qa.evidence.candidates import Candidate, Reading
from qa.question.asked import GENERIC, asked_noun
from qa.reader.lines import Line, line_of

_HAN = "一二三四五六七八九十"
_POINT = re.compile(
    rf"(?:^|[，,；;：:。、\s“])(?:第([{_HAN}])|([{_HAN}]))(?:是(?!否|不是)|要(?=[^求点素件]))"
)
_HOW = re.compile(r"如何|怎么|怎样|措施|举措|做法|方面|哪些|哪几|什么")
# What announces points: 六个方面, 三项工作, 如下, a colon.
_ANNOUNCES = re.compile(
    rf"[几两{_HAN}\d]+(?:个|大|项|条|点)?(?:方面|主要|重点|突出|关键|环节|工作|任务|举措|措施|项|条|点)|[以如]下|下列|[：:]$"
)
MOST = 12
# The first sentence of a point tells it; a head so short takes the next one along.
SHORT_HEAD = 14


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    points: tuple[int, ...]


def points_told(reading: Reading) -> tuple[Line, ...]:
    """Return the lines of all points of the list that the best sentence announces or opens; empty where it does neither.

    Only where things done are asked for, several of them.
    """
    best = reading.best
    assert best is not None
    noun = asked_noun(reading.question)
    if not (GENERIC.search(noun) if noun else _HOW.search(reading.question.folded)):
        return ()
    around = _sentences(best)
    at = next((i for i, s in enumerate(around) if s.start <= best.start < s.end), None)
    if at is None:
        return ()
    opened = _opening(around, at)
    run = _run(around, opened) if opened is not None else ()
    if len(run) < 2 and not (run and len(run[0].points) > 1):
        return ()
    lead = (line_of(best),) if opened != at else ()
    return (*lead, *(line_of(_part(best, s)) for s in run))


def _opening(around: Sequence[_Sentence], at: int) -> int | None:
    """Which sentence holds the first point: the best one, or the next where the best announces it."""
    if 1 in around[at].points:
        return at
    after = around[at + 1] if at + 1 < len(around) else None
    if after and after.points[:1] == (1,) and _ANNOUNCES.search(around[at].text.rstrip("。 ")):
        return at + 1
    return None


def _run(around: Sequence[_Sentence], first: int) -> tuple[_Sentence, ...]:
    """The sentences that tell the points in their order, from the first on; what explains a point is left out."""
    told: list[_Sentence] = []
    following = 1
    for i in range(first, len(around)):
        own = around[i]
        if not own.points:
            if told and len(told[-1].text) < SHORT_HEAD and told[-1] is around[i - 1]:
                told[-1] = _joined(told[-1], own)
            continue
        if own.points[0] != following or following > MOST:
            break
        told.append(own)
        following = own.points[-1] + 1
    return tuple(told)


def _joined(head: _Sentence, after: _Sentence) -> _Sentence:
    text = head.text + after.text
    return _Sentence(head.start, after.end, text, head.points)


def _sentences(best: Candidate) -> list[_Sentence]:
    text = best.evidence.text
    return [
        _Sentence(
            a, b, text[a:b], tuple(_HAN.index(m[1] or m[2]) + 1 for m in _POINT.finditer(text[a:b]))
        )
        for a, b in sentences(text)
    ]


def _part(best: Candidate, sentence: _Sentence) -> Candidate:
    text = best.evidence.text[sentence.start : sentence.end]
    return replace(best, start=sentence.start, end=sentence.end, text=text, figures=())
