"""JSON schemas of what the commands print with --json (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any

from qa.measures.types import KIND_NAMES

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


_PLACE = _object(where={"enum": ["text", "raw", "file"]}, start=_COUNT, end=_COUNT, text=_TEXT)
_BY = _object(id=_TEXT, title=_TEXT, issuer=_MAYBE_TEXT, day=_MAYBE_TEXT)
_LINKED = _object(**_BY["properties"], span=_PLACE)
# On the day of the question. `span` counts in the document itself, or, with `by`, in the one that repeals it.
_STANDING_ON = _object(
    state={"enum": ["in_force", "expired", "repealed", "not_yet", "unknown"]},
    since=_MAYBE_TEXT,
    by={"anyOf": [_BY, {"type": "null"}]},
    span={"anyOf": [_PLACE, {"type": "null"}]},
    amended=_list(_LINKED),
    claims=_list(_LINKED),
)
_DOCUMENT = _object(
    id=_TEXT,
    title=_TEXT,
    source=_TEXT,
    sha256=_TEXT,
    published=_MAYBE_TEXT,
    number=_MAYBE_TEXT,
    issuer=_MAYBE_TEXT,
    region=_MAYBE_TEXT,
    level=_MAYBE_TEXT,
    standing={"anyOf": [_STANDING_ON, {"type": "null"}]},
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
_SCOPE = _object(region=_MAYBE_TEXT, issuer=_MAYBE_TEXT, as_of=_TEXT, in_force={"type": "boolean"})
_PAIR = {"minItems": 2, "maxItems": 2}
_CONFLICT = _object(
    figures={**_list(_TEXT), **_PAIR},
    citations={**_list({"type": "integer", "minimum": 1}), **_PAIR},
    note=_TEXT,
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
    notices=_list(_TEXT),
    conflicts=_list(_CONFLICT),
    scope=_SCOPE,
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
_CHANGE = _object(
    kind={"enum": ["repeals", "partly", "amends", "revises"]},
    title=_TEXT,
    number=_TEXT,
    subject=_TEXT,
    day=_MAYBE_TEXT,
    start=_COUNT,
    end=_COUNT,
    text=_TEXT,
)
_INFO = _object(
    **_DOCUMENT["properties"],
    written=_MAYBE_TEXT,
    effective=_MAYBE_TEXT,
    expires=_MAYBE_TEXT,
    characters=_COUNT,
    passages=_COUNT,
    added=_TEXT,
    proofs={"type": "object", "additionalProperties": _object(value=_TEXT, **_PLACE["properties"])},
    changes=_list(_CHANGE),
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
    kind={"enum": ["embedder", "generator", "relevance"]},
    state={"enum": ["ready", "missing", "damaged"]},
    path=_TEXT,
    licence=_TEXT,
    problems=_list(_TEXT),
)
_VERDICT = {"enum": ["supported", "contradicted", "scope_differs", "not_found"]}
_CITED = {"type": ["integer", "null"], "minimum": 1}
_VALUE = {"type": ["number", "string", "null"]}
_FIGURE = _object(
    text=_TEXT,
    value=_VALUE,
    high={"type": ["number", "null"]},
    unit=_TEXT,
    kind=_TEXT,
    qualifier=_TEXT,
    start=_COUNT,
    end=_COUNT,
    verdict=_VERDICT,
    source_text=_MAYBE_TEXT,
    source_value=_VALUE,
    citation=_CITED,
    differs=_list(_TEXT),
    note=_TEXT,
)
_WORD = _object(
    text=_TEXT,
    kind={"enum": ["source", "office", "statement"]},
    start=_COUNT,
    end=_COUNT,
    verdict=_VERDICT,
    source_text=_MAYBE_TEXT,
    citation=_CITED,
    note=_TEXT,
)
_CHECKED = _object(
    claim=_TEXT,
    verdict=_VERDICT,
    figures=_list(_FIGURE),
    words=_list(_WORD),
    citations=_list(_CITATION),
    scope=_SCOPE,
    sentences=_COUNT,
    timings_ms={"type": "object", "additionalProperties": _NUMBER},
)
_STANDING = _object(
    number=_COUNT,
    title=_TEXT,
    quote=_TEXT,
    state={"enum": ["stands", "moved", "changed", "missing"]},
    file={"type": ["boolean", "null"]},
    note=_TEXT,
)
# A line of a batch repeats its id, whatever that was, and holds an answer or says why there is none.
_ANSWERED = _object(id={}, **_ANSWER["properties"])
_FAILED = _object(id={}, line={"type": "integer", "minimum": 1}, error=_TEXT)
_FAILED["properties"]["question"] = _TEXT
_UNCHECKED = _object(id={}, line={"type": "integer", "minimum": 1}, error=_TEXT)
_UNCHECKED["properties"]["claim"] = _TEXT

_PLACED = _object(text=_TEXT, start=_COUNT, end=_COUNT)
_MAYBE_PLACED = {"anyOf": [_PLACED, {"type": "null"}]}
_MAYBE_NUMBER = {"type": ["number", "null"]}
_KIND = {"enum": list(KIND_NAMES)}
_CITE = {"type": "integer", "minimum": 1}
_MAYBE_CITE = {"type": ["integer", "null"]}
_AMOUNT = _object(
    role={"enum": ["amount", "cap", "ratio", "quantity"]},
    value=_NUMBER,
    high=_NUMBER,
    unit=_TEXT,
    of=_TEXT,
    text=_TEXT,
    start=_COUNT,
    end=_COUNT,
)
_STATED = _object(value=_TEXT, words=_TEXT, holds={"type": "boolean"}, level=_TEXT)
_PROFILE = _object(
    text=_TEXT,
    regions=_list(_STATED),
    industries=_list(_STATED),
    sizes=_list(_TEXT),
    size_words=_TEXT,
    titles=_list(_STATED),
    flags=_list(_STATED),
    facts=_list(
        _object(
            name=_TEXT,
            low=_MAYBE_NUMBER,
            high=_MAYBE_NUMBER,
            unit=_TEXT,
            words=_TEXT,
            formula=_TEXT,
            planned={"type": "boolean"},
        )
    ),
    needs=_list(_object(name=_TEXT, words=_TEXT)),
)
_JUDGED = _list(
    _object(
        text=_TEXT,
        state={"enum": ["met", "unmet", "unknown"]},
        because=_TEXT,
        general={"type": "boolean"},
        citation=_CITE,
    )
)
_CITED = _list(_object(text=_TEXT, citation=_CITE))
_MATCHED = _object(
    title=_TEXT,
    kind=_KIND,
    document=_DOCUMENT,
    agency=_TEXT,
    agency_citation=_MAYBE_CITE,
    support=_TEXT,
    amounts=_list(_AMOUNT),
    estimate={"anyOf": [_object(text=_TEXT, formula=_TEXT), {"type": "null"}]},
    verdict={"enum": ["met", "possible", "unmet"]},
    intention={"type": "boolean"},
    conditions=_JUDGED,
    exclusions=_JUDGED,
    limits=_CITED,
    apply=_CITED,
    deadlines=_CITED,
    notes=_list(_TEXT),
    quote=_TEXT,
    citation=_CITE,
    why=_TEXT,
    score=_NUMBER,
)
_MATCH = _object(
    profile=_PROFILE,
    measures=_list(_MATCHED),
    questions=_list(_object(text=_TEXT, name=_TEXT, decides=_COUNT)),
    citations=_list(_CITATION),
    excluded=_list(
        _object(
            document=_DOCUMENT,
            reason={"enum": ["expired", "not_yet", "superseded", "other_region", "unknown"]},
            text=_TEXT,
            citation=_MAYBE_CITE,
        )
    ),
    date=_TEXT,
    documents_read=_COUNT,
    documents=_COUNT,
)
_RECORD = _object(
    document=_DOCUMENT,
    region=_MAYBE_TEXT,
    expires=_MAYBE_TEXT,
    validity=_MAYBE_PLACED,
    title=_TEXT,
    kind=_KIND,
    intention={"type": "boolean"},
    note=_TEXT,
    paragraph=_CITE,
    measure=_PLACED,
    subject=_MAYBE_PLACED,
    support=_PLACED,
    amounts=_list(_AMOUNT),
    tiers=_list(_object(label=_PLACED, amount=_AMOUNT)),
    conditions=_list(_PLACED),
    exclusions=_list(_PLACED),
    limits=_list(_PLACED),
    apply=_list(_PLACED),
    deadlines=_list(_PLACED),
    agency=_MAYBE_PLACED,
)
_MATCHED_LINE = _object(id={}, **_MATCH["properties"])

_CUT = _object(
    document=_INFO,
    passages=_list(
        _object(
            id=_TEXT,
            start=_COUNT,
            end=_COUNT,
            raw_start=_COUNT,
            kind={"enum": ["text", "question", "table", "heading"]},
            label=_MAYBE_TEXT,
            speaker=_MAYBE_TEXT,
            role=_MAYBE_TEXT,
            question=_MAYBE_TEXT,
            section=_list(_TEXT),
            paragraph={"type": "integer", "minimum": 1},
            page={"type": ["integer", "null"]},
            repairs=_list({"enum": ["joined", "moved", "furniture", "unsure"]}),
            text=_TEXT,
        )
    ),
    repairs=_list(
        _object(
            kind={"enum": ["joined", "moved", "furniture", "unsure"]},
            raw_start=_COUNT,
            raw_end=_COUNT,
            confidence={"type": "number", "minimum": 0, "maximum": 1},
            note=_TEXT,
            text=_TEXT,
        )
    ),
)

SCHEMAS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "ask": _ANSWER,
    "ask --batch": {"anyOf": [_ANSWERED, _FAILED]},
    "verify": _CHECKED,
    "verify --batch": {"anyOf": [_object(id={}, **_CHECKED["properties"]), _UNCHECKED]},
    "cite verify": _list(_STANDING),
    "match": _MATCH,
    "match --batch": {"anyOf": [_MATCHED_LINE, _FAILED]},
    "measures": _list(_RECORD),
    "search": _list(_HIT),
    "list": _list(_INFO),
    "show": _CUT,
    "add": _list(_REPORT),
    "remove": _list(_INFO),
    "doctor": _list(_FINDING),
    "models": _list(_MODEL),
}
