"""Which papers were issued on a matter: each is named where it is told to be issued, in whatever text that stands. Pure.

近期出台了哪些支持民营经济的文件 is a list that no one text holds, and the models doubt each of its sentences.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading
from qa.lexicon.bigrams import bigrams
from qa.reader.lines import Line, line_of

_PAPER = r"(?:政策)?(?:文件|通知|意见|方案|办法|条例|法规|规划|细则|公告)"
_ASKS = re.compile(
    rf"(?:哪些|哪几[个份项部]|什么)(?:[^,，。?？]{{0,24}})?{_PAPER}(?:名称)?[?？。]?$|{_PAPER}(?:名称)?(?:都|分别)?(?:有哪些|是哪些)[?？。]?$"
)
_ISSUING = r"印发|发布|出台|公布|制定|下发|转发|发出|发文"
_TITLE = re.compile(r"《(?P<title>[^《》]{6,80}(?:《[^《》]*》)?[^《》]*)》")
_ISSUED = re.compile(_ISSUING)
# A title that says so much of what is asked is on the matter, or that has a word of so many letters in common with it (民间投资).
ON_THE_MATTER, WORD = 0.3, 4
MOST = 8


def papers_told(reading: Reading) -> tuple[Line, ...]:
    """Return a sentence for each paper on the matter that is told to be issued; empty where papers are not asked for, or fewer than two are."""
    if not _ASKS.search(reading.question.folded):
        return ()
    told: list[Candidate] = []
    known: list[str] = []
    for candidate in reading.candidates:
        if candidate.titles or not _ISSUED.search(candidate.text):
            continue
        own = [
            fold(m["title"])
            for m in _TITLE.finditer(candidate.text)
            if _on_the_matter(reading, m["title"])
        ]
        new = [t for t in own if not any(t in other or other in t for other in known)]
        if new:
            known += new
            told.append(candidate)
    return tuple(line_of(c) for c in told[:MOST]) if len(known) > 1 else ()


def _on_the_matter(reading: Reading, title: str) -> bool:
    if reading.weights.share(bigrams(title)) >= ON_THE_MATTER:
        return True
    question, said = reading.question, fold(title)
    at = range(len(question.folded) - WORD + 1)
    return any(
        all(question.content[i : i + WORD]) and question.folded[i : i + WORD] in said for i in at
    )
