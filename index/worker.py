"""The process that reads files for `workers`: it can do nothing but read, within limits, and answer.

Hostile bytes meet parsers here. The process opens no connection, starts nothing and writes no file; memory and time
are limited by the system, and when it dies the file is reported and the others go on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

MEMORY = 480 * 1024 * 1024
"""Bytes of data; with code and libraries a process then stays below 512 MB."""
TIRED = 320 * 1024  # KiB: a process that has grown so large makes room for a new one
SECONDS = 60
_FORBIDDEN = frozenset(
    [
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.fork",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
        "shutil.rmtree",
    ]
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def send(stream: BinaryIO, message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Return the next message.

    Raises:
        EOFError: the other side has gone.
    """
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    data = stream.read(struct.unpack("<Q", head)[0])
    return pickle.loads(data)


def main(seconds: float, memory: int) -> None:
    """Answer jobs from standard input until it ends."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print is no answer
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    from index.errors import PolicyQAError
    from index.parsing import parse
    from index.readers import pulse

    _limit(memory)
    sys.dont_write_bytecode = True
    sys.addaudithook(_guard)

    def alive() -> None:
        _alarm(seconds)
        send(answers, ("alive",))

    pulse.listen(alive)
    send(answers, ("ready",))
    while True:
        try:
            job = receive(jobs)
        except EOFError:
            return
        _alarm(seconds)
        try:
            answer: tuple[object, ...] = ("parsed", parse(job))
        except PolicyQAError as error:
            answer = ("failed", error.message, error.remedy)
        except MemoryError:
            answer = ("memory",)
        _alarm(0)
        tired = _is_tired() or answer[0] == "memory"
        try:
            send(answers, (*answer, tired))
        except MemoryError:
            send(answers, ("memory", True))
        if tired:
            return


def _limit(memory: int) -> None:
    """Have the system refuse memory above `memory` bytes, files of any size and memory dumps, where it can."""
    try:
        import resource
    except ImportError:  # not on this system: the time limit remains
        return
    # The recogniser of pictures asks for half as much again and uses less (see `readers.ocr`).
    limits = (
        ("RLIMIT_DATA", memory, memory * 3 // 2),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_CORE", 0, 0),
    )
    for kind, soft, hard in limits:
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, kind), (soft, hard))


def _is_tired() -> bool:
    # On Linux the most that getrusage tells of begins with what the process that started this one held.
    with contextlib.suppress(OSError, StopIteration, ValueError):
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) > TIRED
    try:
        import resource
    except ImportError:
        return False
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (most // 1024 if sys.platform == "darwin" else most) > TIRED


def _alarm(seconds: float) -> None:
    """End this process after `seconds` more, even where no one waits for it any longer; 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + 5 if seconds else 0)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a reader may not do {event}")
    if event == "open":
        path, mode, flags = arguments
        writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & _WRITING
        )
        if writes and path != os.devnull and not isinstance(path, int):
            raise PermissionError(f"a reader may not write {path!r}")
