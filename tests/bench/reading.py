"""Reading comprehension through the whole system: each question over an index of three passages, of which one answers or none.

    python -m tests.bench.reading DATA/cmrc2018/trial.jsonl [--most 150] [--mode extractive|embedded] [--half scored|read|both] [--show]

The passages are windows of CMRC's paragraphs: the one that answers and the two most alike of others; of every tenth question
three alike ones, so that it must be refused. The half that is only scored is the paragraphs that the focus model was not trained
on (`qa.training.build.kept`); the other one is free to read, with `--show`. It prints the F1 of CMRC's own script for the
words that are emphasised and for the whole answer, how often a right passage is cited, and how often is refused, rightly and falsely.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from qa import assemble
from qa.config import Settings
from qa.pipeline import Assistant
from qa.render import brief
from qa.training.build import CMRC_KEPT, kept
from qa.training.measure_reader import Case, from_cmrc, overlap
from qa.types import Answer


def main() -> None:
    options = _arguments()
    lines = options.data.read_text(encoding="utf-8").splitlines()
    if options.half != "both":
        scored = options.half == "scored"
        lines = [x for x in lines if kept(json.loads(x)["para_id"], CMRC_KEPT) == scored]
    chosen = list(from_cmrc(lines))[: options.most]
    judges: tuple[Any, ...] | None = None
    answers: list[Answer] = []
    for case in chosen:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = [folder / f"{shown.number}.txt" for shown in case.shown]
            for path, shown in zip(files, case.shown, strict=True):
                path.write_text(f"{shown.heading}\n\n{shown.text}", encoding="utf-8")
            settings = Settings(
                index=folder / "index", generator=options.mode, models=options.models
            )
            with assemble.corpus(settings, create=True) as corpus:
                corpus.add(files)
                judges = judges or (
                    assemble.relevance(settings),
                    assemble.chooser(settings),
                    assemble.focus(settings),
                )
                assistant = Assistant(corpus, assemble.generator(settings, corpus), *judges)
                answers.append(assistant.ask(case.question))
        if options.show:
            print(json.dumps(_shown(case, answers[-1]), ensure_ascii=False), flush=True)
    print(json.dumps(figures(chosen, answers), ensure_ascii=False))


def figures(cases: list[Case], answers: list[Answer]) -> dict[str, float]:
    """Return what was measured; a refused question that has an answer counts as F1 0 and no right passage."""
    pairs = list(zip(cases, answers, strict=True))
    asked = [(c, a) for c, a in pairs if c.gold]
    silent = [a for c, a in pairs if not c.gold]

    def f1(said: str, case: Case) -> float:
        return max(overlap(said, wanted) for wanted in case.answers)

    def right(case: Case, answer: Answer) -> bool:
        names = {f"{number}.txt" for number in case.gold}
        return any(Path(c.document.source).name in names for c in answer.citations)

    return {
        "answerable": len(asked),
        "f1_emphasised": round(statistics.fmean(f1(brief(a), c) for c, a in asked), 4),
        "exact_emphasised": round(statistics.fmean(f1(brief(a), c) == 1 for c, a in asked), 4),
        "f1_whole": round(
            statistics.fmean(f1("".join(s.text for s in a.statements), c) for c, a in asked), 4
        ),
        "right_passage": round(statistics.fmean(right(c, a) for c, a in asked), 4),
        "refused_falsely": round(statistics.fmean(a.status == "not_found" for _, a in asked), 4),
        "unanswerable": len(silent),
        "refused": round(statistics.fmean(a.status == "not_found" for a in silent or answers), 4),
    }


def _shown(case: Case, answer: Answer) -> dict[str, Any]:
    """What to read of a case: the question, what was wanted, what came, and why nothing did."""
    return {
        "status": answer.status,
        "question": case.question,
        "wanted": case.answers if case.gold else (),
        "said": [s.text for s in answer.statements],
        "emphasised": brief(answer),
        "missing": answer.missing,
        "shown": {s.number: f"{s.heading}\n{s.text}" for s in case.shown},
        "right": sorted(case.gold),
        "cited": sorted({Path(c.document.source).stem for c in answer.citations}),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--most", type=int, default=150)
    parser.add_argument("--mode", choices=("extractive", "embedded"), default="extractive")
    parser.add_argument("--models", type=Path, default=Path("~/.cache/policy-qa").expanduser())
    parser.add_argument("--half", choices=("scored", "read", "both"), default="scored")
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
