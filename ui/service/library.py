"""Files that come over the network: kept in a folder of the index, read by processes of their own, each change noted."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from index.errors import ReadError, StorageError, UsageError
from index.reader import READABLE
from qa import audit
from qa.render import document_json, info_json
from ui.service.errors import scrubbed

FOLDER = "uploads"
LONGEST_NAME = 120
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:\"/\\|?*]")


class Library:
    """The documents of an index and how they come and go. `folder` is the index folder."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self._corpus, self._folder = corpus, folder

    def all(self) -> list[dict[str, Any]]:
        """Return all documents as the command `list` does."""
        return [info_json(info) for info in self._corpus.documents()]

    def get(self, id_: str) -> dict[str, Any]:
        """Return one document with its text.

        Raises:
            UsageError: there is none of this id.
        """
        info = next((info for info in self._corpus.documents() if info.id == id_), None)
        if info is None:
            raise UsageError("没有这个文件", "编号见 /api/documents")
        return info_json(info) | {"text": self._corpus.document(id_).text}

    def remove(self, id_: str, who: str) -> list[dict[str, Any]]:
        """Remove a document for good, and its file where it was uploaded here.

        Raises:
            UsageError: there is none of this id.
            IndexBusyError: somebody else is changing the index.
        """
        self.get(id_)
        path = self._corpus.path_of(id_)
        removed = self._corpus.remove(id_)
        if path.parent == (self._folder / FOLDER).resolve():
            with contextlib.suppress(OSError):
                path.unlink()
        for info in removed:
            audit.note(self._folder, who, "remove", document=document_json(info))
        return [info_json(info) for info in removed]

    def add(self, files: Sequence[tuple[str, bytes]], who: str) -> list[dict[str, Any]]:
        """Take in files; returns a report for each, as the command `add` does. One that fails leaves no file behind.

        Raises:
            IndexBusyError: somebody else is changing the index.
        """
        placed: dict[Path, bool] = {}
        reports: list[dict[str, Any]] = []
        for name, data in files:
            try:
                path, new = self._place(fit_name(name), data)
                placed[path] = new or placed.get(path, False)
            except ReadError as error:
                reports.append(_report(name, "failed", message=str(error)))
        try:
            found = self._corpus.add(list(placed)) if placed else []
        except BaseException:
            self._forget(path for path, new in placed.items() if new)
            raise
        names = {path.name: path for path in placed}
        for made in found:
            own = names.get(made.path.rpartition("/")[2])
            if made.status in ("failed", "duplicate") and own and placed[own]:
                self._forget([own])
            said = scrubbed(made.message)
            shown = made.path.removeprefix(f"{self._folder.name}/").removeprefix(f"{FOLDER}/")
            reports.append(_report(shown, made.status, made.document_id, made.passages, said))
        for report in reports:
            audit.note(self._folder, who, "add", **report)
        return reports

    def _place(self, name: str, data: bytes) -> tuple[Path, bool]:
        """Write the file; returns where, and whether it was not there before. Of its name, the newest counts."""
        folder = self._folder / FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder.resolve() / name
            if path.exists() and hashlib.sha256(path.read_bytes()).digest() == _digest(data):
                return path, False
            new = not path.exists()
            part = path.with_name(f".{os.getpid()}-{name}"[:200])
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            raise StorageError(
                f"无法保存文件（{error.strerror}）", "请管理员检查磁盘空间和权限"
            ) from error
        return path, new

    def _forget(self, paths: Any) -> None:
        for path in paths:
            with contextlib.suppress(OSError):
                path.unlink()


def fit_name(name: str) -> str:
    """Return the file's own name, without a way to anywhere else.

    Raises:
        ReadError: no readable kind of file has it.
    """
    own = _UNFIT.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, suffix = own.rpartition(".")
    if not stem or f".{suffix.lower()}" not in READABLE:
        raise ReadError(
            f"{own[:LONGEST_NAME] or '文件'} 的类型不能收录",
            f"能读的格式有 {' '.join(sorted(READABLE))}",
        )
    while len(f"{stem}{dot}{suffix}".encode()) > 2 * LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}{dot}{suffix}"


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _report(
    path: str, status: str, document_id: str | None = None, passages: int = 0, message: str = ""
) -> dict[str, Any]:
    facts: Mapping[str, Any] = {
        "path": path[:200],
        "status": status,
        "document_id": document_id,
        "passages": passages,
        "message": message,
    }
    return dict(facts)
