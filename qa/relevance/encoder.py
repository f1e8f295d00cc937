"""A graph on the embedder's encoder: its words, its pieces and the session that runs it, loaded when first used."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.errors import ModelError
from qa.relevance.loading import LoadedOnce
from qa.relevance.pieces import Pieces


class EncoderGraph(LoadedOnce):
    """The graph file `graph`; `pieces` is the folder of the split words, `encoder` the embedder it was made from."""

    _what = "相关性模型"

    def __init__(self, graph: Path, pieces: Path, encoder: Path) -> None:
        super().__init__()
        self._graph, self._pieces_in, self._encoder = graph, pieces, encoder

    def _vectors(self, ids: Sequence[int]) -> np.ndarray:
        """Return the word embeddings of one text, float32 (1, tokens, dimensions)."""
        return self._words[ids].astype(np.float32)[None]

    def _load(self) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise ModelError(
                f"{self._what}需要的软件包 {error.name} 没有安装",
                f"请运行 pip install {error.name}",
            ) from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        # A plan of memory for each length would be kept, and no two texts are of one length: 8 megabytes, no faster.
        options.enable_mem_pattern = False
        try:
            self._words = WordRows(self._encoder / "model.safetensors")
            self._pieces = Pieces(self._pieces_in, self._encoder / "tokenizer.json")
            self._session = onnxruntime.InferenceSession(
                str(self._graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own kinds, none of them documented
            raise ModelError(
                f"{self._what} {str(self._graph.parent)!r} 无法载入（{error}）",
                "请运行 python -m qa models prepare",
            ) from None


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
