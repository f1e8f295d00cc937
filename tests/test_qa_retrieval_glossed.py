"""A sanction is read with the rule that it names, a term with what it means, an item behind what announces it."""

from __future__ import annotations

from index.types import Passage
from qa.question import analyse
from qa.question.coverage import weigh
from qa.retrieval.glossed import Gloss, announced_text, article_of, as_read, glossed, sanctions
from tests.make import passage

FIRST = passage("第三条 船主不得夜间捕鱼。", start=0, label="第三条", paragraph=1)
SECOND = passage("船主应当每月清点渔网。", start=100, section=("第三条",), paragraph=2)
TERM = passage(
    "第二条 本办法所称小船，是指长度不足八米的渔船。", start=200, label="第二条", paragraph=3
)
FINE = passage(
    "第九条 违反本办法第三条第二款规定的，处500元罚款。", start=300, label="第九条", paragraph=4
)
WHOLE = passage(
    "第十条 违反本办法第三条规定，情节严重的，吊销证书。", start=400, label="第十条", paragraph=5
)
SMALL = passage("第五条 小船免缴泊位费。", start=500, label="第五条", paragraph=6)
ELSEWHERE = passage(
    "第六条 违反《航道法》第三条规定的，依法处罚。", start=600, label="第六条", paragraph=7
)
ALL = (FIRST, SECOND, TERM, FINE, WHOLE, SMALL, ELSEWHERE)


def gloss(question: str, item: Passage) -> Gloss | None:
    return glossed(item, ALL, weigh(analyse(question), lambda token: 0.01))


def test_a_sanction_is_read_with_the_clause_that_it_names() -> None:
    found = gloss("不清点渔网罚多少？", FINE)
    assert found is not None
    assert found.named is SECOND
    assert found.text == (
        "第九条 违反本办法第三条第二款（船主应当每月清点渔网）规定的，处500元罚款。"
    )


def test_of_an_article_the_clause_that_is_asked_about_is_read() -> None:
    found = gloss("夜间捕鱼会被吊销证书吗？", WHOLE)
    assert found is not None and found.named is FIRST
    found = gloss("不清点渔网会被吊销证书吗？", WHOLE)
    assert found is not None and found.named is SECOND


def test_what_tells_nothing_of_the_question_is_not_read() -> None:
    assert gloss("夜间捕鱼罚多少？", FINE) is None
    assert gloss("证书怎么补办？", WHOLE) is None
    assert gloss("夜间捕鱼怎么处罚？", ELSEWHERE) is None  # the article of another law


def test_a_term_is_read_with_its_definition() -> None:
    found = gloss("长度不足八米的渔船要交泊位费吗？", SMALL)
    assert found is not None and found.named is None
    assert found.text == "第五条 小船（长度不足八米的渔船）免缴泊位费。"
    assert gloss("小船要交泊位费吗？", SMALL) is None


def test_a_term_given_in_brackets_is_defined() -> None:
    rule = passage("第二条 不得雇工(雇用不满十六周岁的人，以下统称使用童工)。", label="第二条")
    fine = passage("第四条 使用童工的，处5000元罚款。", start=100, label="第四条", paragraph=2)
    weights = weigh(analyse("雇用不满十六周岁的人罚多少？"), lambda token: 0.01)
    found = glossed(fine, (rule, fine), weights)
    assert found is not None and "使用童工（雇用不满十六周岁的人）的" in found.text


def test_sanctions_of_an_article_are_found() -> None:
    assert article_of(SECOND) == "第三条"
    assert article_of(passage("一、总则", label="一、")) == ""
    assert sanctions(SECOND, ALL) == (FINE, WHOLE)


def test_a_sentence_as_it_is_read() -> None:
    text = "第一句。违反第三条的，处罚。"
    assert as_read(passage(text), "第一句。违反第三条（甲）的，处罚。", "违反第三条的，处罚。") == (
        "违反第三条（甲）的，处罚。"
    )
    assert as_read(passage(text), "一句", "第一句。") == "第一句。"


def test_an_item_is_read_behind_what_announces_it() -> None:
    lead = "有下列行为之一的，处200元罚款"
    item = passage("（二）夜间捕鱼；", label="（二）", section=("第九条", lead))
    assert announced_text(item) == f"{lead}：（二）夜间捕鱼；"
    assert announced_text(passage("（二）修路；", label="（二）", section=("重点工作",))) == ""
    assert announced_text(FIRST) == ""
