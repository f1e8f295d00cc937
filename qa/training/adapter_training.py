"""The training of an adapter on the embedder's encoder: batches, the learning rate, and a run that goes on where it was.

Shared by `train_relevance` and `train_focus`. Writes `adapter.safetensors` and `state.pt` every `--every` steps, and one
line of losses and held-out figures each time; at the end `NAME.safetensors` in half precision, which ships.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from qa.training.relevance_model import ADAPTED_FROM, RANK, Adapter, tokenizer_of

WARM = 0.05
BUCKET = 64


@dataclass(frozen=True, slots=True)
class Task:
    """What is trained: a model made of a folder, a rank and the first adapted layer; examples, which have `ids`.

    `loss(model, part, batch)` is the loss of a part of a batch as its share of the batch's; `measure` what is known of
    a model by held-out examples.
    """

    name: str
    model: Callable[[Path, int, int], Adapter]
    encode: Callable[[Tokenizer, Sequence[str]], list[Any]]
    loss: Callable[[Any, Sequence[Any], Sequence[Any]], torch.Tensor]
    measure: Callable[[Any, Sequence[Any]], Mapping[str, float]]


def batches(examples: Sequence[Any], size: int, seed: int) -> list[list[Any]]:
    """Shuffle, then sort within buckets by length, so that little padding is computed."""
    chance = random.Random(seed)
    order = list(examples)
    chance.shuffle(order)
    out: list[list[Any]] = []
    for start in range(0, len(order), size * BUCKET):
        part = sorted(order[start : start + size * BUCKET], key=lambda e: len(e.ids))
        cut = [part[i : i + size] for i in range(0, len(part), size)]
        chance.shuffle(cut)
        out += cut
    return out


def gradients(
    task: Task,
    model: Adapter,
    batch: Sequence[Any],
    weights: Sequence[torch.nn.Parameter],
    pool: ThreadPoolExecutor,
) -> float:
    """Set the weights' gradients for one batch and return its loss.

    Every thread of `pool` works on its own part with one thread of torch: torch's own threads wait for each other
    some hundred times a pass, and beside any other process a step took five times as long.
    """
    parts = max(1, min(pool._max_workers, len(batch)))

    def part(number: int) -> tuple[float, tuple[torch.Tensor, ...]]:
        loss = task.loss(model, batch[number::parts], batch)
        return loss.item(), torch.autograd.grad(loss, weights)

    done = list(pool.map(part, range(parts)))
    for weight, *each in zip(weights, *(gradient for _, gradient in done), strict=True):
        weight.grad = sum(each[1:], each[0])
    return sum(loss for loss, _ in done)


def options() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser()
    found.add_argument("out", type=Path)
    found.add_argument("examples", nargs="+")
    found.add_argument("--dev", nargs="*", default=[], type=Path)
    found.add_argument(
        "--encoder", type=Path, default=Path.home() / ".cache/policy-qa/multilingual-e5-small-q4"
    )
    found.add_argument("--rank", type=int, default=RANK)
    found.add_argument("--first-layer", type=int, default=ADAPTED_FROM)
    found.add_argument("--rate", type=float, default=8e-4)
    found.add_argument("--batch", type=int, default=16)
    found.add_argument("--every", type=int, default=100)
    found.add_argument("--epochs", type=float, default=1.0)
    found.add_argument(
        "--start", type=Path, help="an adapter to go on from, of this or another model"
    )
    found.add_argument("--threads", type=int, default=2)
    found.add_argument("--device", default="cpu")
    return found


def train(
    task: Task,
    given: argparse.Namespace,
    examples: Sequence[Any],
    dev: Mapping[str, Sequence[Any]],
) -> None:
    """Train from the last checkpoint in `given.out`, or from the encoder, to the end of the epochs."""
    torch.set_num_threads(1)
    threads = given.threads if given.device == "cpu" else 1
    pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))
    torch.manual_seed(0)
    given.out.mkdir(parents=True, exist_ok=True)
    model = task.model(given.encoder, given.rank, given.first_layer)
    if given.start:
        model.restore(given.start, shared=True)
    model.to(given.device)
    plan = plan_of(given, examples)
    optimizer = _optimizer(model, given.rate)
    trained = [p for group in optimizer.param_groups for p in group["params"]]
    state, first = given.out / "state.pt", 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        first = saved["step"]
        optimizer.load_state_dict(saved["optimizer"])
        model.restore(given.out / "adapter.safetensors")
    size = sum(p.numel() for p in trained)
    print(f"{len(plan)} steps, from {first}; {size} weights", flush=True)
    model.train()
    loss_sum, count, clock = 0.0, 0, time.time()
    for step in range(first, len(plan)):
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate_at(step / len(plan))
        loss = gradients(task, model, plan[step], trained, pool)
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        loss_sum, count = loss_sum + loss, count + 1
        if (step + 1) % given.every == 0 or step + 1 == len(plan):
            model.save(given.out / "adapter.safetensors")
            torch.save({"step": step + 1, "optimizer": optimizer.state_dict()}, state)
            figures = (
                {n: task.measure(model, e) for n, e in dev.items()}
                if (step + 1) % (4 * given.every) == 0 or step + 1 == len(plan)
                else {}
            )
            line = {
                "step": step + 1,
                "loss": round(loss_sum / count, 4),
                "seconds_a_step": round((time.time() - clock) / count, 2),
                **figures,
            }
            print(json.dumps(line), flush=True)
            loss_sum, count, clock = 0.0, 0, time.time()
    model.save(given.out / f"{task.name}.safetensors", half=True)


def plan_of(given: argparse.Namespace, examples: Sequence[Any]) -> list[list[Any]]:
    """Return the batches of all epochs, of which the last may be a part."""
    whole = math.ceil(given.epochs)
    plan = [batch for epoch in range(whole) for batch in batches(examples, given.batch, epoch)]
    return plan[: int(len(plan) * given.epochs / whole)]


def _optimizer(model: Adapter, rate: float) -> torch.optim.Optimizer:
    """Return an optimizer of what is trained: the adapter at `rate`, the rest at half of it."""
    low: list[torch.nn.Parameter] = []
    rest: list[torch.nn.Parameter] = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            (low if ".down." in name or ".up." in name else rest).append(parameter)
    groups = [{"params": low, "base": rate}, {"params": rest, "base": rate / 2}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)


def rate_at(share: float) -> float:
    """Return the factor of the learning rate when `share` of the steps are done: up, then down."""
    return min(1.0, share / WARM) * (1 - max(0.0, share - WARM) / (1 - WARM)) + 0.01


def run(task: Task) -> None:
    """Read the command line and train."""
    given = options().parse_args()
    tokenizer = tokenizer_of(given.encoder)

    def read(path: Path) -> list[Any]:
        return task.encode(tokenizer, path.read_text(encoding="utf-8").splitlines())

    examples: list[Any] = []
    for name in given.examples:
        path, _, repeats = name.partition("*")
        some = read(Path(path))
        count = float(repeats or 1)
        chosen = some * int(count) + random.Random(1).sample(some, int(len(some) * (count % 1)))
        examples += chosen
        print(f"{path}: {len(some)} examples, {len(chosen)} taken", flush=True)
    train(task, given, examples, {path.stem: read(path) for path in given.dev})
