"""The relevance adapter in training: batches, the learning rate, and a run that goes on where it was."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tiny_e5

torch = pytest.importorskip("torch")
from qa.training import adapter_training, train_relevance  # noqa: E402
from qa.training.relevance_model import Encoded, encode, tokenizer_of  # noqa: E402


def example(group: str, question: str, sentences: list[str], labels: list[int]) -> str:
    head = "passage: 甲\n"
    spans, at = [], len(head)
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence)
    row = {
        "group": group, "first": f"query: {question}", "second": head + "".join(sentences),
        "spans": spans, "labels": labels,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)


LINES = [
    example("a", "补多少？", ["补5万。", "训9人。"], [1, 0]),
    example("a", "补多少？", ["无关。"], [0]),
    example("b", "几人？", ["补5万。"], [0]),
    example("c", "几人？", ["训9人。"], [1]),
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_e5.folder(tmp_path_factory.mktemp("models") / "tiny-e5")


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    """Training works with one thread of torch each; what runs after these tests has its own again."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def run(monkeypatch: pytest.MonkeyPatch, *given: object) -> None:
    monkeypatch.setattr(sys, "argv", ["", *map(str, given)])
    train_relevance.main()


def weights(path: Path) -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    return load_file(path)


def test_a_run_that_stopped_goes_on_and_a_finished_one_changes_nothing(
    encoder: Path, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"

    def after(epochs: float) -> dict[str, torch.Tensor]:
        given = ("--encoder", encoder, "--first-layer", 0, "--batch", 2, "--dev", examples)
        run(monkeypatch, out, examples, *given, "--epochs", epochs)
        return weights(out / "adapter.safetensors")

    first, again, second = after(1), after(1), after(2)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert any(not torch.equal(first[name], second[name]) for name in first)
    assert torch.load(out / "state.pt", weights_only=True)["step"] == 4
    assert (out / "relevance.safetensors").stat().st_size < (
        out / "adapter.safetensors"
    ).stat().st_size


def test_the_last_epoch_may_be_a_part(encoder: Path) -> None:
    encoded = encode(tokenizer_of(encoder), LINES)
    given = adapter_training.options().parse_args(["out", "in", "--batch", "2", "--epochs", "1.5"])
    plan = adapter_training.plan_of(given, encoded)
    assert [len(batch) for batch in plan] == [2, 2, 2]
    assert all(isinstance(each, Encoded) for batch in plan for each in batch)


def test_the_rate_goes_up_and_then_down() -> None:
    rates = [adapter_training.rate_at(share / 100) for share in range(101)]
    top = rates.index(max(rates))
    assert top == 5
    assert rates[:top] == sorted(rates[:top])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert min(rates) > 0
