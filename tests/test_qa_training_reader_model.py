"""The reader in training: questions in a group are as if asked alone; only the adapter learns; a run goes on where it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.tiny_gemma import save_tiny_gemma

torch = pytest.importorskip("torch")
from qa.generators.reading import ReadingPrompt  # noqa: E402
from qa.training import train_reader  # noqa: E402
from qa.training.reader_model import (  # noqa: E402
    IGNORED,
    adapter_weights,
    add_adapter,
    collate,
    loss_sum,
    pack,
    restore_adapter,
    save_adapter,
)

GROUP = {
    "shown": [
        {"number": 1, "heading": "甲", "text": "补助50万元。", "lead": ""},
        {"number": 2, "heading": "乙", "text": "培训9人。", "lead": ""},
    ],
    "questions": [["补多少？", "补助50万元。[1]"], ["几人？", "培训9人。[2]"], ["谁？", "没有。"]],
}
OTHER = {**GROUP, "questions": [["补多少钱？", "补助50万元。[1]"]]}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_gemma(tmp_path_factory.mktemp("base"))


@pytest.fixture
def parts(base: Path):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32).eval()
    return AutoTokenizer.from_pretrained(base), model


def test_in_a_group_each_question_is_as_if_asked_alone(parts) -> None:
    tokenizer, model = parts
    prompt = ReadingPrompt()
    with torch.inference_mode():
        packed = [pack(tokenizer, prompt, row) for row in (GROUP, OTHER)]
        together, tokens = loss_sum(model, collate(packed))
        alone = 0.0
        for row in (GROUP, OTHER):
            for question in row["questions"]:
                one = pack(tokenizer, prompt, {**row, "questions": [question]})
                ids, labels = torch.tensor([one.ids]), torch.tensor([one.labels])
                logits = model(input_ids=ids).logits[:, :-1]
                alone += torch.nn.functional.cross_entropy(
                    logits[0], labels[0, 1:], ignore_index=IGNORED, reduction="sum"
                ).item()
    assert together.item() == pytest.approx(alone, rel=1e-4)
    assert tokens == sum(label != IGNORED for group in packed for label in group.labels)


def test_what_is_asked_is_what_the_prompt_says(parts) -> None:
    tokenizer, _ = parts
    prompt = ReadingPrompt()
    packed = pack(tokenizer, prompt, OTHER)
    said = tokenizer("补助50万元。[1]\n").input_ids
    assert [label for label in packed.labels if label != IGNORED] == said
    text = tokenizer.decode(packed.ids[: -len(said)])
    assert text == "资料[1]（甲）：补助50万元。\n资料[2]（乙）：培训9人。\n问：补多少钱？\n答："


def test_only_the_adapter_learns_and_at_first_it_changes_nothing(parts, tmp_path: Path) -> None:
    tokenizer, model = parts
    batch = collate([pack(tokenizer, ReadingPrompt(), GROUP)])
    before = loss_sum(model, batch)[0].item()
    add_adapter(model, rank=4, first=1)
    learns = {n for n, p in model.named_parameters() if p.requires_grad}
    assert learns and all(".layers.1." in n and ".lora_" in n for n in learns)
    assert loss_sum(model, batch)[0].item() == before
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "lora_B" in name:
                weight.normal_()
    changed = loss_sum(model, batch)[0].item()
    assert changed != before
    save_adapter(model, tmp_path)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "lora_" in name:
                weight.zero_()
    restore_adapter(model, tmp_path)
    assert loss_sum(model, batch)[0].item() == changed
    assert all(
        name.startswith("base_model.model.model.layers.1.") for name in adapter_weights(model)
    )


def test_a_run_that_stopped_goes_on_as_if_it_had_not(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = tmp_path / "train.jsonl"
    rows = [GROUP, OTHER, GROUP, OTHER]
    examples.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    def train(out: Path, steps: int, every: int = 2) -> dict[str, torch.Tensor]:
        given = ["", out, examples, "--base", base, "--steps", steps, "--every", every]
        monkeypatch.setattr(sys, "argv", [str(x) for x in (*given, "--batch", 2)])
        train_reader.main()
        from safetensors.torch import load_file

        return load_file(out / "adapter_model.safetensors")

    # The rate does not fall yet at the step where the first run stops.
    monkeypatch.setattr(train_reader, "factor", lambda step, steps: 1.0)
    train(tmp_path / "cut", 2)
    cut, whole = train(tmp_path / "cut", 4), train(tmp_path / "whole", 4)
    assert cut.keys() == whole.keys()
    assert all(torch.allclose(cut[n], whole[n], atol=1e-6) for n in cut)
    assert any(w.abs().sum() > 0 for n, w in whole.items() if "lora_B" in n)


def test_the_rate_rises_stays_and_falls() -> None:
    rates = [train_reader.factor(step, 200) for step in range(200)]
    top = rates.index(1.0)
    assert rates[:top] == sorted(rates[:top]) and rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[100] == 1.0 and 0 < rates[-1] < 0.05
