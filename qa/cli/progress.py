"""Progress on stderr: a bar where a person looks, a line now and then where a log is written."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from types import TracebackType
from typing import TextIO

from index.printable import printable

WIDTH = 24
COLUMNS = 80
# Seconds between two updates: of the bar, and of the lines of a log.
BAR_EVERY, LOG_EVERY = 0.1, 5.0


class Progress:
    """Shows how far a task is. Call it with the corpus's progress of an addition, or `share` with a text and 0..1."""

    def __init__(self, title: str, stream: TextIO | None = None) -> None:
        self._title = title
        self._stream = stream or sys.stderr
        self._bar = self._stream.isatty()
        self._started = time.monotonic()
        self._shown = 0.0
        self._open = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open:
            print(file=self._stream, flush=True)
            self._open = False

    def __call__(self, state: object) -> None:
        """Show an addition: needs the attributes `files_done`, `files_total`, `passages` and `path`."""
        done, total = getattr(state, "files_done", 0), getattr(state, "files_total", 0)
        passages, path = getattr(state, "passages", 0), getattr(state, "path", "")
        seconds = max(time.monotonic() - self._started, 1e-6)
        left = f"，还需 {_clock(seconds / done * (total - done))}" if 0 < done < total else ""
        self.share(
            f"{done}/{total} 个文件，{passages} 段，{passages / seconds:.0f} 段/秒{left} {path or ''}",
            done / total if total else 0.0,
        )

    def share(self, text: str, share: float) -> None:
        """Show `text` at `share` 0..1 of the whole."""
        now = time.monotonic()
        if share < 1.0 and now - self._shown < (BAR_EVERY if self._bar else LOG_EVERY):
            return
        self._shown = now
        text = printable(text)
        if self._bar:
            filled = round(WIDTH * min(max(share, 0.0), 1.0))
            line = f"{self._title} [{'█' * filled}{' ' * (WIDTH - filled)}] {share:4.0%} {text}"
            print(
                f"\r\x1b[K{_fitted(line, _columns(self._stream))}",
                end="",
                file=self._stream,
                flush=True,
            )
            self._open = True
        else:
            print(f"{self._title} {share:.0%} {text}", file=self._stream, flush=True)


def _clock(seconds: float) -> str:
    """Return a span of time in the unit that a person would use."""
    if seconds < 90:
        return f"{seconds:.0f} 秒"
    return f"{seconds / 60:.0f} 分钟" if seconds < 5400 else f"{seconds / 3600:.1f} 小时"


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or COLUMNS
    except (OSError, ValueError):
        return COLUMNS


def _fitted(line: str, columns: int) -> str:
    """Return what fits one line of a terminal, where Han characters take two columns: a bar must not wrap."""
    shown = ""
    for character in line:
        columns -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if columns <= 0:
            break
        shown += character
    return shown
