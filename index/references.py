"""What a user calls a document to the document: id, path, title or the beginning of an id. Pure but for the path."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.errors import UsageError
from index.reader import display
from index.reading import unknown_document
from index.types import DocumentInfo

# The beginning of an id shorter than this is too easily mistyped.
_SHORTEST_PREFIX = 4
_PART = 4


def find_documents(
    ref: str,
    documents: Sequence[DocumentInfo],
    origins: Mapping[str, str],
    *,
    by_prefix: bool = False,
) -> list[DocumentInfo]:
    """Return the documents that `ref` means: an exact id, else a path, else a title, else the beginning of an id.

    With `by_prefix` the beginning of a title will do, or a part of it of some length. Only a folder means several.

    Raises:
        UsageError: no document is meant, or it is unclear which.
    """
    path = _absolute(ref)
    for meant in (
        [info for info in documents if info.id == ref],
        [info for info in documents if origins[info.id] == path],
        [info for info in documents if info.source == ref],
        [info for info in documents if info.title == ref],
        [info for info in documents if len(ref) >= _SHORTEST_PREFIX and info.id.startswith(ref)],
        [info for info in documents if by_prefix and ref and info.title.startswith(ref)],
        [info for info in documents if by_prefix and len(ref) >= _PART and ref in info.title],
    ):
        if len(meant) > 1:
            names = "、".join(f"{info.id}《{info.title}》（{info.source}）" for info in meant[:5])
            more = " 等" if len(meant) > 5 else ""
            raise UsageError(f"{ref!r} 可以指 {len(meant)} 个文件：{names}{more}", "请用完整的编号")
        if meant:
            return meant
    below = path.rstrip("/\\") + os.sep
    meant = [info for info in documents if path and origins[info.id].startswith(below)]
    if not meant:
        raise unknown_document(ref)
    return meant


def _absolute(ref: str) -> str:
    """Return the absolute path that `ref` is, empty when it cannot be one."""
    try:
        return display(Path(ref).resolve()) if ref.strip() else ""
    except (OSError, ValueError):
        return ""
