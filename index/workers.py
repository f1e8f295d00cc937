"""Files read by processes beside this one, several at a time, each within its time and memory.

A file that hangs, swells or kills its process is reported; the process is replaced and the others go on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from index import worker
from index.errors import ReadError
from index.parsing import Job, Parsed

_MOST = 4
_START_SECONDS = 120  # a process may be slow to start where others are busy; no file is to blame
_START = "import sys; sys.path[:] = {path!r}; from index.worker import main; main({seconds!r}, {memory!r})"


class Workers:
    """A parser for hostile files. Processes start when they are needed, and end when it is closed."""

    def __init__(
        self,
        count: int | None = None,
        *,
        seconds: float = worker.SECONDS,
        memory: int = worker.MEMORY,
    ) -> None:
        self._count = count or min(os.cpu_count() or 1, _MOST)
        self.ahead = 2 * self._count
        self._seconds = seconds
        self._memory = memory
        self._threads: ThreadPoolExecutor | None = None
        self._idle: list[_Child] = []
        self._guard = threading.Lock()

    def submit(self, job: Job) -> Callable[[], Parsed]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._count, "reader")
        return self._threads.submit(self._run, job).result

    def _run(self, job: Job) -> Parsed:
        with self._guard:
            child = self._idle.pop() if self._idle else None
        child = child or _Child(self._seconds, self._memory)
        try:
            parsed = child.parse(job)
        finally:
            if child.alive:
                with self._guard:
                    self._idle.append(child)
        return parsed

    def rest(self) -> None:
        """The processes stay: they are small, and slow to start."""

    def close(self) -> None:
        """End all processes; what was not begun is not read."""
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._threads = None
        with self._guard:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()


class _Child:
    """One process."""

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        start = _START.format(path=sys.path, seconds=seconds, memory=memory)
        self._process = subprocess.Popen(
            [sys.executable, "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.alive = True
        self._ready = False

    def parse(self, job: Job) -> Parsed:
        """Return the file's document and passages.

        Raises:
            ReadError: it has none, or reading it broke its limits.
        """
        late = threading.Event()
        try:
            answer = self._asked(job, late)
        except (EOFError, OSError) as error:
            code = self.end()
            raise self._died(job, code, late=late.is_set()) from error
        *answer, tired = answer
        if tired:
            self.end()
        match answer:
            case ["parsed", parsed]:
                return parsed
            case ["failed", message, remedy]:
                raise ReadError(message, remedy)
        raise self._swollen(job)

    def _asked(self, job: Job, late: threading.Event) -> list[Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        worker.send(self._process.stdin, job)  # type: ignore[arg-type]
        limit = self._seconds if self._ready else _START_SECONDS
        while True:
            answer = self._within(limit, late)
            if answer[0] not in ("ready", "alive"):
                return list(answer)
            self._ready = True
            limit = self._seconds

    def _within(self, seconds: float, late: threading.Event) -> Any:
        """Return the next message; the process is killed when there is none in time."""

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            return worker.receive(self._process.stdout)  # type: ignore[arg-type]
        finally:
            timer.cancel()

    def end(self) -> int:
        """End the process and return its exit code."""
        self.alive = False
        if self._process.poll() is None:
            try:
                assert self._process.stdin is not None
                self._process.stdin.close()
                self._process.wait(1)
            except (OSError, subprocess.TimeoutExpired):
                self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        return self._process.wait()

    def _died(self, job: Job, code: int, *, late: bool) -> ReadError:
        if late or code == -14:
            return ReadError(
                f"文件 {job.source!r} 解析超过 {self._seconds:g} 秒，已放弃",
                "请拆成几个文件，或另存为文本后再添加",
            )
        return ReadError(
            f"文件 {job.source!r} 使解析程序中止（代码 {code}，内存不足或文件损坏）",
            "请用原来的软件另存，或拆成几个文件后再添加",
        )

    def _swollen(self, job: Job) -> ReadError:
        return ReadError(
            f"文件 {job.source!r} 解析时内存超过 {self._memory // 1024 // 1024} MB，已放弃",
            "请拆成几个文件后再添加",
        )
