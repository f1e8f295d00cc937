"""Terms that end with an event instead of a day: 有效期至疫情解除, 截止日期另行公告, 阶段性 in a title.

Whether such a document still holds cannot be read from it, nor from any day.
"""

from __future__ import annotations

import re

from index.commencement import ANNOUNCES, own_terms, sentence_at
from index.dates import find_date

_TERM = (
    r"(?:有效期|有效|执行期|实施期|施行期|试行期|期限|适用期|执行|实施|施行|适用)(?:限|间|时间)?"
)
_ENDS = r"(?:解除|结束|终止|停止|消除|完成|届满|恢复正常)"
_EVENT = re.compile(
    rf"{_TERM}(?:为|是|[:：])?(?:自[^。；，]{{0,20}}起)?(?:暂定|延续|持续|延长)?(?:至|到|截至|截止到?|截止于)([^。；，]{{2,40}}?{_ENDS})(?:之日|时|后[^。；，（(]{{0,10}})?(?:止|为止)?"
)
_WHILE = re.compile(
    rf"{_TERM}(?:为|是|[:：])([^。；，]{{2,24}}期间)|([^。；，\s]{{2,20}}期间)(?:有效|执行|实施|施行)(?=[。；，,（(]|$)"
)
_TOLD_LATER = re.compile(
    r"(?:截止|终止|结束|停止)(?:执行|实施|施行)?(?:日期|时间|期限)?[^。；，]{0,16}(?:另行|再行)(?:公告|通知|公布|通告|规定|确定)"
)
# What a notice is for while something lasts, or for a time: the periods of persons (产假期间, 在校期间) are none of these.
_TITLED = re.compile(
    r"阶段性(?!成果|目标|特征|任务|进展|评估|考核)|(?:疫情(?:防控)?|防控|应急响应|抗疫|抗震救灾|救灾|防汛|春运|[春国元中端清劳重]\S{0,2}节)期间"
)


def find_open_end(text: str, title: str) -> tuple[int, int] | None:
    """Return where `text` says that it holds until an event, or for a time that it does not tell; None where it does not.

    What a title, or the sentence that announces a notice, says of the time that it is for counts too: a title only where
    it stands in the text.
    """
    for pattern in (_EVENT, _WHILE, _TOLD_LATER):
        for match in own_terms(text, pattern):
            if find_date(match[0]) is None:
                return match.span()
    if titled := _TITLED.search(title):
        at = text.find(titled[0])
        return (at, at + len(titled[0])) if at >= 0 else None
    return next(
        (match.span() for match in _TITLED.finditer(text) if _announced(text, *match.span())), None
    )


def _announced(text: str, start: int, end: int) -> bool:
    """Whether a span is part of what a notice says that it is about: 现将…有关事项通知如下."""
    at, sentence = sentence_at(text, start)
    said = ANNOUNCES.search(sentence)
    return said is not None and said.start() <= start - at and end - at <= said.end()
