"""Papers of several projects in fields: each has its own conditions, times, exclusions and body."""

from __future__ import annotations

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document

GUIDE = """# 枫埠市惠企项目申报指南

## 项目一：技术中心认定奖励

支持标准：首次通过认定的，一次性奖励12万元

申报条件：

1.在枫埠市注册满2年；

2.上年度营业收入不低于1000万元。

申报时间：每年4月1日—5月15日

## 项目二：首贷户贴息

责任单位：市金融局

支持标准：首次获得贷款的小微企业，按利息的40%贴息

申报条件：小型、微型企业；贷款用于生产经营。

不予支持的情形：贷款用于房地产的；已享受同类贴息的。
"""


def read(text: str) -> list[Measure]:
    document = plain_document(text, title="申报指南")
    return list(find_measures(document, split(document)).measures)


def asked(measure: Measure) -> str:
    return "；".join(c.span.text for c in measure.conditions)


def test_what_one_project_asks_is_asked_of_no_other() -> None:
    first, second = read(GUIDE)

    assert "满2年" in asked(first) and "1000万元" in asked(first)
    assert "1000万元" not in asked(second) and "小型、微型企业" in asked(second)
    assert [s.text for s in first.deadlines] == ["每年4月1日—5月15日"] and not second.deadlines


def test_a_project_has_its_own_body_and_exclusions() -> None:
    first, second = read(GUIDE)

    assert second.agency is not None and second.agency.text == "市金融局"
    assert not first.exclusions
    assert [s.text for s in second.exclusions] == ["贷款用于房地产的", "已享受同类贴息的"]


def test_projects_told_by_their_names_alone() -> None:
    text = (
        "高新区政策清单\n\n事项名称：房租补贴\n奖补标准：按租金的50%补贴，最高6万元\n适用对象：成立3年以内的企业\n\n"
        "事项名称：专利资助\n奖补标准：每件专利资助2万元\n适用对象：注册在高新区的企业\n"
    )
    first, second = read(text)

    assert "3年以内" in asked(first) and "3年以内" not in asked(second)


def test_both_sizes_of_a_list_are_meant() -> None:
    document = plain_document("对小型、微型企业，每户给予3万元补助。")
    (one,) = find_measures(document, split(document)).measures
    sizes = [
        t.values for c in one.conditions for tests in c.any_of for t in tests if t.kind == "size"
    ]
    assert sizes == [("小型、微型企业",)]
