"""Learn which clauses are support measures from labelled texts: a linear chain over what `qa.measures.clauses` sees.

    python -m qa.training.train_measures LABELS OUT DATA...

LABELS is `tests/questions/measures.jsonl`, DATA are folders or files with the texts that it names by SHA-256 (text files, or
one text in each line of a .jsonl file). Sets whose name ends in `_test` are left out. What the rules say of a clause is among
what the chain sees; on texts that the rules were developed on they are too good, so there the finds of the rules of before that
set was opened are taken instead (`rows/measures_before.jsonl`). Prints F1 of extents by documents held out (three folds), then
writes the weights (`qa/weights/measures.json`). Needs torch; two minutes on one core.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from index.documents import load_document
from index.splitter import split
from index.types import Document
from qa.measures import read_by_rules
from qa.measures.clauses import BUCKETS, Clause, Found, clauses_of, features
from qa.measures.tagger import BEGINS, INSIDE, OUTSIDE, START, Weights, runs, scores, tags

BEFORE = Path(__file__).resolve().parent / "rows" / "measures_before.jsonl"
EPOCHS, RATE, DECAY, BATCH, FOLDS = 8, 0.25, 1e-5, 200, 3
SCALE = 8.0  # a clause has some 300 features; their sum is divided by this
LEAN = 1.0  # raises what begins a measure: recall for precision, set on documents held out
WIDE = "own4"  # sets labelled by a wider definition: what is particular to them has features of its own
Sequence_ = tuple[list[list[int]], list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A labelled document: the clauses of each labelled paragraph, their features and tags, and the labels."""

    paragraphs: list[tuple[list[Clause], list[list[int]], list[int]]]
    labels: list[dict[str, Any]]
    wide: bool


def documents(paths: Sequence[Path], wanted: frozenset[str]) -> Iterator[Document]:
    """Yield the documents whose SHA-256 is wanted, each once."""
    left = set(wanted)
    with tempfile.TemporaryDirectory() as folder:
        for file in (f for p in paths for f in ([p] if p.is_file() else sorted(p.rglob("*")))):
            if file.suffix == ".jsonl":
                for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
                    raw = str(row.get("text", "")).encode()
                    digest = hashlib.sha256(raw).hexdigest()
                    if digest in left:
                        left.discard(digest)
                        copy = Path(folder) / f"{digest}.txt"
                        copy.write_bytes(raw)
                        yield load_document(copy)
            elif file.suffix in (".md", ".txt"):
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                if digest in left:
                    left.discard(digest)
                    yield load_document(file)


def read_texts(labels: Path, paths: Sequence[Path]) -> list[Text]:
    """Return the labelled texts that are opened."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    sets: dict[str, str] = {}
    for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines()):
        rows[row["sha256"]].append(row)
        sets[row["sha256"]] = row.get("set") or sets.get(row["sha256"], "")
    before = {r["sha256"]: r["found"] for r in map(json.loads, BEFORE.read_text().splitlines())}
    opened = frozenset(h for h, name in sets.items() if not name.endswith("_test"))
    made = []
    for document in documents(paths, opened):
        own = rows[document.sha256]
        _, reading = read_by_rules(document, split(document))
        found = [Found.of(m) for _, made_ in reading for m in made_]
        if document.sha256 in before:
            rows_of = before[document.sha256]
            found = [Found(start=s, end=e, kind=k, plan=p) for s, e, k, p in rows_of]
        regions = [(r["start"], r["end"]) for r in own if r["type"] == "region"]
        wants = sorted((r for r in own if r["type"] == "measure"), key=lambda r: int(r["start"]))
        wide = sets[document.sha256].startswith(WIDE)
        paragraphs = []
        for unit, _ in reading:
            clauses = clauses_of(unit)
            if not clauses or not any(
                a <= (clauses[0].first + clauses[-1].last) // 2 < b for a, b in regions
            ):
                continue
            seen = features(unit, clauses, document.title, found)
            if wide:
                seen = [[*row, *_wide(row)] for row in seen]
            paragraphs.append((clauses, seen, gold(clauses, wants)))
        made.append(Text(paragraphs=paragraphs, labels=wants, wide=wide))
    return made


def _wide(row: Sequence[int]) -> list[int]:
    """Return the features of a clause once more, as those of the wider definition."""
    return [(place * 31 + 7919) % BUCKETS for place in row]


def gold(clauses: Sequence[Clause], labels: Sequence[dict[str, Any]]) -> list[int]:
    """Return the tags that labels ask for: a clause belongs to the label that holds more than half of it."""
    path = [OUTSIDE] * len(clauses)
    for label in labels:
        first = True
        for i, c in enumerate(clauses):
            shared = min(c.last, label["end"]) - max(c.first, label["start"])
            if shared > 0.5 * (c.last - c.first):
                path[i] = BEGINS if first else INSIDE
                first = False
    return path


class Chain(torch.nn.Module):
    """A conditional random field over three tags."""

    def __init__(self) -> None:
        """Begin with zeros."""
        super().__init__()
        self.emit = torch.nn.EmbeddingBag(BUCKETS, 3, mode="sum")
        torch.nn.init.zeros_(self.emit.weight)
        self.moves = torch.nn.Parameter(torch.zeros(4, 3))

    def loss(self, batch: Sequence[Sequence_]) -> torch.Tensor:
        """Return the negative log-likelihood of a batch of paragraphs."""
        flat = [place for rows, _ in batch for row in rows for place in row]
        offsets = np.cumsum([0, *(len(row) for rows, _ in batch for row in rows)])[:-1]
        every = self.emit(torch.tensor(flat), torch.tensor(offsets)) / SCALE
        most = max(len(path) for _, path in batch)
        index = torch.zeros(len(batch), most, dtype=torch.long)
        mask = torch.zeros(len(batch), most, dtype=torch.bool)
        path = torch.zeros(len(batch), most, dtype=torch.long)
        at = 0
        for i, (_, tags_) in enumerate(batch):
            index[i, : len(tags_)] = torch.arange(at, at + len(tags_))
            mask[i, : len(tags_)] = True
            path[i, : len(tags_)] = torch.tensor(tags_)
            at += len(tags_)
        scores = every[index]
        own = scores.gather(2, path[:, :, None])[:, :, 0]
        right = self.moves[START][path[:, 0]] + own[:, 0]
        total = scores[:, 0] + self.moves[START]
        for t in range(1, most):
            step = self.moves[path[:, t - 1], path[:, t]] + own[:, t]
            right = right + torch.where(mask[:, t], step, torch.zeros(()))
            ways = torch.logsumexp(total[:, :, None] + self.moves[:START][None], 1) + scores[:, t]
            total = torch.where(mask[:, t : t + 1], ways, total)
        return (torch.logsumexp(total, 1) - right).sum()


def learned(texts: Sequence[Text]) -> tuple[dict[str, Any], Weights]:
    """Return what is written of the weights learned from the texts, and the weights read from that."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    chain = Chain()
    optimizer = torch.optim.Adagrad(chain.parameters(), lr=RATE)
    batches: list[list[Sequence_]] = [[]]
    for _, rows, path in sorted((p for t in texts for p in t.paragraphs), key=lambda p: len(p[2])):
        if sum(len(y) for _, y in batches[-1]) >= BATCH:
            batches.append([])
        batches[-1].append((rows, path))
    order = random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(batches)
        for batch in batches:
            optimizer.zero_grad()
            loss = chain.loss(batch) + DECAY * BATCH * (chain.emit.weight**2).sum()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return stored(chain)


