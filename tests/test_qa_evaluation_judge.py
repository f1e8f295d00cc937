"""A question file is judged by figures, citation, speaker and refusal; a wrong expectation is refused by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import UsageError
from qa.evaluation.judge import fold_pattern, load, score
from qa.evaluation.totals import summary
from qa.types import Answer, Statement
from tests.command import Desk
from tests.make import answer, citation

TEXT = "县商务局局长李四：2025年参展企业有120家，補助標準為每家２万元。"
GOOD = answer(
    Statement(text="参展企业有120家", citations=(1,), support="verbatim"),
    citations=(citation(TEXT, "参展企业有120家", speaker="李四"),),
)
NONE = answer(nearest=(citation(TEXT, TEXT),))


@pytest.mark.parametrize(
    ("row", "given", "right"),
    [
        ({"must": [r"(?<!\d)120(?!\d)"]}, GOOD, True),
        ({"must": [r"１２０家"]}, GOOD, True),
        ({"must": [r"210"]}, GOOD, False),
        ({"must_not": ["120"]}, GOOD, False),
        ({"quote": "补助标准为每家2万元"}, GOOD, True),
        ({"quote": "别的段落"}, GOOD, False),
        ({"any_quote": ["别的段落", "120家"]}, GOOD, True),
        ({"speaker": "李四"}, GOOD, True),
        ({"speaker": "张三"}, GOOD, False),
        ({"unanswerable": True}, GOOD, False),
        ({"unanswerable": True}, NONE, True),
        ({"must": ["120"]}, NONE, False),
    ],
)
def test_each_expectation_counts(row: dict, given: Answer, right: bool) -> None:
    assert score({"id": "x", **row}, given).right is right


def test_where_only_a_place_is_told_it_has_to_be_cited() -> None:
    right, wrong = {"gold": [{"quote": "120家"}]}, {"gold": [{"quote": "别的段落"}]}
    assert score(right, GOOD).right and not score(wrong, GOOD).right
    by_words = score(wrong | {"answers": ["120家"]}, GOOD)
    assert by_words.right and not by_words.cited
    document = GOOD.citations[0].document
    assert score({"gold": [{"doc": document.id}]}, GOOD).cited
    assert not score({"gold": [{"doc": "别的文件"}]}, GOOD).right


def test_refusals_are_no_part_of_the_curve() -> None:
    scores = [score({"must": ["120"]}, GOOD), score({"unanswerable": True}, NONE)]
    assert summary(scores)["refusal"]["curve"] == [[0.5, 0.0]]


def test_totals() -> None:
    scores = [
        score({"id": "a", "type": "figure"}, GOOD),
        score({"id": "b", "unanswerable": True}, NONE),
        score({"id": "c"}, NONE),
    ]
    totals = summary(scores)
    assert (totals["questions"], totals["right"], totals["refused"], totals["false_refusals"]) == (
        3,
        2,
        1,
        1,
    )
    assert totals["by_type"]["figure"] == [1, 1]
    assert summary([])["questions"] == 0


def test_classes_survive_folding() -> None:
    assert fold_pattern(r"\D\S\b補") == r"\D\S\b补"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('{"question": "q", "must": ["("]}', "正则"),
        ('{"question": "q", "must": "x"}', "must"),
        ('{"question": "q", "any_quote": [1]}', "any_quote"),
        ('{"question": "q", "quote": 5}', "quote 不是字符串"),
        ('{"question": "q", "speaker": ["甲"]}', "speaker 不是字符串"),
        ('{"question": "q", "unanswerable": "no"}', "true 或 false"),
        ('{"question": "q", "gold": [{"doc": 5}]}', "gold 不合格式"),
        ('{"question": "q", "gold": [{"place": [5, 2]}]}', "gold 不合格式"),
        ('{"question": " "}', "第 1 行：问题是空的"),
        ("{}", "question"),
        ("", "没有问题"),
    ],
)
def test_a_wrong_file_is_refused_by_line(tmp_path: Path, line: str, part: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=part):
        load(path)


def test_the_command_prints_totals_and_names_the_misses(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    rows = [
        {
            "id": "yes",
            "type": "figure",
            "question": "县实验室有多少家？",
            "must": ["(?<!\\d)5家"],
            "speaker": "王五",
        },
        {"id": "miss", "type": "figure", "question": "县实验室有多少家？", "must": ["12家"]},
        {"id": "no", "question": "江苏省有多少家县实验室？", "unanswerable": True},
    ]
    path.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    done = desk("eval", path, "--json")
    assert done.code == 0 and (done.json["right"], done.json["refused"]) == (2, 1)
    assert done.err.startswith("miss ") and len(done.err.splitlines()) == 1


def test_what_is_emphasised_is_measured_beside_the_whole_answer() -> None:
    said = Statement(text="参展企业有120家", citations=(1,), support="verbatim", focus=(5, 9))
    given = answer(said, citations=GOOD.citations)
    measures = score({"id": "x", "answers": ["120家"]}, given).measures
    assert measures["focus.exact"] == measures["focus.f1"] == measures["focus.figures"] == 1.0
    assert measures["answer.exact"] == 0.0 and measures["answer.f1"] == pytest.approx(8 / 13)


def test_the_number_of_an_item_is_no_figure_of_an_answer() -> None:
    given = answer(
        Statement(text="带证件。戴口罩3天。", citations=(1,), support="verbatim"),
        citations=(citation("1、带证件。2、戴口罩3天。", "带证件。"),),
    )
    assert score({"answers": ["1、带证件。 2、戴口罩3天。"]}, given).right
    assert not score({"answers": ["1、带证件。 2、戴口罩4天。"]}, given).right
