"""An addition to the index as the pages show it: one line for each file, and nothing lost without asking."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Literal

from index.errors import PolicyQAError
from index.intake import Progress
from index.types import FileReport
from qa.documents.additions import OUTCOMES, summary
from ui.work.errors import FAILED, told
from ui.work.library import Library, Named, Tell, Told, Upload
from ui.work.staging import Staging

Outcome = Literal["waiting", "working", "done", "failed"]
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one file on its way in; `reports` are those on it, or on the files in it."""

    name: str
    outcome: Outcome
    said: str = ""
    reports: tuple[FileReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """An addition so far: a line for each file, and how many passages were embedded."""

    lines: tuple[Line, ...]
    passages: int = 0
    finished: bool = False


class Shelf:
    """Takes files from the pages to the library."""

    def __init__(self, staging: Staging, library: Library) -> None:
        self._staging, self._library = staging, library

    def take_in(self, tickets: Sequence[object], who: str, *, replace: bool) -> Iterator[Intake]:
        """Yield the addition of the tickets' files as it proceeds; `replace` lets a file take the place of its namesake.

        Raises:
            PolicyQAError: another addition is going on.
        """
        uploads: list[Upload] = []
        paths: list[Path] = []
        for ticket in tickets:
            try:
                staged = self._staging.take(ticket)
            except PolicyQAError as error:
                uploads.append(Upload(name="文件", error=error))
            else:
                uploads.append(Upload(name=staged.name, read=staged.path.read_bytes))
                paths.append(staged.path)

        def work(tell: Tell) -> None:
            try:
                self._library.add(uploads, who, replace=replace, tell=tell)
            finally:
                for path in paths:
                    path.unlink(missing_ok=True)

        return _shown(work)

    def read_again(self, id_: str, who: str) -> Iterator[Intake]:
        """Yield the addition of the document's file, read anew whether it changed or not.

        Raises:
            PolicyQAError: there is no such document, or another addition is going on.
        """
        return _shown(lambda tell: self._library.read_again(id_, who, tell=tell))


def _shown(work: Callable[[Tell], object]) -> Iterator[Intake]:
    lines: list[Line] = []
    passages = 0
    with closing(_events(work)) as events:
        for event in events:
            if isinstance(event, Named):
                lines = [Line(name, "waiting") for name in event.names]
                for report in event.refused:
                    lines = [_reported(line, report) for line in lines]
            elif isinstance(event, Progress):
                passages = event.passages
                lines = [_begun(line, event) for line in lines]
            elif isinstance(event, FileReport):
                lines = [_reported(line, event) for line in lines]
            elif not lines:
                raise event
            else:
                lines = [_stopped(line, told(event)) for line in lines]
            yield Intake(tuple(lines), passages)
    yield Intake(tuple(lines), passages, finished=True)


def _events(work: Callable[[Tell], object]) -> Generator[Told | PolicyQAError, None, None]:
    """Yield what an addition tells, as it tells it; an error that stops the whole is the last."""
    events: SimpleQueue[Any] = SimpleQueue()

    def run() -> None:
        try:
            work(events.put)
        except PolicyQAError as error:
            events.put(error)
        except Exception:
            _LOG.exception("an addition failed")
            events.put(PolicyQAError(FAILED))
        finally:
            events.put(None)

    # A thread of its own: whoever closes the page does not stop an addition half-way.
    Thread(target=run, name="addition", daemon=True).start()
    while (event := events.get()) is not None:
        yield event


def _of(line: Line, path: str) -> bool:
    return path == line.name or path.startswith(f"{line.name}/")


def _begun(line: Line, progress: Progress) -> Line:
    if line.outcome == "waiting" and _of(line, progress.path):
        return replace(line, outcome="working")
    return line


def _reported(line: Line, report: FileReport) -> Line:
    if not _of(line, report.path):
        return line
    reports = (*line.reports, report)
    good = any(each.status != "failed" for each in reports)
    said = _said(report) if len(reports) == 1 else _summed(reports)
    return Line(line.name, "done" if good else "failed", said, reports)


def _said(report: FileReport) -> str:
    if report.status == "failed":
        # The line begins with the name already.
        return report.message.removeprefix(f"'{report.path}' ")
    said = OUTCOMES[report.status] + (f"，{report.passages} 段" if report.passages else "")
    return f"{said}。{report.message}".rstrip("。")


def _summed(reports: Sequence[FileReport]) -> str:
    """Return the totals of the files in an archive, and the first thing that went wrong there."""
    wrong = next((r for r in reports if r.status == "failed"), None)
    return summary(reports)[-1] + (f"。{wrong.path}：{wrong.message}" if wrong else "")


def _stopped(line: Line, said: str) -> Line:
    return line if line.outcome in ("done", "failed") else Line(line.name, "failed", said)
