"""How well the splitter finds the units of 40 documents that were labelled by reading; one line a figure.

    python -m tests.bench.splitting DATA [--half final] [--show]

`tests/golden/segments.jsonl` holds offsets and labels, no text: `file` is a document of DATA (`name.jsonl:line` or a path),
`sha256` that of its text, `units` where each heading, article, measure (numbered item), question, answer, table row and
plain paragraph begins. A cut inside a unit is no mistake where the unit is too long for one passage and a sentence ends.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from bisect import bisect_right
from collections import Counter
from pathlib import Path

from index.documents import to_document
from index.reader import RawText
from index.repair import to_raw
from index.splitter import split
from index.splitter.packing import SOFT
from index.types import Document, Passage
from tests.bench.texts import HALVES

GOLD = Path(__file__).resolve().parent.parent / "golden" / "segments.jsonl"
_NUMBERED = re.compile(
    r"[（(]?[\d一二三四五六七八九十①-⑳]+\s?[）)、.．]?|[一二三四五六七八九十]+是"
)
_ENDS = "。！？；：…”’）)"


def text_of(folder: Path, file: str) -> str:
    """Return the text of a document of the data set."""
    path, _, line = file.partition(":")
    content = (folder / path).read_text(encoding="utf-8")
    return str(json.loads(content.split("\n")[int(line)])["text"]) if line else content


def document_of(text: str, file: str) -> Document:
    """Return the document that the index would make of the text."""
    raw = RawText(text=text, encoding="utf-8", sha256="0" * 64, size=len(text), metadata={})
    return to_document(raw, Path(file.replace(":", "-")))


def label_of(passage: Passage) -> str:
    """Return the label under which the passage counts."""
    if passage.kind != "text":
        return passage.kind
    if passage.question is not None:
        return "answer"
    label = passage.label or ""
    if label.startswith("第") and label.endswith("条"):
        return "article"
    return "measure" if _NUMBERED.match(label) else "plain"


def judge(text: str, units: list[list], document: Document, *, show: bool) -> Counter[str]:
    """Count the units found, the cuts that are none, the units missed, and the labels that are right."""
    counts: Counter[str] = Counter()
    gold = dict(units)
    starts = sorted(gold)
    found = set()
    for passage in split(document):
        at = to_raw(document.segments, passage.start)
        if at in gold:
            found.add(at)
            right = label_of(passage) == gold[at]
            counts["labels right"] += right
            if show and not right:
                print(f"  label {label_of(passage)} for {gold[at]}: {text[at : at + 24]!r}")
            continue
        number = bisect_right(starts, at)
        unit = (starts[number - 1] if number else 0, [*starts, len(text)][number])
        long = unit[1] - unit[0] > SOFT
        if long and text[:at].rstrip()[-1:] in _ENDS:
            counts["packed"] += 1
            continue
        counts["wrong"] += 1
        if show:
            print(f"  wrong cut: {text[at - 16 : at]!r} | {text[at : at + 16]!r}")
    missed = [start for start in starts if start not in found]
    counts["right"], counts["missed"] = len(found), len(missed)
    if show:
        for at in missed:
            print(f"  missed {gold[at]}: {text[max(0, at - 12) : at]!r} | {text[at : at + 20]!r}")
    return counts


def rebuilds(document: Document) -> bool:
    """Say whether the passages hold every character of the document that is not white space, in order."""
    place = 0
    for passage in split(document):
        if document.text[place : passage.start].strip() or passage.start < place:
            return False
        if document.text[passage.start : passage.end] != passage.text:
            return False
        place = passage.end
    return not document.text[place:].strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=HALVES, default="final")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] != arguments.half:
            continue
        text = text_of(arguments.data, row["file"])
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            parser.error(f"{row['file']} is not the text that was labelled")
        if arguments.show:
            print(row["file"])
        document = document_of(text, row["file"])
        counts += judge(text, row["units"], document, show=arguments.show)
        counts["documents"] += 1
        counts["rebuilt"] += rebuilds(document)
    right = counts["right"]
    score = 2 * right / (2 * right + counts["wrong"] + counts["missed"])
    print(
        f"segments: {counts['documents']} documents, F1 {score:.4f} (found {right}, missed {counts['missed']}, "
        f"wrong cuts {counts['wrong']}, cuts of long units {counts['packed']})"
    )
    print(f"labels: {counts['labels right'] / max(right, 1):.4f} of the units found")
    print(f"rebuilt from their passages: {counts['rebuilt']} of {counts['documents']}")


if __name__ == "__main__":
    main()
