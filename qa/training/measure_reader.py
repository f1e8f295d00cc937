"""Measure an adapter as a reader, apart from retrieval and verification. One command:

    python -m qa.training.measure_reader CASES.jsonl --model MODEL.gguf --adapter reader.gguf [--free] [--short] [--most N]

`CASES.jsonl` is CMRC 2018 (each question with the window that answers and the two most alike ones of other paragraphs; every
tenth question without its own) or a `dev.jsonl` of `build_reader`. Prints one line of figures.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from index.splitter import clauses, sentences
from qa.generators.copying import quoting_grammar
from qa.generators.llama_process import LlamaProcess
from qa.generators.prompting import clean
from qa.generators.reading import EXCERPT, REFUSAL, ReadingPrompt, Shown, heading
from qa.lexicon.bigrams import bigrams
from qa.training.reader_groups import SHORT_STYLE

UNANSWERABLE = 10
_MARKER = re.compile(r"\[(\d)\]")
_SKIPPED = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Case:
    """A question over what is shown; `gold` is the passages that answer, none when it must be refused."""

    question: str
    shown: tuple[Shown, ...]
    answers: tuple[str, ...]
    gold: frozenset[int]


def from_cmrc(lines: Sequence[str]) -> Iterator[Case]:
    """Yield a case for each question whose answer stands in its paragraph."""
    rows = [json.loads(line) for line in lines]
    windows: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        windows.setdefault(row["para_id"], list(_windows(row)))
    holders: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for para, found in windows.items():
        for number, (_, text) in enumerate(found):
            for gram in bigrams(text):
                holders[gram].add((para, number))
    for count, row in enumerate(rows):
        answers = tuple(clean(a["text"]) for a in row["answers"])
        own = [w for w in windows[row["para_id"]] if any(a in w[1] for a in answers)]
        if not own:
            continue  # it runs over two windows
        scores: dict[tuple[str, int], float] = defaultdict(float)
        for gram in bigrams(row["question"]):
            for place in holders[gram]:
                scores[place] += 1 / len(holders[gram])
        alike = [
            windows[para][number]
            for para, number in sorted(scores, key=lambda p: (-scores[p], p))
            if para != row["para_id"] and not any(a in windows[para][number][1] for a in answers)
        ][:3]
        refused = count % UNANSWERABLE == 0
        gold = max(own, key=lambda w: len(bigrams(w[1]) & bigrams(row["question"])))
        chosen = alike if refused else [gold, *alike[:2]]
        if not chosen:
            continue
        at = count % len(chosen)
        chosen = [*chosen[at:], *chosen[:at]]
        shown = tuple(
            Shown(number=n, heading=heading(title), text=text)
            for n, (title, text) in enumerate(chosen, 1)
        )
        right = frozenset(s.number for s in shown if any(a in s.text for a in answers))
        yield Case(row["question"], shown, answers, right)


def _windows(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the paragraph in windows of whole sentences, of a long sentence whole clauses."""
    text = clean(row["context"])
    start = end = 0
    for a, b in sentences(text):
        for c, d in clauses(text[a:b]) if b - a > EXCERPT else [(0, b - a)]:
            if a + d - start > EXCERPT and end > start:
                yield row["title"], text[start:end].strip()
                start = a + c
            end = a + d
    yield row["title"], text[start:end].strip()


def from_groups(lines: Sequence[str]) -> Iterator[Case]:
    """Yield a case for each question of a `dev.jsonl`."""
    for line in lines:
        row = json.loads(line)
        shown = tuple(Shown(**s) for s in row["shown"])
        for question, answer in row["questions"]:
            gold = frozenset(map(int, _MARKER.findall(answer)))
            yield Case(question, shown, (_MARKER.sub("", answer),) if gold else (), gold)


def overlap(said: str, wanted: str) -> float:
    """Return the F1 of CMRC's own script: over the longest common run of characters, punctuation aside."""
    a, b = _SKIPPED.sub("", said), _SKIPPED.sub("", wanted)
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return 2 * run / (len(a) + len(b)) if run else 0.0


def summary(cases: Sequence[Case], written: Sequence[str]) -> dict[str, float]:
    """Return how often the answer, the passage and the refusal are right."""
    asked = [(c, w) for c, w in zip(cases, written, strict=True) if c.gold]
    silent = [w for c, w in zip(cases, written, strict=True) if not c.gold]
    said = [(c, _MARKER.sub("", w), set(map(int, _MARKER.findall(w)))) for c, w in asked]

    def share(values: Sequence[float]) -> float:
        return round(statistics.fmean(values), 4) if values else 0.0

    return {
        "questions": len(cases),
        "f1": share([max((overlap(t, a) for a in c.answers), default=0.0) for c, t, _ in said]),
        "exact": share([float(any(overlap(t, a) == 1.0 for a in c.answers)) for c, t, _ in said]),
        "holds": share(
            [
                float(any(_SKIPPED.sub("", a) in _SKIPPED.sub("", t) for a in c.answers))
                for c, t, _ in said
            ]
        ),
        "cited": share([float(bool(n) and n <= c.gold) for c, _, n in said]),
        "false_refusal": share([float(REFUSAL in w) for _, w in asked]),
        "refused": share([float(REFUSAL in w) for w in silent]),
        "characters": share([float(len(t)) for _, t, _ in said]),
    }


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("cases", type=Path)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--adapter", type=Path)
    options.add_argument("--free", action="store_true", help="without the grammar")
    options.add_argument("--short", action="store_true", help="ask for words, not for sentences")
    options.add_argument("--most", type=int, default=10_000)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    lines = given.cases.read_text(encoding="utf-8").splitlines()
    made = from_groups(lines) if '"shown"' in lines[0] else from_cmrc(lines)
    cases = list(made)
    cases = cases[:: max(1, len(cases) // given.most)][: given.most]
    prompt = ReadingPrompt()
    config = {"context": 2048, "threads": given.threads, "debug": False}
    config |= {"model": str(given.model), "adapter": str(given.adapter) if given.adapter else None}
    written, seconds = [], []
    with contextlib.closing(LlamaProcess(config)) as process:
        for case in cases:
            style = SHORT_STYLE if given.short else ""
            request: dict[str, Any] = {
                "prompt": prompt.text(style + case.question, case.shown),
                "stop": ["\n"],
                "max_tokens": 160,
                "temperature": 0,
            }
            if not (given.free or given.short):
                allowed = [(s.number, s.text, s.lead) for s in case.shown]
                request["grammar"] = quoting_grammar(allowed, 3, REFUSAL)
            clock = time.perf_counter()
            written.append("".join(process.complete(request)))
            seconds.append(time.perf_counter() - clock)
    found = summary(cases, written) | {"seconds_p50": round(statistics.median(seconds), 2)}
    print(json.dumps(found))
    if given.out:
        with given.out.open("w", encoding="utf-8") as file:
            for case, text in zip(cases, written, strict=True):
                row = [case.question, list(case.answers), sorted(case.gold), text]
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
