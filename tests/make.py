"""Small makers of the frozen types, so that a test states only what it is about."""

from __future__ import annotations

from index.types import DocumentInfo, Passage
from qa.evidence.candidates import Candidate
from qa.figures import find_figures
from qa.types import Answer, Citation, Evidence, Statement


def info(**changes: object) -> DocumentInfo:
    """A document without its text."""
    values = {
        "id": "d1",
        "title": "测试县支持制造业若干措施",
        "source": "docs/a.txt",
        "sha256": "0" * 64,
        "published": "2025-03-01",
    }
    return DocumentInfo(**{**values, **changes})  # type: ignore[arg-type]


def passage(text: str, *, start: int = 0, **changes: object) -> Passage:
    """A passage that is a whole paragraph starting at `start`, unless told otherwise."""
    end = start + len(text)
    values = {
        "id": f"d1:{start}-{end}",
        "document_id": "d1",
        "start": start,
        "end": end,
        "text": text,
        "paragraph": 1,
        "paragraph_start": start,
        "paragraph_end": end,
    }
    return Passage(**{**values, **changes})  # type: ignore[arg-type]


def evidence(
    text: str,
    number: int = 1,
    *,
    start: int = 0,
    document: DocumentInfo | None = None,
    **changes: object,
) -> Evidence:
    """Evidence whose passage is the whole paragraph `text`."""
    return Evidence(
        number=number,
        passage=passage(text, start=start, **changes),
        document=document or info(),
        text=text,
        start=start,
        score=1.0,
        dense=0.9,
        lexical=0.5,
    )


def candidate(text: str, **changes: object) -> Candidate:
    """Return a sentence that was found, with its figures, as good as can be unless `changes` say otherwise."""
    fields = {
        "evidence": evidence(text), "start": 0, "end": len(text), "text": text, "score": 1.0, "local": 1.0,
        "whole": 1.0, "typed": True, "figures": find_figures(text),
    }  # fmt: skip
    return Candidate(**{**fields, **changes})  # type: ignore[arg-type]


def citation(text: str, quote: str, number: int = 1, **changes: object) -> Citation:
    """A citation of `quote` inside the paragraph `text`."""
    at = text.index(quote)
    values = {
        "number": number,
        "document": info(),
        "paragraph": 2,
        "page": None,
        "speaker": None,
        "role": None,
        "section": (),
        "start": 100 + at,
        "end": 100 + at + len(quote),
        "quote": quote,
        "text": text,
        "paragraph_start": 100,
    }
    return Citation(**{**values, **changes})  # type: ignore[arg-type]


def answer(
    *statements: Statement, citations: tuple[Citation, ...] = (), **changes: object
) -> Answer:
    """An answer; answered when it has statements."""
    values = {
        "question": "最高补助多少？",
        "rewritten": "最高补助多少？",
        "status": "answered" if statements else "not_found",
        "statements": statements,
        "citations": citations,
        "nearest": (),
        "missing": (),
        "dropped": 0,
        "generator": "extractive",
        "floor_reason": None,
        "prompt_version": "",
        "coverage": 1.0,
        "timings_ms": {"total": 12.0},
    }
    return Answer(**{**values, **changes})  # type: ignore[arg-type]
