"""Who is given what, by structure: what no list of benefits names."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> tuple[Measure, ...]:
    document = plain_document(text, title="样本市就业创业若干意见")
    return find_measures(document, split(document)).measures


@pytest.mark.parametrize(
    "sentence",
    [
        "符合条件的人员自主创业的，可申请最高不超过15万元的创业担保贷款。",
        "实施汽车科技专项，单个项目最高支持2000万元。",
        "支持有条件的地区为失业人员创业免费提供经营场地。",
        "困难企业组织培训的，可由就业资金予以适当支持。",
        "重点群体入驻创业载体的，可给予最长3年的免租期。",
    ],
)
def test_a_gift_without_its_usual_word(sentence: str) -> None:
    assert len(read(f"样本市就业创业若干意见\n\n{sentence}\n")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "各地要合理确定补贴标准，完善奖励政策。",
        "对弄虚作假的单位给予警告，并处罚款5万元。",
        "去年累计发放稳岗补贴3000万元，惠及企业500家。",
    ],
)
def test_nobody_is_given_anything(sentence: str) -> None:
    assert not [m for m in read(f"样本市情况\n\n{sentence}\n") if not m.intention]


def test_two_gifts_of_one_sentence_are_two() -> None:
    text = "样本市措施\n\n完善孵化机制，对试验基地给予200万元补助，对具体的项目，最高补助80万元。\n"
    first, second = read(text)
    assert first.span.text == "对试验基地给予200万元补助"
    assert second.span.text == "对具体的项目，最高补助80万元"


def test_what_leads_up_to_a_gift_is_left_out() -> None:
    text = "样本市措施\n\n鼓励各地加快建设孵化载体，根据带动就业成效，对创业基地给予20万元奖补，引导其提高服务水平。\n"
    (measure,) = read(text)
    assert measure.span.text == "根据带动就业成效，对创业基地给予20万元奖补"
