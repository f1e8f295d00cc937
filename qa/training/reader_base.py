"""The embedded model's weights, dequantised once, as a folder that transformers loads in seconds. One command:

    python -m qa.training.reader_base MODEL.gguf OUT_FOLDER

The adapter is trained against these weights, which are what llama.cpp runs, and not against the unquantised model.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def write_base(gguf: Path, folder: Path) -> None:
    """Write the weights of a GGUF model in float32, its configuration and its tokenizer."""
    import torch
    from safetensors.torch import save_file
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(folder)
    model: Any = AutoModelForCausalLM.from_pretrained(
        gguf.parent, gguf_file=gguf.name, dtype=torch.float32
    )
    config = model.config
    # What is written is not quantised any more, and transformers would refuse to write what is.
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    config.architectures = [type(model).__name__]
    config.save_pretrained(folder)
    weights = {name: weight.contiguous() for name, weight in model.state_dict().items()}
    if config.tie_word_embeddings:
        del weights["lm_head.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("gguf", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    write_base(given.gguf, given.out)


if __name__ == "__main__":
    main()
