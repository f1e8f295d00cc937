"""How a document was cut and repaired, as one value and as JSON. Pure; reads what the index keeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.repair import to_raw
from index.types import Document, DocumentInfo, Passage, Repair
from qa.documents.as_json import info_json


@dataclass(frozen=True, slots=True)
class Cut:
    """A document with its passages, in order."""

    info: DocumentInfo
    document: Document
    passages: tuple[Passage, ...]

    def raw_spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the pieces of the raw text that `text[start:end]` was taken from, in order of the clean text."""
        for segment in self.document.segments:
            low, high = max(start, segment.start), min(end, segment.end)
            if low < high:
                at = segment.raw_start + low - segment.start
                yield at, at + high - low

    def repairs_of(self, passage: Passage) -> tuple[Repair, ...]:
        """Return the repairs whose raw span meets that of the passage."""
        spans = list(self.raw_spans(passage.start, passage.end))
        if not spans:
            return ()
        return tuple(
            repair
            for repair in self.document.repairs
            if any(_meets(repair, low, high) for low, high in _bridged(spans))
        )


def _bridged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces with the gaps between those that follow each other: a joined line break lies in one."""
    joined = [spans[0]]
    for low, high in spans[1:]:
        if joined[-1][1] <= low:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined


def _meets(repair: Repair, low: int, high: int) -> bool:
    if repair.raw_start == repair.raw_end:
        return low <= repair.raw_start <= high
    return repair.raw_start < high and low < repair.raw_end


def cut_json(cut: Cut) -> dict[str, Any]:
    """Return the document as the command-line contract has it."""
    segments = cut.document.segments
    return {
        "document": info_json(cut.info),
        "passages": [
            {
                "id": p.id,
                "start": p.start,
                "end": p.end,
                "raw_start": to_raw(segments, p.start),
                "kind": p.kind,
                "label": p.label,
                "speaker": p.speaker,
                "role": p.role,
                "question": p.question,
                "section": list(p.section),
                "paragraph": p.paragraph,
                "page": p.page,
                "repairs": list(dict.fromkeys(r.kind for r in cut.repairs_of(p))),
                "text": p.text,
            }
            for p in cut.passages
        ],
        "repairs": [
            {
                "kind": r.kind,
                "raw_start": r.raw_start,
                "raw_end": r.raw_end,
                "confidence": r.confidence,
                "note": r.note,
                "text": cut.document.raw[r.raw_start : r.raw_end],
            }
            for r in cut.document.repairs
        ],
    }
