"""Write a trained adapter as what ships: half-precision safetensors for PEFT, and a GGUF LoRA for llama.cpp. One command:

    python -m qa.training.export_reader RUN_FOLDER OUT_FOLDER [--name chooser]

Writes `NAME.safetensors` with `NAME.json` (PEFT's configuration) and `NAME.gguf`; the reader's names its prompt.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from qa.generators.llama import PROMPT_KEY
from qa.generators.reading import ReadingPrompt

READER = "reader"
# transformers' name -> llama.cpp's (gguf-py, MODEL_TENSORS of Gemma 3).
NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
_WEIGHT = re.compile(r"base_model\.model\.model\.layers\.(\d+)\.([a-z_.]+)\.lora_([AB])\.weight")


def gguf_name(name: str) -> str:
    """Return llama.cpp's name of a weight: `blk.N.attn_q.weight.lora_a`.

    Raises:
        ValueError: llama.cpp has no such tensor.
    """
    match = _WEIGHT.fullmatch(name)
    if match is None or match[2] not in NAMES:
        raise ValueError(f"no place for {name!r} in a GGUF adapter")
    return f"blk.{match[1]}.{NAMES[match[2]]}.weight.lora_{match[3].lower()}"


def export(run: Path, out: Path, architecture: str, name: str = READER) -> None:
    """Write the adapter of a run folder in both forms, both in float16 and so equal to the bit."""
    from gguf import GGUFWriter

    out.mkdir(parents=True, exist_ok=True)
    config = json.loads((run / "adapter_config.json").read_text(encoding="utf-8"))
    found = load_file(run / "adapter_model.safetensors")
    weights = {place: weight.astype(np.float16) for place, weight in sorted(found.items())}
    save_file(weights, out / f"{name}.safetensors", metadata={"format": "pt"})
    shutil.copyfile(run / "adapter_config.json", out / f"{name}.json")
    writer = GGUFWriter(out / f"{name}.gguf", architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    if name == READER:
        writer.add_string(PROMPT_KEY, ReadingPrompt.NAME)
    writer.add_float32("adapter.lora.alpha", float(config["lora_alpha"]))
    for place, weight in weights.items():
        writer.add_tensor(gguf_name(place), weight)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("run", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--architecture", default="gemma3")
    options.add_argument("--name", default=READER)
    given = options.parse_args()
    export(given.run, given.out, given.architecture, given.name)


if __name__ == "__main__":
    main()
