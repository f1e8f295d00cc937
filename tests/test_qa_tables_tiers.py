"""Cells that name a tier by its bounds, and what a question states of one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.tables.tiers import alike, said_in, tier_of


@pytest.mark.parametrize(
    ("cell", "inside", "outside"),
    [
        ("200万元（含）—1000万元", "2000000", "10000000"),
        ("1000—5000万元", "10000000", "1000"),
        ("500万元（含）以上", "5000000", "4999999"),
        ("不足60分", "59", "60"),
        ("90马力及以上", "90", "89"),
        ("100人（不含）以下", "99", "100"),
        ("药箱容量10—20L", "20", "21"),
        ("工龄3年以上", "3", "2"),
    ],
)
def test_a_tier_holds_what_lies_within_its_bounds(cell: str, inside: str, outside: str) -> None:
    tier = tier_of(cell)
    assert tier is not None
    assert tier.holds(Decimal(inside)) and not tier.holds(Decimal(outside))


@pytest.mark.parametrize(
    "cell", ["0571-8812345", "2025-06-20", "2020—2024年", "3月1日至4月15日", "50万元", "3行型"]
)
def test_days_years_telephones_and_single_figures_are_no_tiers(cell: str) -> None:
    assert tier_of(cell) is None


@pytest.mark.parametrize(
    ("question", "cell", "same"),
    [
        ("投资300万能补多少", "200万元—500万元", True),
        ("招了300人能补多少", "200万元—500万元", False),
        ("处理量15吨的", "10—20t循环式", True),
        ("55马力的", "50—60马力四驱", True),
    ],
)
def test_a_number_is_of_the_kind_of_its_tier(question: str, cell: str, same: bool) -> None:
    tier = tier_of(cell)
    assert tier is not None
    assert any(alike(tier, said) for said in said_in(question)) is same
