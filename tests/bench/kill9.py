"""kill -9 at random moments of add and remove: the index opens, nothing committed is lost, nothing removed is found.

    python tests/bench/kill9.py [--moments 200] [--seed 1]

A child process adds and removes files at random and notes each step before it begins and after it has returned; it
is killed at a random moment, and another child compares the index with the notes. Prints one line a figure; exits
with 1 when any of them is not what it must be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.corpus import Corpus  # noqa: E402
from tests.fakes import HashEmbedder, plain_loader, plain_passages  # noqa: E402

FILES = 60
LONGEST_LIFE = 0.8  # seconds from the fork to the kill
SUBJECTS = "补助 奖励 贷款 培训 平台 认定 出口 用地 人才 研发 品牌 检测".split()


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


def work(folder: Path, notes: int, seed: int) -> None:
    """Add, change and remove files until killed, noting every step."""
    chance = random.Random(seed)

    def note(*words: object) -> None:
        os.write(notes, (json.dumps(words) + "\n").encode())

    corpus = opened(folder)
    while True:
        number = chance.randrange(FILES)
        path = folder / "files" / f"{number}.txt"
        if chance.random() < 0.6:
            version = chance.randrange(1000)
            path.write_text(text_of(number, version), encoding="utf-8")
            note("begin", number, version)
            (report,) = corpus.add([path])
            assert report.status in {"added", "replaced", "unchanged"}, report
            note("done", number, version)
        elif any(info.source.endswith(f"/{number}.txt") for info in corpus.documents()):
            note("begin", number, None)
            corpus.remove(str(path))
            note("done", number, None)


def compare(folder: Path, known: dict[int, int | None], open_step: list[int | None]) -> list[str]:
    """Return what is wrong with the index, given file -> version that must be there, and the step cut short."""
    wrong = []
    with opened(folder) as corpus:
        wrong += [f"check: {problem}" for problem in corpus.check()]
        there = {int(Path(info.source).stem): info.id for info in corpus.documents()}
        texts = {number: corpus.document(id_).text for number, id_ in there.items()}
        for number in range(FILES):
            allowed = [known.get(number)]
            if open_step and open_step[0] == number:
                allowed.append(open_step[1])
            expected = [None if version is None else text_of(number, version) for version in allowed]
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
    return wrong


def in_child(job: object, *arguments: object) -> tuple[int, int]:
    """Fork; return the child's number and the end of a pipe that it writes to."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    os.close(read)
    try:
        job(write, *arguments)  # type: ignore[operator]
    except BaseException as error:
        os.write(write, (json.dumps(["error", repr(error)]) + "\n").encode())
        os._exit(1)
    os._exit(0)


def read_all(pipe: int) -> list[list[object]]:
    with os.fdopen(pipe, "rb") as file:
        return [json.loads(line) for line in file.read().splitlines() if line.endswith(b"]")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp())
    (folder / "files").mkdir()
    known: dict[int, int | None] = {}
    cut: Counter[str] = Counter()
    wrong: list[str] = []
    steps = 0
    try:
        for moment in range(options.moments):
            child, pipe = in_child(lambda notes, seed: work(folder, notes, seed), chance.random())
            time.sleep(chance.random() * LONGEST_LIFE)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            step: list[int | None] = []
            for kind, *rest in read_all(pipe):
                if kind == "error":
                    wrong.append(f"moment {moment}: worker: {rest}")
                elif kind == "begin":
                    step = rest  # type: ignore[assignment]
                else:
                    known[rest[0]] = rest[1]  # type: ignore[index,assignment]
                    step, steps = [], steps + 1
            cut["none" if not step else "remove" if step[1] is None else "add"] += 1
            checker, answer = in_child(
                lambda notes: os.write(notes, (json.dumps(compare(folder, known, step)) + "\n").encode())  # noqa: B023
            )
            (found,) = read_all(answer)
            os.waitpid(checker, 0)
            wrong += [f"moment {moment}: {problem}" for problem in found]
            if step:
                known = settled(folder, known, step[0])
    finally:
        shutil.rmtree(folder)
    print(f"kills {options.moments}")
    print(f"kills_during_add {cut['add']}")
    print(f"kills_during_remove {cut['remove']}")
    print(f"steps_completed {steps}")
    print(f"problems {len(wrong)}")
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def settled(folder: Path, known: dict[int, int | None], number: int | None) -> dict[int, int | None]:
    """Return `known` with the file whose step was cut short as the index now has it."""

    def look(notes: int) -> None:
        with opened(folder) as corpus:
            texts = {
                int(Path(info.source).stem): corpus.document(info.id).text
                for info in corpus.documents()
            }
        version = None
        if number in texts:
            version = int(texts[number].split("版")[0].rpartition("第")[2])  # type: ignore[index]
        os.write(notes, (json.dumps([version]) + "\n").encode())

    child, pipe = in_child(look)
    ((version,),) = read_all(pipe)
    os.waitpid(child, 0)
    return {**known, number: version}  # type: ignore[dict-item,list-item]


if __name__ == "__main__":
    sys.exit(main())
