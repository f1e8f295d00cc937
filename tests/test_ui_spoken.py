"""Everything that code says to a reader has its English: notes, reasons, errors, and the names in them."""

from __future__ import annotations

import ast
import importlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from qa.claims.types import Difference
from qa.documents.additions import OUTCOMES
from qa.measures.names import QUESTIONS
from qa.measures.words import FLAGS, SIZES
from qa.profile import needs
from qa.question import aspects, document_facts
from qa.reader import by_words
from ui.pages.match import NEEDS
from ui.pages.match import SIZES as ASKED_SIZES
from ui.pages.match import TITLES as ASKED_TITLES
from ui.words import CHINESE, ENGLISH
from ui.words.spoken import english

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile("[\u4e00-\u9fff]")
# An example in Chinese stays as it is: questions and drafts are in Chinese.
QUOTED = re.compile('“[^”]*”|"[^"]*"')
# What stands in a place while it is tried.
SOME = "甲"
# Where notes are made, and where errors come from that a page can show.
NOTES = (
    *(
        "qa/documents/labels",
        "qa/documents/doubts",
        "qa/answering/drafting",
        "qa/pipeline",
        "qa/answering/stated",
        "qa/answering/beside",
    ),
    *("qa/reader/by_words", "qa/reader/refusal", "qa/reader/document_facts"),
    "qa/match/answering",
    *(
        "qa/fitting/handed",
        "qa/fitting/slots",
        "qa/fitting/named",
        "qa/fitting/places",
        "qa/match/__init__",
    ),
    *("qa/match/judge", "qa/match/considered", "qa/match/standing", "qa/match/amounts"),
    *("qa/match/exclusions", "qa/match/questions", "qa/measures/names", "qa/profile/derive"),
    *("qa/claims/alone", "qa/claims/checker", "qa/claims/conflicts", "qa/claims/followed"),
    *(
        "qa/claims/judging",
        "qa/claims/sourced",
        "qa/claims/tabled",
        "qa/claims/times",
        "qa/claims/wording",
        "qa/claims/years",
        "qa/evaluation/judge",
    ),
    *("index/addition", "index/corpus", "index/repair/__init__", "index/repair/furniture"),
    *("index/ordering", "index/intake", "index/reader", "ui/work/errors", "ui/work/history"),
)
FAILURES = (
    *("index/archives", "index/decoding", "index/documents", "index/intake", "index/lock"),
    *("index/parsing", "index/reader", "index/reading", "index/retrieval", "index/rows"),
    *(
        "index/workers",
        "index/writing",
        "qa/pipeline",
        "qa/evaluation/feedback",
        "qa/claims/checker",
    ),
    *(
        "qa/match/__init__",
        "qa/accounts/audit",
        "qa/generators/llama_process",
        "qa/generators/openai",
    ),
    *("qa/generators/openai_call", "ui/desk", "ui/routes", "ui/service/generation"),
    *("ui/service/errors", "ui/service/work", "ui/service/documents"),
)
TOLD = {"note", "because", "notes", "missing", "text", "formula", "floor_reason", "message"}
TOLD |= {"said", "error", "problem", "kind"}
# What code returns and no page shows by itself: names of conditions, figures with their units, names of figures.
VOCABULARY = {"首次", "元", f"{SOME}万{SOME}", f"{SOME}亿{SOME}", f"{SOME}×{SOME}元＝{SOME}"}
VOCABULARY |= {f"{SOME}占{SOME}比例", f"{SOME}同比增长", f"近三年{SOME}", f"{SOME}至{SOME}"}


def parsed(name: str) -> ast.Module:
    return ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))


def values(node: ast.AST, module: str) -> Iterator[str]:
    """The texts that an expression may have as its value, `SOME` in each place."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        choices = [
            [v.value] if isinstance(v, ast.Constant) else list(values(v.value, module)) or [SOME]  # type: ignore[attr-defined]
            for v in node.values
        ]
        yield from ("".join(chosen) for chosen in itertools.product(*choices))
    elif isinstance(node, ast.Name):
        value = getattr(importlib.import_module(module.replace("/", ".")), node.id, None)
        if isinstance(value, str) and node.id.isupper():
            yield value
    elif isinstance(node, ast.IfExp):
        yield from values(node.body, module)
        yield from values(node.orelse, module)
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List):
        for part in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from values(part, module)
    elif isinstance(node, ast.Dict):
        for part in node.values:
            yield from values(part, module)
    elif isinstance(node, ast.BinOp):
        left, right = list(values(node.left, module)), list(values(node.right, module))
        yield from (a + b for a in left or [SOME] for b in right or [SOME])
    elif isinstance(node, ast.GeneratorExp | ast.ListComp):
        yield from values(node.elt, module)
    elif isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name in ("tuple", "filter", "Furniture", "_report") or name.endswith(
            (".append", ".get")
        ):
            for part in node.args:
                yield from values(part, module)


def told(module: str) -> Iterator[str]:
    """What the functions of a module return, yield, or give to one of the names in `TOLD`."""
    for node in ast.walk(parsed(module)):
        if (isinstance(node, ast.Return | ast.Yield) and node.value is not None) or (
            isinstance(node, ast.keyword) and node.arg in TOLD
        ):
            yield from values(node.value, module)
        elif isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {
                n.attr if isinstance(n, ast.Attribute) else getattr(n, "id", "") for n in targets
            }
            if names & TOLD:
                before = SOME if isinstance(node, ast.AugAssign) else ""
                yield from (before + text for text in values(node.value, module))
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name.endswith(("notes.append", "reasons.append")) or name == "_report":
                yield from values(node, module)


def raised(module: str) -> Iterator[str]:
    """What the errors of a module say, and what to do about them."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
            for part in node.args:
                yield from values(part, module)


