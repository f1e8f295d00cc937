"""Facts of a profile in everyday words against the words of conditions: staff, dismissals, taxes, sales, premises."""

from __future__ import annotations

from datetime import date

import pytest

from qa.match.judge import judge
from qa.measures.conditions import read_conditions
from qa.measures.view import view
from qa.profile import read_text

DAY = date(2026, 3, 1)


def states(clause: str, profile: str, kind: str) -> set[str]:
    seen = view(clause, 0, len(clause))
    known = read_text(profile, [], DAY)
    return {
        judge(c, known, clause)[0]
        for c in read_conditions(seen, 0, len(seen.text), None)
        if c.any_of[0][0].kind == kind
    }


@pytest.mark.parametrize(
    ("clause", "profile", "kind", "state"),
    [
        ("30人（含）以下小微企业", "我们20人", "bound", "met"),
        ("30人（含）以下小微企业", "我们31人", "bound", "unmet"),
        ("招用10人以上的企业", "我们20人", "bound", "unknown"),
        ("增值税留抵税额50万元以下", "交税30万", "bound", "unknown"),
        ("承租国有房产的企业", "想租国企的厂房", "flag", "unknown"),
        ("裁员率不超过企业职工总数20%的", "没有裁员", "bound", "met"),
        ("裁员率不超过企业职工总数20%的", "裁员率21%", "bound", "unmet"),
        ("2019年增值税、企业所得税实缴税金50万元以下", "2019年交税30万", "bound", "met"),
        ("2019年增值税、企业所得税实缴税金50万元以下", "2019年交税80万", "bound", "unknown"),
        ("2019年增值税、企业所得税实缴税金50万元以下", "2018年交税30万", "bound", "unknown"),
        ("销售额在3000万元以下", "去年收入2000万", "bound", "met"),
        ("销售额在3000万元以下", "去年收入4000万", "bound", "unknown"),
        ("销售额3000万元以上", "去年收入2000万", "bound", "unmet"),
        ("销售额3000万元以上", "去年收入4000万", "bound", "unknown"),
        ("承租国有资产类经营用房的企业", "租国企的厂房", "flag", "met"),
        ("承租国有资产类经营用房的企业", "租私人的门面", "flag", "unmet"),
        ("承租国有资产类经营用房的企业", "租的门面", "flag", "unknown"),
        ("租用其他经营用房的", "租私人的门面", "flag", "met"),
        ("不裁员或少裁员的企业", "没有裁员", "flag", "met"),
        ("最近一年销售收入小于3000万元", "去年销售2500万", "bound", "met"),
        ("研发费用占营业收入的比例不低于5%", "研发占8%", "bound", "met"),
    ],
)
def test_a_fact_in_other_words(clause: str, profile: str, kind: str, state: str) -> None:
    assert states(clause, profile, kind) == {state}


def test_what_is_not_said_is_asked_in_plain_words() -> None:
    clause = "不裁员的企业"
    seen = view(clause, 0, len(clause))
    (first, *_) = read_conditions(seen, 0, len(seen.text), None)
    assert judge(first, read_text("小微企业", [], DAY)) == ("unknown", "未说明是否裁员")


def test_who_lets_is_told_in_the_words_of_the_profile() -> None:
    clause = "承租国有房产的企业"
    seen = view(clause, 0, len(clause))
    (first, *_) = read_conditions(seen, 0, len(seen.text), None)
    assert judge(first, read_text("租私人的门面", [], DAY)) == ("unmet", "租私人的门面")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("有3件发明专利、2件实用新型、1件外观设计", {"发明专利": 3, "实用新型": 2, "外观设计": 1}),
        ("有3件发明专利和2件实用新型", {"发明专利": 3, "实用新型": 2}),
        ("发明专利3件、实用新型2件", {"发明专利": 3, "实用新型": 2}),
        ("拥有5项发明专利、12项软著和80名员工", {"发明专利": 5, "软件著作权": 12, "从业人数": 80}),
    ],
)
def test_counts_in_a_row_go_with_what_stands_behind_or_before_all_of_them(
    text: str, facts: dict[str, int]
) -> None:
    assert {f.name: f.low for f in read_text(text, [], DAY).facts} == facts


@pytest.mark.parametrize(
    ("text", "lends"),
    [
        ("银行在海淀做了30笔续贷", True),
        ("我们是一家融资担保公司", True),
        ("我们向银行贷了款", False),
        ("银行贷款到期还不上", False),
        ("银行给我们断贷了", False),
    ],
)
def test_who_lends_is_told_from_who_borrows(text: str, lends: bool) -> None:
    assert ("金融业" in {i.value for i in read_text(text, [], DAY).industries}) is lends
