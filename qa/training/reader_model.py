"""The reader in torch: a causal model with low-rank adapters, and the loss of groups of questions over shared passages.

In a group every question follows the passages and sees them and itself, nothing of the other questions, by mask and by
position: the model computes what it would for each question alone, and the passages once. Training only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from qa.generators.reading import ReadingPrompt, Shown

RANK, ALPHA = 16, 32
ADAPTED = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
PREFIX = "base_model.model."
IGNORED = -100


class LowRank(nn.Module):
    """A frozen linear layer plus `alpha / rank * B A`; B begins at zero, so that nothing changes at first."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.base = base
        self.scale = alpha / rank
        self.lora_A = nn.Linear(base.in_features, rank, bias=False)
        self.lora_B = nn.Linear(rank, base.out_features, bias=False)
        nn.init.kaiming_uniform_(self.lora_A.weight, a=5**0.5)
        nn.init.zeros_(self.lora_B.weight)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        # The adapter is kept in float32 also where the model computes in less.
        low = nn.functional.linear(states, self.lora_A.weight.to(states.dtype))
        return self.base(states) + nn.functional.linear(
            low, self.lora_B.weight.to(states.dtype) * self.scale
        )


def add_adapter(model: Any, *, rank: int = RANK, alpha: float = ALPHA, first: int = 0) -> None:
    """Freeze `model` and give every linear layer from layer `first` on an adapter."""
    model.requires_grad_(False)
    for layer in model.model.layers[first:]:
        for parent in (layer.self_attn, layer.mlp):
            for name in ADAPTED:
                child = getattr(parent, name, None)
                if isinstance(child, nn.Linear):
                    setattr(parent, name, LowRank(child, rank, alpha))


def adapter_weights(model: Any) -> dict[str, torch.Tensor]:
    """Return what training changes, named as PEFT names it."""
    return {
        PREFIX + name: parameter.detach().clone().contiguous()
        for name, parameter in model.named_parameters()
        if ".lora_" in name
    }


def save_adapter(model: Any, folder: Path, *, rank: int = RANK, alpha: float = ALPHA) -> None:
    """Write `adapter_model.safetensors` and `adapter_config.json`, which PEFT loads."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: weight.cpu() for name, weight in adapter_weights(model).items()}
    save_file(weights, folder / "adapter_model.safetensors")
    layers = model.model.layers
    config = {
        "layers_to_transform": [
            number for number, layer in enumerate(layers) if isinstance(layer.mlp.up_proj, LowRank)
        ],
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": rank,
        "lora_alpha": alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "target_modules": list(ADAPTED),
    }
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")


def restore_adapter(model: Any, folder: Path) -> None:
    """Load what `save_adapter` wrote.

    Raises:
        KeyError: the file holds other weights than the model's.
    """
    found = load_file(folder / "adapter_model.safetensors")
    own = {n: p for n, p in model.named_parameters() if ".lora_" in n}
    with torch.no_grad():
        for name, parameter in own.items():
            parameter.copy_(found.pop(PREFIX + name))
    if found:
        raise KeyError(f"not in the model: {sorted(found)[:3]}")


@dataclass(frozen=True, slots=True)
class Packed:
    """Token ids of a group; `parts[i]` is 0 for the passages and n for question n; -100 where nothing is learnt."""

    ids: list[int]
    parts: list[int]
    positions: list[int]
    labels: list[int]


def pack(tokenizer: Any, prompt: ReadingPrompt, row: Mapping[str, Any]) -> Packed:
    """Return a group as one sequence."""
    shown = [Shown(**s) for s in row["shown"]]
    passages = prompt.parts("", shown)[0]
    ids = list(tokenizer(passages).input_ids)
    shared = len(ids)
    parts, positions, labels = [0] * shared, list(range(shared)), [IGNORED] * shared
    for number, (question, answer) in enumerate(row["questions"], 1):
        asked = tokenizer(prompt.parts(question, shown)[1], add_special_tokens=False).input_ids
        said = tokenizer(answer + "\n", add_special_tokens=False).input_ids
        ids += [*asked, *said]
        parts += [number] * (len(asked) + len(said))
        positions += range(shared, shared + len(asked) + len(said))
        labels += [*[IGNORED] * len(asked), *said]
    return Packed(ids, parts, positions, labels)


@dataclass(frozen=True, slots=True)
class Batch:
    ids: torch.Tensor
    positions: torch.Tensor
    mask: torch.Tensor
    labels: torch.Tensor


def collate(groups: Sequence[Packed], pad: int = 0, device: torch.device | str = "cpu") -> Batch:
    """Return groups padded to the longest; `mask[b, 0, i, j]` tells whether token i sees token j."""
    longest = max(len(g.ids) for g in groups)

    def filled(field: str, value: int) -> torch.Tensor:
        rows = [getattr(g, field) for g in groups]
        made = [[*row, *[value] * (longest - len(row))] for row in rows]
        return torch.tensor(made, device=device)

    parts = filled("parts", -1)
    same = parts[:, :, None] == parts[:, None, :]
    passages = (parts == 0)[:, None, :] & (parts >= 0)[:, :, None]
    earlier = torch.ones(longest, longest, dtype=torch.bool, device=device).tril()
    mask = (same | passages) & earlier
    return Batch(
        filled("ids", pad), filled("positions", 0), mask[:, None], filled("labels", IGNORED)
    )


def loss_sum(model: Any, batch: Batch) -> tuple[torch.Tensor, int]:
    """Return the cross-entropy over the answers' tokens and how many they are; logits are made for these alone."""
    mask = torch.zeros(batch.mask.shape, device=batch.mask.device)
    mask = mask.masked_fill(~batch.mask, torch.finfo(torch.float32).min)
    states = model.model(
        input_ids=batch.ids,
        position_ids=batch.positions,
        attention_mask={"full_attention": mask, "sliding_attention": mask},
        use_cache=False,
    ).last_hidden_state
    # What stands at i is said after i - 1.
    wanted = batch.labels[:, 1:]
    learnt = wanted != IGNORED
    logits = model.lm_head(states[:, :-1][learnt])
    loss = nn.functional.cross_entropy(logits.float(), wanted[learnt], reduction="sum")
    return loss, int(learnt.sum())
