"""Collects the nodes and constants of an ONNX graph; the project's graphs are written with it."""

from __future__ import annotations

from typing import Any

import numpy as np

# Weights are kept in 8 bits, so many of a row to one scale; what goes in is rounded alike.
BLOCK = 128
_ZERO, _LARGEST = 128, 127
_MICROSOFT, _BYTES = "com.microsoft", 4


def opsets(version: int) -> list[Any]:
    """Return the operators that a graph may use: ONNX's of that version, and ONNX Runtime's own."""
    from onnx import helper

    return [helper.make_opsetid("", version), helper.make_opsetid(_MICROSOFT, 1)]


class Nodes:
    """Every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, value: np.ndarray | np.generic) -> str:
        from onnx import numpy_helper

        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def whole(self, x: str, weight: np.ndarray) -> str:
        """`x W'` in float32, of a weight (out, in)."""
        return self.node("MatMul", x, self.constant(weight.T.astype(np.float32)))

    def product(self, x: str, weight: np.ndarray) -> str:
        """`x W'`, the weight (out, in) in 8 bits, computed in bytes (`MatMulNBits` of ONNX Runtime, accuracy level 4)."""
        rows, columns = weight.shape
        filled = np.pad(weight.astype(np.float32), ((0, 0), (0, -columns % BLOCK)))
        blocks = filled.reshape(rows, -1, BLOCK)
        scales = np.abs(blocks).max(axis=-1, keepdims=True) / _LARGEST
        scales = np.where(scales == 0, np.float32(1), scales)
        kept = (np.rint(blocks / scales) + _ZERO).astype(np.uint8)
        return self.node(
            "MatMulNBits",
            x,
            self.constant(kept),
            self.constant(scales.astype(np.float32).reshape(-1)),
            domain=_MICROSOFT,
            K=columns,
            N=rows,
            bits=8,
            block_size=BLOCK,
            accuracy_level=_BYTES,
        )
