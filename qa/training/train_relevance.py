"""Train the relevance adapter; resumable. One command:

    python -m qa.training.train_relevance OUT_FOLDER EXAMPLES.jsonl[*REPEATS]… --dev DEV.jsonl… [--device cuda]

Writes `adapter.safetensors` and `state.pt` every `--every` steps, and one line of losses and held-out figures each time;
at the end `relevance.safetensors`, which ships. `--start` goes on from an adapter instead of from the encoder.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch

from qa.training.relevance_model import (
    ADAPTED_FROM,
    RANK,
    Encoded,
    RelevanceModel,
    collate,
    encode,
    tokenizer_of,
)

WARM = 0.05
BUCKET = 64


def batches(examples: Sequence[Encoded], size: int, seed: int) -> list[list[Encoded]]:
    """Shuffle, then sort within buckets by length, so that little padding is computed."""
    chance = random.Random(seed)
    order = list(examples)
    chance.shuffle(order)
    out: list[list[Encoded]] = []
    for start in range(0, len(order), size * BUCKET):
        part = sorted(order[start : start + size * BUCKET], key=lambda e: len(e.ids))
        cut = [part[i : i + size] for i in range(0, len(part), size)]
        chance.shuffle(cut)
        out += cut
    return out


def gradients(
    model: RelevanceModel,
    batch: Sequence[Encoded],
    weights: Sequence[torch.nn.Parameter],
    pool: ThreadPoolExecutor,
) -> float:
    """Set the weights' gradients for one batch and return its loss, summed over sentences, 4 to an example.

    Every thread of `pool` works on its own part with one thread of torch: torch's own threads wait for each other
    some hundred times a pass, and beside any other process a step took five times as long.
    """
    parts = max(1, min(pool._max_workers, len(batch)))
    total = sum(len(example.ranges) for example in batch)

    def part(number: int) -> tuple[float, tuple[torch.Tensor, ...]]:
        data = collate(batch[number::parts], weights[0].device)
        logits = model(data["ids"], data["mask"], data["pool"])
        each = torch.nn.functional.binary_cross_entropy_with_logits(
            logits, data["labels"], reduction="none"
        )
        loss = (each * data["real"]).sum() / total * 4
        return loss.item(), torch.autograd.grad(loss, weights)

    done = list(pool.map(part, range(parts)))
    for weight, *each in zip(weights, *(gradient for _, gradient in done), strict=True):
        weight.grad = sum(each[1:], each[0])
    return sum(loss for loss, _ in done)


def measure(model: RelevanceModel, examples: Sequence[Encoded]) -> dict[str, float]:
    """Right sentence first among a question's passages, and how well one threshold tells answerable questions."""
    model.eval()
    device = next(model.parameters()).device
    best: dict[str, list[tuple[float, int]]] = defaultdict(list)
    with torch.inference_mode():
        ordered = sorted(examples, key=lambda e: len(e.ids))
        for start in range(0, len(ordered), 32):
            batch = ordered[start : start + 32]
            data = collate(batch, device)
            logits = model(data["ids"], data["mask"], data["pool"])
            for example, row in zip(batch, logits.tolist(), strict=True):
                best[example.group] += list(zip(row, example.labels, strict=False))
    model.train()
    tops = {g: max(rows) for g, rows in best.items()}
    answerable = {g: any(label for _, label in rows) for g, rows in best.items()}
    right = [tops[g][1] for g in best if answerable[g]]
    yes = [tops[g][0] for g in best if answerable[g]]
    no = [tops[g][0] for g in best if not answerable[g]]
    out = {"top1": sum(right) / max(1, len(right)), "n": len(best)}
    if no and yes:
        out["auc"] = sum((y > n) + 0.5 * (y == n) for y in yes for n in no) / len(yes) / len(no)
    return out


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
    found.add_argument("--start", type=Path)
    found.add_argument("--threads", type=int, default=2)
    found.add_argument("--device", default="cpu")
    return found


def train(
    given: argparse.Namespace,
    examples: Sequence[Encoded],
    dev: Mapping[str, Sequence[Encoded]],
) -> None:
    """Train from the last checkpoint in `given.out`, or from the encoder, to the end of the epochs."""
    torch.set_num_threads(1)
    threads = given.threads if given.device == "cpu" else 1
    pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))
    torch.manual_seed(0)
    given.out.mkdir(parents=True, exist_ok=True)
    model = RelevanceModel(given.encoder, given.rank, given.first_layer)
    if given.start:
        model.restore(given.start)
    model.to(given.device)
    plan = _plan(given, examples)
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
            group["lr"] = group["base"] * _rate(step / len(plan))
        loss = gradients(model, plan[step], trained, pool)
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        loss_sum, count = loss_sum + loss, count + 1
        if (step + 1) % given.every == 0 or step + 1 == len(plan):
            model.save(given.out / "adapter.safetensors")
            torch.save({"step": step + 1, "optimizer": optimizer.state_dict()}, state)
            figures = (
                {n: measure(model, e) for n, e in dev.items()}
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
    model.save(given.out / "relevance.safetensors", half=True)


def _plan(given: argparse.Namespace, examples: Sequence[Encoded]) -> list[list[Encoded]]:
    """Return the batches of all epochs, of which the last may be a part."""
    whole = math.ceil(given.epochs)
    plan = [batch for epoch in range(whole) for batch in batches(examples, given.batch, epoch)]
    return plan[: int(len(plan) * given.epochs / whole)]


def _optimizer(model: RelevanceModel, rate: float) -> torch.optim.Optimizer:
    """Return an optimizer of what is trained: the adapter at `rate`, the rest at half of it."""
    low: list[torch.nn.Parameter] = []
    rest: list[torch.nn.Parameter] = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            (low if ".down." in name or ".up." in name else rest).append(parameter)
    groups = [{"params": low, "base": rate}, {"params": rest, "base": rate / 2}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)


def _rate(share: float) -> float:
    """Return the factor of the learning rate when `share` of the steps are done: up, then down."""
    return min(1.0, share / WARM) * (1 - max(0.0, share - WARM) / (1 - WARM)) + 0.01


def main() -> None:
    given = options().parse_args()
    tokenizer = tokenizer_of(given.encoder)

    def read(path: Path) -> list[Encoded]:
        return encode(tokenizer, path.read_text(encoding="utf-8").splitlines())

    examples: list[Encoded] = []
    for name in given.examples:
        path, _, repeats = name.partition("*")
        some = read(Path(path))
        count = float(repeats or 1)
        chosen = some * int(count) + random.Random(1).sample(some, int(len(some) * (count % 1)))
        examples += chosen
        print(f"{path}: {len(some)} examples, {len(chosen)} taken", flush=True)
    train(given, examples, {path.stem: read(path) for path in given.dev})


if __name__ == "__main__":
    main()
