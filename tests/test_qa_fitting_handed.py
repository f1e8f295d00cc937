"""Whether there is money for it, and what is to be handed in: told by what speaks of that."""

from __future__ import annotations

import pytest

from qa.fitting.handed import excepting, handed_in, of_money, speaking_of
from qa.question import analyse
from tests.make import candidate

BUILT = candidate("建设20个电商试点，培育重点企业。")
PAID = candidate("对入选电商试点的企业给予20万元补助。")
OTHER = candidate("支持银行增加贷款。", score=0.3)


def test_whether_there_is_money_is_told_by_no_plan_to_build() -> None:
    asked = analyse("我们做电商，入选试点给补贴吗？")
    assert asked.kind == "support"
    assert of_money(asked, [BUILT, PAID]) == (PAID,)
    assert of_money(asked, [BUILT]) == ()
    assert of_money(asked, [BUILT, OTHER]) == ()


@pytest.mark.parametrize("question", ["我们做电商，有什么补贴？", "我们做电商，有哪些扶持？"])
def test_who_asks_for_all_support_is_told_any(question: str) -> None:
    assert of_money(analyse(question), [BUILT]) == (BUILT,)


def test_what_to_hand_in_is_told_by_what_speaks_of_it() -> None:
    case = candidate("（四）纳税人申请退税。", chance=0.55)
    paper = candidate("申请退税，应当提供银行账户。", chance=0.34)
    unlikely = candidate("应当提供证明。", chance=0.02)
    asked = analyse("申请退税得提供什么？")
    assert handed_in(asked, [case, paper]) == (paper,)
    assert handed_in(asked, [case, unlikely]) == (case, unlikely)
    assert handed_in(analyse("什么时候申请退税？"), [case, paper]) == (case, paper)


def test_an_exception_is_not_told_by_the_rule_once_more() -> None:
    rule = candidate("审核人员不少于执法人员总数的5%。")
    but = candidate("除应对突发事件外，审核时间不少于5个工作日。")
    asked = analyse("审核人员不少于5%，有没有例外？")
    assert excepting(asked, [rule, but]) == (but,)
    assert speaking_of(asked, [rule]) == ((), "材料中没有写明例外")
    assert speaking_of(analyse("审核人员要占多少？"), [rule]) == ((rule,), "")
