"""The budgets of the design, one line a figure: cold search, cold ask, warm ask, adding, memory.

    python -m tests.bench.budgets [FOLDER OF DOCUMENTS, default seeds] [--runs 5]

Commands run as whole processes; with the embedded models prepared (`make setup`) and nothing else running. A command
that is timed has run once before, and bytecode is kept, whatever the environment says: so it is for whoever uses it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "questions" / "seeds.jsonl"
BYTECODE = tempfile.TemporaryDirectory()
ENV = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
ENV["PYTHONPYCACHEPREFIX"] = BYTECODE.name


def timed(*arguments: str) -> float:
    """Return the seconds a command takes as a whole process; it must not fail."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        cwd=ROOT,
        env=ENV,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return time.perf_counter() - start


def best_of(runs: int, *arguments: str) -> str:
    """Return minimum and median of several runs as text, after one that is not counted."""
    timed(*arguments)
    seconds = sorted(timed(*arguments) for _ in range(runs))
    return f"min {seconds[0]:.2f} s, median {statistics.median(seconds):.2f} s ({runs} runs)"


def texts(folder: Path, count: int = 400) -> list[str]:
    """Return `count` strings of 200 characters cut from the documents of `folder`, repeated if there are too few."""
    whole = "".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()
    )
    cut = [whole[i : i + 200] for i in range(0, max(len(whole) - 200, 1), 200)]
    return [f"{cut[i % len(cut)]}{i}" for i in range(count)]


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        index = str(Path(name) / "index")
        timed("add", str(given.folder.resolve()), "--index", index)
        print("cold search:", best_of(given.runs, "search", "数字化转型", "--index", index))
        question = "服务外包执行金额年均增长多少？"
        print("cold ask, embedded model:", best_of(given.runs, "ask", question, "--index", index))
        print(
            "cold ask, extractive:",
            best_of(given.runs, "ask", question, "--index", index, "--generator", "extractive"),
        )
        documents = Path(name) / "many"
        documents.mkdir()
        for i, text in enumerate(texts(given.folder)):
            (documents / f"{i // 40:03d}.txt").open("a", encoding="utf-8").write(
                "".join(text.split()) + "。\n\n"
            )
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "qa", "add", str(documents), "--index", f"{index}2", "--json"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        passages = sum(row["passages"] for row in json.loads(done.stdout))
        seconds = time.perf_counter() - start
        print(
            f"add: {passages / seconds:.0f} passages/s, start included ({passages} passages, {seconds:.1f} s)"
        )
        warm(index)


def warm(index: str) -> None:
    """Print the seconds of a warm answer and the memory of the process that gives it."""
    sys.path.insert(0, str(ROOT))
    from qa import assemble
    from qa.config import Settings
    from qa.evaluation.judge import evaluate, load
    from qa.evaluation.totals import summary
    from qa.pipeline import Assistant

    settings = Settings.from_env(index=Path(index))
    with assemble.corpus(settings) as corpus:
        generator = assemble.generator(settings, corpus)
        assistant = Assistant(corpus, generator)
        assistant.ask("省实验室有多少家？")
        totals = summary(list(evaluate(assistant, load(QUESTIONS))))
        generator.close()
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ) / 1024
    print(
        f"warm ask: p50 {totals['seconds_p50']:.2f} s, p95 {totals['seconds_p95']:.2f} s ({totals['questions']} questions, {totals['generators']})"
    )
    print(f"memory, process and its largest child: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
