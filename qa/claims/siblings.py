"""Figures that one text gives of things named almost alike: whose of them a draft tells. Pure.

企业牵头项目数占比超56%、财政资金占比近76%: what tells the two apart must be in the draft, and not what the other one has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.claims.ground import Candidate
from qa.claims.told import Told
from qa.claims.values import value_relation
from qa.claims.words import key, plain_words
from qa.figures import find_figures

# Names are almost alike that share so much of the shorter one.
ALIKE = 0.5
_SAYS_NOTHING = frozenset(
    "的了着达超近约为是有占至到和与及其中在以由从将已也还则均共左右以上下个家项年月日给予"
)
# Against what a change is, at whose prices, planned or done, from or to is compared by itself; 国内生产总值 is GDP, of whatever place.
_RECKONED = re.compile(
    r"(?:全年|当年)(?!龄|级)|同比|[比较](?=\s|$)|按(?:不变|可比)价格?计算|扣除价格(?:上涨)?因素|实现(?=\S*生产总值)|"
    r"力争|争取|预计|预期|计划|目标|提出|(?:增加|提高|上升|扩大|降低|减少|下降|缩小)(?=[到至])"
)
_GDP = re.compile(r"(?:国内|地区)生产(?:总值)?")
_PERSON = re.compile("个人")
# Longer words that are exchanged are no longer names almost alike.
_WORD = 4
_NAMES = re.compile(r"[\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fffa-z]")


def told_apart(claim: Told, chosen: Candidate, beside: Iterable[Candidate]) -> bool:
    """Return whether the draft tells the figure of `chosen` from its siblings, of the same unit in the same text."""
    # 广东省重点实验室: the 省 of a place is that of 省重点 too.
    own = _letters(_own(claim)) | frozenset("".join(claim.level))
    said = own | _letters(f"{claim.lead}{claim.condition}{claim.prior}{claim.governing}")
    siblings = [other for other in beside if _sibling(chosen.told, other.told)]
    if names_other(claim, chosen, siblings):
        return False
    for other in siblings:
        mine, its = _letters(_own(chosen.told)), _letters(_own(other.told))
        if len(mine & its) < ALIKE * min(len(mine), len(its)):
            continue
        mine, its = mine - its, its - mine
        if its and (_held(its, own) > _held(mine, said) if mine else its <= own):
            return False
        if mine and its and mine.isdisjoint(said):
            return False
    return True


def names_other(claim: Told, chosen: Candidate, beside: Iterable[Candidate]) -> bool:
    """Whether the draft has, in the place of one word of `chosen`, a word that its text has of another beside it alone.

    法人处5000元 of 法人和其他组织处5万元，个人处5000元: by their letters 法人 and 个人 are much alike.
    """
    # Before the figure, which is a gap in `own`.
    said, its = (plain_words(told.own).strip().partition(" ")[0] for told in (claim, chosen.told))
    before = _alike(said, its)
    behind = _alike(said[before:][::-1], its[before:][::-1])
    mine, theirs = said[before : len(said) - behind], its[before : len(its) - behind]
    if not (mine and theirs and max(len(mine), len(theirs)) <= _WORD):
        return False
    # A word has two characters at least: one that is exchanged is told with the one behind it.
    word = mine if len(mine) > 1 else said[before : before + 2]
    if len(word) < 2 or not _NAMES.fullmatch(word) or word in _clause(chosen) or not key(word):
        return False
    return any(word in _clause(other) for other in beside)


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _clause(candidate: Candidate) -> str:
    start, end = candidate.told.clause
    return plain_words(candidate.item.text[start:end])


def _held(letters: frozenset[str], said: frozenset[str]) -> float:
    return len(letters & said) / len(letters) if letters else 0.0


def _sibling(one: Told, other: Told) -> bool:
    mine, theirs = one.figure, other.figure
    return (
        one != other
        and (mine.kind, mine.unit) == (theirs.kind, theirs.unit)
        and value_relation(mine, theirs) == "different"
    )


def _own(told: Told) -> str:
    return f"{told.subject}{told.own}{told.figure.noun}"


def _letters(text: str) -> frozenset[str]:
    """The characters that say something, without those of figures."""
    folded = _GDP.sub("gdp", _RECKONED.sub(" ", plain_words(text)))
    for figure in reversed(find_figures(folded)):
        folded = folded[: figure.start] + " " + folded[figure.end :]
    # 个人 is somebody, 个 of 24个 is not.
    return frozenset(_HAN.findall(folded)) - _SAYS_NOTHING | frozenset(_PERSON.findall(folded))
