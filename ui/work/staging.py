"""Files on their way in: what a browser sends is held under a random ticket until a page takes it, or for an hour.

Only bytes and a name come in; the name is made harmless here, and no path of this machine ever goes out.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError, UsageError

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_ALL = 1024 * 1024 * 1024
# At once; each may grow to the largest file, and what is on its way counts with nothing else.
MOST_COMING = 32
SECONDS = 3600.0
# In bytes: file systems take 255, and a number or a mark of ours may be added.
LONGEST_NAME = 240
_BARRED = re.compile(r"[<>:\"/\\|?*]")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that came in whole: its harmless name, where it lies, and its size in bytes."""

    name: str
    path: Path
    size: int


class Staging:
    """Holds files until they are taken. Methods may be called from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="policy-qa-"))
        self._held: dict[str, tuple[Staged, float]] = {}
        self._coming: set[Path] = set()
        self._guard = threading.Lock()
        self._clock = clock

    def begin(self) -> Path:
        """Return an empty place to write to; it ends with `keep` or `drop`.

        Raises:
            UsageError: too much is held already, or too many are on their way.
        """
        self._forget_old()
        with self._guard:
            held = sum(staged.size for staged, _ in self._held.values())
            if held > LARGEST_ALL or len(self._coming) >= MOST_COMING:
                raise UsageError("等待处理的文件太多", "请稍后再传")
            path = self._folder / secrets.token_hex(16)
            self._coming.add(path)
        return path

    def drop(self, path: Path) -> None:
        """Forget a file that did not come in whole, given by `begin`."""
        with self._guard:
            self._coming.discard(path)
        path.unlink(missing_ok=True)

    def keep(self, path: Path, name: str) -> str:
        """Return the ticket for a file written to `path`, which was given by `begin`."""
        staged = Staged(harmless(name), path, path.stat().st_size)
        ticket = secrets.token_urlsafe(24)
        with self._guard:
            self._coming.discard(path)
            self._held[ticket] = (staged, self._clock())
        return ticket

    def take(self, ticket: object) -> Staged:
        """Return the file of a ticket, once; whoever takes it moves it or deletes it.

        Raises:
            UsageError: there is no such ticket (any more).
        """
        self._forget_old()
        with self._guard:
            held = self._held.pop(ticket, None) if isinstance(ticket, str) else None
        if held is None:
            raise UsageError("上传的文件已过期", "请重新上传")
        return held[0]

    def close(self) -> None:
        """Delete everything that is held."""
        with self._guard:
            self._held.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _forget_old(self) -> None:
        now = self._clock()
        with self._guard:
            old = [ticket for ticket, (_, since) in self._held.items() if now - since > SECONDS]
            for ticket in old:
                self._held.pop(ticket)[0].path.unlink(missing_ok=True)


def harmless(name: str) -> str:
    """Return the last part of a file name without what a file system or a reader would take for something else.

    Raises:
        ReadError: nothing is left of it.
    """
    last = _UNSEEN.sub("", name).replace("\\", "/").rpartition("/")[2]
    kept = " ".join(_BARRED.sub("_", last).split()).strip(". ")
    stem, dot, suffix = kept.rpartition(".") if "." in kept else (kept, "", "")
    suffix = suffix[:10]
    while len(f"{stem}{dot}{suffix}".encode()) > LONGEST_NAME:
        stem = stem[:-1]
    kept = f"{stem}{dot}{suffix}"
    if not kept.strip("_"):
        raise ReadError(f"文件名 {name[:40]!r} 不能使用", "请改名后再传")
    return kept
