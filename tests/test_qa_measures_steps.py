"""Cases with a sum each, and places that an offer names itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from index.splitter import split
from qa.match.amounts import estimate
from qa.match.judge import judge
from qa.measures import Measure, find_measures
from qa.profile import read_text
from tests.fakes import plain_document

DAY = date(2026, 3, 1)
CASES = "人力资源服务机构为重点企业推荐成功上岗人数达到一定规模的，可以申请补助，人数为50人(含)以上的，补助2.4万元；100人(含)以上的，补助4.5万元；200人(含)以上的，补助9万元。"


def read(text: str, title: str = "样本措施") -> list[Measure]:
    document = plain_document(f"{title}\n\n{text}\n", title=title)
    return list(find_measures(document, split(document)).measures)


def test_each_case_is_a_tier_with_its_threshold() -> None:
    (measure,) = read(CASES)
    tiers = [
        (t.test.name if t.test else "", t.test.low if t.test else 0, t.amount.value)
        for t in measure.tiers
    ]
    assert tiers == [
        ("推荐成功上岗人数", Decimal(50), Decimal(24_000)),
        ("推荐成功上岗人数", Decimal(100), Decimal(45_000)),
        ("推荐成功上岗人数", Decimal(200), Decimal(90_000)),
    ]


def test_the_highest_step_reached_is_what_is_paid() -> None:
    (measure,) = read(CASES)

    def paid(text: str) -> str | None:
        found = estimate(measure, read_text(text, [], DAY))
        return found.text if found else None

    assert paid("人力资源服务公司，给重点企业推荐上岗120人") == "4.5万元"
    assert paid("人力资源服务公司，给重点企业推荐上岗49人") is None
    assert paid("人力资源服务公司，员工120人") is None


def test_steps_of_two_things_are_no_tiers() -> None:
    (measure, *_) = read("对企业给予奖励，产值1亿元以上的，奖励5万元；员工100人以上的，奖励2万元。")
    assert measure.tiers == ()


def test_a_place_at_the_head_of_an_offer_is_asked_for() -> None:
    (measure,) = read("自2020年2月起，湖北省可免征各类参保单位社会保险费。", "减免社会保险费的通知")
    (place,) = [c for c in measure.conditions if c.any_of[0][0].kind == "region"]
    assert judge(place, read_text("武汉的企业", [], DAY))[0] == "met"
    assert judge(place, read_text("杭州的企业", [], DAY))[0] == "unmet"


def test_a_place_left_out_in_brackets() -> None:
    (measure,) = read("各省（除湖北省外）可对大型企业减半征收社会保险费。", "减免社会保险费的通知")
    (place,) = [c for c in measure.conditions if c.any_of[0][0].kind == "region"]
    assert judge(place, read_text("武汉的企业", [], DAY))[0] == "unmet"
    assert judge(place, read_text("杭州的企业", [], DAY))[0] == "met"


def test_a_place_left_out_is_left_out_of_the_rest_of_the_sentence() -> None:
    first, second = read(
        "各省（除湖北省外）可免征中小微企业社会保险费；对大型企业社会保险费可减半征收。",
        "减免社会保险费的通知",
    )
    for measure in (first, second):
        (place,) = [c for c in measure.conditions if c.any_of[0][0].kind == "region"]
        assert judge(place, read_text("武汉的企业", [], DAY))[0] == "unmet"


def test_what_is_said_before_the_word_of_giving_is_what_a_rate_is_of() -> None:
    (measure,) = read("对生产防疫物资的中小企业新购置设备予以30%补助。")
    found = estimate(measure, read_text("口罩厂，新买设备120万元", [], DAY))
    assert found is not None and found.text == "36万元"
