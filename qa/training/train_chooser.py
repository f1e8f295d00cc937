"""Train the adapter that chooses among sentences (`qa.relevance.choosing`); resumable. One command:

    python -m qa.training.train_chooser RUN EXAMPLES.jsonl[*SHARE]… --base BASE --dev DEV.jsonl [--device cuda]

The examples are the relevance model's (`qa.training.build`), those of one question together. BASE is what
`qa.training.reader_base` writes. RUN gets the adapter after every epoch, and one line of figures.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from qa.relevance.choosing import HEADING, LABELS, NONE, SENTENCE, pieces
from qa.training.reader_model import add_adapter, restore_adapter, save_adapter

RANK, ALPHA = 32, 64
RATE, WARM = 5e-4, 0.04
# Tokens of a text; within Gemma's local window, so that all layers see all of it.
TOKENS, QUESTION_TOKENS = 508, 80
# So many of the answerable questions are shown without what answers them.
WITHHELD = 0.12
# Of the reading set a new share is drawn each epoch.
BATCH_TOKENS, BUCKET = 24_000, 2048


@dataclass(frozen=True, slots=True)
class Item:
    """A passage as token ids: head, sentences, and which of them answer."""

    head: list[int]
    sentences: list[list[int]]
    labels: list[int]

    @property
    def answers(self) -> bool:
        return any(self.labels)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as token ids, with the passages that may be shown."""

    question: list[int]
    items: list[Item]


class Lists:
    """Makes the texts: passages in random order, each sentence with its letter, cut to `TOKENS`."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}
        self.labels = [self._ids(label)[0] for label in (*LABELS, NONE)]

    def _ids(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._tokenizer(text, add_special_tokens=False).input_ids
        return self._known[text]

    def read(self, path: Path) -> list[Asked]:
        """Return the questions of a file of examples."""
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                groups[row["group"]].append(row)
        return [self._asked(rows) for rows in groups.values()]

    def _asked(self, rows: Sequence[dict[str, Any]]) -> Asked:
        items = []
        for row in rows:
            second, spans = row["second"], row["spans"]
            if not spans:
                continue
            prefix = len("passage: ")
            head = second[prefix:].partition("\n")[0] if spans[0][0] > prefix else ""
            texts = [second[a:b].strip()[:SENTENCE] for a, b in spans]
            ids = self._tokenizer(texts, add_special_tokens=False).input_ids
            items.append(Item(self._ids(head[:HEADING]), ids, row["labels"][: len(ids)]))
        asked = rows[0]["first"].removeprefix("query: ")
        return Asked(self._ids(asked)[-QUESTION_TOKENS:], items)

    def text(self, asked: Asked, chance: random.Random | None) -> tuple[list[int], list[int]]:
        """Return the token ids of a text and which of its letters answer.

        For training passages are left out by chance; for measuring (None) all that fit are shown.
        """
        items = sorted(asked.items, key=lambda item: not item.answers)
        if chance:
            right = [i for i in items if i.answers]
            wrong = [i for i in items if not i.answers]
            if right and wrong and chance.random() < WITHHELD:
                right = []
            chance.shuffle(wrong)
            items = right + wrong[: chance.randint(1, len(wrong))] if wrong else right
        kept = _cut(items, len(asked.question))
        (chance or random.Random(len(asked.question))).shuffle(kept)
        shown = [(item.head, item.sentences) for item in kept]
        ids = [self._tokenizer.bos_token_id]
        for piece in pieces(asked.question, shown, self._ids):
            ids += piece
        return ids, [label for item in kept for label in item.labels]


def _cut(items: Iterable[Item], question: int) -> list[Item]:
    """Return the items that fit, sentences that do not answer taken off the end of what is too long."""
    kept: list[Item] = []
    used, letters = 2 * question + 16, 0
    for item in items:
        sentences, labels = list(item.sentences), list(item.labels)
        if kept and used + _tokens(item.head, sentences) > TOKENS:
            continue
        sentences, labels = sentences[: len(LABELS)], labels[: len(LABELS)]
        while sentences and used + _tokens(item.head, sentences) > TOKENS:
            last = next((i for i in reversed(range(len(labels))) if not labels[i]), None)
            if last is None:
                break
            del sentences[last], labels[last]
        size = _tokens(item.head, sentences)
        if not sentences or used + size > TOKENS or letters + len(sentences) > len(LABELS):
            continue
        kept.append(Item(item.head, sentences, labels))
        used, letters = used + size, letters + len(sentences)
    return kept


def _tokens(head: Sequence[int], sentences: Sequence[Sequence[int]]) -> int:
    return len(head) + 3 + sum(len(s) + 3 for s in sentences)


def batches(
    lists: Lists, asked: Sequence[Asked], extra: Sequence[tuple[float, list[Asked]]], seed: int
) -> Iterator[list[tuple[list[int], list[int]]]]:
    """Yield one epoch's batches of texts of like length."""
    chance = random.Random(seed)
    pool = list(asked)
    for share, some in extra:
        pool += chance.sample(some, int(len(some) * share))
    chance.shuffle(pool)
    for start in range(0, len(pool), BUCKET):
        texts = [lists.text(one, chance) for one in pool[start : start + BUCKET]]
        texts = sorted((t for t in texts if t[1]), key=lambda text: len(text[0]))
        made: list[list[tuple[list[int], list[int]]]] = [[]]
        for text in texts:
            if made[-1] and len(text[0]) * (len(made[-1]) + 1) > BATCH_TOKENS:
                made.append([])
            made[-1].append(text)
        chance.shuffle(made)
        yield from made


