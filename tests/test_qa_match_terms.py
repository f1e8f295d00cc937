"""Items that lost their line breaks, who is left out by what was done, sums for every full number, terms without a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.match import Match, match, profile_of
from qa.match.types import Matched
from tests.fakes import NearEmbedder

DAY = date(2026, 3, 1)
PAPER = """---
title: 样本县促进文旅商贸若干措施
region: 样本县
published: 2026-02-01
---

一、鼓励组团。对年组织游客来样本县人数达到1万人次以上的旅行社进行奖励。每满一万人奖励一万元。

二、减轻负担

1.减免房租。对承租国有资产类经营用房的中小微企业以及个体工商户，免收3个月房租。（责任单位：县国资局）2.降低用电成本。采取欠费不停电措施，对不能按期缴纳电费的企业，可延期缴纳，最长不超过3个月。

三、其他规定

涉旅企业应当依法纳税，若存在违规经营的，不得享受奖励。

本措施执行期限至省突发公共卫生事件一级响应结束。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("match-terms")
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder / "paper.md"])
        yield corpus


def run(corpus: Corpus, text: str) -> Match:
    return match(corpus, profile_of(text, corpus, DAY), on=DAY)


def named(result: Match, part: str) -> Matched:
    return next(m for m in result.measures if part in m.measure.title)


def test_a_trade_is_not_left_out_by_what_its_members_must_not_do(corpus: Corpus) -> None:
    found = named(run(corpus, "样本县的旅行社，一年组织游客3.5万人次"), "鼓励组团")
    assert {j.state for j in found.exclusions} == {"unknown"}
    assert found.verdict != "unmet"


def test_a_sum_for_every_full_number_counts_only_full_numbers(corpus: Corpus) -> None:
    found = named(run(corpus, "样本县的旅行社，一年组织游客3.5万人次"), "鼓励组团")
    assert found.estimate is not None
    assert found.estimate.text == "3万元"


def test_an_item_within_a_paragraph_has_its_own_name(corpus: Corpus) -> None:
    found = named(run(corpus, "样本县的企业，交不起电费"), "降低用电成本")
    assert "欠费不停电" in found.measure.span.text


def test_enterprises_and_the_self_employed_are_alternatives(corpus: Corpus) -> None:
    found = named(run(corpus, "样本县的小微企业，租了国有门面"), "减免房租")
    assert {j.state for j in found.conditions} == {"met"}


def test_what_the_enterprise_told_of_itself_comes_first(corpus: Corpus) -> None:
    first = run(corpus, "样本县的小微企业，租了国有门面，想减负").measures[0]
    assert "减免房租" in first.measure.title


def test_a_term_without_a_day_is_told_as_it_stands(corpus: Corpus) -> None:
    notes = named(run(corpus, "样本县的企业，交不起电费"), "降低用电成本").notes
    assert any("一级响应结束" in note for note in notes)
