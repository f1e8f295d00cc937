"""Several years or places, and questions in a row, are taken apart; ranges, comparisons and joint doings are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.decompose import MOST_YEARS, parts
from qa.question.in_turn import clauses, sentences, typed_of
from qa.question.two_years import against_base


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年和2025年服务外包执行额分别是多少？", ("2024年服务外包执行额是多少？", "2025年服务外包执行额是多少？")),
        ("2024年和2025年的赤字率差多少？", ("2024年赤字率是多少？", "2025年赤字率是多少？")),
        ("2025年的赤字率高还是2024年的高", ("2025年赤字率是多少？", "2024年赤字率是多少？")),
        ("2024年新增就业和2025年比哪年多", ("2024年新增就业是多少？", "2025年新增就业是多少？")),
        ("东莞服务外包增速和全省比怎么样", ("东莞服务外包增速是多少？", "全省服务外包增速是多少？")),
        ("东莞的做法和佛山比怎么样", ()),
        ("市重点实验室比县重点实验室多多少家？", ("市重点实验室有多少家？", "县重点实验室有多少家？")),
        ("城镇就业比农村居民多多少个", ()),
        ("2024、2025年的赤字率各是多少", ("2024年的赤字率是多少", "2025年的赤字率是多少")),
        ("东莞和佛山分别有多少家企业？", ("东莞有多少家企业？", "佛山有多少家企业？")),
        ("2025年上半年和2025年下半年增长多少？", ("2025年上半年增长多少？", "2025年下半年增长多少？")),
        ("2021年至2025年增长多少？", ()),
        (
            "2022年到2024年的增长目标分别是多少？",
            ("2022年的增长目标是多少？", "2023年的增长目标是多少？", "2024年的增长目标是多少？"),
        ),
        ("2023—2024年各年的目标是多少？", ("2023年目标是多少？", "2024年目标是多少？")),
        ("2001年至2024年的目标分别是多少？", ()),
        ("2025年比2024年增长多少？", ()),
        ("2024年和2025年相比，增长多少？", ()),
        ("2024年和2025年一共投入多少？", ()),
        ("M2，2013年实际增长多少，2014年目标定多少？", ("2013年M2实际增长多少？", "2014年M2目标定多少？")),
        ("2013年M2实际增长多少，2014年目标定多少？", ()),
        ("2011年定的物价涨幅目标和2010年实际涨幅比，哪个高？", ("2011年定的物价涨幅目标是多少？", "2010年实际物价涨幅是多少？")),
        ("2023年上半年杭州和武汉，谁的GDP更高？", ("2023年上半年杭州的GDP是多少？", "2023年上半年武汉的GDP是多少？")),
        ("深圳和广州出口额哪个大", ("深圳的出口额是多少？", "广州的出口额是多少？")),
        ("2021年和2022年，哪年粮食产量更高？", ("2021年的粮食产量是多少？", "2022年的粮食产量是多少？")),
        ("广东和江苏谁的政策更好", ()),
        ("2022年就建成了5家，2024年建成多少家？", ()),
        ("2022年补多少，怎么申请？", ()),
        ("青柏县图书馆和文化馆的电话分别是多少？", ("青柏县图书馆的电话是多少？", "青柏县文化馆的电话是多少？")),
        ("人大2023年招香港学生和台湾学生各多少人？", ("人大2023年招香港学生多少人？", "人大2023年招台湾学生多少人？")),
        ("省级和市级企业技术中心分别补助多少？", ("省级企业技术中心补助多少？", "市级企业技术中心补助多少？")),
        ("图书馆和文化馆哪个面积大？", ("图书馆的面积是多少？", "文化馆的面积是多少？")),
        ("住房和城乡建设局的电话是多少？", ()),
        (
            "广东和江苏上半年的进出口总值分别是多少，同比增长多少？",
            ("广东上半年的进出口总值是多少，同比增长多少？", "江苏上半年的进出口总值是多少，同比增长多少？"),
        ),
        ("对比青石海关和白云海关今年的签证情况。", ("青石海关今年的签证情况？", "白云海关今年的签证情况？")),
        (
            "对困难毕业生和招用失业人员单位的补贴标准分别是多少？",
            ("对困难毕业生的补贴标准是多少？", "对招用失业人员单位的补贴标准是多少？"),
        ),
        ("科技局和工信局谁负责？", ()),
        ("广东和香港怎么合作？", ()),
        ("东莞和佛山有什么共同的措施？", ()),
        ("2025年有多少家企业？", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_parts(question: str, expected: tuple[str, ...]) -> None:
    assert parts(question) == expected


@given(st.text(alphabet="2014年和、与比东莞佛山分别多少？至", max_size=40))
def test_any_text_gives_none_or_a_few_parts(text: str) -> None:
    assert len(parts(text)) in (0, *range(2, MOST_YEARS + 1))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("工作会议一般几次？全体会议呢？", ("工作会议一般几次？", "全体会议一般几次？")),
        ("技术改造补助最高多少？什么时候申报？", ("技术改造补助最高多少？", "技术改造补助，什么时候申报？")),
        ("补助最高多少？怎么申请？（看2024年的办法）", ("补助最高多少？（看2024年的办法）", "补助，怎么申请？（看2024年的办法）")),
        ("补助最高多少？谢谢！", ()),
        ("网点多久内要备案？用不用办营业执照", ("网点多久内要备案？", "网点的内要备案，用不用办营业执照？")),
        ("样本县新三板挂牌奖多少，主板上市呢？", ("样本县新三板挂牌奖多少？", "样本县主板上市奖多少？")),
        ("质保金能退多少，什么时候还回去？", ()),
        ("答问的是谁，担任什么职务？", ()),
        ("民宿一间奖多少，要满足什么条件？", ()),
        ("平台建成了几个，管着多少个领域？", ()),
        ("赔多少谈好之后，几天内打钱？", ()),
        ("补助最高多少？？？怎么申请！！！", ("补助最高多少？", "补助，怎么申请？")),
        ("最高补助300万元，对吗？是真的吗？", ()),
        ("2024年和2025年分别是多少？", ()),
        ("", ()),
        ("？？？", ()),
    ],
)  # fmt: skip
def test_sentences(question: str, expected: tuple[str, ...]) -> None:
    assert tuple(piece.ways[0] for piece in sentences(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # What names a thing of its own is asked alone first, then under what the question before is about.
        (
            "渔政局派出了多少个工作组？海洋牧场养殖面积达到多少亩？",
            ("海洋牧场养殖面积达到多少亩？", "渔政局派出的工作组，海洋牧场养殖面积达到多少亩？"),
        ),
        ("渔政局派出多少个工作组，海洋牧场养殖面积达到多少亩？", ("海洋牧场养殖面积达到多少亩？", "渔政局派出的工作组，海洋牧场养殖面积达到多少亩？")),
        # It is of the same year and place.
        ("全国渔业重点实验室有几家？省渔业厅下一步有什么计划？", ("省渔业厅下一步有什么计划？",)),
        ("有几家实验室，林女士在哪里开了店“渔，家”？", ("林女士在哪里开了店“渔，家”？",)),
        ("2023年东莞远洋渔船建造补助多少？海洋牧场养殖面积达到多少亩？", ("2023年东莞，海洋牧场养殖面积达到多少亩？",)),
        # What points back, or names next to nothing, leans on the question before.
        ("林女士在哪里开了店？林女士因此亏损了多少？", ("林女士在的开了店，林女士因此亏损了多少？",)),
        ("渔船着火造成多少人遇难？有多少人受伤？", ("渔船着火造成的遇难，有多少人受伤？",)),
    ],
)  # fmt: skip
def test_ways_to_ask_the_second(question: str, expected: tuple[str, ...]) -> None:
    first, second = sentences(question)
    assert len(first.ways) == 1
    assert second.ways[: len(expected)] == expected
    assert second.typed.rstrip("？") in question


@given(st.text(alphabet="补助多少谁呢？?。，2024年（）我们吗 ", max_size=80))
def test_any_text_gives_none_or_a_few_sentences(text: str) -> None:
    found = sentences(text)
    assert len(found) in (0, *range(2, MOST_YEARS + 1))
    assert all(piece.typed and all(piece.ways) for piece in found)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("渔港太吵，能罚吗，罚多少？", ("渔港太吵，能罚吗？", "渔港太吵，罚多少？")),
        ("渔船补助最高多少，什么时候申报？", ("渔船补助最高多少？", "渔船补助，什么时候申报？")),
        (
            "浙江的水价降多少，国有房租免几个月？",
            ("浙江的水价降多少？", "浙江，国有房租免几个月？"),
        ),
        ("渔船每艘补多少，实习船员每月补多少？", ("渔船每艘补多少？", "实习船员每月补多少？")),
        ("渔船太旧，能补多少？", ()),
        ("渔船补多少？什么时候申报？", ()),
        (
            "《渔港（新，试行）办法》何时实施，罚多少？",
            ("《渔港（新，试行）办法》何时实施？", "《渔港（新，试行）办法》的实施，罚多少？"),
        ),
        ("", ()),
    ],
)
def test_clauses(question: str, expected: tuple[str, ...]) -> None:
    assert clauses(question) == expected


@pytest.mark.parametrize(
    "question", ["城镇新增就业2019和2020哪年多", "城镇新增就业2019年和2020年相比，哪一年更多？"]
)
def test_what_two_years_are_compared_by_may_stand_before_them(question: str) -> None:
    assert parts(question) == ("2019年城镇新增就业是多少？", "2020年城镇新增就业是多少？")


def test_a_clause_that_tells_parts_leans_on_all_that_was_asked() -> None:
    assert (
        clauses("全省文化企业收入是多少，其中东部、西部各是多少？")[1]
        == "全省文化企业收入，其中东部、西部各是多少？"
    )


def test_a_question_is_named_as_it_was_typed() -> None:
    assert typed_of("青柏县，房租免几个月？", "青柏县水价降多少，房租免几个月？") == "房租免几个月"
    assert typed_of("房租免几个月？", "水价降多少") == "房租免几个月？"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "青河学院的招生计划从2021年到2022年有什么变化？",
            ("2021年青河学院的招生计划是多少？", "2022年青河学院的招生计划是多少？"),
        ),
        (
            "2019年登高计划和2020年相比，招生人数怎么变的？",
            ("2019年登高计划招生人数是多少？", "2020年登高计划招生人数是多少？"),
        ),
        ("从2015年到2020年有什么变化？", ()),
        ("2014年法院工作和2013年相比有什么变化？", ()),
    ],
)
def test_what_changed_is_what_it_was_in_each_year(question: str, expected: tuple[str, ...]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2025年的赤字率比2024年低几个百分点？", ("2025年赤字率是多少？", "2024年赤字率是多少？")),
        (
            "2025年城镇新增就业较2024年多多少万人",
            ("2025年城镇新增就业是多少？", "2024年城镇新增就业是多少？"),
        ),
        ("2025年的赤字率比上年低多少？", ()),
        ("2025年的赤字率是多少？", ()),
    ],
)
def test_a_difference_no_source_tells_is_shown_by_both_years(
    question: str, years: tuple[str, ...]
) -> None:
    assert against_base(question) == years


def test_two_parties_are_asked_for_by_themselves_with_what_both_get() -> None:
    assert parts("创业贷款个人和小微企业最高各能贷多少") == (
        "创业贷款个人最高能贷多少",
        "创业贷款小微企业最高能贷多少",
    )
    assert parts("养老补助2018年和2020年各加了多少钱") == (
        "养老补助2018年加了多少钱",
        "养老补助2020年加了多少钱",
    )
