"""What ships: both forms hold the same numbers, and llama.cpp's names fit the model."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from qa.generators import LlamaCppGenerator
from qa.generators.gguf import check_adapter, read_header
from qa.generators.reading import ReadingPrompt
from qa.training.export_reader import export, gguf_name
from tests.test_qa_generators_gguf import WIDTH, write_model

NAME = "base_model.model.model.layers.0.self_attn.{}_proj.lora_{}.weight"


def write_run(folder: Path) -> Path:
    chance = np.random.default_rng(0)
    weights = {}
    for part in "qk":
        weights[NAME.format(part, "A")] = chance.normal(size=(4, WIDTH)).astype(np.float32)
        weights[NAME.format(part, "B")] = chance.normal(size=(2 * WIDTH, 4)).astype(np.float32)
    save_file(weights, folder / "adapter_model.safetensors")
    (folder / "adapter_config.json").write_text(json.dumps({"lora_alpha": 8, "r": 4}))
    return folder


def test_both_forms_hold_the_same_numbers(tmp_path: Path) -> None:
    export(write_run(tmp_path), tmp_path / "out", "gemma3")
    reader = gguf.GGUFReader(tmp_path / "out" / "reader.gguf")
    found = load_file(tmp_path / "out" / "reader.safetensors")
    tensors = {t.name: t.data for t in reader.tensors}
    assert tensors.keys() == {gguf_name(name) for name in found}
    assert all(np.array_equal(tensors[gguf_name(n)], w) for n, w in found.items())
    assert all(w.dtype == np.float16 for w in found.values())


def test_the_generator_takes_it_and_asks_with_its_prompt(tmp_path: Path) -> None:
    export(write_run(tmp_path), tmp_path / "out", "gemma3")
    model = write_model(tmp_path / "m.gguf")
    header = check_adapter(tmp_path / "out" / "reader.gguf", read_header(model))
    assert header.metadata["adapter.lora.alpha"] == 8.0
    made = LlamaCppGenerator(model, adapter=tmp_path / "out" / "reader.gguf")
    assert made.prompt_version == ReadingPrompt().version
    assert made.name == "llama.cpp:m+reader"


@pytest.mark.parametrize(
    "name", ["lm_head.lora_A.weight", NAME.format("x", "A"), NAME.format("q", "C")]
)
def test_what_has_no_place_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        gguf_name(name)
