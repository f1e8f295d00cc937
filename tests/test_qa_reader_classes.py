"""A sentence about the case that excludes the one asked about gives way to one that names the case, or the rest."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.classes import (
    left_out,
    naming_out,
    of_another_case,
    of_the_case,
    other_people,
)
from qa.reader.scoring import read
from tests.make import evidence

STATE = "对承租国有资产类用房的企业，免收1个月房租。"
OTHER = "对租用其他用房的企业，由双方协商减免房租。"
SMALL = "对中小微企业免征社保费5个月。"
LARGE = "对大型企业减半征收社保费3个月。"
ABOVE = "对规模以上工业企业每户奖励5万元。"
BELOW = "对规模以下工业企业每户奖励8000元。"


def kept(question: str, *texts: str) -> list[str]:
    asked = analyse(question)
    items = [evidence(text, n, start=0) for n, text in enumerate(texts, 1)]
    reading = read(asked, items, lambda t: 0.01)
    return sorted({c.text for c in of_the_case(asked.folded, reading.candidates)})


@pytest.mark.parametrize(
    ("question", "texts", "expected"),
    [
        ("租私人的房子能减房租吗", (STATE, OTHER), [OTHER]),
        ("租国有的房子能减房租吗", (STATE, OTHER), [STATE, OTHER]),
        ("大型企业社保费减几个月", (SMALL, LARGE), [LARGE]),
        ("小微企业社保费减几个月", (SMALL, LARGE), [SMALL]),
        ("企业社保费减几个月", (SMALL, LARGE), [SMALL, LARGE]),
        ("没上规模的企业奖多少", (ABOVE, BELOW), [BELOW]),
        ("规上工业企业奖多少", (ABOVE, BELOW), [ABOVE]),
        ("大型企业和小微企业社保费各减几个月", (SMALL, LARGE), [SMALL, LARGE]),
    ],
)
def test_the_other_case_gives_way(
    question: str, texts: tuple[str, ...], expected: list[str]
) -> None:
    assert kept(question, *texts) == sorted(expected)


def test_what_is_not_public_is_private() -> None:
    state, private = "国有企业免收1个月房租。", "非公有制企业减半收取房租。"
    assert kept("民营企业减多少房租", state, private) == [private]


def test_where_nothing_names_the_case_all_stay() -> None:
    assert kept("大型企业社保费减几个月", SMALL) == [SMALL]


AGAIN = "因酒后行船被处罚，再次酒后行船的，处五日拘留。"
ONCE = "酒后行船的，处二百元罚款；再次酒后行船的，处五百元罚款。"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第一次酒后行船怎么罚", [ONCE]),
        ("酒后行船怎么罚", [ONCE, AGAIN]),
        ("再次酒后行船怎么罚", [ONCE, AGAIN]),
    ],
)
def test_the_first_time_is_not_told_by_what_is_done_again(
    question: str, expected: list[str]
) -> None:
    assert kept(question, ONCE, AGAIN) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("景区对教师免门票到几时", "景区对全国医务人员免门票至年底。", ("教师", "医务人员")),
        ("景区对护士免门票到几时", "景区对全国医务人员免门票至年底。", None),
        ("景区对教师免门票到几时", "景区对医务人员、教师免门票至年底。", None),
        ("景区对教师免门票到几时", "景区对老人和所有职工免门票至年底。", None),
        ("景区免门票到几时", "景区对全国医务人员免门票至年底。", None),
    ],
)
def test_a_rule_for_other_people(question: str, text: str, found: tuple[str, str] | None) -> None:
    asked = analyse(question)
    (candidate,) = read(asked, [evidence(text, 1)], lambda t: 0.01).candidates
    assert other_people(asked.folded, candidate) == found


def test_who_is_left_out_is_told_so_first() -> None:
    text = "降价范围为除高耗能行业用户外的用户。自2月起按原电价的95%结算。"
    out, best = "降价范围为除高耗能行业用户外的用户。", "自2月起按原电价的95%结算。"
    for question, first in (
        ("我们是高耗能的铝厂，能享受电价按95%结算吗？", out),
        ("我们是食品厂，能享受电价按95%结算吗？", best),
        ("高耗能是指什么，电价按95%结算？", best),
    ):
        reading = read(analyse(question), [evidence(text)], lambda token: 0.01)
        told = naming_out(reading).best
        assert told is not None and told.text == first


@pytest.mark.parametrize(
    ("question", "quote", "who"),
    [
        ("我是搞采矿的，能拿奖励吗？", "工业类项目（不含采矿、选矿）给予奖励", "采矿"),
        ("我们不是采矿企业，能拿吗？", "工业类项目（不含采矿、选矿）给予奖励", ""),
        ("我们单位是机关，给补贴吗？", "用人单位（机关事业单位除外）每人补贴1万元", "机关"),
        ("湖北的企业能免吗？", "各省（除湖北省外）可免征", "湖北"),
        ("制造企业能拿多少？", "除另有规定外，给制造企业补助", ""),
        ("房地产项目能拿吗？", "服务业项目（不含房地产住宅类项目）", ""),
    ],
)
def test_who_is_named_and_left_out_is_told(question: str, quote: str, who: str) -> None:
    assert left_out(analyse(question), quote) == who


@pytest.mark.parametrize(
    ("question", "piece", "other"),
    [
        ("大企业的返还比例是多少", "中小微企业返还比例为60%", True),
        ("大企业的返还比例是多少", "大型企业为30%", False),
        ("小微企业的返还比例是多少", "大型企业为30%", True),
        ("企业的返还比例是多少", "大型企业为30%", False),
    ],
)
def test_a_piece_of_a_sentence_is_of_another_case(question: str, piece: str, other: bool) -> None:
    assert of_another_case(analyse(question).folded, piece) is other


def test_what_is_ruled_for_the_asker_s_place_goes_before_what_leaves_it_out() -> None:
    text = "各省（除湖北省外）可免征小微企业5个月社保费。湖北省可免征各类企业5个月社保费。"
    reading = read(analyse("我们是湖北的公司，能免社保费吗？"), [evidence(text)], lambda t: 0.01)
    assert naming_out(reading) == reading
