"""Columns that changed places are put back only where that is sure; what is moved can be traced."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from index.repair import SCRAMBLED, repair
from tests.wrapping import check, document, paragraphs_of


def page(fragment: list[str], torn: str, place: int) -> tuple[list[str], list[str]]:
    """Return a press page with its last answer torn: as printed, and as it was said."""
    first = [
        "请问今年在支持企业技术改造方面有哪些安排，重点支持哪些行业？",
        "某省发展和改革委员会副主任张建国：技术改造是产业升级的重要抓手，我们重点抓好三项工作。",
        "一是扩大支持范围，把食品、纺织等传统行业纳入补助目录。",
        "二是简化申报流程，材料由12项减少到5项。",
        "三是加强跟踪服务，建立项目台账，按月调度。",
    ]
    second = [
        "科技成果转化一直是难点，今年准备怎样突破，有哪些具体举措？",
        "某省科学技术厅厅长李卫东：我们围绕平台、机制、人才三个环节推进，主要做法如下。",
        "首先，建设中试平台，全年新建20家。",
        "其次，改革评价机制，职务成果先使用后付费。",
        "第三，引进技术经理人，目标是500名。",
        "接下来，我们将继续完善服务体系，让更多成果在本地落地。",
    ]
    third = [
        "外贸企业反映订单不稳定，请问在稳外贸方面有什么考虑？",
        "某省商务厅副厅长王海燕：我们将支持企业参展，全年组织120场对接活动。",
        "一是搭建海外仓公共服务平台。",
    ]
    last = [torn]
    turns = [*first, *second, *third]
    said = [*turns, torn + fragment[0], *fragment[1:]]
    printed = [*turns[:place], *fragment, *turns[place:], *last]
    return printed, said


FRAGMENT = [
    "见成效。",
    "三是优化通关服务，压缩整体通关时间。同时发展跨境电商，建设30个产业带试点。",
    "四是加强信用保险支持，降低企业出口风险。",
]
TORN = "二是支持企业用好自贸协定。加强政策宣讲和一对一辅导，力争让更多企业享受到关税优惠，早日"


@pytest.mark.parametrize("place", [5, 11])
def test_a_fragment_goes_back_to_the_answer_it_was_torn_from(place: int):
    printed, said = page(FRAGMENT, TORN, place)
    raw = "\n\n".join(printed)
    repaired = check(raw)
    assert paragraphs_of(repaired.text) == said
    (moved,) = [item for item in repaired.repairs if item.kind == "moved"]
    assert raw[moved.raw_start : moved.raw_end] == "\n\n".join(FRAGMENT)
    assert moved.confidence < 1
    origins = [segment.raw_start for segment in repaired.segments]
    assert origins != sorted(origins)


@pytest.mark.parametrize(
    ("fragment", "torn", "why"),
    [
        (
            [FRAGMENT[0], "五是建设服务驿站，方便企业办事。"],
            TORN,
            "the list does not go on with it",
        ),
        ([FRAGMENT[0]], TORN, "no list proves where it belongs"),
        (FRAGMENT, TORN + "实现目标。", "nothing is torn"),
        (["同时，还要加强宣传。", *FRAGMENT[1:]], TORN, "it opens as a sentence does"),
        (["民间投资热情很高，带动作用明显。", *FRAGMENT[1:]], TORN, "it may be a sentence"),
    ],
)
def test_what_is_not_sure_stays_where_it_stands(fragment: list[str], torn: str, why: str):
    printed, _ = page(fragment, torn, 11)
    repaired = check("\n\n".join(printed))
    assert paragraphs_of(repaired.text) == printed, why
    assert not any(item.kind == "moved" for item in repaired.repairs)
    assert why == "nothing is torn" or any(item.kind == "unsure" for item in repaired.repairs)


class Scripted:
    """A scorer to which these (end, beginning) pairs are one sentence and no others; texts begin anew as paragraphs do."""

    def __init__(self, *joints: tuple[str, str], likely: float = -5.0) -> None:
        self.joints = joints
        self.likely = likely
        self.asked: list[tuple[str, str]] = []

    def score(self, joints: Sequence[tuple[str, str]]) -> list[float]:
        self.asked += joints
        return [self._one(left, right) for left, right in joints]

    def _one(self, left: str, right: str) -> float:
        inside = any(right.startswith(beginning) for _, beginning in self.joints)
        if any(left.endswith(end) and right.startswith(start) for end, start in self.joints):
            return self.likely
        return -60.0 if inside or not left.endswith("\n") else -20.0

    def close(self) -> None:
        """Nothing was started."""


def test_a_scorer_decides_between_two_fragments():
    printed, _ = page(FRAGMENT, TORN, 11)
    rival = ["脉络清晰。", "三是完善考核办法，把结果与资金安排挂钩。"]
    raw = "\n\n".join([*printed[:5], *rival, *printed[5:]])
    assert not any(item.kind == "moved" for item in repair(raw).repairs)
    scorer = Scripted((TORN, FRAGMENT[0]))
    repaired = repair(raw, scorer=scorer)
    assert [item.kind for item in repaired.repairs if item.kind == "moved"] == ["moved"]
    assert TORN + FRAGMENT[0] in repaired.text
    assert (TORN, FRAGMENT[0]) in scorer.asked
    unlikely = repair(raw, scorer=Scripted((TORN, FRAGMENT[0]), likely=-58.0))
    assert not any(item.kind == "moved" for item in unlikely.repairs)


ARTICLES = [
    "第一条 为了规范补助资金的管理，提高使用效益，制定本办法。",
    "第二条 补助资金由市财政局会同主管部门管理，实行专款专用。",
    "第三条 申请补助的企业应当依法登记，按时报送统计资料，近两年没有重大违法记录。",
    "第四条 补助按照设备投资额的一定比例核定，最高不超过一百万元。",
    "第五条 主管部门应当自收到申请之日起二十个工作日内完成审核。",
    "第六条 本办法自发布之日起施行。",
]


def swapped(columns: Sequence[Sequence[str]], order: Sequence[int]) -> str:
    return "\n\n".join(paragraph for at in order for paragraph in columns[at])


def test_two_columns_that_changed_places_change_back():
    left, right = ARTICLES[2][:18], ARTICLES[2][18:]
    raw = swapped([[*ARTICLES[:2], left], [right, *ARTICLES[3:]]], [1, 0])
    repaired = repair(raw, scorer=Scripted((left, right)))
    assert paragraphs_of(repaired.text) == ARTICLES
    (moved,) = [item for item in repaired.repairs if item.kind == "moved"]
    assert 0.9 < moved.confidence < 1


def test_three_columns_in_the_wrong_order_with_both_cuts_in_mid_sentence():
    first, second = (ARTICLES[1][:20], ARTICLES[1][20:]), (ARTICLES[4][:22], ARTICLES[4][22:])
    columns = [
        [ARTICLES[0], first[0]],
        [first[1], *ARTICLES[2:4], second[0]],
        [second[1], ARTICLES[5]],
    ]
    for order in ([0, 2, 1], [1, 0, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]):
        repaired = repair(swapped(columns, order), scorer=Scripted(first, second))
        assert paragraphs_of(repaired.text) == ARTICLES, order


def test_what_no_scorer_decides_is_flagged_and_clean_pages_are_not_scored():
    left, right = ARTICLES[2][:18], ARTICLES[2][18:]
    raw = swapped([[*ARTICLES[:2], left], [right, *ARTICLES[3:]]], [1, 0])
    assert any(item.note == SCRAMBLED for item in repair(raw).repairs)
    assert paragraphs_of(repair(raw).text) == raw.split("\n\n")
    scorer = Scripted()
    for text in ("\n\n".join(ARTICLES), "\n\n".join(document(random.Random(12)))):
        assert repair(text, scorer=scorer).text == text
    assert scorer.asked == []


def test_a_page_that_only_breaks_off_keeps_its_order():
    plain = "主管部门受理申请，按照规定的程序审核，并公示结果。"
    raw = "\n\n".join([*ARTICLES[:2], plain, *ARTICLES[2:4], ARTICLES[4][:22]])
    scorer = Scripted()
    repaired = repair(raw, scorer=scorer)
    assert scorer.asked
    assert repaired.text == raw
    assert any(item.kind == "unsure" for item in repaired.repairs)


def test_words_of_the_next_speaker_are_never_joined():
    raw = "\n\n".join(
        [
            *document(random.Random(11), 8),
            "某省财政厅副厅长赵明：资金安排向基层倾斜。今年准备新增安排专项资金，重点支持",
            "请问在金融支持方面，今年还有哪些新的举措可以期待？",
            "某省金融监管局局长钱进：我们将推动银行降低利率，扩大信用贷款规模。",
        ]
    )
    repaired = check(raw)
    assert repaired.text == raw
    assert any(item.kind == "unsure" for item in repaired.repairs)


def test_the_head_of_a_page_belongs_to_no_sentence_and_is_not_asked_about():
    head, cut = "卫生人才培养：要扎实，也要耐心", "项目申报由各地主管部门受理，"
    raw = "\n\n".join([head, *ARTICLES[:3], "培养计划共三期，每期招收学员二十人。", cut + "并按"])
    scorer = Scripted((cut + "并按", head))
    assert repair(raw, scorer=scorer).text == raw
    assert not any(right == head for _, right in scorer.asked)


def test_what_cannot_be_clear_is_not_scored():
    left, right = ARTICLES[2][:18], ARTICLES[2][18:]

    class Sure(Scripted):
        """To it every paragraph stands well where it stands."""

        def _one(self, left: str, right: str) -> float:
            return -1.0

    scorer = Sure()
    repair(swapped([[*ARTICLES[:2], left], [right, *ARTICLES[3:]]], [1, 0]), scorer=scorer)
    assert scorer.asked
    assert all(asked == "。\n" for asked, _ in scorer.asked)
