"""Of whom a paragraph has begun to tell: 小陈开了一家米粉店。营业收入60万元。 is no figure of the town. Pure."""

from __future__ import annotations

import re

from qa.claims.told import Told
from qa.claims.words import key, pairs
from qa.proof.context import Context, home_names
from qa.proof.source import Source
from qa.proof.subjects import INTRODUCES

# 青石市恒达公司, 青石市东湖街道: somebody, or a part, of the place; 全市各街道 is all of it.
_UNIT = re.compile(
    r"^(?:的?)(?![各每全所])[^，,。；;各每多全]{2,6}?(?:公司|集团|街道|社区|[乡镇村](?![镇乡村域级])|[县区](?![域级])|(?:合作社|学校|医院|景区|园区|企业|工厂)(?![数总共\d]))"
)


# 全市实现地区生产总值3268.4亿元 introduces nobody.
_WHOLE = re.compile(r"[全我][国省市县区](?!各|首|域)")


def introduced(source: Source, context: Context, number: int) -> str:
    """Return the clause that names somebody whose figure clause `number` may be, "" where it is the source's own."""
    home = home_names(context)
    for clause in reversed(source.clauses[: number + 1]):
        if clause.number != number and INTRODUCES.search(clause.text):
            return "" if _WHOLE.match(clause.text) else clause.text
        if place := next((n for n in home if clause.text.startswith(n)), ""):
            here = clause.sentence == source.clauses[number].sentence
            # 全市设立企业服务站28个: a whole has no name, and what follows is none of its parts.
            part = not _WHOLE.match(place) and _UNIT.match(clause.text[len(place) :])
            other = here and clause.number != number and part
            return clause.text if other else ""
        if clause.opening == "we":
            return ""
    return ""


def somebody_named(claim: Told, source: Told, who: str, home: frozenset[str]) -> bool:
    """Return whether a draft that speaks of a place names in it whom the source has introduced."""
    said = f"{claim.lead}，{claim.condition}，{claim.governing}，{claim.prior}"
    if not claim.around and not any(name in said for name in home):
        return True  # a clause quoted as it stands says nothing of whose it is
    words = who
    for name in sorted(home, key=len, reverse=True):
        words = words.replace(name, " ")
    held = pairs(said) - pairs(source.own)
    return any(len(p) == 2 and p in held for run in key(words) for p in pairs(run))
