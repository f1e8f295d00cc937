"""Files of the index: taken in from the page, removed, read again. One line for each, and nothing lost without asking."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Literal, Protocol

from index.errors import PolicyQAError
from index.intake import Progress
from index.types import Document, DocumentInfo, FileReport, Hit, Passage
from qa.additions import OUTCOMES
from ui.work.errors import FAILED, told
from ui.work.staging import Staged, Staging

Outcome = Literal["waiting", "working", "done", "failed"]
_LOG = logging.getLogger(__name__)


class Library(Protocol):
    """The open index as the pages use it: `index.corpus.Corpus`."""

    def documents(self) -> list[DocumentInfo]: ...

    def document(self, id_: str) -> Document: ...

    def passages(self, document_id: str) -> list[Passage]: ...

    def path_of(self, id_: str) -> Path: ...

    def search(
        self, query: str, k: int = 8, *, laps: dict[str, float] | None = None
    ) -> list[Hit]: ...

    def add(
        self,
        paths: Sequence[Path],
        *,
        progress: Callable[[Progress], None] | None = None,
        report: Callable[[FileReport], None] | None = None,
        again: bool = False,
    ) -> list[FileReport]: ...

    def remove(self, ref: str) -> list[DocumentInfo]: ...


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one file on its way in."""

    name: str
    outcome: Outcome
    said: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """An addition so far: a line for each file, and how many passages were embedded."""

    lines: tuple[Line, ...]
    passages: int = 0
    finished: bool = False


class Shelf:
    """Where uploaded files are kept for good: a folder beside the index, which `add` reads them from."""

    def __init__(self, folder: Path, staging: Staging, library: Library) -> None:
        self._folder, self._staging, self._library = folder, staging, library

    def take_in(self, tickets: Sequence[object], *, replace: bool) -> Iterator[Intake]:
        """Yield the addition of the tickets' files as it proceeds; `replace` lets a file take the place of its namesake."""
        lines, placed = [], {}
        for ticket in tickets:
            try:
                staged = self._staging.take(ticket)
                path = self._place(staged, replace=replace)
            except (PolicyQAError, OSError) as error:
                said = (
                    str(error)
                    if isinstance(error, PolicyQAError)
                    else "无法保存，请检查磁盘空间和权限"
                )
                lines.append(Line("文件", "failed", said))
                continue
            placed[path.name] = path
            lines.append(Line(path.name, "waiting"))
        yield from self._added(lines, list(placed.values()), again=False)

    def read_again(self, id_: str) -> Iterator[Intake]:
        """Yield the addition of the document's file, read anew whether it changed or not.

        Raises:
            PolicyQAError: there is no such document.
        """
        path = self._library.path_of(id_)
        if not path.is_file():
            said = "原来的文件已不在原处，不能重新收录；索引中的内容不变"
            yield Intake((Line(path.name, "failed", said),), finished=True)
            return
        yield from self._added([Line(path.name, "waiting")], [path], again=True)

    def remove(self, id_: str) -> DocumentInfo:
        """Remove the document from the index for good, and its file where it was uploaded here.

        Raises:
            PolicyQAError: there is no such document, or another process is writing.
        """
        path = self._library.path_of(id_)
        removed = self._library.remove(id_)
        if path.parent == self._folder.resolve():
            path.unlink(missing_ok=True)
        return removed[0]

    def _place(self, staged: Staged, *, replace: bool) -> Path:
        """Move a file here: one with the same bytes stays one file, another of the same name gets a number."""
        self._folder.mkdir(parents=True, exist_ok=True)
        target = self._folder.resolve() / staged.name
        stem, suffix = target.stem, target.suffix
        number = 1
        while target.exists() and not replace and not _same(target, staged.path):
            number += 1
            target = target.with_name(f"{stem} ({number}){suffix}")
        # The staging folder may be on another disk.
        target.write_bytes(staged.path.read_bytes())
        staged.path.unlink(missing_ok=True)
        return target

    def _added(self, lines: list[Line], paths: Sequence[Path], *, again: bool) -> Iterator[Intake]:
        yield Intake(tuple(lines))
        passages = 0
        if paths:
            with closing(_events(self._library, paths, again=again)) as events:
                for event in events:
                    if isinstance(event, Progress):
                        passages = event.passages
                        lines = [_begun(line, event) for line in lines]
                    elif isinstance(event, FileReport):
                        lines = [_reported(line, event) for line in lines]
                    else:
                        lines = [_stopped(line, event) for line in lines]
                    yield Intake(tuple(lines), passages)
        yield Intake(tuple(lines), passages, finished=True)


def _events(
    library: Library, paths: Sequence[Path], *, again: bool
) -> Generator[Progress | FileReport | str, None, None]:
    """Yield what an addition tells, as it tells it; an error that stops the whole is the last, as a text."""
    events: SimpleQueue[Any] = SimpleQueue()

    def work() -> None:
        try:
            library.add(paths, progress=events.put, report=events.put, again=again)
        except PolicyQAError as error:
            events.put(told(error))
        except Exception:
            _LOG.exception("an addition failed")
            events.put(FAILED)
        finally:
            events.put(None)

    # A thread of its own: whoever closes the page does not stop an addition half-way.
    Thread(target=work, name="addition", daemon=True).start()
    while (event := events.get()) is not None:
        yield event


def _same(one: Path, other: Path) -> bool:
    return _digest(one) == _digest(other)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _of(line: Line, path: str) -> bool:
    return line.name in path.split("/")


def _begun(line: Line, progress: Progress) -> Line:
    if line.outcome == "waiting" and _of(line, progress.path):
        return Line(line.name, "working")
    return line


def _reported(line: Line, report: FileReport) -> Line:
    if not _of(line, report.path):
        return line
    if report.status == "failed":
        return Line(line.name, "failed", report.message)
    said = OUTCOMES[report.status] + (f"，{report.passages} 段" if report.passages else "")
    return Line(line.name, "done", f"{said}。{report.message}".rstrip("。"))


def _stopped(line: Line, said: str) -> Line:
    return line if line.outcome in ("done", "failed") else Line(line.name, "failed", said)
