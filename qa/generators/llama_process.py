"""One llama.cpp process and its single slot: start, ask, cancel, stop.

The process is started when it is first needed (or by `start`, which does not wait), and started again after it
died. Nothing it does, an abort included, ends this program: every failure becomes an error with a remedy.
"""

from __future__ import annotations

import contextlib
import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import IO, Any

from index.errors import GeneratorError, ModelError

WORKER = Path(__file__).with_name("llama_worker.py")
# Loading reads the whole file: allow for gigabytes on a slow disk.
LOAD_SECONDS = 300.0
# Silence for this long means that the process hangs; it reports after each batch of the prompt and each token.
STALL_SECONDS = 120.0
# Seconds of silence after which an empty piece gives whoever reads the chance to stop.
PULSE = 0.25
# How long an answer may wait for the one before it.
BUSY_SECONDS = 60.0
_ENDED = {"ended": True}
# Set by `env`, for that process alone. OpenMP threads that spin while they wait make an answer 5 to 30 times slower as
# soon as anything else wants the cores (measured on 2 cores). An abort must not call a debugger.
_ENVIRONMENT = ("OMP_WAIT_POLICY=PASSIVE", "GGML_NO_BACKTRACE=1")

# Pieces of text, then llama.cpp's timings.
Completion = Generator[str, None, dict[str, Any]]


