"""A folder of thousands of files: added, killed half-way, gone on with, added again, changed and thinned out.

    python -m tests.bench.many_files DATA [--files 3000] [--seed 1]

The files are slices of the documents in DATA as txt, md, html, docx, xlsx and pdf, read by worker processes as `add` does.
A small embedder stands in for the real one, so that what is measured is everything else. Prints one line a figure.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from index.corpus import Corpus
from index.types import FileReport
from index.workers import Workers
from tests.bench.texts import documents
from tests.fakes import HashEmbedder
from tests.rendering import Line, to_docx, to_html, to_pdf, to_xlsx

_LONGEST = 3000  # characters of a file
_CHANGED, _GONE = 50, 50
_MAKERS = {".html": to_html, ".docx": to_docx, ".xlsx": to_xlsx, ".pdf": to_pdf}
# Most of what people have is text; pages and Word files cost more to make than to read.
_SUFFIXES = [".txt"] * 8 + [".md"] * 4 + [".html"] * 3 + [".docx"] * 3 + [".xlsx", ".pdf"]


def plant(data: Path, folder: Path, count: int, chance: random.Random) -> list[Path]:
    """Write `count` files with different texts and return their paths."""
    texts = [
        item.text[at : at + _LONGEST]
        for item in documents(data)
        for at in range(0, len(item.text), _LONGEST)
    ]
    chance.shuffle(texts)
    paths = []
    for number in range(count):
        suffix = chance.choice(_SUFFIXES)
        path = folder / f"{number % 20:02}" / f"{number:05}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"第{number}号材料\n\n{texts[number % len(texts)]}"
        maker = _MAKERS.get(suffix)
        lines = [Line(line.strip()) for line in text.split("\n") if line.strip()]
        path.write_bytes(maker(lines) if maker else text.encode())
        paths.append(path)
    return paths


def add(folder: Path, index: Path) -> tuple[Sequence[FileReport], float, int]:
    """Return the reports, the seconds and the number of passages in the index."""
    began = time.perf_counter()
    with Corpus.open(index, HashEmbedder(), create=True, parser=Workers()) as corpus:
        reports = corpus.add([folder])
        passages = sum(info.passages for info in corpus.documents())
    return reports, time.perf_counter() - began, passages


def killed(folder: Path, index: Path, seconds: float) -> int:
    """Add in a process that is killed after `seconds`; return how many documents it has left."""
    here = Path(__file__).resolve()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.many_files", str(folder), "--into", str(index)],
        cwd=here.parents[2],
    )
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    with Corpus.open(index, HashEmbedder(), create=True) as corpus:
        return len(corpus.documents())


def tell(what: str, reports: Sequence[FileReport], seconds: float, passages: int) -> None:
    statuses = dict(Counter(report.status for report in reports))
    print(
        f"{what}: {statuses} in {seconds:.1f} s, {len(reports) / seconds:.0f} files/s, {passages} passages",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.into:
        add(options.data, options.into)
        return
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        folder, index = Path(place, "files"), Path(place, "index")
        paths = plant(options.data, folder, options.files, chance)
        half = options.files / 120
        print(
            f"killed after {half:.0f} s: {killed(folder, index, half)} documents left", flush=True
        )
        tell("gone on with", *add(folder, index))
        tell("once more", *add(folder, index))
        touched = chance.sample(paths, _CHANGED + _GONE)
        for path in touched[:_CHANGED]:
            path.unlink()
            path.with_suffix(".txt").write_text(f"{path.stem}号材料改过了。", encoding="utf-8")
        for path in touched[_CHANGED:]:
            path.unlink()
        tell("50 rewritten, 50 gone", *add(folder, index))
        for name, who in (("this process", resource.RUSAGE_SELF), ("largest reader", resource.RUSAGE_CHILDREN)):  # fmt: skip
            print(f"memory of {name}: {resource.getrusage(who).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
