"""Whether a sentence answers a question, judged by a small trained model in its passage's context: 0..1 a sentence.

The model claims like any other: it orders and refuses, it writes nothing. What is shown is still the source's own
words, checked by code.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.errors import ModelError
from index.types import DocumentInfo, Passage
from qa.relevance.input import MAX_TOKENS, Pair, pair_of
from qa.relevance.loading import LoadedOnce

GRAPH = "relevance.onnx"


class Relevance(Protocol):
    """Judges the sentences of passages against a question."""

    name: str

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        """Return for each passage: span of each sentence in the passage's text -> probability 0..1 that it answers."""
        ...


class EmbeddedRelevance(LoadedOnce):
    """The project's own model on ONNX Runtime; `folder` holds the graph, `encoder` the embedder it was made from.

    Loaded when first used. Callable from any thread. `threads` passages are judged at once, whoever asks, each by one
    thread: two threads on one passage took a tenth to a quarter more processor time, and so did padding to a batch.

    Raises:
        ModelError: a file is missing or damaged (from `judge`, when it is loaded).
    """

    name = "policy-relevance"

    def __init__(self, folder: Path, encoder: Path, *, threads: int = 2) -> None:
        super().__init__()
        self._folder, self._encoder = folder, encoder
        self._beside = ThreadPoolExecutor(threads, "relevance")

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        """See `Relevance`."""
        if not passages:
            return []
        self.load()
        pairs = [pair_of(question, p, d.title, d.published) for p, d in passages]
        return list(self._beside.map(self._judged, pairs))

    def _judged(self, pair: Pair) -> dict[tuple[int, int], float]:
        encoding = self._tokenizer.encode(pair.first, pair.second)
        ranges = token_ranges(encoding, pair.spans)
        if not ranges:
            return {}
        pool = np.zeros((1, 1 + len(ranges), len(encoding.ids)), np.float32)
        for place, (a, b) in enumerate((question_tokens(encoding), *ranges)):
            pool[0, place, a:b] = 1 / (b - a)
        words = self._words[encoding.ids].astype(np.float32)[None]
        given = {"words": words, "mask": np.ones(words.shape[:2], np.float32), "pool": pool}
        (logits,) = self._session.run(None, given)
        chances = 1 / (1 + np.exp(-logits[0].astype(np.float64)))
        return {
            (a - pair.offset, b - pair.offset): float(chance)
            for (a, b), chance in zip(pair.spans, chances, strict=False)
        }

    def _load(self) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelError(
                f"相关性模型需要的软件包 {error.name} 没有安装", f"请运行 pip install {error.name}"
            ) from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._words = WordRows(self._encoder / "model.safetensors")
            tokenizer = Tokenizer.from_file(str(self._encoder / "tokenizer.json"))
            tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
            # A mark such as </s> inside a text is text, not an instruction to the model.
            tokenizer.encode_special_tokens = True
            session = onnxruntime.InferenceSession(
                str(self._folder / GRAPH), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own kinds, none of them documented
            raise ModelError(
                f"相关性模型 {str(self._folder)!r} 无法载入（{error}）",
                "请运行 python -m qa models prepare",
            ) from None
        self._tokenizer, self._session = tokenizer, session


def question_tokens(encoding: Any) -> tuple[int, int]:
    """Return the tokens of the first text: [first, last + 1)."""
    first = [i for i, place in enumerate(encoding.sequence_ids) if place == 0]
    return first[0], first[-1] + 1


def token_ranges(encoding: Any, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the tokens of each sentence of the second text: [first, last + 1); those cut away at the end are left out."""
    offsets, places = encoding.offsets, encoding.sequence_ids
    second = [i for i, place in enumerate(places) if place == 1]
    found = []
    at = 0
    for a, b in spans:
        while at < len(second) and offsets[second[at]][1] <= a:
            at += 1
        first = at
        while at < len(second) and offsets[second[at]][0] < b:
            at += 1
        if at == first:
            break
        found.append((second[first], second[at - 1] + 1))
        at = max(first, at - 1) if offsets[second[at - 1]][1] > b else at
    return found


class WordRows:
    """The word embeddings in a safetensors file: `rows[ids]` reads those rows, float16 or float32 (ids, dimensions).

    Read, not mapped: a map of them grew by 50 megabytes while a server answered its first hundreds of questions.

    Raises:
        ValueError, KeyError, OSError: it is not a safetensors file with word embeddings.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._guard = threading.Lock()
        size = int.from_bytes(self._file.read(8), "little")
        entry = json.loads(self._file.read(size))["embeddings.word_embeddings.weight"]
        self._kind = np.dtype({"F16": np.float16, "F32": np.float32}[entry["dtype"]])
        self._start = 8 + size + int(entry["data_offsets"][0])
        self.shape: tuple[int, int] = tuple(entry["shape"])

    def __getitem__(self, ids: Sequence[int]) -> np.ndarray:
        width = self.shape[1] * self._kind.itemsize
        read = bytearray()
        with self._guard:
            for i in ids:
                self._file.seek(self._start + i * width)
                read += self._file.read(width)
        return np.frombuffer(read, self._kind).reshape(len(ids), self.shape[1])