def log_chances(model: Any, lists: Lists, texts: Sequence[Sequence[int]]) -> torch.Tensor:
    """Return the log-probability of each label after each text (texts, labels)."""
    device = next(model.parameters()).device
    longest = max(map(len, texts))
    ids = torch.tensor([[*t, *[0] * (longest - len(t))] for t in texts], device=device)
    # Causal attention does not see the padding behind, and no text is longer than the local window.
    states = model.model(
        input_ids=ids,
        position_ids=torch.arange(longest, device=device)[None],
        attention_mask={"full_attention": None, "sliding_attention": None},
        use_cache=False,
    ).last_hidden_state
    last = torch.tensor([len(t) - 1 for t in texts], device=device)
    logits = model.lm_head(states[torch.arange(len(texts), device=device), last]).float()
    return torch.log_softmax(logits, -1)[:, torch.tensor(lists.labels, device=device)]


def targets(labels: Sequence[Sequence[int]], device: torch.device) -> torch.Tensor:
    """Return what is to be said: every sentence that answers alike, or that none does (texts, labels)."""
    rows = []
    for own in labels:
        right = sum(own)
        padded = [*own, *[0] * (len(LABELS) - len(own))]
        rows.append([*(x / right for x in padded), 0.0] if right else [*map(float, padded), 1.0])
    return torch.tensor(rows, device=device)


def measure(model: Any, lists: Lists, asked: Sequence[Asked]) -> dict[str, float]:
    """How often a sentence that answers is likeliest, and how well answerable questions are told from others."""
    texts = sorted((lists.text(one, None) for one in asked), key=lambda text: len(text[0]))
    right: list[int] = []
    yes: list[float] = []
    no: list[float] = []
    with torch.inference_mode():
        for start in range(0, len(texts), 64):
            some = texts[start : start + 64]
            told = log_chances(model, lists, [ids for ids, _ in some]).cpu()
            for (_, own), row in zip(some, told, strict=True):
                best = int(row[: len(own)].argmax())
                odds = float(row[best] - row[-1])
                (yes if any(own) else no).append(odds)
                right += [own[best]] if any(own) else []
    above = sum((y > n) + 0.5 * (y == n) for y in yes for n in no)
    return {
        "top1": round(sum(right) / max(1, len(right)), 4),
        "auc": round(above / max(1, len(yes) * len(no)), 4),
        "n": len(texts),
    }


def train(given: argparse.Namespace) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.manual_seed(0)
    lists = Lists(AutoTokenizer.from_pretrained(given.base))
    half = torch.bfloat16 if given.device != "cpu" else torch.float32
    model: Any = AutoModelForCausalLM.from_pretrained(given.base, dtype=half)
    add_adapter(model, rank=RANK, alpha=ALPHA)
    weights = [p for p in model.parameters() if p.requires_grad]
    for weight in weights:
        weight.data = weight.data.float()
    model.to(given.device)
    read = [name.partition("*") for name in given.examples]
    whole = [one for path, _, share in read if not share for one in lists.read(Path(path))]
    extra = [(float(share), lists.read(Path(path))) for path, _, share in read if share]
    dev = lists.read(given.dev)
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    state, first = given.run / "state.pt", 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        first = saved["epoch"]
        optimizer.load_state_dict(saved["optimizer"])
        restore_adapter(model, given.run)
    for epoch in range(first, given.epochs):
        clock, loss_sum, count = time.time(), 0.0, 0
        plan = list(batches(lists, whole, extra, epoch))
        for step, batch in enumerate(plan):
            share = (epoch + step / len(plan)) / given.epochs
            for group in optimizer.param_groups:
                group["lr"] = RATE * (min(1.0, share / WARM + 0.02) * (1 - share) + 0.005)
            told = log_chances(model, lists, [ids for ids, _ in batch])
            wanted = targets([own for _, own in batch], told.device)
            loss = -(wanted * told).sum(-1).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            loss_sum, count = loss_sum + loss.item(), count + 1
        save_adapter(model, given.run, rank=RANK, alpha=ALPHA)
        torch.save({"epoch": epoch + 1, "optimizer": optimizer.state_dict()}, state)
        line = {
            "epoch": epoch + 1,
            "loss": round(loss_sum / max(1, count), 4),
            "seconds": round(time.time() - clock, 1),
            **measure(model, lists, dev),
        }
        print(json.dumps(line), flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("run", type=Path)
    options.add_argument("examples", nargs="+")
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--dev", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--device", default="cpu")
    given = options.parse_args()
    given.run.mkdir(parents=True, exist_ok=True)
    train(given)


if __name__ == "__main__":
    main()
