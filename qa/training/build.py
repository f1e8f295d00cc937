"""Build the examples of the relevance model. One command:

    python -m qa.training.build DATA_FOLDER OUT_FOLDER

`DATA_FOLDER` holds `laws/national.jsonl`, `gov_work_reports/md`, `drcd/dev.jsonl` and `cmrc2018/trial.jsonl` (sources and licences: the model card).
Rows name places in those texts, not the texts themselves; the texts of `texts/` are the project's own. One document in
ten is kept for measuring (`dev.jsonl`), chosen by the hash of its name, and every second paragraph of CMRC (`cmrc2018_dev.jsonl`):
no question of a document is on both sides.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from qa.training.examples import Example, Sources, from_reading_set, from_rows, write

HERE = Path(__file__).parent
SETS = ("laws", "reports", "own", "regulations")
CMRC_KEPT = 2


def texts(data: Path) -> dict[str, tuple[str, str]]:
    """Return every document by the name that the rows use: its file's suffix and its text."""
    found: dict[str, tuple[str, str]] = {}
    with (data / "laws" / "national.jsonl").open(encoding="utf-8") as file:
        for line in file:
            law = json.loads(line)
            found[law["doc_id"]] = (".md", law["text"])
    for path in (data / "gov_work_reports" / "md").glob("*.md"):
        found[f"report-{path.stem}"] = (".md", path.read_text(encoding="utf-8"))
    for path in (HERE / "texts").iterdir():
        found[path.name] = (path.suffix, path.read_text(encoding="utf-8"))
    return found


def rows(name: str, known: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set with the words that their places name, then each in the other words it was asked in."""
    others = reworded(HERE / "rows" / "reworded.jsonl")
    for line in (HERE / "rows" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for field in ("evidence", "core", "near"):
            row[field] = [
                known[place[2] if len(place) > 2 else row["doc"]][1][place[0] : place[1]]
                for place in row[field]
            ]
        yield row
        for number, question in enumerate(others.get(row["id"], ()), 1):
            yield row | {"id": f"{row['id']}~{number}", "question": question}


@cache
def reworded(path: Path) -> Mapping[str, list[str]]:
    """Return the other words that each row was asked in, by its id."""
    others: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        others[row["id"]].append(row["question"])
    return others


def held_out(document: str) -> bool:
    """Whether a document is kept for measuring."""
    return int(hashlib.md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % 10 == 0


def reading_sets(data: Path) -> dict[str, Iterator[Example]]:
    """Return the examples of the reading sets: DRCD's, and those of the half of CMRC's trial part that is not kept for measuring."""
    drcd, cmrc = (
        [*map(json.loads, (data / name).read_text(encoding="utf-8").splitlines())]
        for name in ("drcd/dev.jsonl", "cmrc2018/trial.jsonl")
    )
    sides: list[list[Any]] = [[], []]
    for row in cmrc:
        sides[kept(row["para_id"], CMRC_KEPT)].append(row)
    return {
        "drcd": from_reading_set(drcd, convert=True),
        "cmrc2018": from_reading_set(sides[False]),
        "cmrc2018_dev": from_reading_set(sides[True]),
    }


def kept(name: str, share: int) -> bool:
    """Whether a paragraph of a reading set is kept for measuring: one of `share`, by the hash of its name."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % share == 0


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    known = texts(given.data)
    sources = Sources(known)
    train: list[Example] = []
    dev: list[Example] = []
    for name in SETS:
        every = list(rows(name, known))
        for side, kept in ((train, False), (dev, True)):
            side += from_rows([row for row in every if held_out(row["doc"]) == kept], sources)
    sets = {"train": train, "dev": dev, **reading_sets(given.data)}
    for name, examples in sets.items():
        count, positive = write(given.out / f"{name}.jsonl", examples)
        print(f"{name}: {count} examples, {positive} of them with an answer")


if __name__ == "__main__":
    main()
