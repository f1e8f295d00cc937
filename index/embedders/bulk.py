"""The same encoder in torch, for many texts at once: bfloat16 where the processor has it, every core on its own texts.

A BERT forward pass is forty lines; writing it out needs torch alone (1.5 s to import) where sentence-transformers takes
6 s, and lets each core work on its own batch, which is also why it does not suffer when other processes are busy.
A test holds it to the vectors of sentence-transformers on the same folder.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from index.embedders.engine import cores
from index.errors import ModelError

_BATCH_TOKENS = 2048


class BulkEncoder:
    """A sentence-transformers folder (BertModel, mean pooling, normalise) held in torch. Callable from any thread.

    Raises:
        ModelError: torch is missing or the folder's files do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import torch
            from safetensors import SafetensorError
            from safetensors.torch import load_file
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelError(
                f"批量嵌入需要的软件包 {error.name} 没有安装", f"请运行 pip install {error.name}"
            ) from None
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._model = _Bert(load_file(folder / "model.safetensors"), config)
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise ModelError(
                f"模型目录 {str(folder)!r} 无法载入（{error}）", "请运行 python -m qa models verify"
            ) from None
        # A mark such as </s> inside a text is text, not an instruction to the model.
        self._tokenizer.encode_special_tokens = True
        self._pool = _single_threaded_pool(torch)

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return each text's token ids with the two marks around them, cut at the model's limit."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

    def embed(self, token_ids: Sequence[Sequence[int]]) -> np.ndarray:
        """Return float32 vectors (n, dimensions), L2-normalised, in the order of `token_ids`.

        Batches are made of texts of like length, so that little padding is computed; the longest come first, so that
        the cores end together.
        """
        order = sorted(range(len(token_ids)), key=lambda index: -len(token_ids[index]))
        batches: list[list[int]] = []
        for index in order:
            longest = len(token_ids[batches[-1][0]]) if batches else 0
            if not batches or (len(batches[-1]) + 1) * longest > _BATCH_TOKENS:
                batches.append([])
            batches[-1].append(index)
        found = self._pool.map(
            self._model.embed, [[token_ids[index] for index in batch] for batch in batches]
        )
        vectors = np.empty((len(token_ids), self._model.dimensions), np.float32)
        for batch, part in zip(batches, found, strict=True):
            vectors[batch] = part
        return vectors


