"""Which documents a question names (根据2018年政府工作报告，…): searched alone, and taken out of what is searched for.

The name of a document says where to look, not what for: left in the query it draws in every heading that repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.fold import fold
from index.types import DocumentInfo

_KIND = "报告|方案|规划|纲要|通知|意见|公报|公告|计划|条例|办法|规定|细则|措施|决定|要点|指南|清单|文件|政策"
_NAMED = re.compile(
    rf"(?:根据|依据|依照|按照|按|据|在)?(?:《(?P<title>[^》]{{2,60}})》|(?P<year>(?:19|20)\d{{2}})年度?(?P<name>[^，,。的《》多哪几]{{2,16}}?(?:{_KIND})))"
    r"(?:中|里|内)?(?:提到|显示|规定|要求|指出|提出|介绍|写)?[，,:：]?"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """`query` is the question without the names of documents; `documents` the ids named, empty for all."""

    query: str
    documents: frozenset[str]


def select(question: str, documents: Sequence[DocumentInfo]) -> Selection:
    """Return the documents that `question` names and what is left of it; unchanged when none of `documents` is named."""
    match = _NAMED.search(question)
    if match is None:
        return Selection(question, frozenset())
    wanted = [match["title"]] if match["title"] else [match["year"], match["name"]]
    chosen = frozenset(
        info.id for info in documents if all(fold(part) in fold(info.title) for part in wanted)
    )
    rest = (question[: match.start()] + question[match.end() :]).strip()
    if not chosen or len(rest) < 4:
        return Selection(question, frozenset())
    return Selection(rest, chosen)
