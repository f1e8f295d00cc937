"""Works, schools and firms of one kind, each with a name of its own: what is told of 乙煤矿 is none of 甲煤矿. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import Candidate
from qa.question import Question

_KINDS = "煤矿|矿山|医院|大学|学院|中学|小学|水库|大桥|隧道|机场|电站|水厂|电厂|钢厂|港口|灯塔|银行|公司|集团|研究院|研究所"
# A name has two characters at least, and what stands before it is no part of it.
_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,8}}?)(?P<kind>{_KINDS})")


def of_its_name(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates but for those that name others of the kind alone, where one names the very one that is asked about."""
    asked = _NAME.match(question.folded)
    if asked is None:
        return tuple(candidates)
    own, kind = asked[0], asked["kind"]
    if not any(own in fold(c.text) for c in candidates):
        return tuple(candidates)
    texts = ((c, fold(c.text)) for c in candidates)
    return tuple(c for c, text in texts if own in text or not _names_one(text, kind))


def _names_one(text: str, kind: str) -> bool:
    return any(m["kind"] == kind for m in _NAME.finditer(text))
