"""What a conversation is anchored to, and what of a question gives way to the next."""

from __future__ import annotations

import pytest

from qa.question.anchors import anchor_of, names_anchor, outer_of, subject_of


@pytest.mark.parametrize(
    ("asked", "anchor"),
    [
        ("人大2022年外语类保送生招多少人？", "人大2022年外语类保送生"),
        ("人大2020年圆梦计划对户籍有什么要求？", "人大2020年圆梦计划"),
        ("人大2023年强基计划综合成绩怎么算？", "人大2023年强基计划"),
        ("云溪市E类人才是指哪些人？", "云溪市E类人才"),
        ("杭州省级企业技术中心补助多少？", "杭州省级企业技术中心"),
        ("西安金融十条续贷的贴息是多少？", "西安金融十条续贷"),
        ("北京市对科技型小微企业研发费用最高补助多少？", "北京市"),
        ("广东有多少家省实验室？", "广东的省实验室"),
        ("人大2019年艺术团，报名截止到哪天？", "人大2019年艺术团"),
        ("技术改造补助最高多少？", ""),
        ("工业机器人产量占全国多大比重？", ""),
        ("", ""),
    ],
)
def test_what_was_asked_is_no_part_of_the_anchor(asked: str, anchor: str) -> None:
    assert anchor_of(asked) == anchor


def test_an_offer_is_kept_for_what_is_asked_of_it() -> None:
    asked = "云溪市E类人才，每月租房补贴多少？"
    assert anchor_of(asked) == "云溪市E类人才"
    assert subject_of(asked) == "云溪市E类人才，每月租房补贴"


def test_without_an_anchor_the_topic_is_the_subject() -> None:
    assert subject_of("契税的税率是多少？") == "契税"
    assert subject_of("技术改造补助最高多少？") == "技术改造补助"


def test_another_thing_is_asked_of_the_same_place_and_year() -> None:
    assert outer_of("宁波企业招工补助最高多少？") == "宁波"
    assert outer_of("人大2020年圆梦计划，报名到什么时候？") == "人大2020年圆梦计划"
    assert outer_of("云溪市E类人才是指哪些人？") == "云溪市E类人才", (
        "a class is who is talked about"
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("东莞有什么补贴？", True),
        ("《条例》何时施行？", True),
        ("2024年呢", True),
        ("F类呢", True),
        ("省级的呢", True),
        ("车船税法里怎么写？", True),
        ("今年招多少人？", False),
        ("周末上班吗？", False),
        ("认定办法是什么？", False),
    ],
)
def test_anchors_are_places_years_titles_classes_and_texts(text: str, named: bool) -> None:
    assert names_anchor(text) is named
