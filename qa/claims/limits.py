"""What a source says of a figure that a draft may not leave out: bounds of what is counted, notes, examples, plans. Pure."""

from __future__ import annotations

import re

from qa.claims.official import telling
from qa.claims.told import Told
from qa.claims.words import key, missing, pairs, plain_words

# What a count stands behind is the same where it shares so much.
ALIKE = 0.5
# 规模以上工业, 本科以上学历, 最低工资: bounds of what is counted, not of the figure.
_BEYOND = re.compile(
    r"[一-龥]{2,4}(?:以上|以下|以外)(?=的?[一-龥])|最[低高](?=生活|工资|标准|限|价|气温|温度|水位|缴费|注册|投资|资本)"
)
_OFTEN = re.compile(r"每(?:一|个)?([年月日天周季])")
_GRADE = re.compile(r"[十百千万]*[亿万]元?级")
# 给予8万元（仅新引进人才）: for whom, and of what, in brackets.
_NOTE = re.compile(r"[（(]([^（）()]{1,60})[）)]")
_LIMITS = re.compile(
    r"须|应|需|仅|限|除|不(?!同)|税[前后]|户籍|社保|每[年月日户人家]|合计|累计|预计|计划|目标|规划|^或"
)
# 以松山湖为例，…增长16.6%: it is no figure of all.
_EXAMPLE = re.compile(r"以([^，]{1,20})为例")
# 有150家, 规模达3000亿元: so it is. Figures are blanks here.
_IS_THERE = re.compile(r"(?:有|达到?|已)\s")
_EXPECTED = re.compile(r"预计|预期|有望|力争|争取|计划|拟|目标")


def limits_kept(claim: Told, source: Told) -> bool:
    """Return whether the draft says the bounds within which the source counts, and the notes that limit what it gives."""
    said = _said(claim)
    if any(bound not in plain_words(said) for bound in _BEYOND.findall(plain_words(source.own))):
        return False
    often, theirs = (set(_OFTEN.findall(text)) for text in (said, source.governing))
    if often and theirs and often.isdisjoint(theirs):
        return False
    if _GRADE.findall(claim.own) != _GRADE.findall(source.own):
        return False
    notes = [note for note in _NOTE.findall(source.own) if _LIMITS.search(note)]
    return not any(telling(missing(key(note), pairs(said))) for note in notes)


def follows_the_same(claim: Told, source: Told) -> bool:
    """Return whether a count that names nothing (全省共10个) stands behind the same in the draft as in the source."""
    if key(claim.own) or key(claim.figure.noun) or not claim.prior or claim.prior == source.prior:
        return True
    theirs = pairs(f"{source.prior}，{source.lead}，{source.governing}，{source.opening}")
    mine = pairs(claim.prior)
    return len(mine & theirs) >= ALIKE * len(mine)


def example_named(claim: Told, source: Told) -> bool:
    """Return whether the draft names the one case that the source takes for an example, if it takes one."""
    example = _EXAMPLE.search(f"{source.prior}，{source.governing}")
    return example is None or example[1] in _said(claim)


def planned_as_fact(claim: Told, source: Told) -> bool:
    """Return whether a draft that names no plan says that there is what the source only plans.

    有150家 of 培育150家, and 达3000亿元 of 预计达3000亿元; 到2027年达3000亿元 names the year, and is as the source has it.
    """
    if not _IS_THERE.search(claim.governing):
        return False
    return bool(_EXPECTED.search(source.governing)) or not _IS_THERE.search(source.governing)


def _said(claim: Told) -> str:
    parts = (claim.lead, claim.condition, claim.prior, claim.governing, claim.figure.noun)
    return "".join((*parts, claim.after))