class _Running:
    """The process, its pipes, and the thread that turns its output lines into messages."""

    def __init__(self, config: Mapping[str, Any], worker: Path) -> None:
        env = shutil.which("env")
        command = [env, *_ENVIRONMENT] if env else []
        self.errors: IO[bytes] | None = None
        if not config["debug"]:
            with contextlib.suppress(OSError):  # no writable folder: then its last words are lost
                self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `kill`
        try:
            self.process = subprocess.Popen(
                [*command, sys.executable, "-P", str(worker)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if config["debug"] else self.errors or subprocess.DEVNULL,
                encoding="utf-8",
            )
        except OSError as error:
            raise ModelError(
                f"无法启动模型进程（{error.strerror or error}）", "请检查内存和进程数限制"
            ) from None
        self.messages: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.ready = False
        threading.Thread(target=self._read, daemon=True, name="llama-reader").start()
        self.send(config)

    def _read(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(ValueError, OSError):
            for line in self.process.stdout:
                with contextlib.suppress(json.JSONDecodeError):
                    self.messages.put(json.loads(line))
        self.messages.put(_ENDED)

    def send(self, message: Mapping[str, Any]) -> None:
        """Write a line; a process that has ended is found out when its answer is awaited."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(json.dumps(message, ensure_ascii=True) + "\n")
            self.process.stdin.flush()

    def next(self, seconds: float) -> dict[str, Any] | None:
        """Return the next message, `_ENDED` when the process has ended, None after `seconds` of silence."""
        try:
            return self.messages.get(timeout=seconds)
        except queue.Empty:
            return None

    def last_words(self) -> str:
        """Return how the process ended, with the last line it wrote to its standard error."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        said = ""
        if self.errors is not None:
            size = self.errors.seek(0, 2)
            self.errors.seek(max(0, size - 2000))
            lines = self.errors.read().decode("utf-8", "replace").split("\n")
            said = next((line.strip() for line in reversed(lines) if line.strip()), "")[:200]
        return f"退出码 {self.process.poll()}" + (f"，{said}" if said else "")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()


class LlamaProcess:
    """Completions from a llama.cpp process, one at a time. `config` is the worker's first line."""

    def __init__(
        self,
        config: Mapping[str, Any],
        *,
        worker: Path = WORKER,
        stall: float = STALL_SECONDS,
        busy: float = BUSY_SECONDS,
    ) -> None:
        self._config = dict(config)
        self._worker = worker
        self._stall = stall
        self._busy = busy
        self._slot = threading.Lock()
        self._starting = threading.Lock()
        self._running: _Running | None = None
        self._finalizer: weakref.finalize | None = None
        self._number = 0
        self._closed = False

    def start(self) -> None:
        """Begin to load the model, without waiting for it."""
        with self._starting:
            if self._closed:
                raise GeneratorError("生成器已经关闭", "请重新创建后再用")
            if self._running is None:
                self._running = _Running(self._config, self._worker)
                self._finalizer = weakref.finalize(self, self._running.kill)

    def stop(self) -> None:
        """End the process at once; the next completion starts another."""
        with self._starting:
            running, self._running = self._running, None
            finalizer, self._finalizer = self._finalizer, None
        if running is not None and finalizer is not None:
            finalizer.detach()
            running.kill()

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self.stop()

    def complete(self, request: Mapping[str, Any]) -> Completion:
        """Yield the pieces of the completion as they come, empty ones in silence; the return value is the timings.

        Closing the iterator stops the generation at the next token, or at the next batch of the prompt.

        Raises:
            ModelError: the model cannot be loaded.
            GeneratorError: the slot stays busy, or the process ends, hangs or refuses the request.
        """
        if not self._slot.acquire(timeout=self._busy):
            raise GeneratorError("模型正忙，等待超时", "请稍后再试")
        try:
            self.start()
            running = self._running
            if running is None:
                raise GeneratorError("生成器已经关闭", "请重新创建后再用")
            self._await_ready(running)
            self._number += 1
            running.send({"id": self._number, "request": dict(request)})
            return (yield from self._pieces(running, self._number))
        finally:
            self._slot.release()

    def likelihood(self, left: str, right: str) -> float:
        """Return the log-probability (nats) that `left` goes on with `right`.

        Raises:
            ModelError, GeneratorError: as `complete`.
        """
        completion = self.complete({"left": left, "right": right})
        while True:
            try:
                next(completion)
            except StopIteration as end:
                return float(end.value["logprob"])

    def _pieces(self, running: _Running, number: int) -> Completion:
        finished, silent = False, 0.0
        try:
            while True:
                message = self._next(running, self._stall, silent)
                if message is None:
                    silent += PULSE
                    yield ""
                    continue
                silent = 0.0
                if message.get("id") != number:
                    continue  # the rest of an answer that was cancelled
                if "text" in message:
                    yield message["text"]
                elif "done" in message:
                    finished = True
                    return message["done"]
                elif "error" in message:
                    finished = True
                    raise GeneratorError(
                        f"llama.cpp 拒绝了请求（{message['error']}）",
                        "请缩短问题，或加大上下文长度",
                    )
        finally:
            if not finished:
                running.send({"cancel": number})

    def _await_ready(self, running: _Running) -> None:
        """Return once the model is loaded.

        Raises:
            ModelError: it cannot be loaded.
        """
        if running.ready:
            return
        message = running.next(LOAD_SECONDS)
        if message is None or "ready" not in message:
            what = (
                "载入超时" if message is None else str(message.get("error") or running.last_words())
            )
            self.stop()
            model = self._config["model"]
            if what.startswith("ImportError"):
                raise ModelError(
                    f"无法使用 llama.cpp（{what}）", "请重新安装 xllamacpp，Linux 上还需要 libgomp1"
                )
            raise ModelError(
                f"llama.cpp 载入不了模型 {model!r}（{what}）", "请检查模型文件、适配器和可用内存"
            )
        running.ready = True

    def _next(self, running: _Running, seconds: float, silent: float) -> dict[str, Any] | None:
        """Return the next message, None after a while without one that makes `silent` seconds less than `seconds`."""
        message = running.next(min(PULSE, seconds - silent))
        if message is None and silent + PULSE < seconds:
            return None
        if message is None:
            self.stop()
            raise GeneratorError(
                f"模型 {seconds:g} 秒没有响应，已停止", "请稍后再试，或换用更小的模型"
            )
        if message is _ENDED:
            what = running.last_words()
            self.stop()
            raise GeneratorError(
                f"模型进程意外退出（{what}）", "请重试；若反复出现，请检查可用内存"
            )
        return message
