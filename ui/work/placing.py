"""Files into a folder and, where nothing comes of them, out again: whatever fails leaves the folder as it was."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from index.errors import StorageError

_GOOD = {"added", "replaced", "unchanged"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A file in its place; `before` is the version whose place it took, `known` one that lay there with its bytes."""

    path: Path
    known: bool = False
    before: Path | None = None

    def settle(self, statuses: Collection[str]) -> None:
        """Leave the folder as these outcomes of the file, or of the files in it, want it; none: it was not read."""
        if self.known:
            return
        with contextlib.suppress(OSError):
            if _GOOD.isdisjoint(statuses):
                # An old version of what failed is in the index still; that of a duplicate has left it.
                if self.before is not None and statuses != {"duplicate"}:
                    self.before.replace(self.path)
                    return
                self.path.unlink()
            if self.before is not None:
                self.before.unlink()


def place(
    folder: Path,
    name: str,
    read: Callable[[], bytes],
    *,
    replace: bool,
    taken: Collection[str] = (),
) -> Placed:
    """Write what `read` gives into the folder, which is made, and return its place.

    A file with the same bytes stays one file. One of the same name is set aside where `replace` says so; otherwise,
    and where its name is among those `taken`, the new one gets a number.

    Raises:
        StorageError: it cannot be written.
    """
    part = folder / f".{name}.part"
    try:
        data = read()
        folder.mkdir(parents=True, exist_ok=True)
        target = folder.resolve() / name
        stem, suffix, number = target.stem, target.suffix, 1
        while target.exists():
            if _holds(target, data):
                return Placed(path=target, known=True)
            if replace and number == 1 and target.name not in taken:
                break
            number += 1
            target = target.with_name(f"{stem} ({number}){suffix}")
        part.write_bytes(data)
        before = aside(target) if target.exists() else None
        if before is not None:
            target.replace(before)
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise StorageError(
            f"无法保存文件（{error.strerror}）", "请管理员检查磁盘空间和权限"
        ) from error
    return Placed(path=target, before=before)


def aside(path: Path) -> Path:
    """Return where the old version of a file waits until the new one is in the index; hidden, so that nothing reads it."""
    return path.with_name(f".{path.name}.old")


def _holds(path: Path, data: bytes) -> bool:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").digest()
    return found == hashlib.sha256(data).digest()
