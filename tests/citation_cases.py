"""Paragraphs written for these tests, with what they say and what they do not (golden/citations.jsonl)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).resolve().parent / "golden" / "citations.jsonl"


@dataclass(frozen=True)
class Paragraph:
    """`true` follows from `text` (spoken for `region`), nothing of `false` does."""

    text: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    region: str | None = None


def _read(line: str) -> Paragraph:
    row = json.loads(line)
    return Paragraph(row["text"], tuple(row["true"]), tuple(row["false"]), row["region"])


PARAGRAPHS = tuple(_read(line) for line in CASES.read_text(encoding="utf-8").splitlines())
