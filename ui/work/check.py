"""The figure check of a draft as states to show: waiting, so many sentences done, the report, or an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from index.dates import find_dates
from index.errors import PolicyQAError, ReadError, UsageError
from index.fold import fold
from qa.claims import ClaimReport
from qa.claims.drafts import read_draft
from ui.work.errors import FAILED, told

# What may be dropped here: the formats that drafts are written in.
SUFFIXES = (".txt", ".md", ".docx")
_DAY = re.compile(r"[^\W_]{4}[年\-/.][^\W_]{1,3}[月\-/.][^\W_]{1,3}日?")
_LOG = logging.getLogger(__name__)


class Checker(Protocol):
    """What checks drafts: `qa.claims.ClaimChecker`."""

    def stream(
        self, claim: str, day: date | None = None
    ) -> Iterator[tuple[int, int] | ClaimReport]: ...


@dataclass(frozen=True, slots=True)
class Check:
    """A check so far: `ahead` jobs of others come first, `done` of `total` sentences are checked."""

    ahead: int = 0
    done: int = 0
    total: int = 0
    report: ClaimReport | None = None
    error: str = ""
    stopped: bool = False

    @property
    def working(self) -> bool:
        """Whether the report is still to come."""
        return self.report is None and not self.error and not self.stopped


def check(checker: Checker, draft: str, day: date | None = None) -> Generator[Check, None, None]:
    """Yield the check of a draft of that day (None: the one it states) as it proceeds, its report last."""
    try:
        for state in checker.stream(draft, day):
            yield Check(report=state) if isinstance(state, ClaimReport) else Check(0, *state)
    except PolicyQAError as error:
        yield Check(error=told(error))
    except Exception:
        _LOG.exception("a check failed")
        yield Check(error=FAILED)


def day_given(text: str) -> date | None:
    """Return the day that was typed for a draft, 2026-03-05 or 2026年3月5日; None where nothing was.

    Raises:
        UsageError: it is no day.
    """
    typed = "".join(fold(text).split())
    if not typed:
        return None
    found = find_dates(typed)
    if len(found) != 1 or not _DAY.fullmatch(typed):
        raise UsageError(f"{text.strip()!r} 不是 2026-03-05 这样的日期", "请改正或清空稿件日期")
    return date.fromisoformat(found[0])


def draft_of(path: Path, name: str) -> str:
    """Return the text of a draft that was dropped on the page; the file is deleted.

    Raises:
        ReadError: its format is not one for drafts, or it cannot be read.
    """
    try:
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise ReadError(f"{name!r} 不是可以核对的稿件", f"请用 {'、'.join(SUFFIXES)}")
        # The reader goes by the suffix, and names the file in its errors.
        named = path.with_name(f"{path.name}{suffix}")
        path.rename(named)
        path = named
        try:
            return read_draft(path)
        except ReadError as error:
            raise ReadError(error.message.replace(path.name, name), error.remedy) from None
    finally:
        path.unlink(missing_ok=True)
