"""Graphs with their weights whole, for tests that compare a graph with the model it was written from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from qa.relevance.nodes import Nodes


@contextlib.contextmanager
def exact_products() -> Iterator[None]:
    """Write products in float32 instead of 8 bits: what the graph computes stays, what the rounding does is left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Nodes, "product", Nodes.whole)
        yield
