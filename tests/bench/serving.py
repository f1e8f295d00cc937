"""A server process of its own for the benches: started on a free loopback port, ended when the bench is done."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "questions"


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[str]
    index: Path

    def memory(self) -> float:
        """Return the resident memory of the process in MiB, without its model process."""
        return self._resident("VmRSS")

    def own_memory(self) -> float:
        """Return that of its memory which is no page of a file, which the system may take back at any time."""
        return self._resident("RssAnon")

    def processor(self) -> float:
        """Return the processor seconds used so far by all threads of the process."""
        after = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")
        return sum(map(int, after[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def _resident(self, name: str) -> float:
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024  # type: ignore[index]


def command(*arguments: str, stdin: str = "", env: Mapping[str, str] | None = None) -> str:
    """Run one command of the program and return what it printed; it must not fail."""
    done = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        check=False,
    )
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


@contextlib.contextmanager
def indexed(folder: Path = ROOT / "seeds") -> Iterator[Path]:
    """An index of the folder's documents."""
    with tempfile.TemporaryDirectory() as name:
        index = Path(name) / "index"
        command("add", str(folder.resolve()), "--index", str(index))
        yield index


@contextlib.contextmanager
def running(index: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server over the index."""
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "serve", "--index", str(index), "--port", "0", *arguments],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said = ""
    try:
        for line in process.stderr:
            said += line
            if match := re.match(r"已就绪：(\S+)/ ", line):
                yield Server(match[1].replace("0.0.0.0", "127.0.0.1"), process, index)
                break
        else:
            raise SystemExit(said.strip())
    finally:
        process.terminate()
        left = process.stderr.read()
        process.wait()
        for line in left.splitlines():
            if '"error"' in line:
                print("server:", line[:2000], file=sys.stderr)


def questions(*names: str) -> list[str]:
    """Return the questions of question files that may be read by people."""
    found = []
    for name in names:
        for line in (QUESTIONS / name).read_text(encoding="utf-8").splitlines():
            found.append(str(json.loads(line)["question"]))
    return list(dict.fromkeys(found))
