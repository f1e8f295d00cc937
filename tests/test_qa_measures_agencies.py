"""Who runs a measure: the bracket behind it before who explains the text, and nobody where nobody is named."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measures, find_measures
from tests.fakes import plain_document


def read(text: str) -> Measures:
    document = plain_document(f"样本市措施\n\n{text}\n", title="样本市措施")
    return find_measures(document, split(document))


@pytest.mark.parametrize(
    ("bracket", "body"),
    [
        ("（责任单位：市财政局、市税务局）", "市财政局、市税务局"),
        ("（对接部门：区科信局；联系人：赵某；联系电话：123）", "区科信局"),
        (
            "[责任单位：市国资委，各县（市）区政府]",
            "市国资委，各县（市）区政府",
        ),
        ("（市财政局牵头，各区政府负责）", "市财政局"),
    ],
)
def test_the_bracket_behind_a_measure_is_its_own(bracket: str, body: str) -> None:
    found = read(
        f"一、减免房租。对中小企业免收2个月房租。{bracket}\n\n二、本措施由市发展改革委负责解释。"
    )
    (measure,) = found.measures
    assert measure.agency is not None and measure.agency.text == body
    assert not any("：" in s.text and body in s.text for s in measure.limits)


def test_where_nothing_is_nearer_the_text_is_explained_by() -> None:
    found = read(
        "一、减免房租。对中小企业免收2个月房租。\n\n二、附则\n\n本措施由市发展改革委负责解释。"
    )
    assert found.measures[0].agency is not None
    assert found.measures[0].agency.text == "市发展改革委"


def test_the_responsible_units_explain_and_nobody_is_named() -> None:
    found = read(
        "一、减免房租。对中小企业免收2个月房租。\n\n二、附则\n\n本措施由责任单位负责解释。"
    )
    assert found.terms.agency is None
