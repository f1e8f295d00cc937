"""Train the chooser a little further, on the lists that it is really shown; resumable. One command:

    python -m qa.training.tune_chooser RUN LISTS.jsonl --base BASE --start qa/weights/chooser.gguf

LISTS is what `qa.training.build_lists` writes, BASE what `qa.training.reader_base` writes. The adapter that is there becomes part of
the weights, and a small one is trained on the upper layers only: what goes into them is computed once for each list, which makes
two processors enough. RUN gets `chooser.gguf`, both adapters as one. One document in three is kept for measuring, by
the hash of its name.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from qa.relevance.choosing import LABELS, NONE, QUESTION, SENTENCE, pieces
from qa.relevance.raw import Raw
from qa.training.export_reader import gguf_name, write_gguf
from qa.training.reader_model import PREFIX, adapter_weights, add_adapter

# Layers below `FIRST` stay as they are.
FIRST, RANK, ALPHA = 9, 8, 16
RATE, WARM, BATCH, SAVED = 3e-4, 8, 8, 20
TOKENS = 510


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as token ids, and which of its sentences answer."""

    document: str
    ids: list[int]
    labels: list[int]
    answerable: bool


def read(path: Path, tokenizer: Any) -> list[Shown]:
    """Return the lists of a file; questions without one are left out."""
    known: dict[str, list[int]] = {}

    def ids(text: str) -> list[int]:
        if text not in known:
            known[text] = tokenizer(text, add_special_tokens=False).input_ids
        return known[text]

    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["shown"]:
            continue
        cut = [(ids(head), [ids(s[:SENTENCE]) for s in own]) for head, own in row["shown"]]
        text = [tokenizer.bos_token_id]
        for piece in pieces(ids(row["question"][-QUESTION:]), cut, ids):
            text += piece
        found.append(Shown(row["document"], text[-TOKENS:], row["labels"], row["answerable"]))
    return found


def kept_for_measuring(document: str) -> bool:
    key = f"split{document}".encode()
    return int(hashlib.md5(key, usedforsecurity=False).hexdigest(), 16) % 3 == 0


class Upper:
    """The model in two halves; the lower one's output is kept for every list."""

    def __init__(self, model: Any, labels: Sequence[int]) -> None:
        self._model, self._types = model, model.config.layer_types
        self._labels = torch.tensor(labels)
        self._kept: dict[int, torch.Tensor] = {}

    def _through(self, states: torch.Tensor, first: int, end: int) -> torch.Tensor:
        places = torch.arange(states.shape[1])[None]
        turned = {t: self._model.model.rotary_emb(states, places, t) for t in set(self._types)}
        for layer, kind in zip(
            self._model.model.layers[first:end], self._types[first:end], strict=True
        ):
            # No list is longer than the local window: all layers see what is before, which is what no mask means.
            states = layer(
                states, attention_mask=None, position_embeddings=turned[kind], position_ids=places
            )
        return states

    def told(self, shown: Shown) -> torch.Tensor:
        """Return the log-probability of each sentence of a list and, last, of none."""
        key = id(shown)
        if key not in self._kept:
            with torch.no_grad():
                states = self._model.model.embed_tokens(torch.tensor([shown.ids]))
                self._kept[key] = self._through(states, 0, FIRST)
        states = self._through(self._kept[key], FIRST, len(self._types))
        last = self._model.model.norm(states[0, -1])
        logits = self._model.lm_head.weight[self._labels] @ last
        count = len(shown.labels)
        return torch.log_softmax(torch.cat([logits[:count], logits[-1:]]), 0)


def wanted(labels: Sequence[int]) -> torch.Tensor:
    """Return what is to be said: every sentence that answers alike, or that none does."""
    right = sum(labels)
    return torch.tensor([*(x / right for x in labels), 0.0] if right else [*labels, 1.0])


def measure(upper: Upper, lists: Sequence[Shown]) -> dict[str, float]:
    """How often a sentence that answers is likeliest, and how well answerable questions are told from others."""
    right: list[int] = []
    yes: list[float] = []
    no: list[float] = []
    with torch.no_grad():
        for shown in lists:
            told = upper.told(shown)
            best = int(told[:-1].argmax())
            odds = float(told[best] - told[-1])
            if any(shown.labels):
                right.append(shown.labels[best])
                yes.append(odds)
            elif not shown.answerable:
                no.append(odds)
    above = sum((y > n) + 0.5 * (y == n) for y in yes for n in no)
    return {
        "top1": round(sum(right) / max(1, len(right)), 3),
        "auc": round(above / max(1, len(yes) * len(no)), 3),
        "answerable": len(yes),
        "others": len(no),
    }


