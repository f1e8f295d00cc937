"""Whether a figure counts what a question asks for, by its head at least. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.figures import Figure
from qa.figures.counted import counted_noun
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.asked import shorten

# So many characters name a thing by themselves.
THING = 4


# 广东有几个入选 names nothing that is counted.
_WHAT_DID = re.compile(
    r"(?:多少|几)[个家名位项]?(?:入选|上榜|获评|获批|获奖|中标|达标|过审|通过|落户|入围|受益)(?:了|的)?(?:[，,?？]|$)"
)


def counts_it(question: Question, figure: Figure) -> bool:
    """Whether what the figure counts is named in the question, by its head at least: 60家企业技术中心 counts no 企业."""
    counted = counted_noun(figure)
    if figure.kind != "quantity" or len(counted) < 2 or counted in _NOTHING_COUNTED:
        return True
    if _WHAT_DID.search(question.folded):
        return True
    named = fold(counted)
    if any(named[i : i + THING] in question.folded for i in range(len(named) - THING + 1)):
        return True  # 专精特新 of 专精特新中小企业1500家
    head = shorten(counted)[-2:]
    return head in shorten(question.folded) or any(
        head in pair and set(pair) & set(_words(question)) for pair in _SAME
    )


# 实现扩招100万人目标: what follows the number says nothing of what it counts.
_NOTHING_COUNTED = frozenset(("目标", "任务", "计划", "规模", "指标"))
# Heads that people exchange.
_SAME = (
    {"企业", "公司", "厂家", "商家"},
    {"人员", "人才", "人数"},
    {"平台", "站点"},
    {"部门", "单位", "机构"},
    {"项目", "工程"},
)


def _words(question: Question) -> frozenset[str]:
    return bigrams(question.text)
