"""The lists of sentences that the chooser is really shown, what answers marked. One command:

    python -m qa.training.held_out DATA_FOLDER OUT && python -m qa add OUT/files --index DIR
    python -m qa.training.build_lists DATA_FOLDER DIR LISTS.jsonl

The examples of `qa.training.build` put the passages of a question side by side at random. Retrieval and the relevance
model bring others: the ten sentences most like an answer, in their order. The questions are those held out, of whose documents the
relevance model has seen nothing; of documents it was trained on its word would be worth more than it is. Resumable: what
LISTS holds is not made again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from qa import assemble
from qa.config import Settings
from qa.pipeline import Assistant
from qa.relevance.choosing import Choice
from qa.training.build import SETS, held_out, rows, texts


class Recorder:
    """A chooser that notes what it is shown and has no time to choose."""

    name = "recorder"

    def __init__(self) -> None:
        self.calls: list[tuple[str, list[tuple[str, list[str]]]]] = []

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice | None:
        self.calls.append((question, [(head, list(own)) for head, own in shown]))
        return None


def list_of(assistant: Assistant, recorder: Recorder, row: dict[str, Any]) -> dict[str, Any]:
    """Return what the chooser is shown for a row; `shown` is empty where it is not asked.

    A sentence answers when it holds a clause that answers, or is one. Of several questions in one nothing says which clause answers
    which: they are left out.
    """
    recorder.calls.clear()
    for _ in assistant.stream(row["question"]):
        pass
    line = {"id": row["id"], "document": row["doc"], "answerable": row["answerable"]}
    if len(recorder.calls) != 1:
        return line | {"question": row["question"], "shown": [], "labels": []}
    question, shown = recorder.calls[0]
    clauses = [_bare(clause) for clause in row["core"] or row["evidence"]]
    labels = [int(_answers(_bare(text), clauses)) for _, own in shown for text in own]
    return line | {"question": question, "shown": shown, "labels": labels}


def _answers(sentence: str, clauses: Sequence[str]) -> bool:
    return any(c in sentence or (len(sentence) > 3 and sentence in c) for c in clauses)


def _bare(text: str) -> str:
    return "".join(text.split()).strip("。；;")


def build(
    corpus: Corpus, settings: Settings, data: Path, done: set[str]
) -> Iterator[dict[str, Any]]:
    """Yield the lines of the held-out rows that are not `done`.

    Raises:
        ModelError: a model is missing or damaged.
    """
    recorder = Recorder()
    assistant = Assistant(
        corpus, assemble.generator(settings, corpus), assemble.relevance(settings), recorder
    )
    known = texts(data)
    for name in SETS:
        for row in rows(name, known):
            if held_out(row["doc"]) and row["id"] not in done:
                yield list_of(assistant, recorder, row)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("index", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    settings = Settings.from_env(index=given.index, generator="extractive")
    done: set[str] = set()
    if given.out.exists():
        with given.out.open(encoding="utf-8") as file:
            done = {json.loads(line)["id"] for line in file}
    with assemble.corpus(settings) as corpus, given.out.open("a", encoding="utf-8") as file:
        for line in build(corpus, settings, given.data, done):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
