"""Which plans promise somebody something, and which only tell what offices will do."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> tuple[Measure, ...]:
    document = plain_document(f"# 样本市行动方案\n\n{text}\n", title="样本市行动方案")
    return find_measures(document, split(document)).measures


@pytest.mark.parametrize(
    "sentence",
    [
        "推进精细化管理，不断提高产业标准化、规模化水平。",
        "引导养殖企业及时出栏，不盲目压栏，积极开展复养。",
        "鼓励屠宰企业拓展采购渠道，增加猪肉市场供应。",
        "支持企业不裁员少裁员，稳定企业劳动关系。",
        "推动职业院校加强专业建设，打造一批教学平台。",
        "各有关部门要继续对地震部门的工作给予支持。",
        "坚持公交优先，综合布局各类交通设施。",
        "近日，市政府印发《样本市支持企业发展若干措施》，帮助企业共渡难关。",
        "再次感谢爱心企业给予的关心和支持。",
    ],
)
def test_what_offices_do_and_ask_is_no_plan_for_an_enterprise(sentence: str) -> None:
    assert read(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        (
            "此外，将搭建产销对接平台，为合作社提供仓储服务。",
            "将搭建产销对接平台，为合作社提供仓储服务",
            "service",
        ),
        (
            "市商务局有关负责人介绍，拟在外贸园区设立海外仓服务专窗。",
            "拟在外贸园区设立海外仓服务专窗",
            "platform",
        ),
        (
            "支持涉农企业的融资需求，开通审批通道。",
            "支持涉农企业的融资需求，开通审批通道",
            "loan",
        ),
    ],
)
def test_a_plan_is_told_without_what_leads_up_to_it(sentence: str, text: str, kind: str) -> None:
    assert [(m.span.text, m.kind, m.intention) for m in read(sentence)] == [(text, kind, True)]
