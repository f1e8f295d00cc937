"""The count of unsupported figures shares nothing with the verifier and finds what no cited paragraph holds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from qa.evaluation import unsupported as module
from qa.evaluation.unsupported import holds, plain, unsupported


def test_it_imports_nothing_of_the_project() -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    names = [
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    assert not [name for name in names if name.split(".")[0] in ("qa", "index", "ui", "prompts")]


@pytest.mark.parametrize(
    ("text", "figure", "whole"),
    [
        ("共１２６家", "126", True),
        ("共126家", "26", False),
        ("增长2.6%", "6%", False),
        ("1,260万元", "1260万", True),
        ("一律停办……27日响起", "27", True),
        ("同比增长2.6%. 2023年01月19日", "2.6%", True),
        ("Jan 5, 2022 ... 2021赛季", "2021", True),
        ("大涨70.4%  2021年", "70.4%", True),
        ("增长2. 6%", "6%", False),
        ("产值8.5万亿元", "8.5万", False),
        ("产值8.5万亿元", "8.5万亿", True),
        ("提高5个百分点", "5", False),
        ("增长5%", "5", False),
        ("共5家", "5", True),
        ("总计：\n5. 2025年增长", "2025", True),
    ],
)
def test_a_figure_stands_as_a_whole_or_not(text: str, figure: str, whole: bool) -> None:
    assert holds(plain(text), figure) is whole


def test_figures_of_a_statement_are_sought_in_what_it_cites() -> None:
    answer = {
        "statements": [
            {"text": "共12家，增长5%", "citations": [1]},
            {"text": "共7家", "citations": [2]},
        ],
        "citations": [{"number": 1, "text": "共12家，增长4%"}, {"number": 2, "text": "共7家"}],
    }
    assert unsupported(answer) == (3, ["5%"])
    assert unsupported({}) == (0, [])
