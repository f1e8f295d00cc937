"""Reads the header of a GGUF file before the C++ side does: llama.cpp may abort the process on a bad one.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (versions 2 and 3, little endian).
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelError

Scalar = int | float | bool | str
Shape = tuple[int, ...]

_REMEDY = "请重新准备或下载该模型文件，然后再试"
_HEADER = struct.Struct("<4sIQQ")
_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")
# Value type -> struct letter; 8 is a string, 9 an array.
SCALARS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
STRING, ARRAY = 8, 9
# Tensor type -> (elements per block, bytes per block), from ggml.h and ggml-common.h. A type that is not
# listed is left to llama.cpp: only its beginning is checked.
_BLOCKS = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    9: (32, 36),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    15: (256, 292),
    16: (256, 66),
    17: (256, 74),
    18: (256, 98),
    19: (256, 50),
    20: (32, 18),
    21: (256, 110),
    22: (256, 82),
    23: (256, 136),
    24: (1, 1),
    25: (1, 2),
    26: (1, 4),
    27: (1, 8),
    28: (1, 8),
    29: (256, 56),
    30: (1, 2),
    39: (32, 17),
}
# Far above any model of today; a damaged count must not make the walk below endless.
_MOST_KEYS = 1 << 16
_MOST_TENSORS = 1 << 16
_MOST_NAME = 1 << 16
_MOST_DIMENSIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GgufHeader:
    """What a GGUF file says about itself: its scalar metadata and the names and shapes of its tensors."""

    metadata: Mapping[str, Scalar]
    tensors: Mapping[str, Shape]

    @property
    def architecture(self) -> str:
        return str(self.metadata.get("general.architecture", ""))

    @property
    def kind(self) -> str:
        """`model`, `adapter`, …; empty where the file does not say."""
        return str(self.metadata.get("general.type", ""))


def read_header(path: Path) -> GgufHeader:
    """The header of a file whose every tensor lies inside it.

    Raises:
        ModelError: the file is missing, unreadable, not GGUF, cut short or inconsistent.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ModelError(f"模型路径不是文件：{str(path)!r}", "请给出一个 .gguf 文件的路径")
        if size < _HEADER.size:
            raise ModelError(f"模型文件太短（{size} 字节），不是 GGUF：{str(path)!r}", _REMEDY)
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _parse(data, size, path)
    except FileNotFoundError:
        raise ModelError(
            f"找不到模型文件：{str(path)!r}", "请先准备模型，或检查配置的路径"
        ) from None
    except OSError as error:
        raise ModelError(
            f"读不了模型文件：{str(path)!r}（{error.strerror or error}）", "请检查文件权限和磁盘"
        ) from None


