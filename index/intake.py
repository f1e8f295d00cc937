"""Files to what the index takes in: which files a path means, what each is called, whether it changed. Writes nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from index import archives
from index.errors import ReadError
from index.reader import display
from index.types import FileReport

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to take in.

    `origin` is its absolute path without symbolic links, which says that two names are one file; `source` is the
    name for people: below the current folder the path from there, elsewhere the path from the folder that was
    named. It never starts at the root, because sources are shown to readers. `named` files were asked for one by
    one; the others were found in a folder. A file inside another (an archive, a mail) has the names that lead to it in
    `within`. `problem` says why it cannot be taken in at all.
    """

    path: Path
    origin: str
    source: str
    named: bool
    within: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an addition is: files finished, passages embedded so far, and the file at hand."""

    files_done: int
    files_total: int
    passages: int
    path: str


def find_files(paths: Iterable[Path], suffixes: frozenset[str]) -> list[SourceFile]:
    """Return the files that `paths` mean, each once: files as named, folders with all that lies below.

    In folders, hidden files, files of other suffixes and links that lead back into what is being walked are passed
    over; the order is that of the names.
    """
    found: dict[str, SourceFile] = {}
    for path in paths:
        if path.is_dir():
            files = [(file, False) for file in _walk(path, suffixes)]
        else:
            files = [(path, True)]
        for file, named in files:
            origin = display(os.path.realpath(file))  # of a link that loops too
            if origin not in found or named:
                found[origin] = SourceFile(
                    path=file, origin=origin, source=_source(file, path), named=named
                )
    return list(found.values())


def skipped(paths: Iterable[Path], suffixes: frozenset[str]) -> list[FileReport]:
    """Return a report for each file with another suffix in the folders of `paths`: nothing vanishes without a word."""
    found: dict[str, FileReport] = {}
    for path in paths:
        for file in _walk(path, suffixes, others=True) if path.is_dir() else ():
            made = unread(_source(file, path))
            found.setdefault(display(os.path.realpath(file)), made)
    return list(found.values())


def unread(source: str) -> FileReport:
    """Return the report on a file of this name whose format is not read."""
    suffix = display(Path(source).suffix)
    message = f"格式 {suffix} 暂不支持" if suffix else "没有扩展名，格式不明"
    return FileReport(path=source, status="skipped", message=message)


def expand(files: Iterable[SourceFile]) -> Iterator[SourceFile]:
    """Yield the files, and in place of each archive those inside it; a mail is followed by its attachments."""
    for file in files:
        if not archives.holds_files(file.path.name):
            yield file
            continue
        archive = file.path.suffix.lower() in archives.ARCHIVES
        if not archive:
            yield file
        inside = 0
        try:
            for chain, problem in archives.members(file.path):
                inside += problem != archives.UNREAD
                yield _inside(file, chain, problem)
            if archive and not inside:
                yield replace(file, problem=f"{file.source!r} 里没有可以收录的文件。请检查压缩包")
        except ReadError as error:
            if archive:
                yield replace(file, problem=str(error))


def _inside(file: SourceFile, chain: tuple[str, ...], problem: str) -> SourceFile:
    name = "/".join(chain)
    return replace(
        file,
        origin=f"{file.origin}/{name}",
        source=f"{file.source}/{name}",
        within=chain,
        problem=problem,
    )


def file_sha256(path: Path, within: tuple[str, ...] = ()) -> str:
    """Return the SHA-256, in hex, of the file's bytes, or of those of the file inside it that `within` leads to.

    Raises:
        ReadError: it cannot be read, or it is not a regular file.
    """
    if within:
        return hashlib.sha256(archives.extract(path, within)).hexdigest()
    try:
        if path.is_dir():
            raise ReadError(f"文件夹 {display(path)!r} 无法读取", "请检查文件夹的权限")
        if not path.is_file():
            problem = "不是普通文件" if path.exists() else "不存在"
            raise ReadError(f"{display(path)!r} {problem}", "请检查路径")
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()
    except OSError as error:
        raise ReadError(
            f"无法读取 {display(path)!r}（{error.strerror}）", "请检查文件权限"
        ) from error


def _walk(folder: Path, suffixes: frozenset[str], *, others: bool = False) -> Iterator[Path]:
    """Yield the files below `folder` with one of the suffixes, or those with `others`."""
    seen: set[str] = set()
    unreadable: list[Path] = []
    walk = os.walk(
        folder, followlinks=True, onerror=lambda error: unreadable.append(Path(error.filename))
    )
    for root, folders, files in walk:
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            wanted = (path.suffix.lower() in suffixes) is not others
            if wanted and not name.startswith(".") and path.is_file():
                yield path
    # Taken for a file, so that its report says that it could not be read.
    if not others:
        yield from unreadable


def _source(file: Path, given: Path) -> str:
    absolute = Path(os.path.normpath(file.absolute()))
    try:
        return display(absolute.relative_to(Path.cwd()).as_posix())
    except ValueError:
        base = Path(os.path.normpath(given.absolute()))
        return display(absolute.relative_to(base.parent).as_posix())