def stored(chain: Chain) -> tuple[dict[str, Any], Weights]:
    """Return what is written, and the weights that are read from it."""
    emit = chain.emit.weight.detach().numpy() / SCALE
    apart = emit[:, 1:] - emit[:, :1]
    step = float(np.abs(apart).max()) / 127
    raw = np.round(apart / step).astype(np.int8)
    moves = chain.moves.detach().numpy()
    full = np.zeros((BUCKETS, 3), np.float32)
    full[:, 1:] = raw * np.float32(step)
    return (
        {
            "step": step,
            "lean": LEAN,
            "moves": [[round(float(x), 4) for x in row] for row in moves],
            "emit": base64.b85encode(raw.tobytes()).decode(),
        },
        Weights(full, moves.astype(np.float32), LEAN),
    )


def score(texts: Sequence[Text], by: Weights) -> tuple[int, int, int]:
    """Return how many measures are labelled, told, and told with more than half of their characters in common."""
    wanted = told = right = 0
    for text in texts:
        free = [
            (clauses[a].first, clauses[b - 1].last)
            for clauses, rows, _ in text.paragraphs
            for a, b in runs(tags(scores(rows, by), by, lean=LEAN))
        ]
        wanted, told = wanted + len(text.labels), told + len(free)
        for label in text.labels:
            best = max(free, key=lambda s: _overlap(s, label), default=None)
            if best is not None and _overlap(best, label) > 0.5:
                free.remove(best)
                right += 1
    return wanted, told, right


def _overlap(span: tuple[int, int], label: dict[str, Any]) -> float:
    low, high = max(span[0], label["start"]), min(span[1], label["end"])
    return max(0, high - low) / (max(span[1], label["end"]) - min(span[0], label["start"]))


def main() -> int:
    """Print how well documents held out are read, then learn from all and write the weights."""
    labels, out, *paths = [Path(a) for a in sys.argv[1:]]
    texts = read_texts(labels, paths)
    random.Random(5).shuffle(texts)
    held = [(text, fold) for fold in range(FOLDS) for text in texts[fold::FOLDS]]
    sums = {False: [0, 0, 0], True: [0, 0, 0]}
    for fold in range(FOLDS):
        by = learned([t for t, f in held if f != fold])[1]
        for wide, counts in sums.items():
            part = score([t for t, f in held if f == fold and t.wide is wide], by)
            counts[:] = [a + b for a, b in zip(counts, part, strict=True)]
    for wide, (wanted, told, right) in sums.items():
        f1 = 2 * right / max(wanted + told, 1)
        name = "wider definition" if wide else "older definition"
        print(f"{name}: labels {wanted}  found {told}  right {right}  F1 {f1:.3f}")
    content, _ = learned(texts)
    out.write_text(json.dumps(content) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
