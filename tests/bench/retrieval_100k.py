"""Retrieval over 100 000 generated passages: milliseconds warm and cold, size, and what a removal costs.

    python -m tests.bench.retrieval_100k [PASSAGES] [MODELS_FOLDER]

Passages are made of policy words with the frequencies of a language (a few in every passage, most of them rare);
their vectors are random directions, because an exact search takes the same time for any. Questions are pieces of
passages among asking words. Where the embedded embedder is prepared it embeds the questions, elsewhere the figures are
without embedding. Prints one line a figure.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.corpus import Corpus
from index.store import Identity, Store
from tests.fakes import plain_document, plain_passages

ROOT = Path(__file__).resolve().parents[2]

DIMENSIONS, PER_DOCUMENT, WORDS, QUESTIONS = 384, 40, 30_000, 300
ASKING = ("有哪些{}？", "{}是多少？", "我们想了解{}怎么申请", "请问{}由谁负责？", "{}")
COLD = """
import sys, time
start = time.perf_counter()
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.bench.retrieval_100k import embedder
from index.corpus import Corpus
with Corpus.open(Path(sys.argv[2]), embedder(Path(sys.argv[3]))) as corpus:
    hits = corpus.search(sys.argv[4], 8)
    print((time.perf_counter() - start) * 1000, len(hits))
"""


class RandomEmbedder:
    """Random directions of the right size: what an exact search costs does not depend on the vectors."""

    name, fingerprint, dimensions = "random", "random/1", DIMENSIONS

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        vectors = np.random.default_rng(len(texts)).standard_normal((len(texts), DIMENSIONS))
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    def embed_query(self, text: str) -> np.ndarray:
        return self.embed_passages([text])[0]


class Disguised(RandomEmbedder):
    """The embedded embedder for questions, so that their time is counted; the passages are random all the same."""

    def __init__(self, folder: Path) -> None:
        from index.embedder import EmbeddedE5

        self._real = EmbeddedE5(folder)

    def embed_query(self, text: str) -> np.ndarray:
        return self._real.embed_query(text)


def embedder(models: Path) -> RandomEmbedder:
    folder = models / "multilingual-e5-small-q4"
    return Disguised(folder) if folder.is_dir() else RandomEmbedder()


def vocabulary(chance: random.Random) -> list[str]:
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3500)]
    weights = [1 / (rank + 10) for rank in range(len(characters))]
    return [
        "".join(chance.choices(characters, weights, k=chance.choice((2, 2, 2, 3, 4))))
        for _ in range(WORDS)
    ]


def lines(count: int, chance: random.Random) -> list[str]:
    words = vocabulary(chance)
    weights = np.cumsum([1 / (rank + 5) for rank in range(WORDS)])
    made = []
    for _ in range(count):
        parts = chance.choices(words, cum_weights=weights.tolist(), k=chance.randrange(40, 90))
        for place in range(8, len(parts), 12):
            parts[place] += chance.choice(("，", "。", f"{chance.randrange(1, 9999)}万元，", "、"))
        made.append("".join(parts) + "。")
    return made


def build(folder: Path, passages: list[str], embedder_: RandomEmbedder) -> None:
    identity = Identity(
        embedder=embedder_.name, fingerprint=embedder_.fingerprint, dimensions=DIMENSIONS
    )
    store = Store.open(folder, identity, create=True)
    vectors = embedder_.embed_passages(passages)
    with store.writing() as writer:
        for start in range(0, len(passages), PER_DOCUMENT):
            part = passages[start : start + PER_DOCUMENT]
            document = plain_document(
                "\n".join(part), title=f"关于{part[0][:12]}的通知", source=f"{start}.txt"
            )
            writer.add(
                document,
                plain_passages(document),
                vectors[start : start + len(part)],
                origin=f"/{start}",
            )
    store.close()


def questions(passages: list[str], chance: random.Random) -> list[str]:
    asked = []
    for _ in range(QUESTIONS):
        text = chance.choice(passages)
        start = chance.randrange(0, max(1, len(text) - 24))
        asked.append(chance.choice(ASKING).format(text[start : start + chance.randrange(8, 24)]))
    return asked


def timed(call: Callable[[str], object], arguments: list[str]) -> list[float]:
    times = []
    for argument in arguments:
        start = time.perf_counter()
        call(argument)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def show_processor(name: str, call: Callable[[str], object], arguments: list[str]) -> None:
    """Processor time of all threads: says the same on a busy machine."""
    start = time.process_time()
    for argument in arguments:
        call(argument)
    print(f"{name}_cpu_ms {(time.process_time() - start) * 1000 / len(arguments):.1f}")


def show(name: str, times: list[float]) -> None:
    print(f"{name}_p50_ms {times[len(times) // 2]:.1f}")
    print(f"{name}_p95_ms {times[int(len(times) * 0.95)]:.1f}")


def main(count: int, models: Path) -> None:
    chance = random.Random(1)
    folder = Path(tempfile.mkdtemp())
    try:
        passages = lines(count, chance)
        start = time.perf_counter()
        build(folder, passages, RandomEmbedder())
        print(f"passages {count}")
        print(f"build_passages_per_s {count / (time.perf_counter() - start):.0f}")
        print(f"index_mb {sum(f.stat().st_size for f in folder.iterdir()) / 1e6:.0f}")
        asked = questions(passages, chance)
        cold = [
            float(
                subprocess.run(
                    [sys.executable, "-c", COLD, str(ROOT), str(folder), str(models), question],
                    capture_output=True, text=True, check=True,
                ).stdout.split()[0]
            )
            for question in asked[:5]
        ]  # fmt: skip
        print(f"cold_open_and_search_ms {min(cold):.0f}")
        with Corpus.open(folder, RandomEmbedder()) as corpus:
            timed(lambda q: corpus.search(q, 8), asked[:30])
            show("warm_search_without_embedding", timed(lambda q: corpus.search(q, 8), asked[30:]))
            show_processor(
                "warm_search_without_embedding", lambda q: corpus.search(q, 8), asked[30:130]
            )
        real = embedder(models)
        if isinstance(real, Disguised):
            with Corpus.open(folder, real) as corpus:
                timed(lambda q: corpus.search(q, 8), asked[:30])
                show("embedding", timed(real.embed_query, asked[30:130]))
                show_processor("embedding", real.embed_query, asked[30:130])
                show("warm_search", timed(lambda q: corpus.search(q, 8), asked[30:]))
        print(f"memory_mb {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
        with Corpus.open(folder, RandomEmbedder()) as corpus:
            times = timed(corpus.remove, [info.id for info in corpus.documents()[:3]])
            print(f"remove_one_document_ms {times[0]:.0f}")
        print(f"load_at_the_end {Path('/proc/loadavg').read_text().split()[0]}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        Path(sys.argv[2]) if len(sys.argv) > 2 else Path.home() / ".cache" / "policy-qa",
    )
