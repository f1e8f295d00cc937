"""The questions kept out of training as a question file with its documents, to measure the whole flow on. One command:

    python -m qa.training.held_out DATA_FOLDER OUT_FOLDER
    python -m qa add OUT_FOLDER/files --index DIR
    python -m qa eval OUT_FOLDER/questions.jsonl --index DIR

An answer is right when it holds the clauses that were marked as answering (`core`), figures and all. They are by the same
hands as the questions trained on: easier than other people's, but unlike the question sets of `tests/questions` no rule was made on them
before they were first asked.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.training.build import SETS, held_out, rows, texts


def questions(known: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the held-out rows as lines of a question file; `known` gives each document's suffix and text."""
    for name in SETS:
        for row in rows(name, known):
            if not held_out(row["doc"]):
                continue
            line = {
                "id": row["id"],
                "type": row["kind"],
                "question": row["question"],
                "doc": file_of(row["doc"], known),
                "unanswerable": not row["answerable"],
            }
            if row["answerable"]:
                line["answers"] = ["".join(row["core"] or row["evidence"])]
            yield line


def file_of(document: str, known: Mapping[str, tuple[str, str]]) -> str:
    """Return the name of the file that a document is written to."""
    suffix = known[document][0]
    return f"{document.removesuffix(suffix)}{suffix}"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    files = given.out / "files"
    files.mkdir(parents=True, exist_ok=True)
    known = texts(given.data)
    documents = [document for document in known if held_out(document)]
    lines = list(questions(known))
    asked = {line["doc"] for line in lines}
    for document in documents:
        if file_of(document, known) in asked:
            (files / file_of(document, known)).write_text(known[document][1], encoding="utf-8")
    with (given.out / "questions.jsonl").open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{len(lines)} questions over {len(asked)} documents")


if __name__ == "__main__":
    main()
