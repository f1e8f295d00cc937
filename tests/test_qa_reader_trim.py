"""A sentence cut down to one figure keeps only words of the source, and all that say whose figure it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.clauses import CLAUSE_END, clause_of, cuts, governing, item_of
from qa.figures import find_figures
from qa.lexicon.bigrams import bigrams
from qa.reader.trim import ELLIPSIS, leaves_out_joined, part_asked, told, trim, with_exceptions


def trimmed(sentence: str, part: str) -> str:
    figures = find_figures(sentence)
    return trim(sentence, next(f for f in figures if part in f.text), figures)


@pytest.mark.parametrize(
    ("sentence", "part", "expected"),
    [
        (
            "全县建成30家甲类站点、40家乙类站点和50家丙类站点。",
            "50",
            f"全县建成{ELLIPSIS}50家丙类站点。",
        ),
        ("全县建成30家甲类站点、40家乙类站点和50家丙类站点。", "30", "全县建成30家甲类站点"),
        (
            "2025年立项课题中，企业牵头占六成、高校牵头占三成。",
            "三成",
            "2025年立项课题中，高校牵头占三成。",
        ),
        ("2025年全县新增企业120家，净增岗位3000个。", "3000", f"2025年{ELLIPSIS}净增岗位3000个。"),
        ("甲业、乙业占比分别超三成、五成。", "五成", "甲业、乙业占比分别超三成、五成。"),
        ("最高补助300万元。", "300", "最高补助300万元。"),
    ],
)
def test_the_asked_figure_stays_with_its_subject(sentence: str, part: str, expected: str) -> None:
    assert trimmed(sentence, part) == expected


def test_a_clause_that_leans_on_the_one_before_is_not_cut_off() -> None:
    sentence = "去年引进院士3名，其中2名来自企业。"
    assert trimmed(sentence, "2名") == sentence


@given(st.text(alphabet="全县建成家站点、，和123“”（）0。", max_size=40))
def test_every_piece_stands_in_the_sentence(sentence: str) -> None:
    figures = find_figures(sentence)
    for figure in figures:
        for piece in (
            trim(sentence, figure, figures).replace("，" + ELLIPSIS, ELLIPSIS).split(ELLIPSIS)
        ):
            for part in piece.split("，"):
                assert part.strip() in sentence
        start, end = item_of(sentence, figure.number_start)
        c, d = clause_of(sentence, figure.number_start)
        assert c <= start <= figure.number_start < end <= d


def test_cuts_leave_quotations_and_thousands_whole() -> None:
    sentence = "落实“先用,后转”办法,共1,234项"
    assert [sentence[a:b] for a, b in cuts(sentence, CLAUSE_END)] == [
        "落实“先用,后转”办法",
        "共1,234项",
    ]


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("据了解，村里办了食堂。", "村里办了食堂。"),
        ("记者3日从县商务局获悉，冷库已经建成。", "冷库已经建成。"),
        (
            "冷库建成新华社南山3月5日电（记者李四）记者从县商务局获悉，冷库已经建成。",
            "冷库已经建成。",
        ),
        ("冷库已经建成。（记者李四）", "冷库已经建成。"),
        ("3月5日，县商务局印发通知。", "3月5日，县商务局印发通知。"),
        ("县商务局局长李四介绍，冷库已经建成。", "县商务局局长李四介绍，冷库已经建成。"),
        ("据了解，", "据了解，"),
    ],
)
def test_what_the_reporter_adds_is_left_out(sentence: str, tells: str) -> None:
    assert told(sentence) == tells


@pytest.mark.parametrize(
    ("sentence", "asked", "kept"),
    [
        (
            "新开食堂的村，补三万元；新建冷库的村，补五万元。",
            "新建冷库的村补多少",
            "新建冷库的村，补五万元。",
        ),
        ("新开食堂的村，补三万元；其中最高补五万元。", "新开食堂最高补五万元", ""),
        ("新开食堂的村，补三万元；新建冷库的村，补五万元。", "补多少", ""),
        ("新开食堂的村，补三万元。", "新开食堂补多少", ""),
    ],
)
def test_the_part_asked_for_is_cut_at_semicolons_where_it_stands_alone(
    sentence: str, asked: str, kept: str
) -> None:
    wanted = bigrams(asked)
    share = lambda text: len(bigrams(text) & wanted) / len(wanted)  # noqa: E731
    assert part_asked(sentence, share) == (kept or sentence)


def test_marks_side_by_side_do_not_hold_up_what_leans() -> None:
    # An answer over such a text never came.
    text = "全县企业，：占8%"
    assert governing(text, text.index("8")) == (0, len(text))
    text = "全县企业，：占8%，：其中"
    start, end = governing(text, text.index("8"))
    assert text[start:end] == "全县企业，：占8%"


def test_a_part_that_denies_is_asked_for_by_a_question_that_denies() -> None:
    sentence = "对参保的渔船，按合同规定赔偿；对未参保的渔船，依照有关规定补助。"
    share = lambda text: 0.5  # noqa: E731
    assert (
        part_asked(sentence, share, "没参保的渔船坏了赔多少")
        == "对未参保的渔船，依照有关规定补助。"
    )
    assert part_asked(sentence, share, "渔船坏了赔多少") == sentence


def test_a_fine_is_told_with_the_higher_one() -> None:
    sentence = "占用渔道的，处二百元罚款；拒不改正的，处五百元罚款；船舶另行规定。"
    assert with_exceptions(sentence, "占用渔道的，处二百元罚款") == (
        "占用渔道的，处二百元罚款；拒不改正的，处五百元罚款"
    )


def test_of_two_things_joined_by_the_question_none_is_cut_away() -> None:
    sentence = "校考成绩中，笔试成绩占60%，面试成绩占40%。"
    assert leaves_out_joined("笔试和面试占多少", sentence, "校考成绩中，笔试成绩占60%")
    assert not leaves_out_joined("笔试占多少", sentence, "校考成绩中，笔试成绩占60%")
    assert not leaves_out_joined("笔试和口试占多少", sentence, "校考成绩中，笔试成绩占60%")
