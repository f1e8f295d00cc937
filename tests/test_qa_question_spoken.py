"""Everyday words count as spoken of where a text holds what documents write for them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold
from qa.lexicon.bigrams import bigrams
from qa.question import analyse
from qa.question.coverage import weigh
from qa.question.spoken import spoken_in, written


@pytest.mark.parametrize(
    ("question", "as_written"),
    [
        ("存款保险最多赔多少", "存款保险最高赔偿多少"),
        ("交不起电费的厂子能拖几个月", "不能按期缴纳电费的企业能延期几个月"),
        ("哪两天要补班", "哪两天要上班"),
        ("申请要交哪些材料", "申请要提交哪些材料"),
        ("个人骗取补贴的", "个人骗取补贴的"),
        ("罚款多少", "罚款多少"),
        ("2017年年底才参保", "2017年年底才参保"),
        ("夫妻俩想领养一个孩子", "夫妻想收养一个子女"),
        ("年检收不收钱", "年检收不收费"),
        ("一个人在外地，一个人补多少", "一个人在外地，每人补助多少"),
        ("国家人才计划的开门红", "国家人才计划的开门红"),
        ("海关门户网站上更改名称", "海关门户网站上更改名称"),
    ],
)
def test_a_question_is_put_as_a_document_would(question: str, as_written: str) -> None:
    assert written(question) == as_written


@given(st.text(alphabet="补贴交多少钱罚赔厂公司买卖一天年到期退回给", max_size=30))
def test_words_stand_in_order_and_apart(text: str) -> None:
    found = spoken_in(fold(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(word.start < word.end <= len(fold(text)) for word in found)


def test_what_is_written_covers_what_is_said() -> None:
    weights = weigh(analyse("存款保险最多赔多少？"), lambda token: 0.01)
    assert weights.share(bigrams("存款保险的最高偿付限额")) == 1.0
    assert weights.share(bigrams("存款保险的费率")) < 1.0
    assert weights.missing(bigrams("存款保险的最高偿付限额")) == ()


def test_each_passage_is_asked_in_its_own_words() -> None:
    assert written("2021年gdp增速", "国内生产总值增长8.1%") == "2021年国内生产总值增速"
    assert written("2021年gdp增速", "全省gdp增长8.1%") == "2021年gdp增速"
    assert written("协会年检", "社会团体的年度检查") == "社会团体年度检查"
    assert written("协会年检", "行业协会") == "协会年检"
    assert written("赔多少") == "赔偿多少"
    assert written("赔多少", "最高偿付限额") == "偿付多少"
