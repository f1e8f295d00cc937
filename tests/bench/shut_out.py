"""Which rules shut out the sentence that answers, over thousands of questions, without a model and in seconds?

    python -m tests.bench.shut_out DATA/drcd/dev.jsonl [--questions 4000] [--show 10]

DATA/drcd, DATA/cmrc2018 and DATA/cjrc hold questions by people with the place of the answer in a text. The sentence at that place is
taken for the only candidate: the slots of the question must let it through, and it must hold the kind of thing that is asked for. What
fails is counted by its rule. A rule that fails right sentences here fails them whatever the models say.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.evidence.candidates import Candidate, Reading
from qa.fitting.slots import fit_slots
from qa.question import analyse
from qa.reader.holding import holds_kind
from qa.reader.scoring import read
from tests.make import evidence, info

# Longer texts have more sentences with the words of the question, and take longer.
LONGEST = 1500


def answering(row: dict[str, Any]) -> tuple[Reading, Candidate] | None:
    """Return the reading of a question over its own text and the sentence where the first answer begins."""
    starts = [a["start"] for a in row["answers"] if a["text"] not in ("", "YES", "NO")]
    if not starts or len(row["context"]) > LONGEST:
        return None
    title = row.get("title") or row.get("case_name") or "文"
    item = evidence(row["context"].replace("\n", " "), document=info(title=title, published=None))
    reading = read(analyse(row["question"]), (item,), lambda _: 0.01)
    own = next((c for c in reading.candidates if c.start <= starts[0] < c.end), None)
    return (reading, own) if own is not None else None


def shut_out(reading: Reading, own: Candidate) -> str:
    """Return the rule that a right sentence fails, "" where it passes."""
    text = own.evidence.text
    fitting, missing = fit_slots(replace(reading, candidates=(own,)), lambda _: text)
    if not fitting:
        return missing[0]
    return "" if holds_kind(reading.question, own) else f"kind: {reading.question.kind}"


def main() -> None:
    options = _arguments()
    rows = [json.loads(line) for line in options.data.open(encoding="utf-8")]
    random.Random(1).shuffle(rows)
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for row in rows[: options.questions]:
        if (found := answering(row)) is None:
            continue
        rule = shut_out(*found)
        counts[rule or "passes"] += 1
        shown[rule] += 1
        if rule and shown[rule] <= options.show:
            print(f"{rule} | {row['question']} | {found[1].text[:120]}")
    for rule, count in counts.most_common():
        print(f"{count:6} {rule}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--questions", type=int, default=4000)
    parser.add_argument("--show", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
