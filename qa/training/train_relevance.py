"""Train the relevance adapter; resumable. One command:

    python -m qa.training.train_relevance OUT_FOLDER EXAMPLES.jsonl[*REPEATS]… --dev DEV.jsonl… [--device cuda]

Writes what `adapter_training` says. `--start` goes on from an adapter instead of from the encoder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import torch

from qa.training.adapter_training import Task, run
from qa.training.relevance_model import Encoded, RelevanceModel, collate, encode


def loss_of(
    model: RelevanceModel, part: Sequence[Encoded], batch: Sequence[Encoded]
) -> torch.Tensor:
    """Return the loss of a part of a batch, summed over sentences, 4 to an example."""
    data = collate(part, model.out.weight.device)
    logits = model(data["ids"], data["mask"], data["pool"])
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, data["labels"], reduction="none"
    )
    return (each * data["real"]).sum() / sum(len(example.ranges) for example in batch) * 4


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


TASK = Task("relevance", RelevanceModel, encode, loss_of, measure)


def main() -> None:
    run(TASK)


if __name__ == "__main__":
    main()
