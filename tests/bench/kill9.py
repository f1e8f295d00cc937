"""kill -9 at random moments of add and remove: the index opens, nothing committed is lost, nothing removed is found.

    python -m tests.bench.kill9 [--moments 200] [--seed 1]

A child process adds and removes files at random and notes each step before it begins and after it has returned; it
is killed at a random moment, and another child compares the index with the notes. Prints one line a figure; exits
with 1 when any of them is not what it must be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from tests.fakes import HashEmbedder, plain_loader, plain_passages

FILES = 60
LONGEST_LIFE = 0.8  # seconds from the fork to the kill
SUBJECTS = [
    "补助",
    "奖励",
    "贷款",
    "培训",
    "平台",
    "认定",
    "出口",
    "用地",
    "人才",
    "研发",
    "品牌",
    "检测",
]


def text_of(number: int, version: int) -> str:
    """A file of its own words: its number stands in every line, so that a line tells whose it is."""
    chance = random.Random(f"{number}/{version}")
    lines = [
        f"第{number}号文件第{version}版第{line}段：{chance.choice(SUBJECTS)}金额{chance.randrange(1, 9999)}万元，"
        + "".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(chance.randrange(20, 160)))
        for line in range(chance.randrange(2, 30))
    ]
    return "\n".join(lines)


def opened(folder: Path) -> Corpus:
    return Corpus.open(
        folder / "index", HashEmbedder(), create=True, loader=plain_loader, splitter=plain_passages
    )


def work(notes: int, folder: Path, seed: float) -> None:
    """Add, change and remove files until killed, noting every step."""
    chance = random.Random(seed)

    def note(*words: object) -> None:
        os.write(notes, (json.dumps(words) + "\n").encode())

    corpus = opened(folder)
    there = {int(Path(info.source).stem) for info in corpus.documents()}
    while True:
        number = chance.randrange(FILES)
        path = folder / "files" / f"{number}.txt"
        if number not in there or chance.random() < 0.4:
            version = chance.randrange(1000)
            path.write_text(text_of(number, version), encoding="utf-8")
            note("begin", number, version)
            (report,) = corpus.add([path])
            assert report.status in {"added", "replaced", "unchanged"}, report
            note("done", number, version)
            there.add(number)
        else:
            note("begin", number, None)
            corpus.remove(str(path))
            note("done", number, None)
            there.remove(number)


def fill(notes: int, folder: Path) -> None:
    """Add the first version of half of the files, so that there is something to remove."""
    for number in range(0, FILES, 2):
        path = folder / "files" / f"{number}.txt"
        path.write_text(text_of(number, 0), encoding="utf-8")
    with opened(folder) as corpus:
        reports = corpus.add([folder / "files"])
    os.write(notes, (json.dumps([len(reports)]) + "\n").encode())


def compare(
    notes: int, folder: Path, known: dict[int, int | None], open_step: list[int | None]
) -> None:
    """Write what is wrong with the index, given file -> version that must be there, and the step cut short.

    Then the versions that are there.
    """
    wrong = []
    with opened(folder) as corpus:
        wrong += [f"check: {problem}" for problem in corpus.check()]
        there = {int(Path(info.source).stem): info.id for info in corpus.documents()}
        texts = {number: corpus.document(id_).text for number, id_ in there.items()}
        for number in range(FILES):
            allowed = [known.get(number)]
            if open_step and open_step[0] == number:
                allowed.append(open_step[1])
            expected = [
                None if version is None else text_of(number, version) for version in allowed
            ]
            if texts.get(number) not in expected:
                kind = "lost" if number not in texts else "not removed or not replaced"
                wrong.append(f"{kind}: file {number}")
        for number, text in texts.items():
            line = text.splitlines()[0]
            hits = corpus.search(line, 3)
            if not hits or hits[0].passage.text != line:
                wrong.append(f"not found: file {number}")
        gone = [n for n in range(FILES) if n not in texts]
        for number in gone[:10]:
            for hit in corpus.search(f"第{number}号文件", 8) if texts else []:
                if hit.passage.text.startswith(f"第{number}号文件"):
                    wrong.append(f"removed but found: file {number}")
    versions = {number: version_of(text) for number, text in texts.items()}
    os.write(notes, (json.dumps([wrong, versions]) + "\n").encode())


def version_of(text: str) -> int:
    return int(text.split("版")[0].rpartition("第")[2])


def in_child(job: Callable[..., None], *arguments: object) -> tuple[int, int]:
    """Fork; return the child's number and the end of a pipe that it writes to."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    os.close(read)
    try:
        job(write, *arguments)
    except BaseException as error:
        os.write(write, (json.dumps(["error", repr(error)]) + "\n").encode())
        os._exit(1)
    os._exit(0)


def told(child: int, pipe: int) -> list[list[Any]]:
    """Return the lines that the child wrote, the child having ended; a line cut short counts as none."""
    with os.fdopen(pipe, "rb") as file:
        lines = file.read().splitlines()
    os.waitpid(child, 0)
    return [json.loads(line) for line in lines if line.endswith(b"]")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    known: dict[int, int | None] = dict.fromkeys(range(0, FILES, 2), 0)
    during: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        told(*in_child(fill, folder))
        for moment in range(options.moments):
            child, pipe = in_child(work, folder, chance.random())
            time.sleep(chance.random() * LONGEST_LIFE)
            os.kill(child, signal.SIGKILL)
            step: list[int | None] = []
            for kind, *rest in told(child, pipe):
                if kind == "error":
                    wrong.append(f"moment {moment}: worker: {rest}")
                elif kind == "begin":
                    step = rest
                else:
                    known[rest[0]] = rest[1]
                    step = []
                    during["done"] += 1
            during["neither" if not step else "remove" if step[1] is None else "add"] += 1
            ((problems, versions),) = told(*in_child(compare, folder, known, step))
            if problems == "error":
                # The comparing process itself failed: the index did not open or could not be read.
                print(f"moment {moment}: {versions}")
                return 1
            wrong += [f"moment {moment}: {problem}" for problem in problems]
            # What was cut short counts from now on as the index has it.
            known = {int(number): version for number, version in versions.items()}
    print(f"kills {options.moments}")
    print(f"kills_during_add {during['add']}")
    print(f"kills_during_remove {during['remove']}")
    print(f"steps_completed {during['done']}")
    print(f"problems {len(wrong)}")
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
