"""Files inside files: what a ZIP and a mail's attachments hold, read in memory and never written anywhere.

Owns names and limits of what is inside. A file inside is known by the chain of names that leads to it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from index.errors import ReadError
from index.reader import MAX_BYTES, READABLE, display, read_bytes

DEEPEST = 3
"""Archives within archives; a quine that holds itself ends here."""
MAX_MEMBERS = 20_000
MAX_TOTAL = 512 * 1024 * 1024
MAX_RATIO = 200
_SMALL = 1024 * 1024  # below it a member may pack as well as it likes
ARCHIVES = (".zip",)
_HOLDERS = (".zip", ".eml")
_SYSTEM = ("__MACOSX", "Thumbs.db", "desktop.ini")
_DAMAGED = "请重新下载后再添加"

UNREAD = "unread"
"""What stands in place of a problem for a file whose format is not read."""
Member = tuple[tuple[str, ...], str]  # the chain of names, and what is wrong: "" where all is well


def holds_files(name: str) -> bool:
    """Tell whether a file of this name may have files inside."""
    return name.lower().endswith(_HOLDERS)


def members(path: Path) -> Iterator[Member]:
    """Yield each file inside the file at `path`; of those of a ZIP that no reader reads, `UNREAD`.

    Raises:
        ReadError: the file itself cannot be read, or is a bomb.
    """
    yield from _walk(read_bytes(path), (), display(path), [MAX_TOTAL, MAX_MEMBERS])


def _walk(data: bytes, chain: tuple[str, ...], name: str, budget: list[int]) -> Iterator[Member]:
    """Yield the files inside `data`; `budget` is what may still be unpacked: bytes and files."""
    opened = _Archive(data, name)
    budget[1] -= len(opened.names) + len(opened.passed_over)
    if budget[1] < 0:
        raise ReadError(f"{name!r} 里的文件超过 {MAX_MEMBERS} 个", "请解压后分批添加")
    for member in opened.passed_over:
        yield (*chain, member), UNREAD
    for member in opened.names:
        inner = (*chain, member)
        archive = member.lower().endswith(ARCHIVES)
        if not archive:
            yield inner, ""
        if not holds_files(member):
            continue
        if len(inner) >= DEEPEST:
            if archive:
                yield inner, f"压缩包嵌套超过 {DEEPEST} 层。请解压后再添加"
            continue
        try:
            content = opened.read(member)
            budget[0] -= len(content)
            if budget[0] < 0:
                raise ReadError(f"{name!r} 解压后过大", "请解压后分批添加")
            yield from _walk(content, inner, f"{name}/{member}", budget)
        except ReadError as error:
            if archive:
                yield inner, str(error)


def extract(path: Path, chain: Sequence[str]) -> bytes:
    """Return the bytes of the file that `chain` leads to inside the file at `path`; those of `path` for no chain.

    Raises:
        ReadError: it cannot be read, or unpacks to too much.
    """
    if not chain:
        return read_bytes(path)
    try:
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
    except OSError:
        stamp = (0, 0)  # reading it says what is wrong
    return _holder(path, stamp, tuple(chain[:-1])).read(chain[-1])


@lru_cache(maxsize=2)
def _holder(path: Path, stamp: tuple[int, int], chain: tuple[str, ...]) -> _Archive:
    """Return the opened archive; the next file from it does not open it again."""
    if not chain:
        return _Archive(read_bytes(path), display(path))
    outer = _holder(path, stamp, chain[:-1])
    return _Archive(outer.read(chain[-1]), f"{outer.name}/{chain[-1]}")


def split_origin(origin: str) -> tuple[Path, tuple[str, ...]]:
    """Return the file on disk and the chain of names that an origin such as `/a/b.zip/c/d.docx` stands for."""
    path = Path(origin)
    outer = next((p for p in path.parents if holds_files(p.name) and p.is_file()), None)
    if outer is None or path.is_file():
        return path, ()
    chain: list[str] = []
    begun: list[str] = []
    for part in path.relative_to(outer).parts:
        begun.append(part)
        if holds_files(part):
            chain.append("/".join(begun))
            begun = []
    return outer, (*chain, "/".join(begun)) if begun else tuple(chain)


def vanished(origins: Iterable[str]) -> Iterator[str]:
    """Yield those at which there is no file any longer, on disk or inside another file; each archive is listed once."""
    listed: dict[Path, frozenset[tuple[str, ...]] | None] = {}
    for origin in origins:
        path, chain = split_origin(origin)
        if not chain:
            if not path.exists():
                yield origin
            continue
        if path not in listed:
            listed[path] = _listed(path)
        inside = listed[path]
        if inside is not None and chain not in inside:
            yield origin


def _listed(path: Path) -> frozenset[tuple[str, ...]] | None:
    """Return the chains to all files inside the file; None where it cannot be read."""
    try:
        return frozenset(chain for chain, problem in members(path) if problem != UNREAD)
    except ReadError:
        return None


def let_go() -> None:
    """Hold no archive in memory any longer: what `extract` opened last is kept for the next file from it."""
    _holder.cache_clear()


def _is_hidden(member: str) -> bool:
    return any(part.startswith(".") or part in _SYSTEM for part in PurePosixPath(member).parts)


def _is_read(member: str) -> bool:
    return PurePosixPath(member).suffix.lower() in READABLE


def _name(part: zipfile.ZipInfo) -> str:
    """Return the member's name, in UTF-8 or the encoding of a Chinese Windows; it never leads above its place."""
    name = part.filename
    if not part.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for codec in ("utf-8", "gb18030"):
            try:
                name = raw.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    name = posixpath.normpath("/" + name.replace("\\", "/").replace("\0", "")).lstrip("/")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # a zip may be damaged in any number of ways
        raise ReadError(f"{name!r} 已损坏或不完整，无法打开", _DAMAGED) from error


