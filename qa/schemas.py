"""JSON schemas of what the commands print with --json (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_NUMBER = {"type": "number"}
_COUNT = {"type": "integer", "minimum": 0}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


_DOCUMENT = _object(
    id=_TEXT,
    title=_TEXT,
    source=_TEXT,
    sha256=_TEXT,
    published=_MAYBE_TEXT,
    number=_MAYBE_TEXT,
    issuer=_MAYBE_TEXT,
    region=_MAYBE_TEXT,
)
_CITATION = _object(
    number={"type": "integer", "minimum": 1},
    document=_DOCUMENT,
    paragraph={"type": "integer", "minimum": 1},
    page={"type": ["integer", "null"]},
    speaker=_MAYBE_TEXT,
    role=_MAYBE_TEXT,
    section=_list(_TEXT),
    start=_COUNT,
    end=_COUNT,
    quote=_TEXT,
    text=_TEXT,
    paragraph_start=_COUNT,
    score=_NUMBER,
)
_STATEMENT = _object(
    text=_TEXT,
    citations={"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
    support={"enum": ["verbatim", "paraphrase"]},
)
_ANSWER = _object(
    question=_TEXT,
    rewritten=_TEXT,
    status={"enum": ["answered", "partial", "not_found"]},
    answer=_TEXT,
    statements=_list(_STATEMENT),
    citations=_list(_CITATION),
    nearest=_list(_CITATION),
    missing=_list(_TEXT),
    dropped=_COUNT,
    generator=_TEXT,
    floor_reason=_MAYBE_TEXT,
    prompt_version=_TEXT,
    coverage={"type": "number", "minimum": 0, "maximum": 1},
    timings_ms={"type": "object", "additionalProperties": _NUMBER},
)
_HIT = _object(
    document=_DOCUMENT,
    paragraph={"type": "integer", "minimum": 1},
    page={"type": ["integer", "null"]},
    speaker=_MAYBE_TEXT,
    role=_MAYBE_TEXT,
    section=_list(_TEXT),
    start=_COUNT,
    end=_COUNT,
    text=_TEXT,
    paragraph_text=_TEXT,
    score=_NUMBER,
    dense={"type": ["number", "null"]},
    lexical={"type": ["number", "null"]},
    matched=_list(_TEXT),
)
_INFO = _object(
    **_DOCUMENT["properties"],
    effective=_MAYBE_TEXT,
    expires=_MAYBE_TEXT,
    characters=_COUNT,
    passages=_COUNT,
    added=_TEXT,
)

_REPORT = _object(
    path=_TEXT,
    status={"enum": ["added", "replaced", "unchanged", "duplicate", "failed", "vanished"]},
    document_id=_MAYBE_TEXT,
    passages=_COUNT,
    message=_TEXT,
)
_FINDING = _object(ok={"type": "boolean"}, what=_TEXT, detail=_TEXT, remedy=_TEXT)
_MODEL = _object(
    name=_TEXT,
    kind={"enum": ["embedder", "generator"]},
    state={"enum": ["ready", "missing", "damaged"]},
    path=_TEXT,
    licence=_TEXT,
    problems=_list(_TEXT),
)
# A line of a batch repeats its id, whatever that was, and holds an answer or says why there is none.
_ANSWERED = _object(id={}, **_ANSWER["properties"])
_FAILED = _object(id={}, line={"type": "integer", "minimum": 1}, error=_TEXT)
_FAILED["properties"]["question"] = _TEXT

SCHEMAS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "ask": _ANSWER,
    "ask --batch": {"anyOf": [_ANSWERED, _FAILED]},
    "search": _list(_HIT),
    "list": _list(_INFO),
    "add": _list(_REPORT),
    "remove": _list(_INFO),
    "doctor": _list(_FINDING),
    "models": _list(_MODEL),
}
