"""What a list of conditions does not ask: what excludes, and what only limits what some get."""

from __future__ import annotations

from index.splitter import split
from qa.measures import Measures, find_measures
from tests.fakes import plain_document


def read(text: str) -> Measures:
    document = plain_document(f"# 样本市若干措施\n\n{text}\n", title="样本市若干措施")
    return find_measures(document, split(document))


def test_what_excludes_is_no_condition_in_a_chapter_of_conditions() -> None:
    found = read(
        "第二章 认定条件\n\n第四条 有下列情形之一的，不予认定：仅改变外观的；整机进口后在本市贴牌组装的。\n\n"
        "第三章 支持标准\n\n第五条 对研制单位奖励30万元。"
    )
    assert not found.terms.conditions
    assert "整机进口后在本市贴牌组装的" in [e.text for e in found.terms.exclusions]


def test_what_limits_some_is_asked_of_nobody() -> None:
    found = read(
        "一、支持对象\n\n（一）在样本市登记注册的外贸企业。\n\n"
        "（二）上年度进出口额超过6500万美元的企业，只享受展位费支持。\n\n二、支持标准\n\n（三）对企业展位费按70%补助。"
    )
    assert [c.span.text for c in found.terms.conditions] == ["样本市登记注册", "外贸企业"]
