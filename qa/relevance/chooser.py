"""The project's own chooser on ONNX Runtime: the embedded language model, taught to say which sentence answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.errors import ModelError
from qa.relevance.choosing import LABELS, QUESTION, SENTENCE, Choice, pieces
from qa.relevance.loading import LoadedOnce
from qa.relevance.vocabulary import Vocabulary
from qa.relevance.words import Words

GRAPH, WORDS, DETAILS = "chooser.onnx", "chooser.words", "details.json"
# Tokens of the longest text, for which the graph has places.
MOST = 510


class EmbeddedChooser(LoadedOnce):
    """`folder` holds the graph and the words, `model` is the GGUF file that they were made from, of which the embeddings are read.

    Loaded when first used; callable from any thread, one text after another, each by `threads`.

    Raises:
        ModelError: a file is missing or damaged (from `choose`, when it is loaded).
    """

    name = "policy-chooser"

    def __init__(self, folder: Path, model: Path, *, threads: int = 2) -> None:
        super().__init__()
        self._folder, self._model, self._threads = folder, model, threads
        self._guard = threading.Lock()

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice:
        """See `Chooser`."""
        self.load()
        words = self._vocabulary.ids
        cut = [(words(head), [words(s[:SENTENCE]) for s in own]) for head, own in shown]
        ids = [self._first]
        for piece in pieces(words(question[-QUESTION:]), cut, words):
            ids += piece
        if len(ids) > MOST:
            # The end asks; what is cut away at the beginning is the question, said twice, and the first sentences.
            ids = ids[-MOST:]
        with self._guard:
            (logits,) = self._session.run(None, {"words": self._embeddings(ids)})
        count = sum(len(own) for _, own in shown)
        kept = np.append(logits[:count], logits[len(LABELS)]).astype(np.float64)
        kept -= kept.max()
        kept -= np.log(np.exp(kept).sum())
        return Choice(tuple(map(float, kept[:-1])), float(kept[-1]))

    def _embeddings(self, ids: Sequence[int]) -> np.ndarray:
        """Return the rows of the words (ids, width) in float32; they are kept in 8 bits, 32 to a scale (Q8_0)."""
        length = self._width // 32 * 34
        read = bytearray()
        for number in ids:
            self._file.seek(self._start + number * length)
            read += self._file.read(length)
        blocks = np.frombuffer(read, np.uint8).reshape(-1, 34)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        values = blocks[:, 2:].copy().view(np.int8).astype(np.float32)
        return (scales * values).reshape(len(ids), self._width)

    def _load(self) -> None:
        try:
            import onnxruntime

            details = json.loads((self._folder / DETAILS).read_text(encoding="utf-8"))
            self._first, self._start = int(details["first"]), int(details["start"])
            self._width = int(details["width"])
            self._vocabulary = Vocabulary(Words(self._folder / WORDS))
            self._file = self._model.open("rb", buffering=0)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.log_severity_level = 3
            # Threads that spin while they wait take the cores from everything else.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            self._session = onnxruntime.InferenceSession(
                str(self._folder / GRAPH), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own kinds, none of them documented
            raise ModelError(
                f"选择模型 {str(self._folder)!r} 无法载入（{error}）",
                "请运行 python -m qa models prepare，或设置 POLICYQA_CHOOSER=none",
            ) from None
