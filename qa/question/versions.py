"""Which edition of a law or of rules a question means: the old one, the new one, or both. Pure.

Nothing but a word for a text counts (旧规定, 修订前, 2013年版): an old house or a new car is no edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.fold import fold
from qa.question.decompose import without_each

_TEXT = r"(?:规定|条例|办法|细则|规则|法律|法规|法(?![院人官定庭律])|政策|标准|版本|版|文件|规章)"
# 旧公司法, 2017年会计法: a short name of a law right behind the word.
_LAW = r"《?[\u4e00-\u9fff]{2,20}?(?:条例|办法|规定|细则|规则|法(?![院人官定庭律]|学[院科系生类]))"
_BY = r"(?:^|(?<=[，,按照据依的]))"
_BOTH = re.compile(
    rf"新(?:[、和与跟]?)[旧老](?:的)?(?:{_TEXT}|两版)?(?:里|中)?|(?:修[订改正]|调整|变更)(?:以|之)?前后(?:的?{_TEXT})?"
    rf"|[旧老原]{_TEXT}[、和与跟]新{_TEXT}|新{_TEXT}[、和与跟][旧老原]{_TEXT}"
)
_CHANGED = re.compile(
    r"(?:有|有了|发生了?|做了?|作了?)?(?:哪些|什么|啥|怎样的|何)(?:变化|改变|变动|修改|不同|区别|调整)"
    r"|(?:修改|修订|调整|改)了(?:哪些|什么|啥)|变了(?:吗|没有?|多少|什么)?"
)
_OLD = re.compile(
    rf"(?:(?:按照?|根据|依照?)?(?:以前|之前|原来|从前|过去|原先)(?:的|那个|那版)?(?:老|旧)?{_TEXT}|(?:按照?|根据|依照?)?[旧老](?:的)?{_TEXT}"
    rf"|(?:修[订改正]|废止|调整|改)(?:以|之)?前(?:的)?{_TEXT}?|原{_TEXT})(?:里|中)?(?:规定)?"
    rf"|{_BY}[旧老](?={_LAW})"
    # 旧的重点产业政策: whether it is the policy that is old, the documents found tell.
    rf"|(?:[旧老]|以前|之前|原来|原先|过去|从前|废止)的(?=[\u4e00-\u9fff]{{2,10}}?(?:政策|意见|办法|规定|措施|细则|条例))"
)
_NEW = re.compile(
    rf"(?:(?:按照?|根据|依照?)?(?:现在|目前|如今)?(?:最新|新修[订改正]|新)(?:的)?{_TEXT}|(?:按照?|根据|依照?)?(?:现在|目前|如今)?现行(?:有效)?(?:的)?{_TEXT}?"
    rf"|(?:按照?|根据|依照?)?(?:现在|目前|如今)的{_TEXT}|(?:修[订改正]|调整)(?:以|之)?后(?:的)?{_TEXT}?|(?:最新|新)修[订改正]过?的?)(?:里|中)?(?:规定)?|{_BY}新(?={_LAW})"
)
_YEAR = re.compile(
    rf"(?:按照?|根据|依照?)?((?:19|20)\d{{2}})年?+(?:(?:修[订改正]|施行|实施|公布|发布)?的?[新旧]?版本?(?:的(?=《))?|(?:修[订改正]|施行|实施|公布|发布|出台)的?{_TEXT}?|的?旧?{_TEXT}"
    rf"|的?(?={_LAW}))"
)
_SHORTEST = 4  # characters that ask for something
Version = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class AskedVersion:
    """`version` is the edition meant, None for none; `year` that of the edition where it is named; `rest` the question without the words."""

    rest: str
    version: Version | None = None
    year: str | None = None


def asked_version(question: str) -> AskedVersion:
    """Return which edition `question` names, and what is left of it."""
    folded = fold(question)
    if _BOTH.search(folded):
        return AskedVersion(question)
    for pattern, version in ((_YEAR, None), (_OLD, "old"), (_NEW, "new")):
        match = pattern.search(folded)
        if match is None:
            continue
        rest = _without(question, match)
        if len(rest) < _SHORTEST:
            return AskedVersion(question)
        if version is None:
            return AskedVersion(rest, None, match[1])
        return AskedVersion(rest, "old" if version == "old" else "new")
    return AskedVersion(question)


def of_each_version(question: str) -> tuple[str, ...]:
    """Return the questions that ask of the new edition and of the old one; empty where `question` does not ask of both."""
    folded = fold(question)
    both = _BOTH.search(folded)
    changed = _CHANGED.search(folded, both.end() if both else 0)
    if both is None and not (changed and re.search(_TEXT, folded[: changed.start()])):
        return ()
    end = changed.start() if changed else len(question)
    head = question[: both.start()] if both else f"{question[:end].rstrip('，,')}，"
    tail = question[both.end() : end] if both else ""
    tail = without_each(tail) + ("是什么？" if changed else "")
    return tuple(f"{head}{name}{tail}" for name in ("新规定", "旧规定"))


def _without(question: str, match: re.Match[str]) -> str:
    """The question without the words for the edition; the kind of text that follows them stays where it is a name."""
    head, tail = question[: match.start()], question[match.end() :]
    return (head + re.sub(r"^[，,、的：:]+", "", tail) if not head else head + tail).strip()
