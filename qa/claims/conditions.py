"""The condition under which a source gives its figure: a draft that tells some of it tells all of it. Pure.

无正当理由不参加培训的，扣发500元 is not said of 参加培训的; 对首次认定的高新技术企业，奖励20万元 not of 高新技术企业."""

from __future__ import annotations

import re

from qa.claims.official import telling
from qa.claims.spared import mere_manner, shortened
from qa.claims.told import Told
from qa.claims.whose import apart
from qa.claims.words import key, missing, pairs, plain_words, share

# Below this share of its words, and without the noun it ends with, a draft speaks of something else.
SPOKEN_OF = 0.3
_CONDITION = re.compile(
    r"(?:的|者|时|后|之日起)[，,]?$|^(?:对(?!外|口)|凡|如[果若]|若|经(?!济|营)|符合)"
)
_EACH = re.compile(r"每[万千百]?(?:人口?|户|家|亩|吨|辆|位|名)|[人户亩]均")
_OR = re.compile(r"、|或者?")
_NUMBERS = re.compile(r"[\d.,%％‰]+[万亿]*")


def leans_on_the_same(claim: Told, source: Told) -> bool:
    """Return whether what a draft says is so many times what it was is what the clause before the source's figure counts.

    每万人口拥有量12.4件，是2020年的2.3倍 is nothing of the sum that the sentence begins with.
    """
    counted = key(_NUMBERS.sub(" ", source.prior))
    if source.figure.kind != "multiple" or source.narrow or not counted:
        return True
    held = pairs(source.prior)
    if _EACH.findall(source.prior) and not _EACH.search(f"{claim.lead}，{claim.governing}"):
        return False
    left = telling(missing(claim.narrow, held, pairs(source.lead)))
    return not apart(left, claim, source) or share(claim.narrow, held) >= 1 - SPOKEN_OF


def condition_kept(claim: Told, source: Told) -> bool:
    """Return whether nothing is cut from a condition of which the draft speaks."""
    prior = _NUMBERS.sub(" ", source.prior)
    condition = source.condition or (prior if _CONDITION.search(prior.strip()) else "")
    words = key(condition)
    if not words:
        return True
    said = "，".join(
        (claim.lead, claim.condition, claim.prior, claim.governing, claim.figure.noun, claim.after)
    )
    held = pairs(said)
    if share(words, held) < SPOKEN_OF and missing(words[-1:], held):
        return True
    left = telling(missing(words, held))
    left = tuple(p for p in left if not mere_manner(p) and not shortened(p, (said,)))
    left = apart(left, claim, source)
    # 三星级、四星级、五星级的酒店: a draft may tell one of several.
    several = _OR.split(plain_words(condition))
    return not left or (
        len(several) > 1 and any(all(p not in one for p in left) for one in several)
    )
