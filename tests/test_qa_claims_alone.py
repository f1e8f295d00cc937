"""Short claims, a measure and a figure with nobody whose it is."""

from __future__ import annotations

import pytest

from qa.claims import ClaimChecker, ClaimReport
from qa.claims.alone import named_alone
from tests.fakes import Shelf
from tests.make import evidence

ONE = "对新增流动资金贷款的外贸企业，给予最高30万元贷款贴息。"
OTHER = "对参加境外展会的企业，给予最高5万元展位费补助。"


def check(claim: str, *texts: str) -> ClaimReport:
    return ClaimChecker(Shelf([evidence(t, i + 1) for i, t in enumerate(texts)])).check(claim)


@pytest.mark.parametrize("claim", ["最高贴息50万元", "贷款贴息最高50万元"])
def test_the_only_place_of_a_measure_contradicts_another_figure(claim: str) -> None:
    report = check(claim, ONE, OTHER)
    assert report.verdict == "contradicted"
    (figure,) = report.figures
    assert figure.source is not None and figure.source.text == "最高30万元"


def test_what_a_claim_counts_stands_beside_the_figure_of_the_source() -> None:
    source = "对三个项目的参建企业逐一排查返岗人员。"
    assert check("三个返岗人员", source).verdict != "supported"


def test_the_only_place_of_a_measure_supports_its_own_figure() -> None:
    assert check("最高贴息30万元", ONE, OTHER).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "texts"),
    [
        ("最高贴息50万元", (ONE, "对农业企业，给予最高80万元贴息。")),
        ("最高贴息50万元", (OTHER,)),
        ("贴息50万元", (ONE,)),
        ("最高贴息50%", (ONE,)),
        ("最高贴息5000万元", (ONE,)),
        ("广州最高贴息50万元", (ONE,)),
        ("对民营企业设备更新贷款最高贴息50万元", (ONE,)),
    ],
)
def test_two_places_another_bound_or_a_subject_leave_it_open(
    claim: str, texts: tuple[str, ...]
) -> None:
    assert check(claim, *texts).verdict in ("not_found", "scope_differs")


def test_what_a_short_claim_names() -> None:
    assert named_alone("最高贴息50万元") == ("贴息",)
    assert named_alone("去年最高贴息50万元") == ()
    assert named_alone("补贴30万元，贴息50万元") == ()
