"""What became of the files of an addition: a report line for each, and a summary table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TextIO

from index.types import FileReport

OUTCOMES: dict[str, str] = {
    "added": "新增",
    "replaced": "替换",
    "unchanged": "未变",
    "duplicate": "重复",
    "failed": "失败",
    "vanished": "消失",
    "skipped": "略过",
}
_FEW = 20
"""Fewer files than this need no table."""


class Report:
    """Writes a line for each report as soon as it is made: what an interrupted addition did stays readable."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Report:
        if self._path is not None:
            self._file = self._path.open("w", encoding="utf-8", buffering=1)
        return self

    def __call__(self, report: FileReport) -> None:
        """Write the line: path, outcome, what there is to say of it."""
        if self._file is not None:
            self._file.write(line(report) + "\n")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()


def line(report: FileReport) -> str:
    """Return the report as one line of fields parted by tabs: `ok (12)`, or the outcome and the reason."""
    good = report.status in ("added", "replaced")
    outcome = f"ok ({report.passages})" if good else report.status
    fields = (report.path, outcome, report.message)
    return "\t".join(" ".join(field.split()) for field in fields).rstrip("\t")


def report_json(report: FileReport) -> dict[str, object]:
    """Return the report as `add --json` prints it."""
    return {
        "path": report.path,
        "status": report.status,
        "document_id": report.document_id,
        "passages": report.passages,
        "message": report.message,
    }


def summary(reports: Sequence[FileReport]) -> list[str]:
    """Return the table by format where there are many files, and the totals in one line."""
    lines = []
    if len(reports) >= _FEW:
        by_format: dict[str, Counter[str]] = {}
        for report in reports:
            count = by_format.setdefault(
                PurePosixPath(report.path).suffix.lower() or "-", Counter()
            )
            count[report.status] += 1
            count["passages"] += report.passages
        head = ["格式", *OUTCOMES.values(), "段落"]
        lines.append("".join(_cell(name) for name in head))
        for name, count in sorted(by_format.items()):
            values = [name, *(str(count[each]) for each in OUTCOMES), str(count["passages"])]
            lines.append("".join(_cell(value) for value in values))
    total: Counter[str] = Counter(report.status for report in reports)
    # Nothing vanishes or is passed over as a rule: it is said only when it happened.
    shown = [each for each in OUTCOMES if each not in ("vanished", "skipped") or total[each]]
    passages = sum(report.passages for report in reports)
    told = "，".join(f"{OUTCOMES[each]} {total[each]}" for each in shown)
    return [*lines, f"{told}；共 {passages} 个段落"]


def passed_over(reports: Sequence[FileReport]) -> str:
    """Return one line with the files of formats that are not read, counted by suffix; empty where there are none."""
    names = (PurePosixPath(report.path) for report in reports if report.status == "skipped")
    found = Counter(name.suffix.lower() or "无扩展名" for name in names)
    kinds = "，".join(f"{suffix} {n} 个" for suffix, n in found.most_common())
    return f"略过 {found.total()} 个暂不支持的文件：{kinds}" if found else ""


def _cell(text: str) -> str:
    """Return the text filled to ten columns; a Han character takes two."""
    return text + " " * max(1, 10 - len(text) - sum(1 for char in text if ord(char) > 0x2E7F))
