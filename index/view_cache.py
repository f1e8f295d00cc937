"""A file that keeps what is slow to make from the index file: checked before it is used, never trusted.

Layout: a magic line, one line of JSON (which index, size and SHA-256 of the rest), then the rest. Written beside
its final name, read back, and only then renamed: a full disk or a kill leaves the old file or none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import StorageError

FILE_NAME = "vectors.cache"
_MAGIC = b"policy-qa view 1\n"
_LONGEST_HEADER = 4096


def exists(folder: Path) -> bool:
    """Tell whether there is a file, good or not."""
    return (folder / FILE_NAME).exists()


def save(folder: Path, settings: Mapping[str, str], numbers: np.ndarray, view: np.ndarray) -> None:
    """Afterwards `load` gives `numbers` (int64) and `view` (bytes) for the index and state that `settings` name.

    Raises:
        StorageError: the file could not be written, or what stands on the disk is not what was written.
    """
    path = folder / FILE_NAME
    beside = path.with_suffix(f".{os.getpid()}.part")
    payload = [
        np.ascontiguousarray(numbers, "<i8").data.cast("B"),
        np.ascontiguousarray(view).data.cast("B"),
    ]
    digest = hashlib.sha256()
    for part in payload:
        digest.update(part)
    header = {
        "index": settings["index"],
        "state": settings["state"],
        "count": len(numbers),
        "size": sum(map(len, payload)),
        "sha256": digest.hexdigest(),
    }
    try:
        with beside.open("wb") as file:
            file.write(_MAGIC + json.dumps(header).encode() + b"\n")
            for part in payload:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if _read(beside) is None:
            raise StorageError(f"缓存 {str(path)!r} 写入后读回的内容不符", "请检查磁盘")
        beside.replace(path)
    except OSError as error:
        raise StorageError(
            f"无法写入缓存 {str(path)!r}（{error.strerror}）",
            "查询不受影响，只是每次打开都要重新计算；请检查磁盘空间和权限",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def load(folder: Path, index: str) -> tuple[np.ndarray, np.ndarray] | None:
    """Return (numbers, view) as they were saved for the index of this name; None when missing or damaged."""
    try:
        found = _read(folder / FILE_NAME)
    except OSError:
        return None
    if found is None or found[0]["index"] != index:
        return None
    header, payload = found
    split = 8 * int(header["count"])
    return np.frombuffer(payload[:split], "<i8"), np.frombuffer(payload[split:], np.uint8)


def discard(folder: Path, *, unless: str) -> None:
    """Delete the file, unless it is of the state of this name (another process has made it anew).

    Raises:
        StorageError: it cannot be deleted.
    """
    path = folder / FILE_NAME
    try:
        with path.open("rb") as file:
            file.readline(len(_MAGIC))
            current = _header(file.readline(_LONGEST_HEADER)).get("state") == unless
        if not current:
            path.unlink(missing_ok=True)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(
            f"无法删除缓存 {str(path)!r}（{error.strerror}）",
            "里面还有已删除段落的向量，请手工删除这个文件",
        ) from error


def _header(line: bytes) -> dict[str, Any]:
    """Return the header, empty when the line is none."""
    try:
        header = json.loads(line)
    except ValueError:
        return {}
    return header if isinstance(header, dict) else {}


def _read(path: Path) -> tuple[dict[str, Any], memoryview] | None:
    """Return the header and what follows it, or None when the file is not what was written."""
    with path.open("rb") as file:
        if file.readline(len(_MAGIC)) != _MAGIC:
            return None
        header = _header(file.readline(_LONGEST_HEADER))
        payload = memoryview(file.read())
    if header.get("size") != len(payload):
        return None
    if hashlib.sha256(payload).hexdigest() != header.get("sha256"):
        return None
    return header, payload
