"""Metadata of real documents against labels made by hand: precision and recall of each field, and of its proof.

    python -m tests.bench.metadata DATA [--split dev|scored|fresh] [--misses]

DATA is the folder of public documents that `tests/questions/metadata.jsonl` names. What the head of a file states (the
`- 发文字号: …` block) and, where the text has a title of its own, the Markdown heading are taken out first: rules have to
find it in the text. A law is set as laws are: its title, its history in brackets, its articles.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from index.documents import load_document
from index.force import number_key, title_key
from index.types import Document

LABELS = Path(__file__).resolve().parent.parent / "questions" / "metadata.jsonl"
FIELDS = ("title", "number", "issuer", "level", "region", "written", "published", "effective", "expires")  # fmt: skip
_BLOCK = re.compile(r"^- [^\n]{1,12}: [^\n]*\n", re.M)


def text_of(data: Path, source: str) -> str:
    """Return the text of a labelled document without what its file states about it."""
    name, _, part = source.partition("#")
    if name.endswith(".md"):
        text = _BLOCK.sub("", (data / name).read_text(encoding="utf-8"))
        keeps_heading = "enterprise" in name
        return text if keeps_heading else re.sub(r"\A# [^\n]*\n", "", text)
    for line in (data / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if part in (row.get("docid"), row.get("doc_id")):
            if "info" not in row:
                return str(row["text"])
            history = f"（{' '.join(row['info'])}）\n\n" if row["info"] else ""
            return f"# {row['title']}\n\n{history}{row['text']}"
    raise SystemExit(f"{source} is not in {data}")


def read(text: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        path.write_text(text, encoding="utf-8")
        return load_document(path)


def key(field: str, value: str) -> str:
    if field == "title":
        return title_key(value)
    return number_key(value) if field == "number" else re.sub(r"\s", "", value)


def proven(document: Document, field: str) -> bool:
    """Whether the proof of a field stands where it says."""
    proof = next((p for p in document.proofs if p.field == field), None)
    if proof is None:
        return False
    text = document.text if proof.where == "text" else document.raw
    return bool(proof.quote) and text[proof.start : proof.end] == proof.quote


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", choices=("dev", "scored", "fresh"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if options.split in (None, row["split"])]
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        score(row, read(text_of(options.data, row["source"])), counts, options.misses)
    print(f"{len(rows)} documents")
    for field in (*FIELDS, "repeals"):
        right, found, wanted = (counts[field, what] for what in ("right", "found", "wanted"))
        precision = f"{right / found:.3f}" if found else "-"
        recall = f"{right / wanted:.3f}" if wanted else "-"
        print(f"{field:10} precision {precision} recall {recall}  ({right} right, {found} found, {wanted} wanted, {counts[field, 'proven']} proven)")  # fmt: skip


def score(row: dict[str, Any], document: Document, counts: Counter[Any], misses: bool) -> None:
    """Add one document to the counts."""
    for field in FIELDS:
        wanted, got = row[field], getattr(document, field)
        allowed = {key(field, v) for v in (wanted if isinstance(wanted, list) else [wanted]) if v}
        right = got is not None and key(field, got) in allowed
        counts[field, "wanted"] += bool(allowed)
        counts[field, "found"] += got is not None and not (field == "title" and got == "x")
        counts[field, "right"] += right
        counts[field, "proven"] += right and proven(document, field)
        if misses and not right and (allowed or got is not None):
            print(f"  {row['id']} {field}: {got!r} for {wanted!r}")
    expected = {title_key(name) for name in row["repeals"]}
    got_all = {title_key(c.title or c.subject or c.number): c for c in document.changes if c.kind == "repeals"}  # fmt: skip
    counts["repeals", "wanted"] += len(expected)
    counts["repeals", "found"] += len(got_all)
    counts["repeals", "right"] += len(expected & set(got_all))
    counts["repeals", "proven"] += sum(
        document.text[c.start : c.end] == c.quote for k, c in got_all.items() if k in expected
    )
    if misses and expected != set(got_all):
        print(f"  {row['id']} repeals: {sorted(got_all)} for {sorted(expected)}")


if __name__ == "__main__":
    main()
