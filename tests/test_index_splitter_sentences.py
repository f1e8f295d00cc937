"""Sentences and clauses: boundaries by construction, and what is never cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.splitter import clauses, sentences
from index.splitter.sentences import PIECE, RUN_ON
from tests.steps import steps


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def clause_texts(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年增长16.6%。明年继续。", ["今年增长16.6%。", "明年继续。"]),
        ("1.办理登记。2.提交材料。", ["1.办理登记。", "2.提交材料。"]),
        ("行吗?行!好；可以。", ["行吗?", "行!", "好；可以。"]),
        ("他说：“先办。后补。”大家同意。", ["他说：“先办。后补。”", "大家同意。"]),
        ("“先办。”某厅长说。大家同意。", ["“先办。”某厅长说。", "大家同意。"]),
        ("以“谁来办？”为题讨论。散会。", ["以“谁来办？”为题讨论。", "散会。"]),
        ("依据《办法。细则》执行。完。", ["依据《办法。细则》执行。", "完。"]),
        ("补贴（上限10万元。）另行通知。完。", ["补贴（上限10万元。）另行通知。", "完。"]),
        ("给予补贴。（责任单位：省财政厅）", ["给予补贴。（责任单位：省财政厅）"]),
        ("对旅行社奖励。每满一万人奖励一万元。", ["对旅行社奖励。每满一万人奖励一万元。"]),
        ("补助1万元。每年一次。", ["补助1万元。", "每年一次。"]),
        ("给予补贴。[责任单位：市财政局]下一条。", ["给予补贴。[责任单位：市财政局]", "下一条。"]),
        ("给予补贴。（二）给予贴息。", ["给予补贴。", "（二）给予贴息。"]),
        ("见https://example.cn/a?b=1再看。完。", ["见https://example.cn/a?b=1再看。", "完。"]),
        ("第一行\n第二行。", ["第一行", "第二行。"]),
        ("“没有结束的引号。第二句。", ["“没有结束的引号。", "第二句。"]),
        ('他说"先办。后补"。完。', ['他说"先办。后补"。', "完。"]),
        ("The plan works. We go on. 完。", ["The plan works.", "We go on.", "完。"]),
        ("  前后有空格。  第二句  ", ["前后有空格。", "第二句"]),
        ("", []),
        (" \n\u3000", []),
    ],
)
def test_sentence_boundaries(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "打造35个项目,助力8.5万家企业,共1,000家。",
            ["打造35个项目,", "助力8.5万家企业,", "共1,000家。"],
        ),
        ("比例为1:3，时间10：30。", ["比例为1:3，", "时间10：30。"]),
        ("培育150家；建设20个（含2个，新建）。", ["培育150家；", "建设20个（含2个，新建）。"]),
        ("一方面，减税——减轻负担。", ["一方面，", "减税——", "减轻负担。"]),
        ("构建“攻关、引领，赋能”体系，见效。", ["构建“攻关、引领，赋能”体系，", "见效。"]),
    ],
)
def test_clause_boundaries(text: str, expected: list[str]) -> None:
    assert clause_texts(text) == expected


ATOMS = st.sampled_from(
    [
        "全省新增150家企业。",
        "占比超36.5%！",
        "实施“先用后转”改革。",
        "依据《促进条例（试行）》办理？",
        "金额为1,234.5万元（含税，下同）。",
        "一是减税，二是降费；三是补贴。",
        "详见http://a.cn/b?c=d&e=1。",
    ]
)


@given(st.lists(ATOMS, max_size=20))
def test_sentences_come_out_as_they_were_put_in(atoms: list[str]) -> None:
    assert pieces("".join(atoms)) == atoms


ANYTHING = st.text(
    alphabet=st.sampled_from("企业。，；：！？“”《》（）()\"'‘’.,;:!? \n\u3000123%a—…、【】[]"),
    max_size=80,
)


@given(ANYTHING)
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    for spans in (sentences(text), clauses(text)):
        seen = 0
        for start, end in spans:
            assert seen <= start < end
            assert not text[seen:start].strip()
            assert text[start:end] == text[start:end].strip()
            seen = end
        assert not text[seen:].strip()


@given(ANYTHING)
def test_clauses_refine_sentences(text: str) -> None:
    ends = {end for _, end in clauses(text)}
    assert {end for _, end in sentences(text)} <= ends


@given(ANYTHING)
def test_no_figure_is_cut(text: str) -> None:
    for match in re.finditer(r"\d+(?:[.,]\d+)*%?", text):
        for _, end in (*sentences(text), *clauses(text)):
            assert not match.start() < end < match.end()


RUNNING = st.lists(
    st.sampled_from(
        [
            "原告于当日支付了价款",
            "双方约定另行协商",
            "，",
            "；",
            "：",
            "“",
            "”",
            '"',
            "（",
            "）",
            "3.5万元",
            " ",
        ]
    ),
    min_size=60,
    max_size=150,
).map("".join)


@given(RUNNING)
def test_what_runs_on_is_cut_between_clauses_and_loses_nothing(text: str) -> None:
    test_spans_are_ordered_trimmed_and_lose_nothing.hypothesis.inner_test(text)
    test_clauses_refine_sentences.hypothesis.inner_test(text)
    longest = max((end - start for start, end in clauses(text)), default=0)
    assert max((end - start for start, end in sentences(text)), default=0) <= RUN_ON + longest


def test_what_runs_on_ends_at_semicolons_where_it_has_them() -> None:
    items = [
        f"第{n}项由企业自行申报，经审核后给予补助，{'其余部分由县里统筹安排，' * 4}按年兑现；"
        for n in range(6)
    ]
    assert pieces("".join(items)) == items
    assert pieces("".join(items[:3])) == ["".join(items[:3])]  # 300 characters are no running on


def test_what_runs_on_without_semicolons_is_cut_into_pieces_that_can_be_read() -> None:
    text = "双方于当日签订合同，约定总价为三万元，" * 30
    assert all(PIECE // 2 <= len(piece) <= 2 * PIECE for piece in pieces(text))


@pytest.mark.parametrize("unit", ["汉字", "（", "“字", "1", "a.", "《", "https://", "字，"])
def test_twice_the_input_takes_twice_the_steps(unit: str) -> None:
    once, twice = (steps(lambda n=n: sentences(unit * n)) for n in (1000, 2000))  # type: ignore[misc]
    assert once <= twice <= 2.1 * once
    assert sentences(unit * 20_000)


def test_a_label_keeps_its_days_and_a_sentence_does_not() -> None:
    text = "三、集中缴费期。2025年9月15日至12月25日。逾期不予受理。"
    assert [text[a:b] for a, b in sentences(text)] == [
        "三、集中缴费期。2025年9月15日至12月25日。",
        "逾期不予受理。",
    ]
    text = "各街道要按时报送材料，不得拖延。2025年9月15日至12月25日。"
    assert len(sentences(text)) == 2
