"""Build the examples of the focus model: which words of a sentence answer a question. One command:

    python -m qa.training.build_focus DATA_FOLDER OUT_FOLDER

`DATA_FOLDER` is as for `qa.training.build`, with `cmrc2018/trial.jsonl` beside. An example is a question, one sentence or a few
side by side, and the place of the words that answer, or none. Rows give whole clauses, reading sets the shortest words: a
question asked in the words of a notice is mostly answered by a clause, one that asks 哪一年 by a year. Documents, and
paragraphs of the reading sets, of which `held_out` is true are kept for measuring; of CMRC every second paragraph is.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.splitter import sentences
from qa.relevance.focus import EDGES
from qa.relevance.input import FOCUS_PREFIX, MAX_QUESTION, QUESTION_PREFIX
from qa.training.build import CMRC_KEPT, HERE, SETS, held_out, kept, reworded, texts
from qa.training.examples import to_simplified

# Sentences that do not answer, for each one that does.
WITHOUT = 0.35
# A statement is mostly one sentence; sometimes its neighbours belong to it.
NEIGHBOUR = 0.2
# One paragraph of so many is kept for measuring.
DRCD_KEPT = 10


@dataclass(frozen=True, slots=True)
class FocusExample:
    """`second[start:end]` are the words that answer `first`; no `span`: none do. `group` names the question."""

    group: str
    first: str
    second: str
    span: tuple[int, int] | None


def from_places(
    row: Mapping[str, Any], known: Mapping[str, tuple[str, str]], chance: random.Random
) -> Iterator[FocusExample]:
    """Yield the examples of a row: each sentence of its evidence that holds marked clauses, and some that hold none.

    Clauses marked side by side are one span; where what is between them was left unmarked, the last run is taken: a subject
    stands before what is said of it.
    """
    text = known[row["doc"]][1]
    core = [tuple(place[:2]) for place in row["core"] if len(place) == 2]
    for place in row["evidence"]:
        if len(place) > 2:
            continue
        piece = text[place[0] : place[1]]
        for a, b in sentences(piece):
            a, b = a + place[0], b + place[0]
            inside = [(max(a, c), min(b, d)) for c, d in core if c < b and d > a]
            yield _example(str(row["id"]), row["question"], text, (a, b), _last_run(text, inside))
    for place in row.get("near") or ():
        if len(place) == 2 and chance.random() < WITHOUT:
            yield _example(str(row["id"]), row["question"], text, (place[0], place[1]), None)


def _last_run(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    run: tuple[int, int] | None = None
    for a, b in sorted(places):
        run = (run[0], b) if run and not text[run[1] : a].strip(EDGES) else (a, b)
    return run


def from_spans(
    rows: Iterable[Mapping[str, Any]], chance: random.Random, *, convert: bool = False
) -> Iterator[FocusExample]:
    """Yield the examples of a span-extraction set: the sentences that hold the answer, and some that do not."""
    simple = to_simplified() if convert else (lambda text: text)
    for row in rows:
        text, question = simple(row["context"]), simple(row["question"])
        answers = [a for a in row["answers"] if a["start"] >= 0]
        if not answers or len(text) != len(row["context"]):
            continue
        start, length = answers[0]["start"], len(answers[0]["text"])
        cut = sentences(text)
        held = [i for i, (a, b) in enumerate(cut) if a < start + length and b > start]
        if not held:
            continue
        first, last = held[0], held[-1]
        if first > 0 and chance.random() < NEIGHBOUR:
            first -= 1
        if last + 1 < len(cut) and chance.random() < NEIGHBOUR:
            last += 1
        place = (cut[first][0], cut[last][1])
        yield _example(str(row["id"]), question, text, place, (start, start + length))
        others = [i for i in range(len(cut)) if i not in held]
        if others and chance.random() < WITHOUT:
            yield _example(str(row["id"]), question, text, cut[chance.choice(others)], None)


def _example(
    group: str, question: str, text: str, place: tuple[int, int], span: tuple[int, int] | None
) -> FocusExample:
    a, b = place
    found = None
    if span:
        start, end = span
        while start < end and text[start] in EDGES:
            start += 1
        while start < end and text[end - 1] in EDGES:
            end -= 1
        if start < end:
            found = (start - a + len(FOCUS_PREFIX), end - a + len(FOCUS_PREFIX))
    asked = QUESTION_PREFIX + question[-MAX_QUESTION:]
    return FocusExample(group, asked, FOCUS_PREFIX + text[a:b], found)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("data", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    known, chance = texts(given.data), random.Random(0)
    others = reworded(HERE / "rows" / "reworded.jsonl")
    sides: dict[str, list[FocusExample]] = {"train": [], "dev": []}
    for name in SETS:
        for line in (HERE / "rows" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            side = sides["dev" if held_out(row["doc"]) else "train"]
            # One of the ways in which it is asked: all of them would be the same sentence several times.
            question = chance.choice([row["question"], *others.get(row["id"], ())])
            side += from_places(row | {"question": question}, known, chance)
    for name, share, convert in (
        ("cmrc2018/trial", CMRC_KEPT, False),
        ("drcd/dev", DRCD_KEPT, True),
    ):
        path = given.data / f"{name}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        held = [row for row in rows if kept(row["para_id"], share)]
        rest = [row for row in rows if not kept(row["para_id"], share)]
        short = name.partition("/")[0]
        sides[f"{short}_dev"] = list(from_spans(held, chance, convert=convert))
        sides[short] = list(from_spans(rest, chance, convert=convert))
    for name, examples in sides.items():
        with (given.out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for example in examples:
                file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
        answered = sum(example.span is not None for example in examples)
        print(f"{name}: {len(examples)} examples, {answered} of them with an answer")


if __name__ == "__main__":
    main()
