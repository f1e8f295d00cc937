"""Retrieval over real policy documents: 353 of ncp_policy_qa and 40 of state_council_docs, 760 questions.

    python -m tests.bench.retrieval_ncp DATA_FOLDER [--cache FILE] [--models FOLDER] [--misses]

DATA_FOLDER holds `ncp_policy_qa/docs.jsonl`, `ncp_policy_qa/qa_with_context.jsonl` and `state_council_docs/md`. The
documents go through the whole of `add`. A paragraph counts as found when a passage of it overlaps the answer's place
in the file; a document, when any of the first k different documents is the right one. `--cache` keeps the vectors of
texts for the next run. Prints one line a figure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.corpus import Corpus
from index.embedder import EmbeddedE5
from index.repair import to_raw
from index.types import Document, Hit


class Remembering:
    """An embedder that keeps its vectors in a file, since embedding takes most of the time."""

    def __init__(self, inner: EmbeddedE5, path: Path | None) -> None:
        self._inner, self._path = inner, path
        self.name, self.fingerprint, self.dimensions = (
            inner.name,
            inner.fingerprint,
            inner.dimensions,
        )
        self._known: dict[str, np.ndarray] = {}
        if path and path.exists():
            with np.load(path) as kept:
                self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def _key(self, kind: str, text: str) -> str:
        return hashlib.sha256(f"{self.fingerprint}\n{kind}\n{text}".encode()).hexdigest()[:24]

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        keys = [self._key("passage", text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            vectors = self._inner.embed_passages(list(new.values()))
            self._known.update(zip(new, vectors, strict=True))
        return np.stack([self._known[key] for key in keys])

    def embed_query(self, text: str) -> np.ndarray:
        key = self._key("query", text)
        if key not in self._known:
            self._known[key] = self._inner.embed_query(text)
        return self._known[key]

    def save(self) -> None:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(
                self._path,
                keys=np.array(list(self._known)),
                vectors=np.stack(list(self._known.values())),
            )


def lay_out(data: Path, folder: Path) -> None:
    """Write the documents as files whose names are their ids."""
    folder.mkdir()
    for line in (data / "ncp_policy_qa" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        (folder / f"{row['docid']}.txt").write_text(row["text"], encoding="utf-8")
    for path in sorted((data / "state_council_docs" / "md").glob("*.md")):
        (folder / path.name).write_bytes(path.read_bytes())


def place(document: Document, hit: Hit) -> tuple[int, int]:
    """Return where the passage stands in the file's text."""
    first = to_raw(document.segments, hit.passage.start)
    return first, to_raw(document.segments, hit.passage.end - 1) + 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--models", type=Path, default=Path.home() / ".cache" / "policy-qa")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.data is None:
        print("skipped: needs the folder of ncp_policy_qa and state_council_docs")
        return 0
    rows = (options.data / "ncp_policy_qa" / "qa_with_context.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line) for line in rows.splitlines()]
    embedder = Remembering(EmbeddedE5(options.models / "multilingual-e5-small-q4"), options.cache)
    counts = dict.fromkeys(
        ("document_1", "document_5", "paragraph_1", "paragraph_5", "paragraph_8"), 0
    )
    with tempfile.TemporaryDirectory() as name:
        lay_out(options.data, Path(name) / "files")
        with Corpus.open(Path(name) / "index", embedder, create=True) as corpus:
            start = time.perf_counter()
            reports = corpus.add([Path(name) / "files"])
            passages = sum(report.passages for report in reports)
            print(f"documents {len(corpus.documents())}")
            print(f"failed {sum(report.status == 'failed' for report in reports)}")
            print(f"passages {passages}")
            print(f"add_passages_per_s {passages / (time.perf_counter() - start):.0f}")
            embedder.save()
            # A file with the bytes of another has that one's document.
            ids = {Path(report.path).stem: report.document_id or "" for report in reports}
            documents = {id_: corpus.document(id_) for id_ in ids.values()}
            for row in questions:
                ask(corpus, documents, row, ids[row["docid"]], counts, options.misses)
    embedder.save()
    print(f"questions {len(questions)}")
    for kind, count in counts.items():
        name, k = kind.split("_")
        print(f"{name}_recall_at_{k} {count / len(questions):.3f}")
    return 0


def ask(
    corpus: Corpus,
    documents: dict[str, Document],
    row: dict[str, object],
    gold: str,
    counts: dict[str, int],
    misses: bool,
) -> None:
    hits = corpus.search(str(row["question"]), 20)
    start, end = row["answer_span_in_doc"]  # type: ignore[misc]
    order = list(dict.fromkeys(hit.document.id for hit in hits))
    right = []
    for hit in hits:
        first, last = place(documents[hit.document.id], hit)
        right.append(hit.document.id == gold and first < end and last > start)
    for k in (1, 5):
        counts[f"document_{k}"] += gold in order[:k]
    for k in (1, 5, 8):
        counts[f"paragraph_{k}"] += any(right[:k])
    if misses and not any(right[:5]):
        print(
            f"{row['question']} | {documents[gold].text[start:end][:60]} | {hits[0].passage.text[:60]}",
            file=sys.stderr,
        )  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
