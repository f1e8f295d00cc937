"""A heading that the question names is told by what stands under it, and only that heading."""

from __future__ import annotations

import pytest

from qa.citations import check
from qa.question import analyse
from qa.reader.extractive import compose
from qa.reader.headed import head_of, names, under_heading
from qa.reader.scoring import SURE, read
from tests.make import evidence

PAPER = (
    "为服务企业，测试县提出以下措施： 一、优化锅炉检验服务。企业在网上报检。口罩厂的锅炉随到随检。"
    "二、切实加强仓储安全管理 1.清点库存。仓库每周清点一次。2.防火检查。每月检查一次。"
    "三、实施稳岗返还政策。返还比例提高到六成。"
)


def told(question: str, text: str = PAPER) -> list[str]:
    """The lines that answer by the heading alone, no model having judged; empty where no heading decides."""
    item = evidence(text)
    reading = read(analyse(question), (item,), lambda token: 0.01)
    raised = under_heading(reading, reading.candidates)
    if raised is reading:
        return []
    assert (raised.candidates[0].chance or 0) >= SURE
    return [line.text for line in compose(raised, (item,))]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("测试县如何优化锅炉检验服务？", ["企业在网上报检。", "口罩厂的锅炉随到随检。"]),
        (
            "测试县怎样加强仓储安全管理？",
            ["1.清点库存。仓库每周清点一次。", "2.防火检查。每月检查一次。"],
        ),
        ("测试县在稳岗返还方面有哪些举措？", ["返还比例提高到六成。"]),
        (
            "测试县的优化锅炉检验服务具体指的是什么？",
            ["企业在网上报检。", "口罩厂的锅炉随到随检。"],
        ),
    ],
)
def test_what_stands_under_the_heading_is_told_to_its_end(question: str, lines: list[str]) -> None:
    assert [line.lstrip("12.") for line in told(question)] == [x.lstrip("12.") for x in lines]


@pytest.mark.parametrize(
    "question",
    [
        "测试县如何优化电梯检验服务？",  # another thing in the heading
        "测试县优化锅炉检验服务由哪个部门负责？",
        "测试县为什么要优化锅炉检验服务？",
        "测试县优化锅炉检验服务投入多少万元？",
        "外资幼儿园的境外教师如何优化锅炉检验服务？",  # of whom nothing is said
        "什么是优化锅炉检验服务？",
    ],
)
def test_another_heading_or_another_kind_of_question_is_left_to_the_models(question: str) -> None:
    assert told(question) == []


def test_a_field_that_a_sentence_opens_with_is_a_heading() -> None:
    text = "在物资调拨方面，各镇将调拨单送县交通局。在信息报送方面，各镇每天报送一次。"
    assert told("测试县在物资调拨方面采取了什么措施？", text) == [
        "在物资调拨方面，各镇将调拨单送县交通局。"
    ]


def test_a_short_heading_must_be_what_is_asked_about() -> None:
    assert names(analyse("救助站的安检登记采取了什么措施？"), "（二）安检登记。")
    assert names(analyse("救助站对来人的身体检视，采取了什么措施？"), "1.身体检视。")
    assert not names(analyse("为落实组织领导责任，县里如何补贴食堂？"), "三、组织领导。")


def test_a_heading_has_a_label() -> None:
    assert head_of("四、来访与接待　来访者应当先预约。") == "来访与接待"
    assert head_of("来访与接待。") == "" and head_of("第三，以现金奖励") == "以现金奖励"


def test_what_white_space_parts_from_its_heading_is_quoted_without_it() -> None:
    text = "四、来访与接待　来访者应当先打电话，或者在网上预约时间再来。五、其他　本公告今日施行。"
    draft = "来访者应当先打电话，或者在网上预约时间再来。[1]"
    assert check(draft, [evidence(text)], question="").__class__.__name__ == "Supported"
    denied = text.replace("来访与接待", "不予接待的情形")
    assert check(draft, [evidence(denied)], question="").__class__.__name__ == "Rejected"


def test_the_first_item_is_quoted_without_what_announces_all() -> None:
    text = "县里的措施主要有两个方面： 一是加大对食堂用电成本的支持力度。二是补贴老人。"
    draft = "一是加大对食堂用电成本的支持力度。[1]"
    assert check(draft, [evidence(text)], question="").__class__.__name__ == "Supported"
    said = text.replace("县里的措施主要有两个方面", "有人反映")
    assert check(draft, [evidence(said)], question="").__class__.__name__ == "Rejected"
