"""What follows from a cited measure for the figures in a question is told beside the answer, as a sum, never as the source's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.types import Answer
from tests.fakes import NearEmbedder

PAPER = """---
title: 样本县支持工业若干措施
region: 样本县
published: 2026-03-01
---

一、鼓励产值增长。对规上工业企业年产值同比增长超过2000万元的，给予企业超出额0.5%的奖励，奖励最高不超过30万元。

二、支持技术改造。对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。

三、支持首次上规。对首次上规的工业企业，给予企业10万元奖励。

四、支持招工。企业参保人数较上年同期每新增1人，按每人600元标准补助企业，每家企业最高不超过3万元。

六、支持节庆。旅行社在节庆期间组团达1000人次以上的，给予5元/人/夜的奖励。

七、专利折算。企业专利折算分值达到20分以上，分值计算方法是：国内发明专利每件5分，国内实用新型专利每件2分，国内外观设计专利每件1分。

八、建设药材基地。企业新建药材种植基地面积在100亩以上至500亩的，给予企业100元/亩奖励；对新建面积在500亩以上的，给予企业200元/亩奖励。

五、减轻租金负担。对为承租企业减免租金的孵化器，按减免租金的20%给予补助。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("answering")
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder / "paper.md"])
        yield corpus


def ask(corpus: Corpus, question: str) -> Answer:
    return Assistant(corpus, ExtractiveGenerator(corpus.vocabulary_share)).ask(question)


@pytest.mark.parametrize(
    ("growth", "given", "capped"),
    [("6000万元", "20万元", "未超过上限30万元"), ("9000万元", "30万元", "超过上限30万元")],
)
def test_a_share_of_what_exceeds_is_computed(
    corpus: Corpus, growth: str, given: str, capped: str
) -> None:
    answer = ask(corpus, f"样本县规上工业企业年产值同比增长{growth}，能拿多少奖励？")
    (note,) = answer.notices
    assert note.startswith(f"[1] 按所引条款测算：{given}（") and capped in note
    assert "不是原文" in note and given not in answer.statements[0].text.replace("30万元", "")


def test_a_question_without_a_figure_is_not_computed(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县规上工业企业年产值同比增长能拿多少奖励？")
    assert answer.statements and answer.notices == ()


def test_a_fixed_sum_stands_in_the_answer_already(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县2家首次上规的工业企业能拿多少奖励？")
    assert not any("测算" in note for note in answer.notices)


def test_the_sources_own_words_hold_no_computed_figure(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县规上工业企业设备投入1000万元，补助多少？")
    assert any("80万元" in note for note in answer.notices)
    assert not any("80万元" in statement.text for statement in answer.statements)


def test_so_much_apiece_is_computed_for_the_count_that_is_said_to_be_new(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县的企业参保人数比上年同期多了40人，招工补助能拿多少钱？")
    assert any("2.4万元（40人×600元＝2.4万元）" in note for note in answer.notices)
    capped = ask(corpus, "样本县的企业参保人数比上年同期多了90人，招工补助能拿多少钱？")
    assert any("3万元（" in note and "超过上限3万元" in note for note in capped.notices)


def test_the_staff_as_a_whole_is_not_what_was_hired(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县的企业有40人参保，招工补助能拿多少钱？")
    assert not any("测算" in note for note in answer.notices)


def test_a_share_is_computed_of_the_one_sum_that_is_of_its_base_by_its_words(
    corpus: Corpus,
) -> None:
    answer = ask(corpus, "样本县的孵化器给企业减了30万房租，能补助多少？")
    assert any("6万元（减免租金30万元×20%＝6万元）" in note for note in answer.notices)
    other = ask(corpus, "样本县的孵化器贷款30万，给企业减免了租金，能补助多少？")
    assert not any("测算" in note for note in other.notices)


def test_counts_of_several_kinds_are_added_up_by_what_each_is_worth(corpus: Corpus) -> None:
    question = "我公司有3件发明专利、2件实用新型，按样本县的办法专利折算多少分？"
    assert any("19分（3件×5分＋2件×2分＝19分）" in note for note in ask(corpus, question).notices)
    other = ask(corpus, "我公司有3件发明专利、2件商标，按样本县的办法专利折算多少分？")
    assert not any("测算" in note for note in other.notices)


def test_so_much_for_each_of_two_counts_is_their_product(corpus: Corpus) -> None:
    answer = ask(corpus, "样本县的旅行社节庆期间组团1200人，住了2夜，奖励多少？")
    assert any("1.2万元（1200人×2夜×5元＝1.2万元）" in note for note in answer.notices)


def test_yes_or_no_with_a_figure_is_held_against_the_bound(corpus: Corpus) -> None:
    answer = ask(corpus, "我们是样本县的规上工业企业，设备投入只有300万元，能拿设备投入的补助吗？")
    assert any("300万元不符合“500万元以上”这一项" in note for note in answer.notices)


def test_what_is_counted_lies_within_the_tier_that_pays_for_it(corpus: Corpus) -> None:
    told = ask(corpus, "样本县企业新建药材种植基地300亩奖多少钱？").notices
    assert any("3万元（300亩×100元＝3万元）" in note for note in told)
    beyond = ask(corpus, "样本县企业新建药材种植基地600亩奖多少钱？").notices
    assert not any("600亩×100元" in note for note in beyond)
