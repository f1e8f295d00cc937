"""How documents come into the index and go over the network: one way, for the API and for the pages.

What comes in is kept for good in a folder of the index, which `add` reads it from; each change is noted.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from index.corpus import Corpus
from index.errors import IndexBusyError, PolicyQAError, ReadError, StorageError
from index.intake import Progress, find_files
from index.reader import READABLE, display
from index.types import DocumentInfo, FileReport
from qa.accounts import audit
from qa.documents.additions import report_json
from qa.documents.as_json import document_json
from qa.match.keeping import forget_measures, keep_measures
from ui.work.errors import scrubbed
from ui.work.placing import Placed, aside, place
from ui.work.staging import harmless

FOLDER = "uploads"
LONGEST_NAME = 200
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came in: the name it was sent under, and what gives its bytes; or why it did not."""

    name: str
    read: Callable[[], bytes] = bytes
    error: PolicyQAError | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the files of an addition, in their order, before the first is read; and which are none to read."""

    names: tuple[str, ...]
    refused: tuple[FileReport, ...] = ()


# What an addition tells on its way: names first, then progress and reports.
Told = Named | Progress | FileReport
Tell = Callable[[Told], None]


def _silent(told: Told) -> None:
    """Tell nobody."""


class Library:
    """The documents of the index in `folder`. Methods may be called from several threads; one changes at a time."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self._corpus, self._folder = corpus, folder
        self.uploads = folder / FOLDER
        self._changing = Lock()

    @property
    def changing(self) -> bool:
        """Whether somebody is changing the index now."""
        return self._changing.locked()

    def add(
        self, uploads: Sequence[Upload], who: str, *, replace: bool, tell: Tell = _silent
    ) -> list[FileReport]:
        """Take in files and return a report for each, or for each file in it. One that fails leaves nothing behind.

        With `replace` a file takes the place of its namesake; otherwise it gets a number.

        Raises:
            IndexBusyError: somebody else is changing the index.
        """
        placed: dict[str, Placed] = {}
        reports: list[FileReport] = []
        with self._alone():
            try:
                named = self._place(uploads, placed, replace=replace)
                for report in named.refused:
                    self._note(report, who)
                tell(named)
                self._take_in([p.path for p in placed.values()], who, reports, tell)
            finally:
                outcomes: defaultdict[str, set[str]] = defaultdict(set)
                for report in reports:
                    outcomes[report.path.partition("/")[0]].add(report.status)
                for name, one in placed.items():
                    one.settle(outcomes[name])
        return [*named.refused, *reports]

    def read_again(self, id_: str, who: str, *, tell: Tell = _silent) -> list[FileReport]:
        """Read the document's file anew, whether it changed or not, with all other documents in that file.

        Raises:
            UsageError: there is no such document.
            ReadError: its file is gone; the document stays as it is.
            IndexBusyError: somebody else is changing the index.
        """
        with self._alone():
            path = self._corpus.path_of(id_)
            file = next((each for each in (path, *path.parents) if each.is_file()), None)
            tell(Named((display((file or path).name),)))
            if file is None:
                raise ReadError("原来的文件已不在原处，不能重新收录", "索引中的内容不变")
            reports: list[FileReport] = []
            self._take_in([file], who, reports, tell, again=True)
            return reports

    def remove(self, id_: str, who: str) -> list[DocumentInfo]:
        """Remove a document for good, and its file where it was uploaded here and holds no other document.

        Raises:
            UsageError: there is none of this id.
            IndexBusyError: somebody else is changing the index.
            StorageError: it is removed, but its file cannot be.
        """
        with self._alone():
            path = self._corpus.path_of(id_)
            removed = self._corpus.remove(id_)
            try:
                for info in removed:
                    audit.note(self._folder, who, "remove", document=document_json(info))
            finally:
                forget_measures(self._corpus, self._folder)
                self._forget(path)
            return removed

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Between the moment a file is put in its place and the moment it is read, nobody else may touch it."""
        if not self._changing.acquire(blocking=False):
            raise IndexBusyError("另一项收录正在进行", "请等它完成后再试")
        try:
            yield
        finally:
            self._changing.release()

    def _place(
        self, uploads: Sequence[Upload], placed: dict[str, Placed], *, replace: bool
    ) -> Named:
        """Fill `placed`, by name."""
        names, refused = [], []
        for upload in uploads:
            try:
                if upload.error is not None:
                    raise upload.error
                name = fit_name(upload.name)
                one = place(self.uploads, name, upload.read, replace=replace, taken=placed)
            except PolicyQAError as error:
                name = upload.name[:LONGEST_NAME]
                said = scrubbed(str(error))
                refused.append(FileReport(path=name, status="failed", message=said))
            else:
                name = one.path.name
                placed.setdefault(name, one)
            names.append(name)
        return Named(tuple(names), tuple(refused))

    def _take_in(
        self,
        paths: Sequence[Path],
        who: str,
        reports: list[FileReport],
        tell: Tell,
        *,
        again: bool = False,
    ) -> None:
        """Let the index read files of one folder; `reports` gets what became of them, named from that folder on."""
        if not paths:
            return
        # The index names a file by its way from the current folder, or from the one above.
        (first,) = find_files(paths[:1], frozenset(READABLE))
        folder = first.source.removesuffix(display(paths[0].name))

        def report(made: FileReport) -> None:
            short = made.path.removeprefix(folder)
            reports.append(replace(made, path=short, message=scrubbed(made.message)))
            self._note(reports[-1], who)
            tell(reports[-1])

        def progress(made: Progress) -> None:
            tell(replace(made, path=made.path.removeprefix(folder)))

        self._corpus.add(paths, progress=progress, report=report, again=again)
        self._keep_measures({r.document_id for r in reports if r.status in ("added", "replaced")})

    def _keep_measures(self, new: set[str | None]) -> None:
        infos = [info for info in self._corpus.documents() if info.id in new]
        try:
            keep_measures(self._corpus, self._folder, infos)
        except Exception:
            # They are derived, and the documents are in: whoever matches reads them then.
            _LOG.exception("measures could not be kept")

    def _forget(self, path: Path) -> None:
        """Delete the upload that a removed document came from, unless others came from it too."""
        own = next((each for each in (path, *path.parents) if each.is_file()), None)
        if own is None or own.parent != self.uploads.resolve():
            return
        others = (
            self._corpus.path_of(info.id)
            for info in self._corpus.documents()
            if display(own.name) in info.source.split("/")
        )
        if any(other.is_relative_to(own) for other in others):
            return
        try:
            for file in (own, aside(own)):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                f"已从索引中删除，但它的文件 {own.name!r} 无法删除（{error.strerror}）",
                "请管理员检查权限",
            ) from error

    def _note(self, report: FileReport, who: str) -> None:
        audit.note(self._folder, who, "add", **report_json(report))


# Old formats that people still have, and what to save them as.
_NEWER = {"doc": "docx", "wps": "docx", "xls": "xlsx", "et": "xlsx", "ppt": "pptx", "dps": "pptx"}


def fit_name(name: str) -> str:
    """Return the harmless name of a file that can be a document.

    Raises:
        ReadError: no readable kind of file has it.
    """
    try:
        own = harmless(name)
    except ReadError:
        own = ""
    stem, _, suffix = own.rpartition(".")
    if not stem or f".{suffix.lower()}" not in READABLE:
        newer = _NEWER.get(suffix.lower())
        raise ReadError(
            f"{repr(own) if own else '文件'} 的类型不能收录",
            f"请用办公软件另存为 .{newer} 再添加"
            if newer
            else f"能读的格式有 {' '.join(sorted(READABLE))}",
        )
    return own