def left(said: str) -> list[str]:
    """What is still Chinese of a sentence in English, but for what stood in its places."""
    made = QUOTED.sub("", english(said)).replace(SOME, "")
    return [f"{said} -> {english(said)}"] if HAN.search(made) else []


def test_what_code_says_has_its_english() -> None:
    said = {text for module in NOTES for text in told(module)}
    said |= {text for module in FAILURES for text in raised(module)}
    wrong = [
        text for one in said if HAN.search(one) and one not in VOCABULARY for text in left(one)
    ]
    assert sorted(wrong) == []


def named() -> Iterator[str]:
    """The names of closed sets that stand in sentences or by themselves."""
    yield from get_args(Difference)
    yield from by_words.KIND_WORDS.values()
    yield from (aspect.name for aspect in aspects.ASPECTS)
    yield from document_facts.NAMES.values()
    yield from OUTCOMES.values()
    yield from (question.rstrip("？") for question in QUESTIONS.values())
    yield from (name for name, _, _ in needs._ROWS)
    yield from (*NEEDS, *ASKED_SIZES, *ASKED_TITLES, *SIZES, *FLAGS)


def test_every_name_has_its_english() -> None:
    names = set(named())
    assert sorted(name for name in names if english(name) == name and HAN.search(name)) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "《样本办法》：现行有效，2030-12-31到期",
            "“样本办法”: in force, until 2030-12-31",
        ),
        ("《样本办法》没有写明文号", "“样本办法” does not state the document number"),
        (
            "[1] 按所引条款测算：10万元（（3000万元－1000万元）×0.5%＝10万元，未超过上限20万元），这是推算，不是原文",
            "[1] by the cited rule: 10万元 (（3000万元－1000万元）×0.5%＝10万元, below the cap of 20万元); this is computed, not a quotation",
        ),
        ("材料中没有江苏省的相关内容", "the texts say nothing about 江苏省"),
        ("全省有多少家：材料中没有提到“甲；乙”", "全省有多少家: the texts do not mention “甲；乙”"),
        ("材料中没有写明网址、收费", "the texts do not state the web address, the charges"),
        ("原文此处是“甲”，不是“乙”；材料中只有一处说到这项",
         "the source has “甲” here, not “乙”; only one place of the texts is about this"),
        ("上一年度营业收入是多少（要求不低于500万元且低于2000万元）？",
         "How much was the revenue of the last year (asked for: at least 500万元 and less than 2000万元)?"),
        ("问题是空的。请写一句要问的话", "the question is empty. Please write what you want to ask"),
        ("'文.pdf' 是空文件。请检查文件是否保存完整",
         "'文.pdf' is an empty file. Please check whether the file was saved completely"),
        ("是空文件", "is an empty file"),
        ("新增，12 段", "new, 12 passages"),
        ("新增 2，替换 0；共 12 个段落", "new: 2, replaced: 0; 12 passages in all"),
        ("[1] 所引《某办法》：已废止（2025-01-01起由《新办法》废止）",
         "[1] the cited “某办法”: repealed (from 2025-01-01 by “新办法”)"),
        ("已过有效期（失效）", "expired (no longer in force)"),
        ("两份文件数字不同：《甲》（乙）为3家，《丙》（丁）为4家。请向发文机关核实以哪份为准",
         "two documents give different figures: 《甲》（乙） has 3家, 《丙》（丁） has 4家. "
         "Please ask the issuers which of them holds"),
        ("80人（计划），不足以判断", "80人 (planned): not enough to decide"),
        ("10万元至20万元", "10万元 to 20万元"),
        ("文字识别把握低，请对照原件（“1家”“2家”“3家”等5处）",
         "characters that were hard to recognise, please compare with the original "
         "(“1家”“2家”“3家” and others, 5 in all)"),
    ],
)  # fmt: skip
def test_sentences_are_told_with_what_they_quote_as_it_is(said: str, told: str) -> None:
    assert english(said) == told


@pytest.mark.parametrize(
    "said",
    ["全省实验室有24家。", "2020年至今", "对企业给予补助；最高300万元。", "", "a; b", "甲" * 3000],
)
def test_what_is_none_of_ours_stays_as_it_is(said: str) -> None:
    assert english(said) == said


def test_only_the_english_pages_translate() -> None:
    assert CHINESE.line("问题是空的") == "问题是空的"
    assert ENGLISH.line("问题是空的") == "The question is empty"
    assert ENGLISH.line("80人") == "80人"
