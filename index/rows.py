"""Documents and passages to the values of a row and back. Pure; knows the layout of `schema.SCHEMA` only."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from index.errors import ReadError
from index.types import Change, Document, DocumentInfo, Passage, Proof, Repair, Segment, Unsure

INFO_COLUMNS: Final = (
    "id, title, source, sha256, number, issuer, region, published, effective, expires, "
    "level, written, proofs, changes, doubts, characters, passages, added"
)
PASSAGE_COLUMNS: Final = 'p.id, p.start, p."end", p.kind, p.section, p.speaker, p.role, p.question, p.label, p.page, p.paragraph'
# zlib level 6 halves Chinese text at some 30 MB/s; higher levels gain 1%.
_LEVEL = 6


def info(row: Sequence[Any]) -> DocumentInfo:
    """Return the document of a row of INFO_COLUMNS."""
    return DocumentInfo(**_columns(row))


# The standing of a document is worked out from all of them, for a day: it is no column.
_INFO_FIELDS: Final = tuple(f.name for f in fields(DocumentInfo) if f.name != "standing")


def _columns(row: Sequence[Any]) -> dict[str, Any]:
    columns = dict(zip(_INFO_FIELDS, row, strict=True))
    columns["proofs"] = tuple(Proof(*each) for each in json.loads(columns["proofs"]))
    columns["changes"] = tuple(Change(*each) for each in json.loads(columns["changes"]))
    columns["doubts"] = _unpack_doubts(columns["doubts"])
    return columns


def pack_facts(facts: Sequence[Proof | Change]) -> str:
    """Return proofs or changes as the value of their column."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def pack_doubts(doubts: Sequence[Unsure]) -> str:
    """Return doubts as the value of their column: note -> spans, for a poor scan has thousands with one note."""
    grouped: dict[str, list[tuple[int, int, float]]] = {}
    for start, end, confidence, note in doubts:
        grouped.setdefault(note, []).append((start, end, confidence))
    return json.dumps(grouped, ensure_ascii=False, separators=(",", ":"))


def _unpack_doubts(value: str) -> tuple[Unsure, ...]:
    found = (
        Unsure(start, end, confidence, note)
        for note, spans in json.loads(value).items()
        for start, end, confidence in spans
    )
    return tuple(sorted(found))


def passage(row: Sequence[Any], document_id: str, paragraph_start: int, paragraph: str) -> Passage:
    """Return the passage of a row of PASSAGE_COLUMNS; its text is a slice of `paragraph`."""
    id_, start, end, kind, section, speaker, role, question, label, page, number = row
    return Passage(
        id=id_,
        document_id=document_id,
        start=start,
        end=end,
        text=paragraph[start - paragraph_start : end - paragraph_start],
        paragraph=number,
        paragraph_start=paragraph_start,
        paragraph_end=paragraph_start + len(paragraph),
        kind=kind,
        section=tuple(json.loads(section)),
        speaker=speaker,
        role=role,
        question=question,
        label=label,
        page=page,
    )


def pack_body(document: Document) -> bytes:
    """Return everything of `document` that is not a column, compressed."""
    parts = {
        "text": document.text,
        "raw": None if document.raw == document.text else document.raw,
        "pages": document.pages,
        "segments": [(s.start, s.end, s.raw_start) for s in document.segments],
        "repairs": [asdict(repair) for repair in document.repairs],
    }
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(data.encode("utf-8"), _LEVEL)


def unpack_document(row: Sequence[Any], body: bytes) -> Document:
    """Return the whole document of a row of INFO_COLUMNS and its packed body.

    Raises:
        ValueError, zlib.error: the body is not what `pack_body` made.
    """
    parts = json.loads(zlib.decompress(body))
    columns = _columns(row)
    for name in ("characters", "passages", "added"):
        del columns[name]
    return Document(
        **columns,
        text=parts["text"],
        raw=parts["text"] if parts["raw"] is None else parts["raw"],
        pages=tuple(parts["pages"]),
        segments=tuple(Segment(start=s, end=e, raw_start=r) for s, e, r in parts["segments"]),
        repairs=tuple(Repair(**repair) for repair in parts["repairs"]),
    )


def paragraphs(document: Document, passages: Iterable[Passage]) -> dict[int, tuple[int, str]]:
    """Return number -> (start, text) of the paragraphs that `passages` stand in, checking every passage.

    Raises:
        ReadError: a passage is not the slice of the document that it says it is.
    """
    found: dict[int, tuple[int, str]] = {}
    for each in passages:
        text = document.text[each.paragraph_start : each.paragraph_end]
        known = found.setdefault(each.paragraph, (each.paragraph_start, text))
        if (
            known != (each.paragraph_start, text)
            or document.text[each.start : each.end] != each.text
            or each.document_id != document.id
        ):
            raise ReadError(
                f"文件 {document.source!r} 的段落 {each.id} 与原文不符", "这是程序的错误，请报告"
            )
    return found


def context(passage: Passage, title: str) -> str:
    """Return what is known around the passage, for the full-text index: what it answers to, not what it says."""
    parts = [
        title,
        *passage.section,
        passage.role,
        passage.speaker,
        passage.question,
        passage.label,
    ]
    return "\n".join(part for part in parts if part)
