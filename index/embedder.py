"""Text -> vectors: the Protocol that the index relies on, and its implementations.

Importing it is cheap: an implementation imports its libraries when it is first used, and none reads the environment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from index.embedders.e5 import EmbeddedE5
from index.embedders.remote import OpenAIEmbedder
from index.embedders.sentence import SentenceTransformerEmbedder

__all__ = ["EmbeddedE5", "Embedder", "OpenAIEmbedder", "SentenceTransformerEmbedder"]


@runtime_checkable
class Embedder(Protocol):
    """Vectors of `dimensions` float32 numbers, L2-normalised, so that a dot product is a cosine.

    `fingerprint` is the identity of the vectors: two embedders with the same fingerprint give vectors that may be
    compared; an index records it and refuses another. Methods may be called from several threads.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array of shape (len(texts), dimensions)."""
        ...

    def embed_query(self, text: str) -> np.ndarray:
        """Return an array of shape (dimensions,)."""
        ...
