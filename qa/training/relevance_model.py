"""The relevance model in torch: the embedder's encoder with low-rank adapters, and a head that judges each sentence.

One pass over `<s> query </s></s> passage </s>` gives a logit for each sentence of the passage, so that a sentence is
judged with its neighbours and its context in sight. Training only; answering runs the exported graph.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from qa.relevance.input import MAX_TOKENS, token_ranges

RANK = 32
# The lower layers read words, which both tasks need alike: adapting them too costs a sixth of the time.
ADAPTED_FROM = 4
ADAPTED = ("query", "key", "value", "dense")


class LowRank(nn.Module):
    """A frozen linear layer plus `up(down(x))`; `up` begins at zero, so that training begins at the encoder."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Linear(layer.in_features, rank, bias=False)
        self.up = nn.Linear(rank, layer.out_features, bias=False)
        nn.init.normal_(self.down.weight, std=rank**-0.5 / 4)
        nn.init.zeros_(self.up.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x) + self.up(self.down(x))


def adapted_encoder(folder: Path, rank: int, adapted_from: int) -> BertModel:
    """Return the encoder of `folder`, of which only low-rank adapters and layer norms from a layer on are trained."""
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
    encoder.requires_grad_(False)
    layers: Any = encoder.encoder.layer
    for layer in layers[adapted_from:]:
        for parent in (
            layer.attention.self,
            layer.attention.output,
            layer.intermediate,
            layer.output,
        ):
            for name in ADAPTED:
                child = getattr(parent, name, None)
                if isinstance(child, nn.Linear):
                    setattr(parent, name, LowRank(child, rank))
        for name, parameter in layer.named_parameters():
            if "LayerNorm" in name:
                parameter.requires_grad_(True)
    return encoder


class Adapter(nn.Module):
    """What is saved and restored of a model: only what training changes."""

    def trained(self) -> dict[str, torch.Tensor]:
        """Return what training changes, by name."""
        return {
            n: p.detach().clone().contiguous()
            for n, p in self.named_parameters()
            if p.requires_grad
        }

    def save(self, path: Path, *, half: bool = False) -> None:
        """Write what training changes; in half precision it is what ships."""
        kind = torch.float16 if half else torch.float32
        save_file({n: p.to("cpu", kind) for n, p in self.trained().items()}, path)

    def restore(self, path: Path, *, shared: bool = False) -> None:
        """Load what `save` wrote; with `shared` what it made of the encoder, whosesoever head it has."""
        found = load_file(path)
        own = self.state_dict()
        if shared:
            found = {n: w for n, w in found.items() if n in own or n.startswith("encoder.")}
        _, unexpected = self.load_state_dict(found, strict=False)
        assert not unexpected, unexpected


class RelevanceModel(Adapter):
    """Encoder and head.

    `forward` takes ids and mask (batch, tokens) and pool (batch, 1 + sentences, tokens): the rows of pool take the mean
    over the question's tokens, then over each sentence's. The head sees both means at one length and their product,
    which is where the encoder was trained to put likeness.
    """

    def __init__(self, folder: Path, rank: int = RANK, adapted_from: int = ADAPTED_FROM) -> None:
        super().__init__()
        self.encoder = adapted_encoder(folder, rank, adapted_from)
        width = self.encoder.config.hidden_size
        self.hidden = nn.Linear(3 * width, 128)
        self.out = nn.Linear(128, 1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        """Return logits (batch, sentences)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        means = torch.bmm(pool, states)
        means = means / (means.norm(dim=-1, keepdim=True) + 1e-6) * means.shape[-1] ** 0.5
        asked, each = means[:, :1], means[:, 1:]
        both = torch.cat([each, asked.expand_as(each), each * asked], -1)
        return self.out(torch.nn.functional.gelu(self.hidden(both))).squeeze(-1)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of one pair, the tokens of the question and of each sentence that is not cut away, and labels."""

    ids: list[int]
    asked: tuple[int, int]
    ranges: list[tuple[int, int]]
    labels: list[int]
    group: str


def tokenizer_of(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer


def encode(tokenizer: Tokenizer, lines: Sequence[str]) -> list[Encoded]:
    """Return the examples of a file's lines as token ids."""
    rows = [json.loads(line) for line in lines]
    encodings = tokenizer.encode_batch([(r["first"], r["second"]) for r in rows])
    out = []
    for row, encoding in zip(rows, encodings, strict=True):
        asked, told = (
            [i for i, text in enumerate(encoding.sequence_ids) if text == own] for own in (0, 1)
        )
        found = token_ranges([encoding.offsets[i] for i in told], row["spans"])
        if found:
            ranges = [(told[0] + a, told[0] + b) for a, b in found]
            span = (asked[0], asked[-1] + 1)
            out.append(
                Encoded(encoding.ids, span, ranges, row["labels"][: len(ranges)], row["group"])
            )
    return out


def collate(batch: Sequence[Encoded], device: torch.device | str = "cpu") -> dict[str, Any]:
    """Return ids, mask, pool, labels and which sentences are real, padded to the longest of the batch."""
    tokens, most = max(len(e.ids) for e in batch), max(len(e.ranges) for e in batch)
    ids = torch.ones((len(batch), tokens), dtype=torch.long)
    mask = torch.zeros((len(batch), tokens), dtype=torch.long)
    pool = torch.zeros((len(batch), 1 + most, tokens))
    labels, real = torch.zeros((len(batch), most)), torch.zeros((len(batch), most))
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        mask[row, : len(example.ids)] = 1
        for place, (a, b) in enumerate((example.asked, *example.ranges)):
            pool[row, place, a:b] = 1 / (b - a)
        labels[row, : len(example.labels)] = torch.tensor(example.labels, dtype=torch.float32)
        real[row, : len(example.labels)] = 1
    made = {"ids": ids, "mask": mask, "pool": pool, "labels": labels, "real": real}
    return {name: tensor.to(device) for name, tensor in made.items()}
