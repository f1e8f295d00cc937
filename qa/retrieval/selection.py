"""Which documents a question names (根据2018年政府工作报告，…): searched alone, and taken out of what is searched for.

The name of a document says where to look, not what for: left in the query it draws in every heading that repeats it.
Who asks what a document is about (《…》讲了什么？) has nothing but the name to search for.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.fold import fold
from index.types import DocumentInfo
from qa.question import analyse
from qa.question.document_facts import is_number

_KIND = "报告|方案|规划|纲要|通知|意见|公报|公告|计划|条例|办法|规定|细则|措施|决定|要点|指南|清单|文件|政策|章程|简章"
# Within a paper: no 中 of 中央, no 里 of 里程, no 内 of 内容.
_WITHIN = r"(?:中(?![央小型医国共华部西外心介等])|里(?!程)|内(?![容部地外资涝陆]))?"
_NAMED = re.compile(
    rf"(?:根据|依据|依照|按照|按|据|在)?(?:《(?P<title>[^》]{{2,60}})》|(?P<year>(?:19|20)\d{{2}})年度?(?P<name>[^，,。的《》多哪几]{{2,16}}?(?:{_KIND})))"
    rf"{_WITHIN}(?:提到|显示|规定|要求|指出|提出|介绍|写)?[，,:：]?"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """`query` is the question without the names of documents; `documents` the ids named, empty for all."""

    query: str
    documents: frozenset[str]


_NUMBER = re.compile(
    r"(?P<number>(?:根据|按照|依据)?[\u4e00-\u9fff]{1,6}[〔\[(（【]?(?:19|20)\d{2}[〕\])）】]?\s?第?\d{1,4}号)(?:文件|文)?(?:中|里|规定|要求|提出|明确)?"
)
_SAID = re.compile(
    # No 文 of 文化.
    rf"^(?:文件|文(?=[中里内所提显规要指介写，,:：]))?{_WITHIN}(?:所称的?|提到|显示|规定|要求|指出|提出|介绍|写)?[，,:：的]*"
)
_ENDED = ("，", ",", ":", "：")
# 按, 根据, 2019年1月1日起施行的: said of the document, and nothing that is searched for.
_ACCORDING = re.compile(
    r"(?:根据|依据|依照|按照|按|据|照)?(?:(?:(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|开始)?|起|开始)(?:施行|实施|执行|生效|印发|发布|公布|出台)的)?[《“]?$"
)
# A stretch of a title this long, ending in what kind of document it is, names the document.
# No title is longer.
_LONGEST_TITLE = 120
TITLE_PART = 8


def select(question: str, documents: Sequence[DocumentInfo]) -> Selection:
    """Return the documents that `question` names and what is left of it; unchanged when none of `documents` is named."""
    for find in (_by_name, _by_number, _by_title):
        span, chosen = find(question, documents)
        before, after = _ACCORDING.sub("", question[: span[0]]), question[span[1] :]
        # 根据2014年政府工作报告，文化产业: behind a comma no word says that the document says so.
        after = after if question[: span[1]].endswith(_ENDED) else _SAID.sub("", after)
        rest = (before + after).strip()
        if chosen and len(rest) >= 4:
            titles = [info.title for info in documents if info.id in chosen]
            whole = find is not _by_name or _closes(question[span[0] : span[1]], titles)
            return Selection(rest if whole and _asks(rest) else question, chosen)
    return Selection(question, frozenset())


# What every document has tells nothing of what is searched for.
_OF_ANY = re.compile(r"主要|内容|要点|大意|意思|讲述|介绍|规定|说明|关于|方面|重点|核心")


def _asks(rest: str) -> bool:
    """Whether what is left of a question names something to search for."""
    question = analyse(rest)
    content = list(question.content)
    for match in _OF_ANY.finditer(question.folded):
        content[match.start() : match.end()] = [False] * (match.end() - match.start())
    return any(one and other for one, other in itertools.pairwise(content))


_ENDS = 6  # characters at the end of a title


def _closes(name: str, titles: Sequence[str]) -> bool:
    """Whether a name is that of the documents: it ends as one of their titles does; 登高计划 of 登高计划招生简章 is what it is about."""
    if "《" in name:
        return True
    kinds = re.findall(_KIND, name)
    bare = [re.sub(r"[（(][^（()）]*[)）]$", "", title) for title in titles]
    return any(kind in title[-_ENDS:] for kind in kinds[-1:] for title in bare)


_Found = tuple[tuple[int, int], frozenset[str]]


def _by_name(question: str, documents: Sequence[DocumentInfo]) -> _Found:
    match = _NAMED.search(question)
    if match is None:
        return (0, 0), frozenset()
    wanted = [match["title"]] if match["title"] else [match["year"], match["name"]]
    return match.span(), frozenset(
        info.id for info in documents if all(fold(part) in fold(info.title) for part in wanted)
    )


_MOST_SHORT = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAME_BEGINS = re.compile(r"(?:关于|印发|发布|公布|修订|《|实施|批转|转发)$")


def _shortened(asked: str, start: int, before: str) -> int:
    """Return where a title begins of which the first words are shortened: 个税专项附加扣除办法 of 个人所得税…."""
    found, rest = start, before
    while found > max(0, start - _MOST_SHORT) and (at := rest.rfind(asked[found - 1])) >= 0:
        if not _HAN.match(asked[found - 1]):
            break  # 2023 is not 2003 written shorter
        found, rest = found - 1, rest[:at]
    # Only where a name begins in the title: 的 and 年 stand in many.
    return found if not rest or _NAME_BEGINS.search(rest) else start


def _by_number(question: str, documents: Sequence[DocumentInfo]) -> _Found:
    match = _NUMBER.search(question)
    if match is None:
        return (0, 0), frozenset()
    return match.span(), frozenset(
        info.id for info in documents if info.number and is_number(match["number"], info.number)
    )


def _by_title(question: str, documents: Sequence[DocumentInfo]) -> _Found:
    """Find the longest stretch that the question shares with a title and that ends like the name of a document."""
    asked = fold(question)
    # A word that is repeated ends the same stretch each time.
    ends = {
        asked[max(0, m.end() - _LONGEST_TITLE) : m.end()]: m.end()
        for m in re.finditer(_KIND, asked)
    }
    best, chosen = (0, 0), set[str]()
    for info in documents:
        title = fold(info.title)
        for end in ends.values():
            start = end
            while start > 0 and asked[start - 1 : end] in title:
                start -= 1
            if end - start < TITLE_PART:
                continue
            start = _shortened(asked, start, title[: title.find(asked[start:end])])
            if end - start >= best[1] - best[0]:
                if (start, end) != best:
                    best, chosen = (start, end), set()
                chosen.add(info.id)
    return best, frozenset(chosen)
