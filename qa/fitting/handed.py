"""Who asks whether there is money for it, what is to be handed in, or what is excepted, is told by what speaks of that. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.evidence.candidates import Candidate, any_near, context_text
from qa.question import Question

# 入选了给补贴吗, 有没有奖金, 补不补钱: that something is built or supported is no answer.
_PAID = r"(?:财政|政府|国家|专项)?(?:资金)?(?:补贴|补助|奖励|奖金|补助金|补贴款|资助|补钱|钱)"
_ASKS_MONEY = re.compile(
    rf"(?:有没有|有无|给不给|发不发)(?:点|些)?{_PAID}|(?:给|有|发|拿|领|得)(?:到|得到|点|些)?{_PAID}(?:吗|么|嘛|没有|不给?)"
    r"|([补奖])(?:钱|贴)?不\1|(?:补|奖)钱(?:吗|么|嘛)"
)
_MONEY = re.compile(
    r"(?:给|有|发|拿|领|得)(?:不给|没有|无|不发)?(?:到|得到|什么|啥|点|些)?(?:财政|政府|国家|资金)?(?:补贴|补助|奖励|奖金|补助金|补贴款|资助|补钱|钱)(?:吗|么|嘛|没有|不给?|的?[?？]|$)"
    r"|([补奖])(?:钱|贴)?不\1|(?:^|[，,。])(?:[^，,。]{0,8})(?:补钱|奖钱)(?:吗|么|嘛)"
)
_MONEY = re.compile(
    r"补贴|补助|奖励|奖补|奖金|资助|资金|经费|贴息|贴费|补偿|津贴|返还|减免|免征|免收|免缴|退税|退还|贷款|\d\s*[百千万亿]*元以?内?的?(?:补|奖)|出资|拨付|拨款|给予|扶持金"
)
_ASKS_HANDED = re.compile(
    r"(?:提供|提交|上交|交上?|出示|出具|携带|带上?|准备|附上?)(?:些|一些|点)?(?:什么|啥|哪些)(?!时候|地方|部门|单位|人|费|钱)"
)
_HANDED = re.compile(
    r"提供|提交|报送|出示|出具|携带|凭|持有?|附|填[写报]|材料|资料|证明|证件|复印件|申请[表书]|账户|清单"
)
# The share of the likeliest one's probability from which on one that speaks of it goes before it.
_NEAR = 0.4
# And of the best one's score by words, for money.
_AS_MUCH = 0.6


def speaking_of(
    question: Question, candidates: Sequence[Candidate]
) -> tuple[tuple[Candidate, ...], str]:
    """Return the candidates that speak of what is asked for, and what a refusal says where none does."""
    found = excepting(question, candidates)
    if not found and candidates:
        return (), "材料中没有写明例外"
    found = of_money(question, handed_in(question, found))
    return (found, "") if found or not candidates else ((), "材料中没有写明给不给补贴、奖励")


def of_money(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that speak of money, or stand under a head that does, where it is asked whether there is any; else all."""
    if question.kind != "support" or not _ASKS_MONEY.search(question.folded):
        return tuple(candidates)
    kept = [c for c in candidates if _MONEY.search(fold(f"{c.text}\n{context_text(c.evidence)}"))]
    # What speaks of money, and of little else that is asked, is of something else.
    most = max((c.score for c in candidates), default=0.0)
    return tuple(kept) if any(c.score >= _AS_MUCH * most for c in kept) else ()


def handed_in(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that speak of handing in where it is asked what to hand in and one nearly as likely does; else all."""
    if not _ASKS_HANDED.search(question.folded):
        return tuple(candidates)
    own = tuple(c for c in candidates if _HANDED.search(fold(c.text)))
    return own if any_near(own, candidates, _NEAR) else tuple(candidates)


_ASKS_EXCEPTED = re.compile(
    r"(?:有没有|有无|有|哪些|什么|啥)(?:什么|哪些|啥)?(?:情[况形])?(?:下|是|可以)*(?:例外|特例|除外)"
)
_EXCEPTED = re.compile(
    r"除.{1,80}?(?:之?外|以外)|除外|例外|但|不适用|不受|不在此限|另有规定|不予|无需|不需|可以不|不得|特殊情[况形]|确需|确有|免[予于除]"
)


def excepting(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that make an exception, where one is asked for; else all. The rule told once more is none."""
    if not _ASKS_EXCEPTED.search(question.folded):
        return tuple(candidates)
    return tuple(c for c in candidates if _EXCEPTED.search(fold(c.text)))
