"""The tensors and the vocabulary of a GGUF file, as numbers. For preparing models; the file has been checked by then.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. The `gguf` package reads the same in half a minute, since
it makes an object of each of the 262 000 words.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from qa.generators.gguf import ARRAY, SCALARS, STRING


class Raw:
    """`metadata` holds scalars and arrays, `names` the tensors in their order.

    Raises:
        struct.error, KeyError, UnicodeDecodeError: the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._data = np.memmap(path, np.uint8, "r")
        self._bytes = memoryview(self._data)  # type: ignore[arg-type]
        _, _, tensors, keys = struct.unpack_from("<4sIQQ", self._bytes)
        self._at = 24
        self.metadata: dict[str, Any] = {self._string(): self._value() for _ in range(keys)}
        self._tensors: dict[str, tuple[tuple[int, ...], int, int]] = {}
        for _ in range(tensors):
            name = self._string()
            count = self._number("I")
            shape = tuple(self._number("Q") for _ in range(count))
            kind, offset = self._number("I"), self._number("Q")
            # Rows first, as numpy counts.
            self._tensors[name] = (shape[::-1], kind, offset)
        alignment = int(self.metadata.get("general.alignment", 32))
        self._base = -(-self._at // alignment) * alignment

    @property
    def names(self) -> Sequence[str]:
        return tuple(self._tensors)

    def place(self, name: str) -> int:
        """Return where in the file a tensor begins."""
        return self._base + self._tensors[name][2]

    def read(self, name: str) -> np.ndarray:
        """Return a tensor in float32."""
        shape, _, _ = self._tensors[name]
        rows = shape[0] if len(shape) > 1 else 1
        return self._rows(name, 0, rows).reshape(shape)

    def row(self, name: str, number: int) -> np.ndarray:
        """Return one row of a matrix, float32."""
        return self._rows(name, number, 1)[0]

    def _rows(self, name: str, first: int, count: int) -> np.ndarray:
        from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
        from gguf.quants import dequantize

        shape, kind, _ = self._tensors[name]
        quantisation = GGMLQuantizationType(kind)
        block, size = GGML_QUANT_SIZES[quantisation]
        length = shape[-1] // block * size
        start = self.place(name) + first * length
        part = np.asarray(self._data[start : start + count * length]).reshape(count, length)
        return np.asarray(dequantize(part, quantisation), np.float32)

    def _number(self, letter: str) -> Any:
        (value,) = struct.unpack_from(f"<{letter}", self._bytes, self._at)
        self._at += struct.calcsize(f"<{letter}")
        return value

    def _string(self) -> str:
        length = self._number("Q")
        self._at += length
        return bytes(self._bytes[self._at - length : self._at]).decode("utf-8")

    def _value(self, kind: int | None = None) -> Any:
        kind = self._number("I") if kind is None else kind
        if kind == STRING:
            return self._string()
        if kind != ARRAY:
            return self._number(SCALARS[kind])
        inner, count = self._number("I"), self._number("Q")
        if inner in SCALARS:
            letter = SCALARS[inner]
            values = np.frombuffer(self._bytes, f"<{letter}", count, self._at)
            self._at += values.nbytes
            return values
        return [self._value(inner) for _ in range(count)]
