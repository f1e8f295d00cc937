"""One writer at a time: a lock on a file beside the index, which the system releases however the writer ends."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from index.errors import IndexBusyError, StorageError

LOCK_NAME = "writer.lock"
_TAKEN = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})


class WriterLock:
    """Held from entering to leaving. A lock on an open file, not the file's presence, is what counts:
    a killed writer leaves the file behind but never the lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._descriptor: int | None = None

    def __enter__(self) -> WriterLock:
        """Take the lock at once.

        Raises:
            IndexBusyError: another writer holds it, in this process or another.
            StorageError: the folder cannot be written to.
        """
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StorageError(
                f"无法写入索引文件夹 {str(self._path.parent)!r}（{error.strerror}）",
                "请检查文件夹的权限和磁盘空间，或换一个索引文件夹",
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in _TAKEN:
                raise StorageError(
                    f"无法锁定 {str(self._path)!r}（{error.strerror}）",
                    "索引要放在支持文件锁的本地磁盘上，请换一个索引文件夹",
                ) from error
            raise IndexBusyError(
                f"索引 {str(self._path.parent)!r} 正在被另一个程序写入",
                "请等它结束后重试；查询不受影响",
            ) from error
        self._descriptor = descriptor
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._descriptor is not None
        os.close(self._descriptor)  # closing releases the lock
        self._descriptor = None


@contextlib.contextmanager
def waiting(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock on the file `path`, made where there is none; whoever else holds it is waited for so long.

    Raises:
        OSError: the file cannot be opened or locked, or the other is not done in time.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + seconds
        while True:
            try:
                _lock(descriptor)
                break
            except OSError as error:
                if error.errno not in _TAKEN or time.monotonic() > until:
                    raise
                time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)  # closing releases the lock


if os.name == "nt":  # pragma: no cover - exercised on Windows only
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
