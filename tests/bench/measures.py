"""How well measures are read and profiles are judged, against labels made by hand.

Usage: python -m tests.bench.measures [--sets=NAME,…] [DIR|FILE...]   (default: seeds)

Labels (tests/questions/measures.jsonl) are offsets into the text of a document named by the SHA-256 of its file: a
`region` was labelled exhaustively, each `measure` in it has a kind (null: any) and the values of its amounts. Documents
that are not found under the paths given are named and left out. Project cards (*.jsonl) are written out as documents.
The sets own_dev, own_test, own2_dev and own2_test are labels of texts under qa/training/texts; *_test is only ever scored.
A found measure is right when it shares more than half of its characters with a label and names its kind.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.documents import load_document
from index.splitter import split
from index.types import Document
from qa.measures import Measure, find_measures

HERE = Path(__file__).resolve().parent
LABELS = HERE.parent / "questions" / "measures.jsonl"


def card_text(card: dict[str, Any]) -> str:
    """Return a project card as the text of a guide: title, support, conditions."""
    conditions = "\n".join(card["condition"])
    return f"# {card['name']}\n\n适用地区：{card['region']}\n\n## 支持标准\n\n{card['subsidy'] or '无'}\n\n## 申报条件\n\n{conditions}\n"


def documents(paths: list[Path]) -> Iterator[Document]:
    """Yield the documents under `paths`; the cards of a .jsonl file one by one."""
    files = [f for p in paths for f in ([p] if p.is_file() else sorted(p.rglob("*")))]
    for file in files:
        if file.name in ("docs.jsonl", "news_corpus.jsonl"):
            yield from _texts(file)
        elif file.suffix in (".md", ".txt") and file.name != "README.md":
            yield load_document(file)
        elif file.name == "hangzhou_project_conditions.jsonl":
            with tempfile.TemporaryDirectory() as folder:
                for line in file.read_text(encoding="utf-8").splitlines():
                    card = json.loads(line)
                    path = Path(folder) / f"card-{card['id']}.md"
                    path.write_text(card_text(card), encoding="utf-8")
                    yield load_document(path, source=path.name)


def _texts(file: Path) -> Iterator[Document]:
    """Yield the labelled texts of a data set that keeps one in each line, each written out as a file of its own."""
    labelled = {
        json.loads(line)["sha256"] for line in LABELS.read_text(encoding="utf-8").splitlines()
    }
    with tempfile.TemporaryDirectory() as folder:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if hashlib.sha256(row["text"].encode()).hexdigest() not in labelled:
                continue
            path = Path(folder) / f"{row.get('docid') or row['doc_id']}.txt"
            path.write_text(row["text"], encoding="utf-8")
            yield load_document(path, source=path.name)


def overlap(measure: Measure, label: dict[str, Any]) -> float:
    """Return the shared characters over all characters of both."""
    low, high = max(measure.span.start, label["start"]), min(measure.span.end, label["end"])
    union = max(measure.span.end, label["end"]) - min(measure.span.start, label["start"])
    return max(0, high - low) / union


def main() -> int:
    """Print precision, recall and F1 of the measures, and the share of right kinds and amounts."""
    only = (
        sys.argv.pop(1).partition("=")[2].split(",") if "--sets=" in "".join(sys.argv[1:2]) else []
    )
    paths = [Path(a) for a in sys.argv[1:]] or [HERE.parent.parent / "seeds"]
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    labels: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        labels[row["sha256"]].append(row)
    if only:
        chosen = {row["sha256"] for row in rows if row.get("set") in only}
        labels = defaultdict(list, {k: v for k, v in labels.items() if k in chosen})
    found = right = wanted = amounts = matched = 0
    spans = broken = 0
    seconds = 0.0
    seen = set()
    for document in documents(paths):
        passages = split(document)
        start = time.perf_counter()
        measures = find_measures(document, passages).measures
        seconds += time.perf_counter() - start
        for measure in measures:
            for span in every_span(measure):
                spans += 1
                broken += document.text[span.start : span.end] != span.text
        own = labels.get(document.sha256)
        if not own:
            continue
        seen.add(document.sha256)
        regions = [(r["start"], r["end"]) for r in own if r["type"] == "region"]
        wants = [r for r in own if r["type"] == "measure"]
        inside = [
            m
            for m in measures
            if any(a <= (m.span.start + m.span.end) // 2 < b for a, b in regions)
        ]
        wanted += len(wants)
        found += len(inside)
        free = list(inside)
        for want in wants:
            best = max(free, key=lambda m: overlap(m, want), default=None)
            ok = best is not None and overlap(best, want) > 0.5
            ok = ok and want["kind"] in (None, best.kind)
            if not ok or best is None:
                print(f"missed {document.source} {want['start']}-{want['end']} {want['kind']}")
                continue
            free.remove(best)
            right += 1
            values = sorted(str(a.value) for a in best.amounts)
            matched += 1
            good = set(want["values"]) <= set(values)
            amounts += good
            if not good:
                print(f"amounts {document.source} {want['start']} {want['values']} {values}")
        for extra in free:
            print(f"extra  {document.source} {extra.span.start}-{extra.span.end} {extra.kind}")
    missing = sorted(set(labels) - seen)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"labels {wanted}  found {found}  right {right}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
    )
    print(f"amounts all named in {amounts} of {matched} right measures")
    print(
        f"spans {spans}, not equal to the text at their place {broken}; reading took {seconds:.2f} s"
    )
    if missing:
        print(f"documents not found: {len(missing)} of {len(labels)} (their labels were left out)")
    return 0 if f1 >= 0.9 and not broken else 1


def every_span(measure: Measure) -> Iterator[Any]:
    """Yield every span of a measure."""
    yield measure.span
    yield measure.support
    yield from (s for s in (measure.subject, measure.agency) if s)
    for group in (measure.exclusions, measure.limits, measure.apply, measure.deadlines):
        yield from group
    yield from (a.span for a in measure.amounts)
    yield from (t.label for t in measure.tiers)
    yield from (c.span for c in measure.conditions)


if __name__ == "__main__":
    sys.exit(main())
