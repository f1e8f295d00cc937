"""A document, its standing and what it does to others, as JSON."""

from __future__ import annotations

from typing import Any

from index.types import Change, DocumentInfo, Link, Proof, Standing


def document_json(document: DocumentInfo) -> dict[str, Any]:
    """Return what identifies a document."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "sha256": document.sha256,
        "published": document.published,
        "number": document.number,
        "issuer": document.issuer,
        "region": document.region,
        "level": document.level,
        "standing": standing_json(document.standing),
    }


def info_json(info: DocumentInfo) -> dict[str, Any]:
    """Return a document's listing."""
    return document_json(info) | {
        "written": info.written,
        "effective": info.effective,
        "expires": info.expires,
        "characters": info.characters,
        "passages": info.passages,
        "added": info.added,
        "proofs": {p.field: {"value": p.value} | proof_json(p) for p in info.proofs},
        "changes": [change_json(change) for change in info.changes],
    }


def change_json(change: Change) -> dict[str, Any]:
    """Return what a document does to another, with its words."""
    return {
        "kind": change.kind,
        "title": change.title,
        "number": change.number,
        "subject": change.subject,
        "day": change.day,
        "start": change.start,
        "end": change.end,
        "text": change.quote,
    }


def standing_json(standing: Standing | None) -> dict[str, Any] | None:
    """Return a standing as the command-line contract has it; None where nobody asked for the day."""
    if standing is None:
        return None
    span = None
    if standing.by is not None:
        span = _link_span(standing.by)
    elif standing.proof is not None:
        span = proof_json(standing.proof)
    return {
        "state": standing.state,
        "since": standing.since,
        "by": None if standing.by is None else _link(standing.by),
        "span": span,
        "amended": [_link(link) | {"span": _link_span(link)} for link in standing.amended],
        "claims": [_link(link) | {"span": _link_span(link)} for link in standing.claims],
    }


def proof_json(proof: Proof) -> dict[str, Any]:
    """Return where a fact stands; `where` says in which text the span counts."""
    return {"where": proof.where, "start": proof.start, "end": proof.end, "text": proof.quote}


def _link(link: Link) -> dict[str, Any]:
    return {
        "id": link.document_id,
        "title": link.title,
        "issuer": link.issuer,
        "day": link.day,
    }


def _link_span(link: Link) -> dict[str, Any]:
    return {"where": "text", "start": link.start, "end": link.end, "text": link.quote}
