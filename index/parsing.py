"""How a file becomes a document with its passages: here in this process, or in `workers` beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.errors import PolicyQAError, ReadError
from index.types import Document, Passage

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: at `path`, or inside it at the end of `within`; `source` is its name for people."""

    path: Path
    source: str
    within: tuple[str, ...] = ()


Parsed = tuple[Document, Sequence[Passage]]


class Loader(Protocol):
    """`documents.load_document`."""

    def __call__(self, path: Path, *, source: str | None = None) -> Document: ...


Splitter = Callable[[Document], Sequence[Passage]]


class Parser(Protocol):
    """Reads files; `ahead` says how many may be asked for before the first is needed."""

    ahead: int

    def submit(self, job: Job) -> Callable[[], Parsed]:
        """Return what gives the result of reading the file; it raises ReadError where there is none."""
        ...

    def rest(self) -> None:
        """An addition is over: let go of what only the next one would need, and much memory holds."""
        ...

    def close(self) -> None:
        """Let go of what was started."""
        ...


class InProcess:
    """Reads in this process, when the result is asked for. What harms the process harms the caller."""

    ahead = 0

    def __init__(self, loader: Loader | None = None, splitter: Splitter | None = None) -> None:
        self.loader = loader
        self.splitter = splitter

    def submit(self, job: Job) -> Callable[[], Parsed]:
        return lambda: parse(job, self.loader, self.splitter)

    def rest(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing was started."""


def parse(job: Job, loader: Loader | None = None, splitter: Splitter | None = None) -> Parsed:
    """Return the document of the file and its passages.

    Raises:
        ReadError: the file is no document, or the code that reads it failed: one file never stops the others.
    """
    try:
        document = _load(job, loader)
        passages = splitter(document) if splitter else _split(document)
    except PolicyQAError:
        raise
    except Exception as error:
        _log.debug("cannot read %s", job.source, exc_info=True)
        raise ReadError(
            f"文件 {job.source!r} 无法解析（{type(error).__name__}：{error}）", "请检查文件内容"
        ) from error
    if not passages:
        raise ReadError(f"文件 {job.source!r} 里没有可以收录的文字", "请检查文件内容")
    return document, passages


def _load(job: Job, loader: Loader | None) -> Document:
    if job.within:
        from index.archives import extract
        from index.documents import to_document
        from index.reader import read_data

        name = Path(job.within[-1])
        return to_document(read_data(extract(job.path, job.within), name), name, source=job.source)
    if loader is not None:
        return loader(job.path, source=job.source)
    from index.documents import load_document

    return load_document(job.path, source=job.source)


def _split(document: Document) -> Sequence[Passage]:
    from index.splitter import split

    return split(document)
