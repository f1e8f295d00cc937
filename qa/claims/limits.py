"""What a source says of a figure that a draft may not leave out: bounds of what is counted, notes, examples, plans. Pure."""

from __future__ import annotations

import re

from qa.claims.official import telling
from qa.claims.told import Told
from qa.claims.words import key, missing, pairs, plain_words
from qa.proof.words import WANTED

# What a count stands behind is the same where it shares so much.
ALIKE = 0.5
# 规模以上工业, 本科以上学历, 最低工资: bounds of what is counted, not of the figure.
_BEYOND = re.compile(
    r"(?:[一-龥]{2,4}|[Ⅰ-ⅿa-z\d一二三四五六]{1,4}[类级星型])(?:以上|以下|以外)(?=的?[一-龥])|最[低高](?=生活|工资|标准|限|价|气温|温度|水位|缴费|注册|投资|资本)"
)
# 县 of 9个县, 市 of 9个市: what is counted where it is a kind of place.
_PLACES = re.compile(r"^(?:设区|地级|县级)?([市县区镇乡村])(?![场里内域民镇级重属区县市])")
# 首次 and 再次, 单次 and 累计, 一次性 and 每年: how often. What is of one kind is not of another.
_HOW_OFTEN = tuple(
    re.compile(p)
    for p in (
        r"累[计积]|合计(?!算)", r"[单每](?:次|批|笔)", r"一次性", r"(?<![今去明前上])(?<!\d)年度(?!计划|报告|预算|目标|任务|工作|考核)|每年|(?<=[家个人户业目位])每?年(?=最|不)",
        r"每月|单月", r"首[次批]|第一次", r"再次|第二次|复[审核查]",
    )
)  # fmt: skip
# Ⅲ类, 2级 by Roman numerals.
_ROMAN = re.compile(r"[Ⅰ-ⅿ]|(?<![a-z])[ivx]{1,4}(?=类|级|型|期|度)")
_OFTEN = re.compile(r"每(?:一|个)?([年月日天周季])")
_GRADE = re.compile(r"[十百千万]*[亿万]元?级")
# 给予8万元（仅新引进人才）: for whom, and of what, in brackets.
_NOTE = re.compile(r"[（(]([^（）()]{1,60})[）)]")
_LIMITS = re.compile(
    r"按(?!规定|要求|程序)|剔除|扣除|"
    r"须|应|需|仅|限|除|不(?!同)|税[前后]|户籍|社保|每[年月日户人家]|合计|累计|预计|计划|目标|规划|^或"
)
# 以松山湖为例，…增长16.6%: it is no figure of all.
_EXAMPLE = re.compile(r"以([^，]{1,20})为例")
# 有150家, 规模达3000亿元: so it is. Figures are blanks here.
_IS_THERE = re.compile(r"(?:有|达到?|已)\s")
_THERE = re.compile(r"(?:有|已)(?![关效限机])[^，,]{0,12}(?:\s|$)")
# 总投资960亿元 is what all of it will cost, 完成投资 what has been spent.
_MEANT = re.compile(r"总投资|[预概估]算|安排|计划|规划|设计")
_SPENT = re.compile(r"完成(?!率)|已|投入|建成|实现")
_STAGE = re.compile(r"第[一二三四五六七八九十\d]+[阶步]|下一?步|[近中远]期|[明后]年")
_EXPECTED = re.compile(r"预计|预期|有望|力争|争取|计划|拟|目标")


def limits_kept(claim: Told, source: Told) -> bool:
    """Return whether the draft says the bounds within which the source counts, and the notes that limit what it gives."""
    said = _said(claim)
    if any(bound not in plain_words(said) for bound in _BEYOND.findall(plain_words(source.own))):
        return False
    often, theirs = (set(_OFTEN.findall(text)) for text in (said, source.governing))
    if often and theirs and often.isdisjoint(theirs):
        return False
    grade = _GRADE.findall(claim.own) or _GRADE.findall(claim.lead)  # 万亿元级的集群，已有10个
    if grade != _GRADE.findall(source.own):
        return False
    if not (_as_often(claim, source) and _of_one_grade(claim, source)):
        return False
    if not _same_kind_of_place(claim, source):
        return False
    notes = [note for note in _NOTE.findall(source.own) if _LIMITS.search(note)]
    return not any(telling(missing(key(note), pairs(said))) for note in notes)


def _as_often(claim: Told, source: Told) -> bool:
    """Whether what the draft says of how often is what the source says: 累计不超过6年 is not 单次不超过2年."""
    mine, theirs = (
        {
            n
            for n, kind in enumerate(_HOW_OFTEN)
            if kind.search(f"{t.lead}，{t.condition}，{t.governing}")
        }
        for t in (claim, source)
    )
    return not mine or not theirs or not mine - theirs


def _of_one_grade(claim: Told, source: Told) -> bool:
    mine, theirs = (set(_ROMAN.findall(plain_words(_said(t)))) for t in (claim, source))
    return not mine or not theirs or mine == theirs


def _same_kind_of_place(claim: Told, source: Told) -> bool:
    """Whether both count towns where one of them does: 9个县 are not 9个市."""
    mine, theirs = (_PLACES.match(t.figure.noun) for t in (claim, source))
    return not (mine and theirs) or mine[1] == theirs[1]


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


def wanted_as_there(claim: Told, source: Told) -> bool:
    """Return whether a draft says that there is what the source lists as sought, asked for or to be built at some stage."""
    if _SPENT.search(claim.governing) and _MEANT.search(source.governing):
        return not _SPENT.search(source.governing)
    if not _THERE.search(claim.governing) or source.modality == "done":
        return False  # 聚焦战略需求，布局建成了24家: that is done, whatever is needed
    over = f"{source.lead}，{source.prior}"
    return bool(WANTED.search(over) or _STAGE.search(over)) and not WANTED.search(_said(claim))


def _said(claim: Told) -> str:
    parts = (claim.lead, claim.condition, claim.prior, claim.governing, claim.figure.noun)
    return "".join((*parts, claim.after))
