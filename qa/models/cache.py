"""A folder of prepared models that several projects share: written whole or not at all, checked by SHA-256."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from index.embedders.manifest import (
    MANIFEST_FILE,
    Manifest,
    ModelFile,
    read_manifest,
    size_problem,
)
from index.errors import ModelError

_BLOCK = 1 << 20
_LOCK_PATIENCE_S = 600.0
_LOCK_POLL_S = 0.2

Fraction = Callable[[float], None]


def write_model(
    cache: Path,
    name: str,
    fill: Callable[[Path], Mapping[str, str | int]],
    *,
    source: str,
    layout: int,
) -> Path:
    """Put what `fill` writes in place as `cache/name`, with its manifest, in one rename.

    `fill` returns what the loader needs to know, for the manifest. A process that stops halfway leaves only a hidden temporary folder, which the next preparation removes; whoever
    has the old folder's files open keeps them. Call it inside `locked`.

    Raises:
        OSError: the disk refused.
        ModelError: whatever `fill` raises.
    """
    for left in cache.glob(f".{name}.*.tmp"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=".tmp", dir=cache))
    try:
        new = work / "new"
        new.mkdir()
        details = fill(new)
        files = {path.relative_to(new).as_posix(): _seal(path) for path in _files(new)}
        manifest = Manifest(name=name, source=source, layout=layout, files=files, details=details)
        (new / MANIFEST_FILE).write_text(manifest.to_json(), encoding="utf-8")
        for path in (new / MANIFEST_FILE, *(path for path in new.rglob("*") if path.is_dir()), new):
            _sync(path)
        target = cache / name
        if target.is_symlink() or target.is_file():
            target.unlink()
        elif target.exists():
            target.rename(work / "old")
        new.rename(target)
        _sync(cache)
        return target
    finally:
        shutil.rmtree(work, ignore_errors=True)


def find_problems(
    folder: Path, source: str, layout: int, progress: Fraction | None = None
) -> tuple[str, ...]:
    """Return in Chinese what is wrong with a prepared folder; without `progress` hashes are not compared.

    The whole check reads every byte (about half a second for 300 MB); the short one reads the manifest and sizes.
    """
    try:
        manifest = read_manifest(folder)
    except ModelError as error:
        return (error.message,)
    if manifest.source != source:
        return (f"来源不同（清单记录 {manifest.source[:12]}，应为 {source[:12]}）",)
    if manifest.layout != layout:
        return (f"由其他版本的程序生成（布局 {manifest.layout}，应为 {layout}）",)
    if progress is None:
        return ()
    total = sum(entry.size for entry in manifest.files.values()) or 1
    done = 0
    problems = []
    for relative, expected in sorted(manifest.files.items()):
        path = folder / relative
        try:
            found = size_problem(path, expected.size)
            if not found and sha256_of(path) != expected.sha256:
                found = "内容与 SHA-256 不符"
        except OSError as error:
            found = f"无法读取（{error.strerror}）"
        if found:
            problems.append(f"{relative} {found}")
        done += expected.size
        progress(done / total)
    return tuple(problems)


@contextlib.contextmanager
def locked(cache: Path, name: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the cache's lock on one model, so that of two processes one prepares and the other finds it ready.

    The operating system drops the lock when a process dies. `waiting` is called once if another process holds it.

    Raises:
        ModelError: another process has held the lock for ten minutes.
        OSError: the lock file cannot be made.
    """
    import fcntl

    deadline = time.monotonic() + _LOCK_PATIENCE_S
    told = False
    with (cache / f".{name}.lock").open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not told:
                    waiting()
                    told = True
                if time.monotonic() > deadline:
                    raise ModelError(
                        f"另一个进程正在准备模型 {name!r}，等待超过 {_LOCK_PATIENCE_S:.0f} 秒",
                        "请等它结束后重试",
                    ) from None
                time.sleep(_LOCK_POLL_S)
        yield


def disk_error(error: OSError, cache: Path) -> ModelError:
    """Return the error of the project's family that says what the disk refused and what to do."""
    place = f"模型缓存目录 {str(cache)!r}"
    remedy = "请用环境变量 POLICYQA_MODELS 指定一个可写且空间足够的目录"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ModelError(f"{place} 所在磁盘空间不足", remedy)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ModelError(f"{place} 不可写（{error.strerror}）", remedy)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return ModelError(f"{place} 的位置上有同名文件，不是目录", remedy)
    return ModelError(f"无法写入{place}（{error.strerror or error}）", remedy)


def require_space(cache: Path, needed: int) -> None:
    """Return if the disk has `needed` bytes free, so that nothing is begun that cannot end.

    Raises:
        ModelError: it has less.
        OSError: the disk cannot be asked.
    """
    free = shutil.disk_usage(cache).free
    if free < needed:
        raise ModelError(
            f"模型缓存目录 {str(cache)!r} 所在磁盘空间不足（需要 {needed / 1e6:.0f} MB，剩余 {free / 1e6:.0f} MB）",
            "请清理磁盘，或用环境变量 POLICYQA_MODELS 指定其他目录",
        )


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of the file's content."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def copy_hashed(parts: list[Path], target: Path, progress: Fraction) -> str:
    """Write the parts one after the other into `target`; return the SHA-256 of what was written."""
    total = sum(part.stat().st_size for part in parts) or 1
    digest = hashlib.sha256()
    done = 0
    with target.open("wb") as out:
        for part in parts:
            with part.open("rb") as handle:
                while block := handle.read(_BLOCK):
                    digest.update(block)
                    out.write(block)
                    done += len(block)
                    progress(done / total)
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _seal(path: Path) -> ModelFile:
    """Make the file durable and readable for everyone, as a shared folder needs; return its size and hash."""
    path.chmod(0o644)
    _sync(path)
    return ModelFile(size=path.stat().st_size, sha256=sha256_of(path))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
