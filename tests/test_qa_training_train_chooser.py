"""The chooser in training: texts that fit, what is wanted of them, and a run that goes on where it was."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

from tests.tiny_gemma import save_tiny_gemma

torch = pytest.importorskip("torch")
from qa.relevance.choosing import LABELS  # noqa: E402
from qa.training import train_chooser  # noqa: E402
from qa.training.train_chooser import Lists, targets  # noqa: E402


def example(group: str, question: str, head: str, sentences: list[str], labels: list[int]) -> dict:
    prefix = f"passage: {head}\n"
    spans, at = [], len(prefix)
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence)
    second = prefix + "".join(sentences)
    return {
        "group": group, "first": f"query: {question}", "second": second, "spans": spans,
        "labels": labels,
    }  # fmt: skip


ROWS = [
    example("a", "补多少？", "甲", ["补5万。", "训9人。"], [1, 0]),
    example("a", "补多少？", "乙", ["无关。"], [0]),
    example("b", "几人？", "甲", ["补5万。"], [0]),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from transformers import AutoTokenizer

    folder = save_tiny_gemma(tmp_path_factory.mktemp("base"))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"bos_token": "<pad>"})
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def lists(base: Path) -> Lists:
    from transformers import AutoTokenizer

    return Lists(AutoTokenizer.from_pretrained(base))


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def test_a_text_holds_every_passage_with_its_letters(lists: Lists, examples: Path) -> None:
    asked, _ = lists.read(examples)
    ids, labels = lists.text(asked, None)
    text = lists._tokenizer.decode(ids[1:])
    assert text.startswith("问题：补多少？\n《") and text.endswith("问题：补多少？\n答案在：")
    assert "《甲》\n" in text and "《乙》\n" in text
    letters = {text.index(s) - 2: label for s, label in (("补5万", 1), ("训9人", 0), ("无关", 0))}
    assert [letters[place] for place in sorted(letters)] == labels
    assert [text[place] for place in sorted(letters)] == list("ABC")


def test_what_is_too_long_loses_what_does_not_answer(lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    sentences = ["补5万。", *["训练人员若干名。" * 3] * 20]
    path.write_text(json.dumps(example("a", "补多少？", "甲", sentences, [1, *[0] * 20])))
    (asked,) = lists.read(path)
    ids, labels = lists.text(asked, None)
    assert len(ids) <= train_chooser.TOKENS + 1
    assert labels[0] == 1 and 1 < len(labels) < 20


def test_an_answer_may_be_withheld_and_then_none_is_wanted(lists: Lists, examples: Path) -> None:
    asked, _ = lists.read(examples)
    seen = {tuple(sorted(lists.text(asked, random.Random(n))[1])) for n in range(60)}
    assert (0,) in seen and (0, 0, 1) in seen
    wanted = targets([[1, 0, 1], [0, 0]], torch.device("cpu"))
    assert wanted.shape == (2, len(LABELS) + 1)
    assert wanted[0, :3].tolist() == [0.5, 0.0, 0.5] and wanted[0, -1] == 0
    assert wanted[1, -1] == 1 and wanted[1].sum() == 1


def test_a_run_that_stopped_goes_on(
    base: Path, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(epochs: int) -> dict[str, torch.Tensor]:
        given = ["", tmp_path / "run", examples, "--base", base, "--dev", examples]
        monkeypatch.setattr(sys, "argv", [str(x) for x in (*given, "--epochs", epochs)])
        train_chooser.main()
        from safetensors.torch import load_file

        return load_file(tmp_path / "run" / "adapter_model.safetensors")

    first, again, second = run(1), run(1), run(2)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert any(not torch.equal(first[name], second[name]) for name in first)
    assert any(w.abs().sum() > 0 for name, w in first.items() if "lora_B" in name)
