"""Graphs with their weights whole, for tests that compare a graph with the model it was written from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import numpy as np
import pytest

from qa.relevance.nodes import Nodes


def _whole(self: Nodes, x: str, weight: np.ndarray) -> str:
    return self.node("MatMul", x, self.constant(weight.T.astype(np.float32)))


@contextlib.contextmanager
def exact_products() -> Iterator[None]:
    """Write products in float32 instead of 8 bits: what the graph computes stays, what the rounding does is left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Nodes, "product", _whole)
        yield
