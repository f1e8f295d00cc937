"""Prompts: placeholders are checked when a text is loaded, values are data, the version follows the text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from index.errors import ConfigError
from prompts import Prompt, PromptError, load
from qa.generators.prompting import prompt

SHIPPED = {
    "answer_fewshot": {"number", "passage", "question"},
    "answer_chat_system": {"sentences"},
    "answer_chat_user": {"evidence", "question"},
    "answer_reader": {"evidence", "question"},
}


def written(folder: Path, text: str, names: set[str] = frozenset()) -> Prompt:  # type: ignore[assignment]
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return load("a", names, folder=folder)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_prompt_loads_with_its_placeholders(name: str) -> None:
    found = load(name, SHIPPED[name])
    text = (prompts.FOLDER / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")
    assert found.template == text
    assert found.version == hashlib.sha256(text.encode()).hexdigest()[:12]
    filled = found.fill(**dict.fromkeys(SHIPPED[name], "值"))
    assert "$" not in filled
    assert filled.count("值") >= len(SHIPPED[name])


def test_no_prompt_is_shipped_untested() -> None:
    assert {path.stem for path in prompts.FOLDER.glob("*.txt")} == set(SHIPPED)


def test_the_continuation_ends_where_the_model_goes_on() -> None:
    assert load("answer_fewshot", SHIPPED["answer_fewshot"]).template.endswith("答：")


@pytest.mark.parametrize(
    ("text", "declared", "named"),
    [
        ("问：$question $other", {"question"}, "other"),
        ("问：${question}${other}", {"question"}, "other"),
        ("问：$question", {"question", "evidence"}, "evidence"),
        ("没有占位符", {"question"}, "question"),
        ("问：$question\n价格 $ 5", {"question"}, "第 2 行"),
    ],
)
def test_placeholders_are_compared_when_loaded(
    tmp_path: Path, text: str, declared: set[str], named: str
) -> None:
    with pytest.raises(PromptError, match=named):
        written(tmp_path, text, declared)


def test_the_error_of_a_changed_prompt_is_one_of_ours() -> None:
    with pytest.raises(ConfigError, match="surprise") as caught:
        prompt("answer_fewshot", ("number", "passage", "question", "surprise"))
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["missing", "../index/fold", "", "A", "a.txt", "a\n"])
def test_what_is_no_prompt_is_refused(name: str) -> None:
    with pytest.raises(PromptError):
        load(name)


def test_a_prompt_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("问题".encode("gb18030"))
    with pytest.raises(PromptError, match="读不出来"):
        load("a", folder=tmp_path)


@pytest.mark.parametrize("values", [{}, {"q": "a", "r": "b"}, {"r": "b"}])
def test_filling_needs_exactly_the_placeholders(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(PromptError):
        written(tmp_path, "$q", {"q"}).fill(**values)


def test_a_dollar_can_be_written(tmp_path: Path) -> None:
    assert written(tmp_path, "$$5 $q", {"q"}).fill(q="x") == "$5 x"


@given(first=st.text(), second=st.text())
def test_values_are_data_and_are_filled_once(first: str, second: str) -> None:
    text = "甲${a}乙${b}丙"
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    made = Prompt(name="t", template=text, version=version, placeholders=frozenset({"a", "b"}))
    assert made.fill(a=first, b=second) == f"甲{first}乙{second}丙"


def test_the_version_follows_the_text_and_not_the_last_newline(tmp_path: Path) -> None:
    one = written(tmp_path, "问").version
    assert written(tmp_path, "问\n").version == one
    assert written(tmp_path, "问 ").version != one
    assert len(one) == 12
