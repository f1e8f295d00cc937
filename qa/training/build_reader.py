"""Build the examples of the reader. One command:

    python -m qa.training.build_reader DATA_FOLDER OUT_FOLDER

`DATA_FOLDER` holds `laws/`, `gov_work_reports/`, `drcd/` and `stard/` (sources and licences: README.md beside this file).
Writes `train.jsonl`, `dev.jsonl` (one document in ten, by the hash of its name) and `split.json`, the documents held out.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from qa.training.build import SETS, held_out, rows, texts
from qa.training.examples import Sources
from qa.training.reader_groups import Group, groups
from qa.training.reader_items import Item, Shelf, from_drcd, from_rows, from_stard
from qa.training.reader_made import duty_items, figure_items

# Reports that the project is judged by are those from 2003 on.
LAST_REPORT = 2002
LAWS = 120
# How much of each set's groups is shown; what is more than once is arranged anew each time.
SHARES = {"rows": 1.0, "drcd": 0.35, "stard": 1.0, "made": 0.5}
SHORT = 0.4


def items(
    data: Path, documents: Mapping[str, tuple[str, str]], shelf: Shelf
) -> dict[str, list[Item]]:
    """Return the questions of every set."""
    chance = random.Random(0)
    found: dict[str, list[Item]] = {
        "rows": [i for name in SETS for i in from_rows(rows(name, documents), shelf)],
        "drcd": list(
            from_drcd(
                (data / "drcd" / "dev.jsonl").read_text(encoding="utf-8").splitlines(), shelf.texts
            )
        ),
        "stard": list(from_stard(data / "stard", shelf.texts)),
        "made": [],
    }
    laws = sorted(name for name in documents if name.startswith("law-"))
    for name in sorted(documents):
        if name.startswith("report-") and int(name[-4:]) <= LAST_REPORT:
            found["made"] += figure_items(name, shelf, chance, 14)
    for name in chance.sample(laws, min(LAWS, len(laws))):
        found["made"] += duty_items(name, shelf, chance, 5)
        found["made"] += figure_items(name, shelf, chance, 2)
    return found


def titles(data: Path) -> dict[str, str]:
    """Return the titles of the laws, whose texts begin without one."""
    with (data / "laws" / "national.jsonl").open(encoding="utf-8") as file:
        return {law["doc_id"]: law["title"] for law in map(json.loads, file)}


def write(path: Path, made: Iterable[Group]) -> str:
    """Write one group a line; return what was written."""
    count = asked = refused = 0
    with path.open("w", encoding="utf-8") as file:
        for group in made:
            file.write(json.dumps(asdict(group), ensure_ascii=False) + "\n")
            count, asked = count + 1, asked + len(group.questions)
            refused += sum("[" not in answer for _, answer in group.questions)
    return f"{count} groups, {asked} questions, {refused} refused"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    documents = texts(given.data)
    shelf = Shelf(Sources(documents), titles(given.data))
    train: list[Group] = []
    dev: list[Group] = []
    for name, found in items(given.data, documents, shelf).items():
        print(f"{name}: {len(found)} questions", flush=True)
        learnt = [i for i in found if not held_out(i.document)]
        for time in range(math.ceil(SHARES[name])):
            chance = random.Random(f"{name}{time}")
            made = list(groups(learnt, shelf.texts, chance, short=SHORT))
            train += chance.sample(made, int(min(1.0, SHARES[name] - time) * len(made)))
        dev += groups(
            [i for i in found if held_out(i.document)],
            shelf.texts,
            random.Random(name),
            short=SHORT,
        )
    random.Random(0).shuffle(train)
    for name, made in (("train", train), ("dev", dev)):
        print(f"{name}: {write(given.out / f'{name}.jsonl', made)}")
    kept = sorted({group.document for group in dev})
    (given.out / "split.json").write_text(json.dumps(kept, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