class _Archive:
    """The files inside one ZIP or mail, by name; `name` is its own, for error lines."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._attached: dict[str, bytes] = {}
        self._zip: zipfile.ZipFile | None = None
        self.passed_over: list[str] = []
        if name.lower().endswith(".eml"):
            self._attached = dict(_attachments(data, name))
        else:
            self._zip = _opened(data, name)
            for part in self._zip.infolist():
                member = _name(part)
                if part.is_dir() or _is_hidden(member):
                    continue
                if _is_read(member):
                    self._parts.setdefault(member, part)
                else:
                    self.passed_over.append(member)
        self.names = [*self._attached, *self._parts]

    def read(self, member: str) -> bytes:
        """Return the bytes of a file inside; raises ReadError."""
        if member in self._attached:
            return self._attached[member]
        where = f"{self.name}/{member}"
        part = self._parts.get(member)
        if part is None or self._zip is None:
            raise ReadError(f"{self.name!r} 里没有 {member!r}", "请重新添加")
        if part.flag_bits & 1:
            raise ReadError(f"{where!r} 已加密", "请解压后再添加")
        bomb = ReadError(f"{where!r} 解压后过大（疑似压缩炸弹）", "请确认文件来源，解压后再添加")
        steep = part.file_size > MAX_RATIO * max(part.compress_size, 1)
        if part.file_size > MAX_BYTES or (part.file_size > _SMALL and steep):
            raise bomb
        try:
            with self._zip.open(part) as stream:
                content = stream.read(MAX_BYTES + 1)
        except Exception as error:  # checksums, methods, cut ends
            raise ReadError(f"{where!r} 已损坏，无法解压", _DAMAGED) from error
        if len(content) > MAX_BYTES:
            raise bomb
        return content


def _attachments(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """Return the files that a mail and the mails it passes on hold, by their names."""
    from email.message import EmailMessage

    from index.readers.eml import attached, parse_message, passed_on

    found: list[tuple[str, bytes]] = []

    def collect(message: EmailMessage, depth: int) -> None:
        for number, part in enumerate(attached(message), 1):
            if inner := passed_on(part):
                if depth < DEEPEST:
                    collect(inner, depth + 1)
                continue
            title = posixpath.basename((part.get_filename() or "").replace("\\", "/"))
            title = "".join(char for char in title if char.isprintable()) or f"附件{number}"
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and _is_read(title) and not _is_hidden(title):
                found.append((title, content))

    collect(parse_message(data, name), 0)
    return found