def merge(model: Any, adapter: Raw) -> None:
    """Add an adapter to the weights it was trained for."""
    scale = float(adapter.metadata["adapter.lora.alpha"])
    with torch.no_grad():
        for name, weight in model.named_parameters():
            try:
                place = gguf_name(f"{PREFIX}{name.removesuffix('.weight')}.lora_A.weight")
            except ValueError:
                continue
            a = adapter.read(place)
            b = adapter.read(f"{place.removesuffix('a')}b")
            weight += torch.from_numpy((b @ a) * (scale / a.shape[0]))


def joined(start: Raw, trained: Mapping[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """Return one adapter, by GGUF names, that adds what both add; its alpha is that of `start`.

    An adapter adds `alpha / rank * B A`: of both side by side the rank is the sum, and so the new half is scaled.
    """
    alpha = float(start.metadata["adapter.lora.alpha"])
    made = {name: start.read(name) for name in start.names}
    for name, weight in trained.items():
        place = gguf_name(name)
        old, new = made[place], weight.cpu().numpy()
        axis = 0 if place.endswith("a") else 1
        rank = old.shape[axis]
        # Both halves of the product carry the root of what the scale of the sum lacks.
        mine = math.sqrt((alpha / rank) / (alpha / (rank + RANK)))
        its = math.sqrt((ALPHA / RANK) / (alpha / (rank + RANK)))
        made[place] = np.concatenate([old * mine, new * its], axis)
    return made


def train(given: argparse.Namespace) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(given.base)
    start = Raw(given.start)
    model: Any = AutoModelForCausalLM.from_pretrained(given.base, dtype=torch.float32)
    merge(model, start)
    add_adapter(model, rank=RANK, alpha=ALPHA, first=FIRST)
    weights = [p for p in model.parameters() if p.requires_grad]
    labels = [tokenizer(x, add_special_tokens=False).input_ids[0] for x in (*LABELS, NONE)]
    upper = Upper(model, labels)
    lists = read(given.lists, tokenizer)
    own = [shown for shown in lists if not kept_for_measuring(shown.document)]
    others = [shown for shown in lists if kept_for_measuring(shown.document)]
    plan = [s for epoch in range(given.epochs) for s in random.Random(epoch).sample(own, len(own))]
    steps = len(plan) // BATCH
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    state, first = given.run / "state.pt", 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        first = saved["step"]
        optimizer.load_state_dict(saved["optimizer"])
        model.load_state_dict(saved["weights"], strict=False)
    clock, losses = time.time(), []
    for step in range(first, steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (min(1.0, (step + 1) / WARM) * (1 - step / steps) + 0.02)
        optimizer.zero_grad(set_to_none=True)
        for shown in plan[step * BATCH : (step + 1) * BATCH]:
            loss = -(wanted(shown.labels) * upper.told(shown)).sum() / BATCH
            loss.backward()
            losses.append(loss.item() * BATCH)
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        if (step + 1) % SAVED == 0 or step + 1 == steps:
            trained = {n: p.detach() for n, p in model.named_parameters() if p.requires_grad}
            torch.save(
                {"step": step + 1, "optimizer": optimizer.state_dict(), "weights": trained}, state
            )
            recent = losses[-SAVED * BATCH :]
            line = {"step": step + 1, "of": steps, "loss": round(sum(recent) / len(recent), 3)}
            print(json.dumps(line | {"seconds": round(time.time() - clock)}), flush=True)
    write_gguf(
        given.run / "chooser.gguf",
        joined(start, adapter_weights(model)),
        float(start.metadata["adapter.lora.alpha"]),
    )
    print(json.dumps(measure(upper, others)), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("run", type=Path)
    options.add_argument("lists", type=Path)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--start", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=2)
    given = options.parse_args()
    given.run.mkdir(parents=True, exist_ok=True)
    train(given)


if __name__ == "__main__":
    main()
