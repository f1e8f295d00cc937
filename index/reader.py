"""A file on disk to its raw text: checked, hashed and decoded once, whatever the format.

Knows files and formats, not what a text means. A format joins by a small class with `suffixes` and `read` in
`READERS`; everything that is the same for all formats (kind of file, size, hash, one clear error line) is here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.decoding import decode
from index.errors import ReadError
from index.front import find_front

MAX_BYTES = (
    64 * 1024 * 1024
)  # a policy text of 64 MiB is a mistake; the largest law here has 0.4 MiB

_NEWLINE = re.compile(r"\r\n?|[\u0085\u2028\u2029]|\v")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a format's reader makes of the bytes.

    `text` has `\\n` as its only line break (a form feed may mark a page), `metadata` the fields as they are
    written in the file, `pages` the offset in `text` at which each page begins (empty: no pages known).
    """

    text: str
    encoding: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawText:
    """The text of a file before repair; `sha256` (hex) and `size` (bytes) are of the file as it is on disk."""

    text: str
    encoding: str
    sha256: str
    size: int
    metadata: Mapping[str, str]
    pages: tuple[int, ...] = ()


class Reader(Protocol):
    """One format: the bytes of a file to its text."""

    suffixes: tuple[str, ...]

    def read(self, data: bytes, path: Path) -> Content:
        """Return the text of `data`; `path` is for error lines and never opened again.

        Raises:
            ReadError: the bytes are not a sound file of this format.
        """
        ...


class TextReader:
    """Plain text and Markdown: any encoding that can be proven, with the metadata block at its head."""

    suffixes: tuple[str, ...] = (".txt", ".text", ".md", ".markdown")

    def read(self, data: bytes, path: Path) -> Content:
        decoded, encoding = decode(data, display(path))
        text = _NEWLINE.sub("\n", decoded) if _NEWLINE.search(decoded) else decoded
        pages: tuple[int, ...] = ()
        if "\f" in text.rstrip():
            starts = (match.end() for match in re.finditer("\f", text.rstrip()))
            pages = (0, *starts)
        return Content(text=text, encoding=encoding, metadata=find_front(text).values, pages=pages)


READERS: dict[str, Reader] = {
    suffix: reader for reader in (TextReader(),) for suffix in reader.suffixes
}
READABLE = READERS.keys()  # a live view: a format registered later is in it


def display(path: Path | str) -> str:
    """Return `path` as text that can be printed and stored, even where its name is not valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_file(path: Path, *, limit: int = MAX_BYTES) -> RawText:
    """Return the raw text of the file at `path`, which is read once and never blocks (a FIFO is refused).

    `limit` is in bytes.

    Raises:
        ReadError: no such file, not a file, no permission, too large, empty, an unsupported format, or not
            sound; one line that names the file and says what to do.
    """
    reader = READERS.get(path.suffix.lower())
    data = _bytes(path, limit, known=reader is not None)
    if reader is None:
        suffix = path.suffix or "（无扩展名）"
        raise ReadError(
            f"{display(path)!r} 的格式 {display(suffix)} 暂不支持",
            f"支持的格式：{' '.join(READABLE)}",
        )
    if not data:
        raise ReadError(f"{display(path)!r} 是空文件", "请检查文件是否保存完整")
    content = reader.read(data, path)
    if not content.text.strip("\ufeff \t\n\f\u3000\xa0\u200b"):
        raise ReadError(f"{display(path)!r} 里没有文字", "请检查文件是否保存完整")
    return RawText(
        text=content.text,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        metadata=content.metadata,
        pages=content.pages,
    )


def _bytes(path: Path, limit: int, *, known: bool) -> bytes:
    """Return the bytes of the regular file at `path`, b"" when its format is not `known` anyway."""
    name = display(path)
    # A FIFO would block an ordinary open until somebody writes; without waiting it opens and is refused.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
        try:
            status = os.fstat(descriptor)
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
            data = _read(descriptor, limit + 1) if known else b""
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _refusal(name, error) from error
    if len(data) > limit:
        size = max(status.st_size, len(data)) / 1024 / 1024
        raise ReadError(
            f"{name!r} 有 {size:.1f} MB，超过上限 {limit / 1024 / 1024:g} MB",
            "请拆成几个文件后再添加",
        )
    return data


def _read(descriptor: int, most: int) -> bytes:
    """Return what is in the file, `most` bytes at most; it may have grown since it was opened."""
    pieces = []
    while most > 0 and (piece := os.read(descriptor, min(most, 1 << 20))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _refusal(name: str, error: OSError | ValueError) -> ReadError:
    code = error.errno if isinstance(error, OSError) else None
    reasons = {
        errno.ENOENT: ("不存在", "请检查路径"),
        errno.ENOTDIR: ("不存在", "请检查路径"),
        errno.EISDIR: ("是文件夹，不是文件", "请用文件夹路径添加整个文件夹"),
        errno.EACCES: ("没有读取权限", "请修改文件权限后再试"),
        errno.EPERM: ("没有读取权限", "请修改文件权限后再试"),
        errno.ELOOP: ("是循环的符号链接", "请改用真实路径"),
        errno.ENAMETOOLONG: ("文件名太长", "请改短文件名"),
        errno.ENXIO: ("不是普通文件", "请指定普通文件"),
    }
    why, remedy = reasons.get(code or 0, (f"读取失败（{error}）", "请检查磁盘和路径后再试"))
    return ReadError(f"{name!r} {why}", remedy)
