"""Reading comprehension, each text alone in an index of its own: is what it says found, and what it does not say refused?

    python -m tests.bench.single_texts DATA/cjrc/dev.jsonl [--first 0] [--cases 30] [--models FOLDER] [--show]

DATA/cjrc is a set of judgements (CJRC, CAIL2019) with questions by people, among them some that the judgement does not answer. The
cases are taken in the order of a hash, so that some can be read and others only scored. A question counts as answerable where two
of three annotators marked a passage, as unanswerable where none did; yes-or-no questions are only counted as answered or not. Right is
an answer that holds four fifths of a marked passage in order, with all its figures; extractive, with the models that judge. It prints
for each kind of question how many there were, were answered, and were right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa import assemble
from qa.config import Settings
from qa.evaluation.judge import evaluate, load
from qa.pipeline import Assistant


@dataclass(slots=True)
class Case:
    """One text with its questions, as a question file has them."""

    name: str
    text: str
    questions: list[dict[str, Any]] = field(default_factory=list)


def cases(lines: Iterator[str]) -> list[Case]:
    """Return the cases of a CJRC file in the order of a hash of their ids, without questions on which annotators disagree."""
    found: dict[str, Case] = {}
    for line in lines:
        row = json.loads(line)
        case = found.setdefault(
            row["case_id"], Case(f"{row['case_name']}_{row['case_id']}", row["context"])
        )
        told = [answer["text"] for answer in row["answers"]]
        marked = sorted({t for t in told if t and t not in ("YES", "NO")}, key=len)
        question = {"id": row["id"], "question": row["question"]}
        if not any(told):
            case.questions.append(question | {"type": "unanswerable", "unanswerable": True})
        elif any(t in ("YES", "NO") for t in told):
            case.questions.append(question | {"type": "yesno", "answers": []})
        elif sum(t not in ("", "YES", "NO") for t in told) >= 2:
            case.questions.append(question | {"type": "span", "answers": marked})
    return [found[key] for key in sorted(found, key=lambda k: hashlib.md5(k.encode()).hexdigest())]


def main() -> None:
    options = _arguments()
    chosen = cases(options.data.open(encoding="utf-8"))[
        options.first : options.first + options.cases
    ]
    counts: dict[str, list[int]] = {}
    judges: tuple[Any, ...] | None = None
    for case in chosen:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / f"{case.name}.txt").write_text(case.text, encoding="utf-8")
            rows = folder / "questions.jsonl"
            rows.write_text("".join(json.dumps(q) + "\n" for q in case.questions), encoding="utf-8")
            settings = Settings(
                index=folder / "index", generator="extractive", models=options.models
            )
            with assemble.corpus(settings, create=True) as corpus:
                corpus.add([folder / f"{case.name}.txt"])
                judges = judges or (
                    assemble.relevance(settings),
                    assemble.chooser(settings),
                    assemble.focus(settings),
                )
                assistant = Assistant(corpus, assemble.generator(settings, corpus), *judges)
                for scored in evaluate(assistant, load(rows)):
                    count = counts.setdefault(scored.type, [0, 0, 0])
                    for i, one in enumerate((True, scored.answered, scored.right)):
                        count[i] += one
                    if options.show:
                        print(scored.type, scored.right, scored.answered, scored.answer.question)
    for kind, (asked, answered, right) in sorted(counts.items()):
        print(f"{kind}: {asked} asked, {answered} answered, {right} right")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--cases", type=int, default=30)
    parser.add_argument("--models", type=Path, default=Path("~/.cache/policy-qa").expanduser())
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
