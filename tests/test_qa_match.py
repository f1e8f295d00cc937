"""Matching: three-valued states, what is left out, amounts with their sums, questions back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.match import Match, match, profile_of
from qa.match.exclusions import judge_exclusion
from qa.match.render import match_lines
from qa.match.types import Matched
from qa.measures import Span
from qa.profile import read_text
from tests.fakes import NearEmbedder

DAY = date(2026, 3, 1)
NEW = """---
title: 样本县支持制造业若干措施
region: 样本县
published: 2025-03-01
---

一、支持技术改造。对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。

二、支持外贸。年出口额达到1000万元、5000万元的企业，分别奖励10万元、30万元。

三、支持专精特新。对国家级、省级专精特新中小企业，分别奖励50万元、20万元。

四、附则

被列入严重失信主体名单的，不予支持。《样本县旧措施》同时废止。
"""
OLD = NEW.replace("支持制造业若干措施", "旧措施").replace("《样本县旧措施》同时废止。", "")
ENDED = """---
title: 样本县旅游补助办法
region: 样本县
---

一、支持民宿。对新建民宿的，每家奖励2万元。

二、本办法自2020年1月1日起施行，有效期至2022年12月31日。
"""
OTHER = NEW.replace("样本县", "邻水县")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("match")
    for name, text in (("new", NEW), ("old", OLD), ("ended", ENDED), ("other", OTHER)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder / f"{n}.md" for n in ("new", "old", "ended", "other")])
        yield corpus


def run(corpus: Corpus, text: str, **more) -> Match:
    return match(corpus, profile_of(text, corpus, DAY), on=DAY, **more)


def named(result: Match, part: str) -> Matched:
    return next(m for m in result.measures if part in m.measure.title)


def test_old_ended_and_foreign_documents_are_left_out_with_the_reason(corpus: Corpus) -> None:
    result = run(corpus, "样本县的规上工业企业，设备投入600万元")
    assert {m.document.title for m in result.measures} == {"样本县支持制造业若干措施"}
    assert {(e.document.title, e.reason) for e in result.excluded} == {
        ("样本县旧措施", "superseded"),
        ("样本县旅游补助办法", "expired"),
        ("邻水县支持制造业若干措施", "other_region"),
    }
    repeal = next(e for e in result.excluded if e.reason == "superseded")
    assert repeal.citation and "同时废止" in result.citations[repeal.citation - 1].quote


def test_states_and_the_amount_with_its_sum(corpus: Corpus) -> None:
    found = named(run(corpus, "样本县的规上工业企业，设备投入600万元"), "技术改造")
    assert [j.state for j in found.conditions] == ["met", "met", "met"]
    assert found.verdict == "possible"  # 失信 is not known
    assert found.estimate and found.estimate.text == "48万元"
    assert found.estimate.formula == "设备投资600万元×8%＝48万元，未超过上限300万元"
    capped = named(run(corpus, "样本县的规上工业企业，设备投入1亿元"), "技术改造")
    assert capped.estimate and capped.estimate.text == "300万元"


@pytest.mark.parametrize(
    ("amount", "state"),
    [("499万元", "unmet"), ("500万元", "met"), ("约500万元", "unknown"), ("", "unknown")],
)
def test_one_step_each_side(corpus: Corpus, amount: str, state: str) -> None:
    said = f"，设备投入{amount}" if amount else ""
    found = named(run(corpus, f"样本县的规上工业企业{said}"), "技术改造")
    bound = next(j for j in found.conditions if j.condition.any_of[0][0].kind == "bound")
    assert bound.state == state
    assert (found.estimate is None) == (state != "met")


def test_everything_met_only_when_the_exclusions_are_denied(corpus: Corpus) -> None:
    text = "样本县的规上工业企业，设备投入600万元，{}失信记录"
    assert named(run(corpus, text.format("没有")), "技术改造").verdict == "met"
    assert named(run(corpus, text.format("有")), "技术改造").verdict == "unmet"


@pytest.mark.parametrize(
    ("exports", "text"), [("900万元", None), ("1000万元", "10万元"), ("6000万元", "30万元")]
)
def test_the_highest_tier_reached(corpus: Corpus, exports: str, text: str | None) -> None:
    found = named(run(corpus, f"样本县企业，出口额{exports}"), "外贸")
    assert (found.estimate.text if found.estimate else None) == text


def test_a_title_decides_its_tier(corpus: Corpus) -> None:
    found = named(run(corpus, "样本县的省级专精特新中小企业"), "专精特新")
    assert found.estimate and found.estimate.text == "20万元"
    without = named(run(corpus, "样本县企业，有专精特新中小企业称号"), "专精特新")
    assert without.estimate is None and without.conditions[0].state == "unknown"


def test_what_would_decide_is_asked_back(corpus: Corpus) -> None:
    result = run(corpus, "样本县的工业企业")
    texts = [q.text for q in result.questions]
    assert any("设备投资" in t for t in texts) and any("规模以上" in t for t in texts)


def test_every_citation_stands_in_its_paragraph(corpus: Corpus) -> None:
    result = run(corpus, "样本县的规上工业企业，出口额6000万元，想贷款")
    for c in result.citations:
        assert c.quote in c.text and c.end - c.start == len(c.quote)
        document = corpus.document(c.document.id)
        assert document.text[c.start : c.end] == c.quote
        assert document.text[c.paragraph_start :].startswith(c.text)
    numbers = {c.number for c in result.citations}
    assert {j.citation for m in result.measures for j in m.conditions} <= numbers


def test_a_profile_that_says_nothing_finds_nothing(corpus: Corpus) -> None:
    assert not run(corpus, "天气不错").found


def test_the_same_in_the_same_out(corpus: Corpus) -> None:
    assert run(corpus, "样本县的工业企业") == run(corpus, "样本县的工业企业")


def test_an_exclusion_of_some_of_an_industry_is_left_to_be_checked() -> None:
    span = Span(start=0, end=0, text="危险化学品运输企业不享受本措施其他条款")
    carrier = read_text("样本县的物流企业", ["样本县"], DAY)
    assert judge_exclusion(span, carrier).state == "unknown"
    named = read_text("样本县的危险化学品运输企业", ["样本县"], DAY)
    assert judge_exclusion(span, named).state == "unmet"
    whole = Span(start=0, end=0, text="房地产企业、物流企业不享受本政策")
    assert judge_exclusion(whole, carrier).state == "unmet"


def test_how_many_more_may_fit_is_told(corpus: Corpus) -> None:
    said = "样本县的规上工业企业，出口额2000万元，想做技术改造和外贸"
    whole, few = run(corpus, said), run(corpus, said, k=1)
    fitting = sum(m.verdict != "unmet" for m in whole.measures)
    assert whole.further == 0 and (len(few.measures), few.further) == (1, fitting - 1)
    assert few.further > 0 and f"另有 {few.further} 项也可能适用" in "\n".join(match_lines(few))
    assert "也可能适用" not in "\n".join(match_lines(whole))
