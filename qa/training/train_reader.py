"""Train the reader's adapter; resumable. One command:

    python -m qa.training.train_reader OUT_FOLDER TRAIN.jsonl --base BASE_FOLDER --steps N [--dev DEV.jsonl] [--device cuda]

`BASE_FOLDER` is what `python -m qa.training.reader_base` writes. Every `--every` steps the adapter (PEFT's layout) and
`state.pt` are written, and one line of losses. The rate is even and falls over the last part of the steps: the same
command goes on from the last checkpoint, and may name other `--steps` as long as the fall has not begun.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import torch

from qa.generators.reading import ReadingPrompt
from qa.training.reader_model import (
    Packed,
    add_adapter,
    collate,
    loss_sum,
    pack,
    restore_adapter,
    save_adapter,
)

WARM, FALL = 10, 0.5
BUCKET = 16
# Longer groups are rare and cost the most.
LONGEST = 800


def plan(groups: Sequence[Packed], size: int) -> Iterator[list[Packed]]:
    """Yield batches of like lengths without end, the groups in another order each time round."""
    chance = random.Random(0)
    while True:
        order = list(groups)
        chance.shuffle(order)
        for start in range(0, len(order), size * BUCKET):
            part = sorted(order[start : start + size * BUCKET], key=lambda g: len(g.ids))
            cut = [part[i : i + size] for i in range(0, len(part), size)]
            chance.shuffle(cut)
            yield from cut


def factor(step: int, steps: int) -> float:
    """Return the share of the rate at a step: it rises, stays, and falls over the last `FALL` of the steps."""
    falls = steps * (1 - FALL)
    return min(1.0, (step + 1) / WARM, max(0.02, (steps - step) / (steps - falls)))


def gradients(
    model: Any, batch: Sequence[Packed], weights: Sequence[torch.Tensor], pool: ThreadPoolExecutor
) -> float:
    """Set the weights' gradients for one batch and return its loss for each token of an answer.

    Every thread of `pool` works on its own part with one thread of torch: torch's own threads wait for each other.
    """
    parts = [p for p in (batch[n :: pool._max_workers] for n in range(pool._max_workers)) if p]

    def part(groups: Sequence[Packed]) -> tuple[float, int, tuple[torch.Tensor, ...]]:
        loss, tokens = loss_sum(model, collate(groups, device=weights[0].device))
        return loss.item(), tokens, torch.autograd.grad(loss, weights)

    done = list(pool.map(part, parts))
    tokens = sum(count for _, count, _ in done)
    for weight, *each in zip(weights, *(gradient for *_, gradient in done), strict=True):
        weight.grad = sum(each[1:], each[0]) / tokens
    return sum(loss for loss, _, _ in done) / tokens


def measure(model: Any, groups: Sequence[Packed]) -> float:
    """Return the loss for each token of the held-out answers."""
    total = count = 0.0
    with torch.inference_mode():
        for group in groups:
            loss, tokens = loss_sum(model, collate([group], device=model.device))
            total, count = total + loss.item(), count + tokens
    return total / max(1.0, count)


def load(tokenizer: Any, path: Path) -> list[Packed]:
    prompt = ReadingPrompt()
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    packed = [pack(tokenizer, prompt, row) for row in rows]
    return [group for group in packed if len(group.ids) <= LONGEST]


def options() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    found.add_argument("out", type=Path)
    found.add_argument("examples", type=Path)
    found.add_argument("--base", type=Path, required=True)
    found.add_argument("--dev", type=Path)
    found.add_argument("--steps", type=int, default=400)
    found.add_argument("--first-layer", type=int, default=0)
    found.add_argument("--rate", type=float, default=4e-4)
    found.add_argument("--batch", type=int, default=4, help="groups, of some five questions each")
    found.add_argument("--every", type=int, default=20)
    found.add_argument("--threads", type=int, default=2)
    found.add_argument("--device", default="cpu")
    return found


def train(
    given: argparse.Namespace, model: Any, groups: Sequence[Packed], dev: Sequence[Packed]
) -> None:
    """Give the model an adapter and train it, from the last checkpoint in `given.out`, to the last step."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    threads = given.threads if given.device == "cpu" else 1
    pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))
    add_adapter(model, first=given.first_layer)
    state, first, saved = given.out / "state.pt", 0, None
    if state.exists():
        saved = torch.load(state, weights_only=True)
        first = saved["step"]
        restore_adapter(model, given.out)
    model.to(given.device)
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=given.rate, weight_decay=0.0)
    if saved:
        optimizer.load_state_dict(saved["optimizer"])
    size = sum(p.numel() for p in weights)
    print(f"{len(groups)} groups, {given.steps} steps, from {first}; {size} weights", flush=True)
    losses: list[float] = []
    clock = time.time()
    batches = plan(groups, given.batch)
    for step in range(given.steps):
        batch = next(batches)
        if step < first:
            continue
        for group in optimizer.param_groups:
            group["lr"] = given.rate * factor(step, given.steps)
        losses.append(gradients(model, batch, weights, pool))
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        if (step + 1) % given.every == 0 or step + 1 == given.steps:
            save_adapter(model, given.out)
            torch.save({"step": step + 1, "optimizer": optimizer.state_dict()}, state)
            line = {"step": step + 1, "loss": round(sum(losses) / len(losses), 4)}
            line["seconds_a_step"] = round((time.time() - clock) / len(losses), 2)
            if dev and ((step + 1) % (5 * given.every) == 0 or step + 1 == given.steps):
                line["dev"] = round(measure(model, dev), 4)
            print(json.dumps(line), flush=True)
            losses, clock = [], time.time()


def main() -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    given = options().parse_args()
    tokenizer = AutoTokenizer.from_pretrained(given.base)
    model = AutoModelForCausalLM.from_pretrained(given.base, dtype=torch.float32).eval()
    dev = load(tokenizer, given.dev)[:40] if given.dev else []
    train(given, model, load(tokenizer, given.examples), dev)


if __name__ == "__main__":
    main()