def _parse(data: mmap.mmap, size: int, path: Path) -> GgufHeader:
    magic, version, tensors, keys = _HEADER.unpack_from(data)
    if magic != b"GGUF":
        raise ModelError(f"不是 GGUF 模型文件：{str(path)!r}", _REMEDY)
    if version not in (2, 3):
        raise ModelError(f"不支持的 GGUF 版本 {version}：{str(path)!r}", "请换用版本 2 或 3 的文件")
    if keys > _MOST_KEYS or not 0 < tensors <= _MOST_TENSORS:
        raise ModelError(f"模型文件的文件头已损坏：{str(path)!r}", _REMEDY)
    try:
        reader = _Reader(data)
        reader.at = _HEADER.size
        metadata = reader.metadata(keys)
        shapes, extents = reader.tensors(tensors)
    except (struct.error, IndexError, UnicodeDecodeError, ValueError, OverflowError):
        raise ModelError(f"模型文件的文件头不完整或已损坏：{str(path)!r}", _REMEDY) from None
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or not 0 < alignment <= 1 << 20 or alignment % 8:
        raise ModelError(f"模型文件的对齐值不合理：{str(path)!r}", _REMEDY)
    base = -(-reader.at // alignment) * alignment
    needed = max(base + offset + length for offset, length in extents)
    if needed > size:
        raise ModelError(
            f"模型文件不完整，应有至少 {needed} 字节，实有 {size} 字节：{str(path)!r}", _REMEDY
        )
    if any(offset % alignment for offset, _ in extents):
        raise ModelError(f"模型文件的张量位置不合理：{str(path)!r}", _REMEDY)
    return GgufHeader(metadata=metadata, tensors=shapes)


class _Reader:
    """Walks the header; `at` is the offset of the next byte."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def _string(self, most: int | None = None) -> str:
        (length,) = _U64.unpack_from(self.data, self.at)
        start = self.at + 8
        if start + length > len(self.data) or (most is not None and length > most):
            raise ValueError("string beyond the end")
        self.at = start + length
        return self.data[start : self.at].decode("utf-8")

    def _number(self, kind: int) -> int | float | bool:
        letter = "<" + SCALARS[kind]
        (value,) = struct.unpack_from(letter, self.data, self.at)
        self.at += struct.calcsize(letter)
        return value

    def _u32(self) -> int:
        (value,) = _U32.unpack_from(self.data, self.at)
        self.at += 4
        return value

    def _u64(self) -> int:
        (value,) = _U64.unpack_from(self.data, self.at)
        self.at += 8
        return value

    def _skip_array(self) -> None:
        kind, count = self._u32(), self._u64()
        if count > len(self.data):
            raise ValueError("array beyond the end")
        if kind in SCALARS:
            self.at += struct.calcsize("<" + SCALARS[kind]) * count
        elif kind == STRING:
            unpack, data, at = _U64.unpack_from, self.data, self.at
            for _ in range(count):  # 262 000 times for a Gemma vocabulary: kept tight
                at += 8 + unpack(data, at)[0]
            self.at = at
        else:
            raise ValueError(f"array of type {kind}")
        if self.at > len(self.data):
            raise ValueError("array beyond the end")

    def metadata(self, keys: int) -> dict[str, Scalar]:
        """The scalars by key; arrays are walked over and left out."""
        found: dict[str, Scalar] = {}
        for _ in range(keys):
            key, kind = self._string(_MOST_NAME), self._u32()
            if kind == ARRAY:
                self._skip_array()
            elif kind == STRING:
                found[key] = self._string()
            elif kind in SCALARS:
                found[key] = self._number(kind)
            else:
                raise ValueError(f"value of type {kind}")
        return found

    def tensors(self, count: int) -> tuple[dict[str, Shape], list[tuple[int, int]]]:
        """Shapes by tensor name, and each tensor's (offset in the data section, bytes)."""
        shapes: dict[str, Shape] = {}
        extents: list[tuple[int, int]] = []
        for _ in range(count):
            name, dimensions = self._string(_MOST_NAME), self._u32()
            if not 0 < dimensions <= _MOST_DIMENSIONS or name in shapes:
                raise ValueError(f"tensor {name!r}")
            shape = tuple(self._u64() for _ in range(dimensions))
            kind, offset = self._u32(), self._u64()
            elements = 1
            for extent in shape:
                elements *= extent
            block, size = _BLOCKS.get(kind, (1, 0))
            if elements <= 0 or shape[0] % block:
                raise ValueError(f"shape of {name!r}")
            shapes[name] = shape
            extents.append((offset, elements // block * size))
        return shapes, extents


def check_adapter(path: Path, model: GgufHeader) -> GgufHeader:
    """Return the header of the LoRA adapter at `path`, made for `model`: same architecture, every pair fits its tensor.

    Raises:
        ModelError: it is not; llama.cpp would abort or refuse without saying which.
    """
    header = read_header(path)
    if header.kind != "adapter" or header.metadata.get("adapter.type") != "lora":
        raise ModelError(f"这不是 LoRA 适配器：{str(path)!r}", "请给出 GGUF 格式的 LoRA 适配器")
    if header.architecture != model.architecture:
        raise ModelError(
            f"适配器 {str(path)!r} 是为 {header.architecture!r} 做的，模型是 {model.architecture!r}",
            "请换用为该模型训练的适配器",
        )
    for name in header.tensors:
        base, _, part = name.rpartition(".lora_")
        a, b = (header.tensors.get(f"{base}.lora_{half}", ()) for half in "ab")
        target = model.tensors.get(base, ())
        if part not in ("a", "b") or not _fits(base, a, b, target):
            raise ModelError(
                f"适配器 {str(path)!r} 与模型不匹配（{name!r}）", "请换用为该模型训练的适配器"
            )
    return header


def _fits(base: str, a: Shape, b: Shape, target: Shape) -> bool:
    """Tell whether llama.cpp can add the product of the pair to its tensor (llama-adapter.cpp)."""
    if not len(a) == len(b) == len(target) == 2:
        return False
    if base == "token_embd.weight":
        return (b[1], a[1]) == target and a[0] == b[0]
    return (a[0], b[1]) == target and a[1] == b[0]
