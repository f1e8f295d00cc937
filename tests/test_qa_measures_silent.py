"""What names a benefit or a sum and gives nothing: announcements, titles, orders, penalties, thresholds."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> tuple[Measure, ...]:
    document = plain_document(text, title="样本市高新技术企业认定")
    return find_measures(document, split(document)).measures


@pytest.mark.parametrize(
    "sentence",
    [
        "为确保阶段性减免企业社会保险费政策（以下简称减免政策）有效落地，现就有关事项通知如下：",
        "各省可根据减免情况，合理调整2020年基金收入预算。",
        "对违反规定给予企业补贴的，依法依纪严肃处理。",
        "要严格落实缓缴期限不超过6个月、缓缴期间免收滞纳金等政策要求，确保缴费人应享尽享。",
        "各省结合本省实际确定减免企业对象，加强部门间信息共享。",
        "小微企业无还本续贷占比提升20个百分点以上。",
        "各省阶段性减免企业社保费政策落实情况要及时报告。",
        "确保企业社会保险费减免等各项政策措施落实到位。",
        "样本市税务局关于进口物资免税政策的公告财政部公告2020年第6号",
    ],
)
def test_what_announces_orders_or_punishes_is_no_measure(sentence: str) -> None:
    assert not read(f"样本市高新技术企业认定\n\n{sentence}\n")


def test_not_pursuing_somebody_is_no_penalty() -> None:
    (measure,) = read("样本市意见\n\n对首次违规的企业，免于追究责任，给予1万元培训补贴。\n")
    assert measure.kind == "subsidy"


@pytest.mark.parametrize(
    "standard",
    [
        "销售收入在5000万元至20000万元的",
        "注册资金≤1000万元",
        "销售收入增长率＝1/2（第二年销售收入÷第一年销售收入）－1",
        "最近一年销售收入小于5,000万元（含）的企业",
    ],
)
def test_a_threshold_under_a_heading_of_standards_is_nothing_that_is_given(standard: str) -> None:
    assert not read(f"# 样本市高新技术企业认定\n\n## 标准\n\n1、{standard}\n")
    assert len(read("# 样本市实训\n\n## 补贴标准\n\n1、每人每月2000元\n")) == 1


@pytest.mark.parametrize("heading", ["- 补助: 补助20万元", "标准：补助20万元"])
def test_a_measure_without_a_name_is_called_as_its_document(heading: str) -> None:
    (measure,) = read(f"# 样本市高新技术企业认定\n\n{heading}\n")
    assert measure.title == "样本市高新技术企业认定"
