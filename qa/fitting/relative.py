"""今年 and 今后五年 of a question, as the papers themselves say them: what they say of another time is not asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import Candidate
from qa.lexicon.modality import FORESEEN, INTENDED
from qa.question import Question

_NAMED = re.compile(
    r"今年|明年|(?:今后|未来|过去)[一二三四五六七八九十两几]年|下一步|(?:今后|下半年|上半年)"
)
# Another time, told in its place.
_OTHER = re.compile(
    r"全年|去年|过去[一二三四五六七八九十两几]年|(?<!\d)(?:19|20)\d\d年|[\"“]?十[一二三四五]五"
)


def of_its_time(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates but for those of another time, in papers that say something of the time the question names as they do.

    根据2006年政府工作报告，今年的支出: not 全年支出2975亿元, where the report tells 今年的支出 too. A year in figures is none of this.
    """
    if question.years:
        return _ahead(question, candidates)
    named = _NAMED.search(question.folded)
    if named is None:
        return tuple(candidates)
    texts = [fold(c.text) for c in candidates]
    said = {
        c.evidence.document.id
        for c, text in zip(candidates, texts, strict=True)
        if named[0] in text
    }
    return tuple(
        c
        for c, text in zip(candidates, texts, strict=True)
        if c.evidence.document.id not in said or named[0] in text or not _OTHER.search(text)
    )


# 2014年还要取消多少项 asks for what is meant to be done in that year, not for what was.
_ASKS_AHEAD = re.compile(r"还要|还将|要再|再要|将要|打算|准备(?!金)")
_SAYS_AHEAD = re.compile(rf"{INTENDED}|{FORESEEN}|要(?![求素点件闻])|将")
_SAYS_DONE = re.compile(r"全年|累计|已经?|完成|[了共](?=\d)")


def _ahead(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates but for those that tell what was done, where what is to be done is asked for and one of them tells it."""
    ahead = [bool(_SAYS_AHEAD.search(fold(c.text))) for c in candidates]
    if not (_ASKS_AHEAD.search(question.folded) and any(ahead)):
        return tuple(candidates)
    return tuple(
        c for c, own in zip(candidates, ahead, strict=True) if own or not _SAYS_DONE.search(c.text)
    )
