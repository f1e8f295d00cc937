"""Where no place was named and the rules of several would answer, it is said whose rule is cited."""

from __future__ import annotations

from dataclasses import replace

from qa.evidence.candidates import Reading
from qa.question import analyse
from qa.reader.places_told import places_note
from qa.reader.scoring import read
from qa.types import Evidence
from tests.make import evidence

RULE = "对承租国有用房的企业，免收{}个月房租。"


def items(*regions: str | None) -> list[Evidence]:
    made = []
    for number, region in enumerate(regions, 1):
        item = evidence(RULE.format(number), number, start=0)
        made.append(
            replace(
                item, document=replace(item.document, id=f"d{number}", region=region, title="通知")
            )
        )
    return made


def reading(question: str, *regions: str | None) -> Reading:
    return read(analyse(question), items(*regions), lambda t: 0.01)


def test_whose_rule_it_is_and_who_has_another() -> None:
    note = places_note(reading("承租国有用房免几个月房租", "遂宁市", "三明市"), {"d1"})
    assert note == "问题没有说明地区：所引是遂宁市的规定，材料中还有三明市的规定"


def test_nothing_where_a_place_was_named_or_only_one_is_there() -> None:
    asked = "遂宁市承租国有用房免几个月房租"
    assert places_note(reading(asked, "遂宁市", "三明市"), {"d1"}) == ""
    plain = "承租国有用房免几个月房租"
    assert places_note(reading(plain, "遂宁市", None), {"d1"}) == ""
    assert places_note(reading(plain, "四川省", "遂宁市"), {"d1"}) == ""


def test_a_town_of_no_list_is_named_too() -> None:
    towns = ("白石岭镇", "柳河湾镇")
    for asked in ("白石岭镇承租国有用房免几个月房租", "白石岭承租国有用房免几个月房租"):
        assert places_note(reading(asked, *towns), {"d1"}) == ""
    plain = "承租国有用房免几个月房租"
    assert "所引是白石岭镇的规定" in places_note(reading(plain, *towns), {"d1"})
