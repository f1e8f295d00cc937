"""A file on disk to its raw text: checked, hashed and read once, whatever the format.

Knows files, not what a text means. A format joins by a small class with `suffixes` and `read` in `READERS`; the
formats are in `readers`, and each is loaded when a file of it is read. Everything that is the same for all formats
(kind of file, size, hash, one clear error line) is here.
"""

from __future__ import annotations

import errno
import hashlib
import importlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import PolicyQAError, ReadError
from index.readers.content import Content, Doubt, Reader, display

__all__ = [
    "READABLE",
    "READERS",
    "Content",
    "RawText",
    "Reader",
    "display",
    "read_bytes",
    "read_data",
    "read_file",
]

MAX_BYTES = (
    64 * 1024 * 1024
)  # a policy text of 64 MiB is a mistake; the largest law here has 0.4 MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class RawText:
    """The text of a file before repair; `sha256` (hex) and `size` (bytes) are of the file as it is on disk."""

    text: str
    encoding: str
    sha256: str
    size: int
    metadata: Mapping[str, str]
    pages: tuple[int, ...] = ()
    wrapped: bool = True
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Deferred:
    """The reader `name` in `index.readers.module`, whose libraries are imported when the first file is read."""

    module: str
    name: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, path: Path) -> Content:
        module = importlib.import_module(f"index.readers.{self.module}")
        reader: Reader = getattr(module, self.name)()
        return reader.read(data, path)


_FORMATS = (
    Deferred("text", "TextReader", (".txt", ".text", ".md", ".markdown")),
    Deferred("pdf", "PdfReader", (".pdf",)),
    Deferred("docx", "DocxReader", (".docx", ".docm", ".dotx")),
    Deferred("html", "HtmlReader", (".html", ".htm", ".xhtml", ".shtml")),
    Deferred("xlsx", "XlsxReader", (".xlsx", ".xlsm", ".xltx")),
    Deferred("csv", "CsvReader", (".csv", ".tsv")),
    Deferred("pptx", "PptxReader", (".pptx", ".pptm", ".ppsx")),
    Deferred("epub", "EpubReader", (".epub",)),
    Deferred("eml", "EmlReader", (".eml",)),
    Deferred("image", "ImageReader", (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")),
    Deferred("archive", "ArchiveReader", (".zip",)),
)
READERS: dict[str, Reader] = {suffix: reader for reader in _FORMATS for suffix in reader.suffixes}
READABLE = READERS.keys()  # a live view: a format registered later is in it


def read_file(path: Path, *, limit: int = MAX_BYTES) -> RawText:
    """Return the raw text of the file at `path`, which is read once and never blocks (a FIFO is refused).

    `limit` is in bytes.

    Raises:
        ReadError: no such file, not a file, no permission, too large, empty, an unsupported format, or not
            sound; one line that names the file and says what to do.
    """
    reader = READERS.get(path.suffix.lower())
    data = _bytes(path, limit, known=reader is not None)
    return read_data(data, path)


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of the file at `path`; raises ReadError like `read_file`."""
    return _bytes(path, limit, known=True)


def read_data(data: bytes, path: Path) -> RawText:
    """Return the raw text of the file whose bytes are `data`; `path` names it and says its format.

    Raises:
        ReadError: as `read_file`, or a package that reads the format is not installed. Whatever else a format's library may raise on damaged bytes is one too.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        suffix = path.suffix or "（无扩展名）"
        raise ReadError(
            f"{display(path)!r} 的格式 {display(suffix)} 暂不支持",
            f"支持的格式：{' '.join(READABLE)}",
        )
    if not data:
        raise ReadError(f"{display(path)!r} 是空文件", "请检查文件是否保存完整")
    content = _read_content(reader, data, path)
    if not content.text.strip("\ufeff \t\n\f\u3000\xa0\u200b"):
        raise ReadError(f"{display(path)!r} 里没有文字", "请检查文件是否保存完整")
    return RawText(
        text=content.text,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        metadata=content.metadata,
        pages=content.pages,
        wrapped=content.wrapped,
        doubts=content.doubts,
    )


def _read_content(reader: Reader, data: bytes, path: Path) -> Content:
    name = display(path)
    try:
        return reader.read(data, path)
    except PolicyQAError:
        raise
    except ModuleNotFoundError as error:
        raise ReadError(
            f"{name!r} 无法读取：缺少软件包 {error.name or str(error)!r}",
            "请运行 make setup，或 pip install -r requirements.txt",
        ) from error
    except (MemoryError, RecursionError) as error:
        raise ReadError(
            f"{name!r} 的内容过大或嵌套过深，无法解析", "请拆成几个文件后再添加"
        ) from error
    except Exception as error:
        reason = " ".join(f"{type(error).__name__} {error}".split())[:120]
        raise ReadError(
            f"{name!r} 已损坏，无法解析（{reason}）", "请用原来的软件打开，确认无误后另存一份再添加"
        ) from error


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
