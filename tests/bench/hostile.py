"""All hostile samples added as a user would, beside good files: what happened to each, and what it cost.

Run with `python -m tests.bench.hostile`. Prints one line a figure.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from index.corpus import Corpus
from index.types import FileReport
from index.workers import Workers
from tests.fakes import HashEmbedder
from tests.hostile import SECRET, TEXT, plant, sound

GOOD = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "files")
        folder.mkdir()
        planted = plant(folder)
        for number in range(GOOD):
            (folder / f"good-{number}.txt").write_text(f"第{number}份。{TEXT}", encoding="utf-8")
        before = sorted(path for path in Path(place).rglob("*"))
        times: list[tuple[float, str]] = []
        last = [time.perf_counter()]

        def report(made: FileReport) -> None:
            now = time.perf_counter()
            times.append((now - last[0], made.path))
            last[0] = now
            if os.environ.get("SHOW"):
                print(f"{times[-1][0]:.1f}", made.status, made.path, made.message, flush=True)

        corpus = Corpus.open(Path(place, "index"), HashEmbedder(), create=True, parser=Workers(1))
        with corpus:
            reports = corpus.add([folder, folder / "pipe.txt", folder / "loop.txt"], report=report)
            texts = {info.source: corpus.document(info.id).text for info in corpus.documents()}
        after = sorted(
            p for p in Path(place).rglob("*") if "index" not in p.relative_to(place).parts
        )
        show(reports, texts, planted, max(times), before == after)


def show(
    reports: list[FileReport],
    texts: dict[str, str],
    planted: int,
    slowest: tuple[float, str],
    clean: bool,
) -> None:
    count = Counter(report.status for report in reports)
    died = [report.path for report in reports if "中止" in report.message]
    good = [r for r in reports if Path(r.path).name.startswith("good-") and r.status == "added"]
    lost = [r.path for r in reports if Path(r.path).name.startswith("ok-") and r.status == "failed"]
    lines = [r for r in reports if r.status == "failed" and ("\n" in r.message or not r.message)]
    leaked = [source for source, text in texts.items() if SECRET in text or "root:x:0" in text]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"samples: {planted} of {len(sound())} formats; reports: {len(reports)}")
    print("outcomes: " + ", ".join(f"{name} {number}" for name, number in sorted(count.items())))
    print(f"good files added: {len(good)}/{GOOD}; readable hostile files lost: {len(lost)} {lost}")
    print(f"readers that died: {len(died)} {died}")
    print(
        f"failures without a line of their own: {len(lines)}; hidden text or foreign files read: {len(leaked)} {leaked}"
    )
    print(
        f"longest wait between two reports, embedding included: {slowest[0]:.1f} s ({slowest[1]}); largest process: {peak:.0f} MB"
    )
    print(f"files written outside the index: {'none' if clean else 'some'}")


if __name__ == "__main__":
    main()
