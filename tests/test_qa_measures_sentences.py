"""Parts of sentences that continue the measure before, and sums under a heading that names them."""

from __future__ import annotations

import pytest

from index.splitter import split
from qa.measures import Measure, find_measures
from tests.fakes import plain_document


def read(text: str) -> tuple[Measure, ...]:
    document = plain_document(f"# 样本市若干措施\n\n{text}\n", title="样本市若干措施")
    return find_measures(document, split(document)).measures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("对首次入统的企业奖励10万元；其中新建企业，奖励15万元。", [100_000, 150_000]),
        (
            "对技改项目按设备投资额的8%给予补助；投资1000万元以上的，补助比例提高到10%，最高300万元。",
            [8, 10, 3_000_000],
        ),
        ("购买二级产品的，按15%立减；购买一级产品的，按20%立减。", [15, 20]),
        ("对新建养老机构每张床位给予1万元建设补贴；改建的，每张床位5000元。", [10_000, 5000]),
    ],
)
def test_a_later_part_only_says_how_much(text: str, values: list[int]) -> None:
    (found,) = read(text)
    assert [a.value for a in found.amounts] == values


def test_another_recipient_is_another_measure() -> None:
    text = "对招用毕业生的企业，按每人1000元给予补贴；招用脱贫人口的，按每人2000元给予补贴，两项不重复享受。"
    assert [[a.value for a in m.amounts] for m in read(text)] == [[1000], [2000]]


def test_the_rate_before_the_word_of_giving_is_an_amount() -> None:
    (found,) = read("海外保险按20%给予补助，最高100万元。")
    assert [a.value for a in found.amounts] == [20, 1_000_000]


def test_a_heading_says_what_the_sum_is() -> None:
    (found,) = read("二、补贴标准\n\n博士每月3000元；硕士每月2000元。")
    assert found.kind == "subsidy"
    assert [a.value for a in found.amounts] == [3000, 2000]


def test_a_sum_in_a_part_about_application_is_given_all_the_same() -> None:
    text = "三、农机补贴申报\n\n对购置农机的合作社，按价格的20%补贴，最高5万元。\n\n申报材料由县农业农村局审核，补贴资金于6月拨付。"
    assert [m.span.text for m in read(text)] == ["对购置农机的合作社，按价格的20%补贴，最高5万元"]
