"""What excludes: 被列入严重失信主体名单的，不予支持. Met means that it does not apply; unmet, that it does."""

from __future__ import annotations

import re

from index.fold import fold
from qa.match.types import Judged
from qa.measures.industries import belongs, find_industries
from qa.measures.types import Condition, Span, Test
from qa.measures.words import FLAG_PATTERNS
from qa.profile import Profile

_PARTS = re.compile(r"、|或者|或|，|,|；")
_HEADED = re.compile(
    r"(?:[、和及与或][一-龥]{1,5}?)*(?:[、和及与或]|开发|经营|生产|加工|等|类|行)*(?:企业|公司|行业|业|项目|不)"
)
# 危险化学品|运输企业 are not all who carry goods.
_AT_HEAD = re.compile(r"(?:^|[、，,；;。:：和及与或])(?:(?:从事|属于|各类|所有|以及|对|凡)+)?$")
# 近两年发生事故的企业、房地产企业不享受: what the first did leaves the second as it is.
_LISTED = re.compile(r"(?<=企业|公司|单位|主体)(?:、|或者?|和|以及|及)")
_PARTNER = re.compile(r"(?:与|向|对|由|从)[^、，,；]{0,10}$")
_OUTCOME = re.compile(
    r"(?:当年度|三年内|\d年内)?(?:的)?[，,]?(?:不予|不享受|不得|取消|不再)[^，,]*$"
)


# What somebody must have done first: 涉旅企业…若存在违规经营的，不得享受奖励 leaves no enterprise out for its trade.
_DONE = re.compile(
    r"[若如]果?(?!何|下|实)|一经|一旦|存在|违[反规法约]|弄虚作假|骗取|虚报|应当?(?!地)|必须|未(?!来|成年)|被|发生|拒不|逾期"
)


def _excluded_industry(text: str, profile: Profile) -> str | None:
    """Return the words of the profile for an industry that the exclusion names: 房地产企业、典当行不享受本政策."""
    said = fold(profile.text)
    for start, end, name in find_industries(text):
        own_part = max((m.end() for m in _LISTED.finditer(text, 0, start)), default=0)
        if (
            not _HEADED.match(text[end:])
            or _PARTNER.search(text[:start])
            or _DONE.search(text, own_part)
        ):
            continue
        narrowed = not _AT_HEAD.search(text[:start])
        for own in profile.industries:
            if belongs(own.value, name) and not (narrowed and text[start - 2 : end] not in said):
                return own.words
    return None


def judge_exclusion(span: Span, profile: Profile) -> Judged:
    """Return the exclusion judged: only what it names by a flag of the vocabulary can be decided."""
    text = fold("".join(span.text.split()))
    flags = [name for name, pattern in FLAG_PATTERNS if pattern.search(text)]
    condition = Condition(
        span=span,
        any_of=((Test(kind="flag", values=tuple(flags), negated=True),),)
        if flags
        else ((Test(kind="opaque"),),),
        shared=True,
    )
    stated = {f.value: f for f in profile.flags if f.value in flags}
    hit = next((f for f in stated.values() if f.holds), None)
    if hit is not None:
        return Judged(condition=condition, state="unmet", because=hit.words, citation=0)
    if own := _excluded_industry(text, profile):
        return Judged(condition=condition, state="unmet", because=own, citation=0)
    parts = [p for p in _PARTS.split(_OUTCOME.sub("", text)) if len(p) >= 3]
    if flags and len(stated) == len(flags) == len(parts):
        because = "、".join(f"没有{f.words}" for f in stated.values())
        return Judged(condition=condition, state="met", because=because, citation=0)
    return Judged(condition=condition, state="unknown", because="", citation=0)
