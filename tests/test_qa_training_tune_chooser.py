"""A chooser trained further: both adapters as one say what the trained model says, and a run goes on where it stopped."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.tiny_gemma import save_tiny_gemma

torch = pytest.importorskip("torch")
torch.set_num_threads(1)
pytest.importorskip("gguf")
from qa.relevance.choosing import LABELS, NONE  # noqa: E402
from qa.relevance.raw import Raw  # noqa: E402
from qa.training import tune_chooser  # noqa: E402
from qa.training.export_reader import gguf_name, write_gguf  # noqa: E402
from qa.training.reader_model import adapter_weights, add_adapter  # noqa: E402

LISTS = [
    {
        "id": str(number), "document": f"{number}.md", "question": "补多少？", "answerable": bool(n),
        "shown": [["甲", ["补5万。", "训9人。"]], ["乙", ["无关。"]]], "labels": [n, 0, 0],
    }
    for number in range(40)
    for n in (number % 2,)
]  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from transformers import AutoTokenizer

    folder = save_tiny_gemma(tmp_path_factory.mktemp("base"))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"bos_token": "<pad>"})
    tokenizer.save_pretrained(folder)
    return folder


def loaded(base: Path) -> Any:
    from transformers import AutoModelForCausalLM

    return AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)


@pytest.fixture
def start(base: Path, tmp_path: Path) -> Path:
    """An adapter of rank 4 on every layer, none of it zero."""
    model = loaded(base)
    add_adapter(model, rank=4, alpha=8)
    random = np.random.default_rng(0)
    weights = {
        gguf_name(name): random.normal(0, 0.1, tuple(weight.shape))
        for name, weight in adapter_weights(model).items()
    }
    write_gguf(tmp_path / "start.gguf", weights, 8.0)
    return tmp_path / "start.gguf"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    path = tmp_path / "lists.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LISTS), encoding="utf-8")
    return path


def run(base: Path, lists: Path, start: Path, folder: Path, monkeypatch: Any) -> Path:
    monkeypatch.setattr(tune_chooser, "FIRST", 1)
    monkeypatch.setattr(tune_chooser, "SAVED", 2)
    given = ["", folder, lists, "--base", base, "--start", start, "--epochs", "1"]
    monkeypatch.setattr(sys, "argv", [str(part) for part in given])
    tune_chooser.main()
    return folder / "chooser.gguf"


def told(base: Path, adapter: Path, lists: Path) -> np.ndarray:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(base)
    model = loaded(base)
    tune_chooser.merge(model, Raw(adapter))
    labels = [tokenizer(x, add_special_tokens=False).input_ids[0] for x in (*LABELS, NONE)]
    upper = tune_chooser.Upper(model, labels)
    with torch.no_grad():
        return upper.told(tune_chooser.read(lists, tokenizer)[0]).numpy()


def test_the_joined_adapter_says_what_both_say(
    base: Path, start: Path, lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run(base, lists, start, tmp_path / "run", monkeypatch)
    model = loaded(base)
    tune_chooser.merge(model, Raw(start))
    add_adapter(model, rank=tune_chooser.RANK, alpha=tune_chooser.ALPHA, first=1)
    saved = torch.load(tmp_path / "run" / "state.pt", weights_only=True)
    model.load_state_dict(saved["weights"], strict=False)
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(base)
    labels = [tokenizer(x, add_special_tokens=False).input_ids[0] for x in (*LABELS, NONE)]
    with torch.no_grad():
        both = tune_chooser.Upper(model, labels).told(tune_chooser.read(lists, tokenizer)[0])
    assert told(base, made, lists) == pytest.approx(both.numpy(), abs=2e-3)
    assert told(base, start, lists) != pytest.approx(both.numpy(), abs=2e-3)


def test_a_run_that_stopped_goes_on(
    base: Path, start: Path, lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(base, lists, start, tmp_path / "whole", monkeypatch)

    real, seen = tune_chooser.wanted, []

    def stop(labels: list[int]) -> Any:
        seen.append(labels)
        if len(seen) > 2 * tune_chooser.BATCH:
            raise KeyboardInterrupt
        return real(labels)

    monkeypatch.setattr(tune_chooser, "wanted", stop)
    with pytest.raises(KeyboardInterrupt):
        run(base, lists, start, tmp_path / "cut", monkeypatch)
    monkeypatch.undo()
    cut = run(base, lists, start, tmp_path / "cut", monkeypatch)
    assert cut.read_bytes() == whole.read_bytes()
