"""What the tagger adds to the rules, what it takes away, and where it is not believed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from index.splitter import split
from qa.measures import Measure, find_measures, read_by_rules
from qa.measures.clauses import BUCKETS, clauses_of, features
from qa.measures.tagger import BEGINS, INSIDE, OUTSIDE, runs, scores, tags, weights
from tests.fakes import plain_document

TITLE = "样本市支持中小企业若干措施"


def read(text: str, title: str = TITLE) -> tuple[list[Measure], tuple[Measure, ...]]:
    """Return what the rules alone read, and what is read in all."""
    document = plain_document(f"{title}\n\n{text}\n", title=title)
    passages = split(document)
    alone = [m for _, made in read_by_rules(document, passages)[1] for m in made]
    measures = find_measures(document, passages).measures
    for measure in measures:
        span = measure.span
        assert document.text[span.start : span.end] == span.text
    return alone, measures


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("对吸纳失业人员就业的小微企业，落实社会保险补贴政策。", "subsidy"),
        ("纳税人的子女接受教育的相关支出，按照每个子女每月1000元的标准定额扣除。", "tax"),
        ("对生活困难的失业人员，按规定纳入临时救助范围。", "service"),
        ("对受灾企业到期的贷款，银行不抽贷、不断贷。", "loan"),
        ("对还款困难的企业，可延缓3个月支付。", "loan"),
    ],
)
def test_support_without_a_word_that_the_rules_know_is_found(sentence: str, kind: str) -> None:
    alone, (measure,) = read(sentence)
    assert not alone
    assert (measure.span.text, measure.kind) == (sentence.rstrip("。"), kind)
    assert not measure.intention


@pytest.mark.parametrize(
    "sentence",
    [
        "下一步，我们将建成覆盖大部分行业领域、具有国际先进水平的职业教育标准体系。",
        "要进一步加强宣传培训，促进企业合理用药，将考核结果作为企业表彰奖励的重要依据。",
    ],
)
def test_a_plan_that_is_no_support_is_dropped(sentence: str) -> None:
    alone, measures = read(sentence, title="样本市职业教育改革实施方案")
    assert [m.intention for m in alone] == [True]
    assert not measures


@pytest.mark.parametrize(
    "sentence",
    [
        "社会车辆停放收费标准每小时8元，24小时封顶60元。",
        "对骗取补贴的企业，取消其享受政策的资格并依法追究责任。",
        "最近一年销售收入小于5000万元的企业。",
        "2024年全市共为5.4万名毕业生落实了社会保险补贴2.9亿元。",
    ],
)
def test_what_gives_nothing_is_not_added(sentence: str) -> None:
    assert not read(sentence)[1]


def test_records_of_the_rules_stay_as_they_are() -> None:
    alone, measures = read("对新认定的高新技术企业，给予20万元奖励。对搬迁企业免收三个月租金。")
    assert len(alone) == 2
    assert list(measures) == alone


def test_the_shipped_weights_have_their_shape_and_clauses_their_places() -> None:
    by = weights()
    assert by.emit.shape == (BUCKETS, 3)
    assert by.moves.shape == (4, 3)
    assert not by.emit[:, OUTSIDE].any()
    document = plain_document(
        f"{TITLE}\n\n对企业给予5万元补贴，最高（含税，一次）10万元。\n", title=TITLE
    )
    (unit,) = [u for u, _ in read_by_rules(document, split(document))[1] if "补贴" in u.text]
    clauses = clauses_of(unit)
    assert [document.text[c.first : c.last] for c in clauses] == [
        "对企业给予5万元补贴",
        "最高（含税，一次）10万元",
    ]
    rows = features(unit, clauses, TITLE, [])
    assert all(0 <= place < BUCKETS for row in rows for place in row)
    first = tags(scores(rows, by), by, lean=by.lean)
    assert first == tags(scores(rows, by), by, lean=by.lean)


def test_nothing_goes_on_that_has_not_begun() -> None:
    by = weights()
    scored = np.zeros((4, 3), np.float32)
    scored[:, INSIDE] = 9
    path = tags(scored, by, lean=0.0)
    assert path[0] != INSIDE
    assert all(a != OUTSIDE for a, b in pairwise(path) if b == INSIDE)


def test_runs_are_the_stretches_that_begin_and_go_on() -> None:
    path = [OUTSIDE, BEGINS, INSIDE, BEGINS, OUTSIDE, BEGINS]
    assert runs(path) == [(1, 3), (3, 4), (5, 6)]
    assert runs([]) == []
