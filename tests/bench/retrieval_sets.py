"""Retrieval alone over a public set: recall, MRR and nDCG of documents and paragraphs, with intervals.

    python -m tests.bench.retrieval_sets DATA NAME [--questions N] [--half dev|test] [--index DIR] [--cache FILE] [--misses]

DATA/NAME is a set that `qa eval` reads: stard, crud_rag, policy_figures, ncp_policy_qa … Its documents go through the whole
of `add`, into --index or a folder that is thrown away; an index that is there already is used as it is. The halves are
told apart by a hash of what answers, so that what is set on one half can be judged on the other. `--cache` keeps the
vectors of texts. Embedding the 58 610 articles of stard takes some 45 minutes on 2 free cores.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.corpus import Corpus
from index.embedder import EmbeddedE5
from index.types import Hit
from qa.evaluation.command import questions
from qa.evaluation.formats import FORMATS, lay_out
from qa.evaluation.gold import Found, document_ranks, golds_of, paragraph_ranks
from qa.evaluation.metrics import interval, order_measures
from qa.question_files import Row
from tests.bench.retrieval_ncp import Remembering

# Passages fetched, of which the first 10 different documents and paragraphs count.
DEPTH = 40


def half_of(row: Row) -> str:
    """Return which half a question belongs to: all that one document answers are in the same."""
    golds, _ = golds_of(row.values)
    key = golds[0].doc if len({gold.doc for gold in golds}) == 1 else golds[0].quote or golds[0].doc
    return "dev" if hashlib.sha256(key.encode()).digest()[0] % 2 else "test"


def sampled(rows: list[Row], count: int | None) -> list[Row]:
    """Return `count` rows, always the same ones."""
    return sorted(rows, key=lambda row: hashlib.sha256(row.question.encode()).digest())[:count]


@contextmanager
def opened(path: Path, name: str, options: argparse.Namespace) -> Iterator[Corpus]:
    """Open the index of a set, made first where there is none."""
    embedder = Remembering(EmbeddedE5(options.models / "multilingual-e5-small-q4"), options.cache)
    with tempfile.TemporaryDirectory() as temporary:
        index = options.index or Path(temporary) / "index"
        with Corpus.open(index, embedder, create=True) as corpus:
            if not corpus.documents():
                lay_out(FORMATS[name].texts(path), Path(temporary) / "files")
                corpus.add([Path(temporary) / "files"])
                embedder.save()
            yield corpus
            embedder.save()


def found_of(hit: Hit) -> Found:
    """Return where a hit stands."""
    return Found(
        document=hit.document,
        start=hit.passage.paragraph_start,
        text=hit.paragraph_text,
        first=hit.passage.start,
        last=hit.passage.end,
    )


def ask(corpus: Corpus, row: Row, misses: bool) -> dict[str, float]:
    """Return the measures of one question."""
    golds, any_of = golds_of(row.values)
    start = time.perf_counter()
    hits = corpus.search(row.question, DEPTH)
    measures = {"seconds": time.perf_counter() - start}
    found = [found_of(hit) for hit in hits]
    documents = document_ranks(golds, found)
    measures |= order_measures("document", documents, any_of=any_of)
    paragraphs = paragraph_ranks(golds, found, corpus.document)
    if paragraphs:
        measures |= order_measures("paragraph", paragraphs, any_of=any_of)
    if misses and all(rank is None or rank > 10 for rank in paragraphs or documents):
        print(f"{row.question} | {hits[0].passage.text[:60]}", file=sys.stderr)
    return measures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("name", nargs="?", choices=FORMATS)
    parser.add_argument("--questions", type=int)
    parser.add_argument("--half", choices=("dev", "test"))
    parser.add_argument("--index", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--models", type=Path, default=Path.home() / ".cache" / "policy-qa")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.data is None or options.name is None:
        print("skipped: needs the folder of the data and the name of a set")
        return 0
    path = options.data / options.name / FORMATS[options.name].questions
    rows = [r for r in questions(path, options.name) if options.half in (None, half_of(r))]
    with opened(path, options.name, options) as corpus:
        passages = sum(info.passages for info in corpus.documents())
        scored = [ask(corpus, row, options.misses) for row in sampled(rows, options.questions)]
    print(f"questions {len(scored)}, passages {passages}")
    for name in scored[0]:
        values = [measures[name] for measures in scored if name in measures]
        low, high = interval(values)
        print(f"{name} {statistics.fmean(values):.3f} [{low:.3f}, {high:.3f}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
