"""Works, schools and firms of one kind, each with a name of its own: what is told of 乙煤矿 is none of 甲煤矿. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from index.regions import find_regions
from qa.evidence.candidates import Candidate, context_text
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


# 台资企业有什么优惠: the class of firms for whom support is asked; size and place are judged where the measures are.
_CLASS = re.compile(
    r"(?P<class>[\u4e00-\u9fff]{2,6}?)(?:类|型)?(?:企业|公司|机构|商户|工厂)(?:目前|现在|今年|都)*(?:有什么|有啥|有哪些|有没有|能|可以?|享受|怎么|如何|会)"
)
_ANY_FIRM = re.compile(
    r"中小|小微|微型|大型|小型|中型|初创|规上|规模|我|你|他|咱|本|哪|什么|这|那|各|一家|一般|普通|当地|县|市|省|区|新办|新开|新"
)


def of_its_class(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that speak of the class of firms for which support is asked, where any does: not of others' support."""
    own = asked_class(question)
    if not own:
        return tuple(candidates)
    kept = [c for c in candidates if own in fold(f"{context_text(c.evidence)}\n{c.evidence.text}")]
    return tuple(kept or candidates)


def asked_class(question: Question) -> str:
    """Return the class of firms for which support is asked, without the place before it: 外贸 of 柳河县外贸企业有什么扶持; else ""."""
    folded = question.folded
    end = max((r.end for r in find_regions(folded) if r.start == 0), default=0)
    asked = _CLASS.match(folded[end:].removeprefix("的"))
    if question.kind != "support" or asked is None or _ANY_FIRM.search(asked["class"]):
        return ""
    return asked["class"]


def _names_one(text: str, kind: str) -> bool:
    return any(m["kind"] == kind for m in _NAME.finditer(text))
