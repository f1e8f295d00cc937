"""The command line with the embedded models, from files to a cited answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sample
from tests.command import Done, run

pytestmark = pytest.mark.models
CACHE = (
    {"POLICYQA_MODELS": os.environ["POLICYQA_MODELS"]} if "POLICYQA_MODELS" in os.environ else {}
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("models")
    done = run("add", sample.write(folder / "papers"), "--index", folder / "i", env=CACHE)
    assert done.code == 0, done.err
    yield folder / "i"


def ask(index: Path, *arguments: str) -> Done:
    return run(*arguments, "--index", index, env=CACHE)


def test_a_figure_is_answered_from_its_paragraph(index: Path) -> None:
    done = ask(index, "ask", "县重点实验室有多少家？", "--json")
    assert done.code == 0, done.err
    assert "12家县重点实验室" in done.json["answer"]
    assert all("12家县重点实验室" in citation["text"] for citation in done.json["citations"])


def test_what_is_not_said_is_refused(index: Path) -> None:
    done = ask(index, "ask", "江苏省有多少家县重点实验室？", "--json", "--generator", "extractive")
    assert done.code == 3 and "江苏省" in done.json["missing"][0]


def test_meaning_is_found_without_common_words(index: Path) -> None:
    done = ask(index, "search", "老人能领多少钱", "-k", "1", "--json")
    assert done.code == 0 and "高龄津贴" in done.json[0]["text"]
