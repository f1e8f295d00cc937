"""Whose place a figure is: not that of a wider one, nor of one that the sentence leaves out."""

from __future__ import annotations

import pytest

from qa.fitting.places import fits_place, fits_regions, main_region, names_places, region_note
from qa.question import analyse
from qa.reader.scoring import read
from tests.make import evidence


def fits(question: str, text: str) -> bool:
    reading = read(analyse(question), [evidence(text, 1, start=0)], lambda t: 0.01)
    assert reading.best is not None
    return fits_place(reading.question, reading.best, lambda _: text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("深圳市2024年海洋生产总值是多少亿元？", "2024年，全省海洋生产总值达到9860亿元。"),
        ("礁安市2024年海洋生产总值是多少亿元？", "全省海洋生产总值达到9860亿元。"),
        ("湖北的企业减征几个月？", "各省（除湖北省外）的企业减征3个月。"),
        ("不在湖北的企业减征几个月？", "湖北省的企业减征5个月。"),
        ("我们是湖北的企业，减征几个月？", "各省（除湖北省外）的企业减征3个月。"),
    ],
)
def test_it_is_of_another_place(question: str, text: str) -> None:
    assert not fits(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("深圳市2024年海洋生产总值是多少亿元？", "全省海洋生产总值9860亿元，其中深圳3000亿元。"),
        ("2024年海洋生产总值是多少亿元？", "2024年，全省海洋生产总值达到9860亿元。"),
        ("不在湖北的企业减征几个月？", "各省（除湖北省外）的企业减征3个月。"),
        ("深圳海洋生产总值相当于全国的几分之几？", "深圳海洋生产总值约占全国1/4。"),
    ],
)
def test_it_may_be_of_the_place_asked_about(question: str, text: str) -> None:
    assert fits(question, text)


def test_a_place_that_no_list_has_must_be_named() -> None:
    asked = analyse("礁安市2024年有多少家企业？")
    assert not fits_regions(asked, evidence("2024年有30家企业。", 1, start=0), lambda _: "")
    assert fits_regions(asked, evidence("礁安市2024年有30家企业。", 1, start=0), lambda _: "")


def test_of_a_province_and_a_city_in_it_named_alike_the_city_is_meant() -> None:
    assert main_region("- 地区: 浙江省杭州市") == "杭州市"
    assert main_region("浙江省杭州市……浙江省") == "浙江省"
    assert main_region("没有地名") is None
    sent = "各省、自治区、直辖市及新疆生产建设兵团财政厅（局）："
    assert main_region(sent) is None and main_region(f"{sent}江西省率先试点。") == "江西省"


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        ([], "材料中没有东莞市、深圳市的相关内容"),
        (["东莞有企业30家。"], "材料中没有深圳市的相关内容"),
        (["东莞有企业30家。", "深圳有企业50家。"], "没有一段材料同时写到东莞市、深圳市"),
    ],
)
def test_of_several_places_those_that_are_named_are_not_called_missing(
    texts: list[str], note: str
) -> None:
    found = [evidence(text, n, start=n * 100) for n, text in enumerate(texts, 1)]
    assert region_note(analyse("东莞和深圳有多少家企业？"), found) == note


def test_what_a_semicolon_parts_is_said_of_the_same_places() -> None:
    text = "各省（除湖北省外）可免征小微企业5个月；对大型企业减半征收3个月。"
    for question, answers in (
        ("我们是湖北的大型企业，减征几个月？", False),
        ("我们是大型企业，减征几个月？", True),
    ):
        reading = read(analyse(question), [evidence(text, 1, start=0)], lambda t: 0.01)
        second = next(c for c in reading.candidates if "大型" in c.text)
        assert fits_place(reading.question, second, lambda _: text) is answers


def test_where_the_names_of_cities_are_asked_for_a_sentence_must_name_a_place() -> None:
    question = analyse("国家物流枢纽在哪些城市？")
    assert names_places(question, "加快推动成都、西安等物流枢纽建设。")
    assert not names_places(question, "加快推动物流枢纽城市建设。")
    assert names_places(analyse("物流枢纽有什么用？"), "加快推动物流枢纽建设。")