class _Bert:
    """The encoder's weights and its forward pass, as transformers' BertModel computes it."""

    def __init__(self, weights: dict[str, Any], config: dict[str, Any]) -> None:
        import torch

        self.dimensions = int(config["hidden_size"])
        self._heads = int(config["num_attention_heads"])
        self._epsilon = float(config["layer_norm_eps"])
        self.dtype = fast_dtype(torch)
        # The word embeddings stay mapped from the file: only the rows that occur are read and converted.
        self._words = weights["embeddings.word_embeddings.weight"]
        small = {name: value for name, value in weights.items() if value is not self._words}
        self._weights = {name: value.to(self.dtype) for name, value in small.items()}
        self._places = (
            self._weights["embeddings.position_embeddings.weight"]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._layers = [
            self._layer_names(f"encoder.layer.{number}.")
            for number in range(int(config["num_hidden_layers"]))
        ]

    def _layer_names(self, prefix: str) -> str:
        import torch

        names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
        for kind in ("weight", "bias"):
            self._weights[f"{prefix}attention.self.joined.{kind}"] = torch.cat(
                [self._weights.pop(f"{name}.{kind}") for name in names]
            )
        return prefix

    def embed(self, batch: Sequence[Sequence[int]]) -> np.ndarray:
        """Return the normalised mean of each text's last hidden states, (len(batch), dimensions)."""
        import torch

        length = max(map(len, batch))
        ids = torch.zeros((len(batch), length), dtype=torch.long)
        used = torch.zeros((len(batch), length, 1), dtype=torch.float32)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            used[row, : len(tokens)] = 1.0
        with torch.inference_mode():
            hidden = self._encode(ids, used).float() * used
            return torch.nn.functional.normalize(hidden.sum(1) / used.sum(1), dim=1).numpy()

    def _encode(self, ids: Any, used: Any) -> Any:
        length = ids.shape[1]
        hidden = self._words[ids].to(self.dtype) + self._places[:length]
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        # Added to the attention scores: nothing for real tokens, the lowest number for padding.
        padding = ((used - 1.0) * 1e30).to(self.dtype).transpose(1, 2)
        padding = padding.repeat_interleave(self._heads, dim=0)
        for layer in self._layers:
            mixed = self._attend(self._linear(hidden, f"{layer}attention.self.joined"), padding)
            mixed = self._linear(mixed, f"{layer}attention.output.dense")
            hidden = self._norm(hidden + mixed, f"{layer}attention.output.LayerNorm")
            mixed = self._gelu(self._linear(hidden, f"{layer}intermediate.dense"))
            mixed = self._linear(mixed, f"{layer}output.dense")
            hidden = self._norm(hidden + mixed, f"{layer}output.LayerNorm")
        return hidden

    def _attend(self, joined: Any, padding: Any) -> Any:
        """Return softmax(q k' / sqrt(d) + padding) v for all heads.

        Spelt out because torch's fused kernel takes half as long again on short texts (9 ms against 6 for 16 texts of
        128 tokens in bfloat16).
        """
        import torch

        rows, length, width = joined.shape
        head = width // 3 // self._heads
        parts = joined.view(rows, length, 3, self._heads, head).permute(2, 0, 3, 1, 4)
        query, key, value = parts.reshape(3, rows * self._heads, length, head)
        scores = torch.baddbmm(padding, query, key.transpose(1, 2), alpha=head**-0.5)
        mixed = torch.bmm(torch.softmax(scores, -1), value)
        mixed = mixed.view(rows, self._heads, length, head).transpose(1, 2)
        return mixed.reshape(rows, length, self._heads * head)

    def _linear(self, hidden: Any, name: str) -> Any:
        import torch

        weights = self._weights
        return torch.nn.functional.linear(
            hidden, weights[f"{name}.weight"], weights[f"{name}.bias"]
        )

    def _norm(self, hidden: Any, name: str) -> Any:
        import torch

        return torch.nn.functional.layer_norm(
            hidden,
            (self.dimensions,),
            self._weights[f"{name}.weight"],
            self._weights[f"{name}.bias"],
            self._epsilon,
        )

    def _gelu(self, hidden: Any) -> Any:
        import torch

        return torch.nn.functional.gelu(hidden)


def fast_dtype(torch: Any) -> Any:
    """Return bfloat16 where the processor multiplies it in hardware, else float32.

    Emulated bfloat16 is slower than float32; with AVX512-BF16 it takes half the time (12 ms against 25 for one
    feed-forward product of 2048 tokens).
    """
    able = torch.cpu.get_capabilities()
    fast = any(able.get(name, False) for name in ("avx512_bf16", "amx_bf16", "bf16"))
    return torch.bfloat16 if fast else torch.float32


def _single_threaded_pool(torch: Any) -> ThreadPoolExecutor:
    """Return a pool of one thread a core whose torch work stays on its own thread.

    torch's limit is partly global: it is put back afterwards, so that a language model in the same process keeps its
    threads. `get_num_threads` in the worker is not idle: it makes the thread take its limit now, for good.
    """
    count = cores()
    before = torch.get_num_threads()
    all_started = threading.Barrier(count)

    def settle() -> None:
        torch.set_num_threads(1)
        torch.get_num_threads()
        all_started.wait()

    pool = ThreadPoolExecutor(count, "bulk")
    for waiting in [pool.submit(settle) for _ in range(count)]:
        waiting.result()
    torch.set_num_threads(before)
    return pool
