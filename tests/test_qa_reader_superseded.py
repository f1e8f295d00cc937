"""Time in answers: what ended gives way, is labelled where it is cited, and answers for its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.scope import Scope
from qa.claims import ClaimChecker
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from qa.render import answer_json
from qa.types import Answer
from tests.fakes import NearEmbedder

FILES = {
    "a": """# 测试县人民政府关于支持制造业的若干措施

测政发〔2025〕3号

一、支持技术改造。对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。

二、支持开拓市场。对参加境外展会的企业，每个展位补助2万元。

三、本措施自2025年3月1日起施行，有效期三年。《测试县招商引资优惠办法》（测政发〔2019〕5号）同时废止。

测试县人民政府

2025年2月20日
""",
    "b": """# 测试县人民政府关于促进外贸的若干措施

测政发〔2025〕9号

一、鼓励参展。对参加境外展会的企业，每个展位补助3万元。

二、本措施自2025年6月1日起施行。

测试县人民政府

2025年5月20日
""",
    "c": """# 测试县招商引资优惠办法

测政发〔2019〕5号

一、对参加境外展会的企业，每个展位补助1万元。

二、对设备投入500万元以上的企业，按设备投入的5%给予补助，最高不超过100万元。

三、对新建仓库的企业，每平方米补助20元。

四、本办法自2019年1月1日起施行。

测试县人民政府

2018年12月20日
""",
    "d": """# 测试县商务局关于清理文件的通知

测商发〔2025〕30号

《测试县人民政府关于促进外贸的若干措施》（测政发〔2025〕9号）同时废止。

测试县商务局

2025年9月20日
""",
}
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("time")
    for name, text in FILES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add(sorted(folder.glob("*.md")))
        yield corpus


def ask(corpus: Corpus, question: str, day: date = TODAY, *, ended: bool = True) -> Answer:
    seen = corpus.within(Scope(day=day, ended=ended))
    return Assistant(seen, ExtractiveGenerator(seen.vocabulary_share)).ask(question)


def cited(answer: Answer) -> list[str]:
    return [c.document.source.rsplit("/", 1)[-1][0] for c in answer.citations]


def test_the_text_that_repeals_answers_in_place_of_the_old_one(corpus: Corpus) -> None:
    answer = ask(corpus, "设备投入补助最高多少？")
    assert cited(answer) == ["a"] and "300万元" in answer.statements[0].text
    assert answer.notices == ()


@pytest.mark.parametrize("said", ["旧的招商引资办法里", "以前的招商引资政策里", "旧办法里"])
def test_who_asks_for_the_old_text_is_answered_from_it(corpus: Corpus, said: str) -> None:
    answer = ask(corpus, f"{said}设备投入补助最高多少？")
    assert cited(answer) == ["c"] and "100万元" in answer.statements[0].text
    assert any("已废止" in notice for notice in answer.notices)


def test_what_only_an_ended_text_says_is_told_with_a_warning(corpus: Corpus) -> None:
    answer = ask(corpus, "新建仓库每平方米补助多少元？")
    assert cited(answer) == ["c"]
    (notice,) = answer.notices
    assert "已废止（2025-03-01起由《测试县人民政府关于支持制造业的若干措施》废止）" in notice
    standing = answer_json(answer)["citations"][0]["document"]["standing"]
    assert standing["state"] == "repealed" and standing["since"] == "2025-03-01"
    assert standing["by"]["title"] == "测试县人民政府关于支持制造业的若干措施"
    assert "同时废止" in standing["span"]["text"]


def test_two_that_stand_and_disagree_are_both_shown(corpus: Corpus) -> None:
    answer = ask(corpus, "参加境外展会每个展位补助多少？")
    assert sorted(cited(answer)) == ["a", "b"]
    shown = " ".join(s.text for s in answer.statements)
    assert "2万元" in shown and "3万元" in shown and "1万元" not in shown
    (conflict,) = answer.conflicts
    assert set(conflict.figures) == {"2万元", "3万元"}
    assert set(conflict.citations) == {1, 2}
    assert conflict.note in answer.notices
    assert "测试县人民政府，2025-02-20" in conflict.note


def test_a_claim_without_power_is_told_and_changes_nothing(corpus: Corpus) -> None:
    answer = ask(corpus, "参加境外展会每个展位补助多少？")
    standing = next(
        c.document.standing for c in answer.citations if c.document.source.endswith("b.md")
    )
    assert standing and standing.state == "in_force" and len(standing.claims) == 1
    assert any("无权" not in n and "未采信" in n for n in answer.notices)


@pytest.mark.parametrize(
    ("day", "sources", "figure"),
    [
        (date(2020, 5, 1), ["c"], "1万元"),
        (date(2025, 4, 1), ["a"], "2万元"),
        (date(2028, 4, 1), ["b"], "3万元"),
    ],
)
def test_each_day_has_its_answer(
    corpus: Corpus, day: date, sources: list[str], figure: str
) -> None:
    answer = ask(corpus, "参加境外展会每个展位补助多少？", day, ended=False)
    assert cited(answer) == sources and figure in answer.statements[0].text
    assert answer_json(answer)["scope"]["as_of"] == day.isoformat()


def test_before_the_first_document_nothing_answers(corpus: Corpus) -> None:
    answer = ask(corpus, "参加境外展会每个展位补助多少？", date(2000, 1, 1), ended=False)
    assert answer.status == "not_found"
    assert any("2000-01-01" in note for note in answer.missing)


def check(corpus: Corpus, claim: str, day: date = TODAY):
    return ClaimChecker.over(corpus.within(Scope(day=day, ended=True))).check(claim)


def test_a_claim_is_checked_against_what_stands(corpus: Corpus) -> None:
    old = check(corpus, "对参加境外展会的企业，每个展位补助1万元。")
    assert old.verdict == "contradicted"
    assert old.citations[0].document.source[-4:] in ("a.md", "b.md")
    assert (
        check(corpus, "对参加境外展会的企业，每个展位补助1万元。", date(2020, 1, 1)).verdict
        == "supported"
    )


def test_a_supported_claim_says_that_another_document_disagrees(corpus: Corpus) -> None:
    report = check(corpus, "对参加境外展会的企业，每个展位补助2万元。")
    assert report.verdict == "supported"
    assert "数字不同" in report.figures[0].note and "3万元" in report.figures[0].note


def test_what_only_an_ended_text_supports_is_marked(corpus: Corpus) -> None:
    report = check(corpus, "对新建仓库的企业，每平方米补助20元。")
    assert report.verdict == "supported" and "已废止" in report.figures[0].note
