"""Time the figure check of an article of some 3 000 characters and 60 figures against 1 000 documents.

    python -m tests.bench.claim_article TEXTS.jsonl [...] [--documents 1000] [--figures 60] [--keep FOLDER] [--profile]

Texts are the `text` (or `content`, or joined `paragraphs`) of JSON lines. Their vectors are hashed, because making real
ones takes long and an exact search costs the same; where the embedded model is prepared each query is embedded
by it too, so that its time counts. Half of the article's sentences have a digit changed. Exit code 1 above
10 s of processor time: the clock depends on what else runs.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import json
import pstats
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from index.corpus import Corpus
from index.splitter import sentences
from qa.claims import ClaimChecker
from qa.claims.ground import measured
from qa.config import Settings
from qa.figures import find_figures
from tests.fakes import HashEmbedder

MOST = 10.0
LENGTH = 3000


class Timed(HashEmbedder):
    """Hashed vectors; a query also costs what the embedded model takes for it."""

    def __init__(self) -> None:
        super().__init__(64)
        from qa import assemble

        self._real = assemble.embedder(Settings.from_env())

    def embed_query(self, text: str) -> np.ndarray:
        self._real.embed_query(text)
        return super().embed_query(text)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--figures", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="where the index stays, for the next run")
    parser.add_argument("--profile", action="store_true", help="print what takes the time")
    options = parser.parse_args()
    texts = [text for file in options.files for text in _texts(file)][: options.documents]
    article = _article(texts, options.figures, random.Random(1))
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        made = (folder / "index").exists()
        for number, text in enumerate([] if made else texts):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        with Corpus.open(folder / "index", Timed(), create=not made) as corpus:
            if not made:
                corpus.add(sorted(folder.glob("*.txt")))
            passages = sum(info.passages for info in corpus.documents())
            watch = cProfile.Profile() if options.profile else contextlib.nullcontext()
            began, spent = time.perf_counter(), time.process_time()
            with watch:
                report = ClaimChecker.over(corpus).check(article)
            took, used = time.perf_counter() - began, time.process_time() - spent
            if isinstance(watch, cProfile.Profile):
                pstats.Stats(watch).sort_stats("tottime").print_stats(25)
    print(
        f"{len(texts)} documents, {passages} passages; article of {len(article)} characters, {len(report.figures)} figures"
    )
    print(f"verdicts {dict(sorted(Counter(f.verdict for f in report.figures).items()))}")
    print(f"{took:.1f} s on the clock, {used:.1f} s of processor time (at most {MOST:g})")
    return int(min(took, used) > MOST)


def _texts(file: Path) -> list[str]:
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (
            row.get("text") or row.get("content") or "\n".join(map(str, row.get("paragraphs", ())))
        )
        if len(text) > 100:
            found.append(text)
    return found


def _article(texts: list[str], figures: int, rng: random.Random) -> str:
    """Return sentences with so many figures, of every second one a digit is changed, and others up to `LENGTH`."""
    chosen: list[str] = []
    count = 0
    for text in rng.sample(texts, len(texts)):
        good = [text[a:b] for a, b in sentences(text) if 15 <= b - a <= 80]
        good = [
            s for s in good if 1 <= sum(measured(f) for f in find_figures(s)) <= 3 and "#" not in s
        ]
        if not good:
            continue
        sentence = rng.choice(good)
        count += sum(measured(f) for f in find_figures(sentence))
        if len(chosen) % 2:
            sentence = re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 9 + 1), sentence, count=1)
        chosen.append(sentence)
        if count >= figures:
            break
    for text in rng.sample(texts, len(texts)):
        if sum(map(len, chosen)) >= LENGTH:
            break
        plain = [text[a:b] for a, b in sentences(text) if 20 <= b - a <= 80]
        chosen += [s for s in plain if not find_figures(s)][:1]
    return "\n".join(chosen)


if __name__ == "__main__":
    sys.exit(main())
