"""The focus model in torch: the relevance model's encoder, and a head that marks where the answering words begin and end.

One pass over `<s> query </s></s> sentence </s>` gives each token a logit for being the first and one for being the last;
the first token of all stands for "no words of this answer". Training only; answering runs the exported graph.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from qa.relevance.focus import best_span
from qa.training.relevance_model import ADAPTED_FROM, RANK, Adapter, adapted_encoder


class FocusModel(Adapter):
    """Encoder and head: `forward` takes ids and mask (batch, tokens) and gives logits (batch, tokens, 2)."""

    def __init__(self, folder: Path, rank: int = RANK, adapted_from: int = ADAPTED_FROM) -> None:
        super().__init__()
        self.encoder = adapted_encoder(folder, rank, adapted_from)
        self.ends = nn.Linear(self.encoder.config.hidden_size, 2)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.ends(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)


@dataclass(frozen=True, slots=True)
class EncodedFocus:
    """Token ids; the tokens that are read for an answer; the first and the last token that answer (0, 0: none).

    `places` are the characters of each token, `text` and `span` what they and the answer are of.
    """

    ids: list[int]
    told: tuple[int, int]
    ends: tuple[int, int]
    places: list[tuple[int, int]]
    text: str
    span: tuple[int, int] | None


def encode(tokenizer: Tokenizer, lines: Sequence[str]) -> list[EncodedFocus]:
    """Return the examples of a file's lines as token ids; those whose answer is cut away are left out."""
    rows = [json.loads(line) for line in lines]
    out = []
    for row, encoding in zip(
        rows, tokenizer.encode_batch([(r["first"], r["second"]) for r in rows]), strict=True
    ):
        told = [i for i, text in enumerate(encoding.sequence_ids) if text == 1]
        span = tuple(row["span"]) if row["span"] else None
        held = [
            i
            for i in told
            if span and encoding.offsets[i][0] < span[1] and encoding.offsets[i][1] > span[0]
        ]
        if not told or (span and (not held or encoding.offsets[held[-1]][1] < span[1])):
            continue
        ends = (held[0], held[-1]) if held else (0, 0)
        out.append(
            EncodedFocus(
                encoding.ids, (told[0], told[-1] + 1), ends, encoding.offsets, row["second"], span
            )
        )
    return out


def collate(
    batch: Sequence[EncodedFocus], device: torch.device | str = "cpu"
) -> dict[str, torch.Tensor]:
    """Return ids, mask, which tokens may answer (the first and those told) and the ends, padded to the longest."""
    tokens = max(len(e.ids) for e in batch)
    ids = torch.ones((len(batch), tokens), dtype=torch.long)
    mask = torch.zeros((len(batch), tokens), dtype=torch.long)
    open_ = torch.zeros((len(batch), tokens), dtype=torch.bool)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
        open_[row, example.told[0] : example.told[1]] = True
        open_[row, 0] = True
    ends = torch.tensor([e.ends for e in batch])
    named = {"ids": ids, "mask": mask, "open": open_, "ends": ends}
    return {n: t.to(device) for n, t in named.items()}


def loss_of(
    model: FocusModel, part: Sequence[EncodedFocus], batch: Sequence[EncodedFocus]
) -> torch.Tensor:
    """Return the cross-entropy of both ends, a part's share of its batch's mean."""
    data = collate(part, model.ends.weight.device)
    logits = model(data["ids"], data["mask"]).masked_fill(~data["open"][..., None], -1e9)
    each = nn.functional.cross_entropy(logits, data["ends"], reduction="sum")
    return each / len(batch) / 2


def measure(model: FocusModel, examples: Sequence[EncodedFocus]) -> dict[str, Any]:
    """Return how often an answer is marked exactly, its characters' F1, and how often none is marked rightly."""
    model.eval()
    exact, score, none, answered = 0.0, 0.0, 0.0, 0
    with torch.inference_mode():
        for start in range(0, len(examples), 32):
            batch = examples[start : start + 32]
            data = collate(batch)
            logits = model(data["ids"], data["mask"]).numpy()
            for example, row in zip(batch, logits, strict=True):
                found = best_span(row, example.told)
                said = (
                    example.text[example.places[found[0]][0] : example.places[found[1]][1]]
                    if found
                    else ""
                )
                if example.span is None:
                    none += not said
                    continue
                wanted = example.text[example.span[0] : example.span[1]]
                answered += 1
                exact += said.strip() == wanted
                score += _f1(said, wanted)
    model.train()
    silent = len(examples) - answered
    return {
        "exact": round(exact / max(1, answered), 4),
        "f1": round(score / max(1, answered), 4),
        "none": round(none / max(1, silent), 4),
        "n": len(examples),
    }


def _f1(said: str, wanted: str) -> float:
    """Characters in common, as CMRC and DRCD are scored without order."""
    both = sum((Counter(said) & Counter(wanted)).values())
    return 2 * both / (len(said) + len(wanted)) if both else 0.0
