"""When a figure of a source denies that of a draft: it must count the very thing, and nothing nearer may say the draft's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.claims.ground import Candidate
from qa.claims.official import telling
from qa.claims.relate import LITTLE, Relation
from qa.claims.told import Told
from qa.claims.words import key, missing, pairs, plain_words, share, size
from qa.documents.labels import ended

NEAR = 0.5  # a figure of another thing that shares so much of the words is worth showing
_TIER = ("以上", "以下", "以内")
# 每三公里高铁就有两公里在中国: a share, and no length that another denies.
_ONE_IN = re.compile(r"每(?:(?:[二两三四五六七八九十百千]+|\d+)[^，,。；;]{1,14}有)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    candidate: Candidate
    relation: Relation
    same_words: bool
    rank: int

    @property
    def order(self) -> tuple[object, ...]:
        """The best first; the same for the same input."""
        return (
            not self.same_words,
            len(self.relation.differs),
            -round(self.relation.fit, 3),
            self.rank,
        )


def bound(claim: Told, pair: Pair, found: Sequence[Pair]) -> bool:
    """Whether no other figure of the paragraph has as many of the draft's words around it as this one.

    What has ended does not speak so loosely: what is in force may say otherwise in other words.
    """
    if ended(pair.candidate.item.document):
        return False
    mine = _around(claim, pair)
    return all(
        _around(claim, other) < mine
        for other in found
        if other.candidate.item is pair.candidate.item
        and other.candidate.told.figure.value != pair.candidate.told.figure.value
    )


def _around(claim: Told, pair: Pair) -> float:
    told = pair.candidate.told
    words = (*claim.narrow, *key(claim.own))
    beside = (told.own, told.governing, told.prior, told.after, told.opening)
    return share(words, *map(pairs, beside))


def scene(claim: Told, yes: Pair, no: Pair) -> bool:
    """Whether words of a claim stand around the one figure that do not around the other: 正式开放后，每天限流8000人."""
    words = key(f"{claim.lead}，{claim.governing}")
    here, there = (
        pairs(f"{p.candidate.told.lead}，{p.candidate.told.governing}") for p in (yes, no)
    )
    only = telling(missing(words, there))
    return any(not missing((word,), here) for word in only)


def replaced(old: Pair, new: Pair) -> bool:
    """Whether the document of the one was repealed by that of the other."""
    standing = old.candidate.item.document.standing
    return bool(standing and standing.by and standing.by.title == new.candidate.item.document.title)


def said_nearer(body: str, claim: Told, no: Pair, found: Sequence[Pair]) -> bool:
    """Whether a sentence that shares more words with the draft's has the very number: then another one does not contradict it."""
    held = pairs(body[slice(*claim.sentence)])
    same = [p for p in found if p.relation.value == "same" and p.relation.fit >= NEAR]
    return any(
        _shared(held, p) > _shared(held, no)
        or (
            _shared(held, p) == _shared(held, no)
            and set(p.relation.differs) <= {"对象"}
            and scene(claim, p, no)
        )
        for p in same
    )


def other_years(claim: Told, no: Pair, found: Sequence[Pair]) -> bool:
    """Whether a draft says 五年来 without a year, and of several reports another has its number: which five years is open."""
    return (
        bool(claim.stretches)
        and not claim.times
        and any(
            p.relation.value in ("same", "weaker", "qualifier")
            and p.relation.fit >= NEAR
            and p.candidate.item.document.id != no.candidate.item.document.id
            for p in found
        )
    )


def said_too(claim: Told, no: Pair, found: Sequence[Pair]) -> bool:
    """Whether the document that has another value states the draft's as well, with all the draft's words beside it."""
    if no.same_words or claim.order or size(claim.narrow) <= LITTLE or claim.condition:
        return False
    return any(
        p.relation.value == "same"
        and p.candidate.item.document.id == no.candidate.item.document.id
        and set(p.relation.differs) <= {"对象"}
        and not p.candidate.told.order
        and all(run in plain_words(p.candidate.told.own) for run in claim.narrow)
        for p in found
    )


def counts_other(claim: Told, pair: Pair) -> bool:
    """Whether what stands right after both figures is not the same: 101条河流 and 230个断面."""
    mine, theirs = key(claim.figure.noun), telling(key(pair.candidate.told.figure.noun))
    if pair.same_words:
        return False
    units = {claim.figure.unit, pair.candidate.told.figure.unit}
    if len(units) == 2 and "" not in units and (not mine or not theirs):
        return claim.figure.kind == "quantity"  # 505户 and 13个村民小组, 414名患者 and 4个
    if not theirs:
        return False
    if (
        not mine
    ):  # 发布岗位78万个 and 21个市: what the source counts is nothing that the draft speaks of
        said = key(f"{claim.lead}，{claim.governing}")
        if size(theirs) == 1:
            return not any(run.endswith(theirs) for run in said)
        return {p for p in pairs("".join(theirs)) if len(p) > 1}.isdisjoint(pairs("，".join(said)))
    return not any(len(p) > 1 for p in pairs("".join(mine)) & pairs("".join(theirs)))


def alike(claim: Told, pair: Pair) -> bool:
    """Whether two figures can deny each other: a bare number says nothing of 两省, nor the tier 2亿元以下 of 2亿元以上 or 最高300万元."""
    mine, theirs = claim.figure, pair.candidate.told.figure
    if pair.same_words:
        return True
    tiers = [f.text[-2:] if f.text[-2:] in _TIER else "" for f in (mine, theirs)]
    if bool(mine.unit) != bool(theirs.unit) or tiers[0] != tiers[1]:
        return False
    return not pair.relation.loose or mine.qualifier == theirs.qualifier


def _shared(held: frozenset[str], pair: Pair) -> int:
    told = pair.candidate.told
    return len(held & pairs(pair.candidate.item.text[slice(*told.sentence)]))


def names_something(body: str, claim: Told, pair: Pair) -> bool:
    """Whether the draft says of what its figure is; 超过的可到1.5% of an amount told before does not, nor does a part of a share."""
    if _ONE_IN.search(body[: claim.figure.number_start]) and claim.figure.value > 1:
        return False
    said = (*claim.narrow, *key(claim.lead), *key(claim.governing))
    return pair.same_words or size(tuple(dict.fromkeys(said))) > 1
