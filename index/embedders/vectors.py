"""What every embedder does to the text that goes in and to the vectors that come out."""

from __future__ import annotations

from typing import Any

import numpy as np

from index.errors import ModelError


def plain_text(text: str) -> str:
    """Return the text without NUL and half surrogates, which end or break a text on its way into a model."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def unit_vectors(found: Any, count: int, dimensions: int | None, maker: str) -> np.ndarray:
    """Return what a model gave as a float32 array (count, dimensions) of unit vectors.

    Raises:
        ModelError: it is not `count` rows of `dimensions` finite numbers, or a row has no direction.
    """
    try:
        with np.errstate(over="ignore"):  # what overflows becomes infinite and is refused below
            vectors = np.asarray(found, np.float32)
    except (TypeError, ValueError, OverflowError):
        vectors = np.empty(0, np.float32)
    if vectors.ndim != 2 or len(vectors) != count or vectors.shape[1] == 0:
        raise ModelError(f"{maker} 返回的不是 {count} 个向量", "请确认它是嵌入模型")
    if dimensions is not None and vectors.shape[1] != dimensions:
        raise ModelError(
            f"{maker} 返回 {vectors.shape[1]} 维向量，应为 {dimensions} 维",
            "请确认模型没有更换；换了模型需要重建索引",
        )
    with np.errstate(over="ignore"):
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths <= 1e-12).any():
        raise ModelError(f"{maker} 返回了无效的向量（全零或含非数字）", "请更换模型或数值精度")
    return vectors / lengths
