"""JSON schemas of what the commands print with --json (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any

from qa.measures.types import KIND_NAMES
from qa.schemas.parts import (
    CITATION,
    COUNT,
    CUT,
    DOCUMENT,
    INFO,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    list_of,
    object_of,
)

_STATEMENT = object_of(
    text=TEXT,
    citations={"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1},
    support={"enum": ["verbatim", "paraphrase"]},
    focus={
        "anyOf": [{"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}, {"type": "null"}]
    },
)
_SCOPE = object_of(region=MAYBE_TEXT, issuer=MAYBE_TEXT, as_of=TEXT, in_force={"type": "boolean"})
_PAIR = {"minItems": 2, "maxItems": 2}
_CONFLICT = object_of(
    figures={**list_of(TEXT), **_PAIR},
    citations={**list_of({"type": "integer", "minimum": 1}), **_PAIR},
    note=TEXT,
)
_ANSWER = object_of(
    question=TEXT,
    rewritten=TEXT,
    status={"enum": ["answered", "partial", "not_found"]},
    answer=TEXT,
    statements=list_of(_STATEMENT),
    citations=list_of(CITATION),
    nearest=list_of(CITATION),
    missing=list_of(TEXT),
    notices=list_of(TEXT),
    conflicts=list_of(_CONFLICT),
    scope=_SCOPE,
    dropped=COUNT,
    generator=TEXT,
    floor_reason=MAYBE_TEXT,
    prompt_version=TEXT,
    coverage={"type": "number", "minimum": 0, "maximum": 1},
    timings_ms={"type": "object", "additionalProperties": NUMBER},
)
_HIT = object_of(
    document=DOCUMENT,
    paragraph={"type": "integer", "minimum": 1},
    page={"type": ["integer", "null"]},
    speaker=MAYBE_TEXT,
    role=MAYBE_TEXT,
    section=list_of(TEXT),
    start=COUNT,
    end=COUNT,
    text=TEXT,
    paragraph_text=TEXT,
    score=NUMBER,
    dense={"type": ["number", "null"]},
    lexical={"type": ["number", "null"]},
    matched=list_of(TEXT),
)
_REPORT = object_of(
    path=TEXT,
    status={
        "enum": ["added", "replaced", "unchanged", "duplicate", "failed", "vanished", "skipped"]
    },
    document_id=MAYBE_TEXT,
    passages=COUNT,
    message=TEXT,
)
_FINDING = object_of(ok={"type": "boolean"}, what=TEXT, detail=TEXT, remedy=TEXT)
_MODEL = object_of(
    name=TEXT,
    kind={"enum": ["embedder", "generator", "relevance", "focus", "chooser"]},
    state={"enum": ["ready", "missing", "damaged"]},
    path=TEXT,
    licence=TEXT,
    problems=list_of(TEXT),
)
_VERDICT = {"enum": ["supported", "contradicted", "scope_differs", "not_found"]}
_CITED = {"type": ["integer", "null"], "minimum": 1}
_VALUE = {"type": ["number", "string", "null"]}
_FIGURE = object_of(
    text=TEXT,
    value=_VALUE,
    high={"type": ["number", "null"]},
    unit=TEXT,
    kind=TEXT,
    qualifier=TEXT,
    start=COUNT,
    end=COUNT,
    verdict=_VERDICT,
    source_text=MAYBE_TEXT,
    source_value=_VALUE,
    citation=_CITED,
    differs=list_of(TEXT),
    doubtful={"type": "boolean"},
    note=TEXT,
)
_WORD = object_of(
    text=TEXT,
    kind={"enum": ["source", "office", "statement"]},
    start=COUNT,
    end=COUNT,
    verdict=_VERDICT,
    source_text=MAYBE_TEXT,
    citation=_CITED,
    note=TEXT,
)
_CHECKED = object_of(
    claim=TEXT,
    verdict=_VERDICT,
    figures=list_of(_FIGURE),
    words=list_of(_WORD),
    citations=list_of(CITATION),
    scope=_SCOPE,
    sentences=COUNT,
    timings_ms={"type": "object", "additionalProperties": NUMBER},
)
_STANDING = object_of(
    number=COUNT,
    title=TEXT,
    quote=TEXT,
    state={"enum": ["stands", "moved", "changed", "missing"]},
    file={"type": ["boolean", "null"]},
    note=TEXT,
)
# A line of a batch repeats its id, whatever that was, and holds an answer or says why there is none.
_ANSWERED = object_of(id={}, **_ANSWER["properties"])
_FAILED = object_of(id={}, line={"type": "integer", "minimum": 1}, error=TEXT)
_FAILED["properties"]["question"] = TEXT
_UNCHECKED = object_of(id={}, line={"type": "integer", "minimum": 1}, error=TEXT)
_UNCHECKED["properties"]["claim"] = TEXT

_PLACED = object_of(text=TEXT, start=COUNT, end=COUNT)
_MAYBE_PLACED = {"anyOf": [_PLACED, {"type": "null"}]}
_MAYBE_NUMBER = {"type": ["number", "null"]}
_KIND = {"enum": list(KIND_NAMES)}
_CITE = {"type": "integer", "minimum": 1}
_MAYBE_CITE = {"type": ["integer", "null"]}
_AMOUNT = object_of(
    role={"enum": ["amount", "cap", "ratio", "quantity"]},
    value=NUMBER,
    high=NUMBER,
    unit=TEXT,
    of=TEXT,
    text=TEXT,
    start=COUNT,
    end=COUNT,
)
_STATED = object_of(value=TEXT, words=TEXT, holds={"type": "boolean"}, level=TEXT)
_PROFILE = object_of(
    text=TEXT,
    regions=list_of(_STATED),
    industries=list_of(_STATED),
    sizes=list_of(TEXT),
    size_words=TEXT,
    titles=list_of(_STATED),
    flags=list_of(_STATED),
    facts=list_of(
        object_of(
            name=TEXT,
            low=_MAYBE_NUMBER,
            high=_MAYBE_NUMBER,
            unit=TEXT,
            words=TEXT,
            formula=TEXT,
            planned={"type": "boolean"},
        )
    ),
    needs=list_of(object_of(name=TEXT, words=TEXT)),
)
_JUDGED = list_of(
    object_of(
        text=TEXT,
        state={"enum": ["met", "unmet", "unknown"]},
        because=TEXT,
        general={"type": "boolean"},
        citation=_CITE,
    )
)
_QUOTED = list_of(object_of(text=TEXT, citation=_CITE))
_MATCHED = object_of(
    title=TEXT,
    kind=_KIND,
    document=DOCUMENT,
    agency=TEXT,
    agency_citation=_MAYBE_CITE,
    support=TEXT,
    amounts=list_of(_AMOUNT),
    estimate={"anyOf": [object_of(text=TEXT, formula=TEXT), {"type": "null"}]},
    verdict={"enum": ["met", "possible", "unmet"]},
    intention={"type": "boolean"},
    conditions=_JUDGED,
    exclusions=_JUDGED,
    limits=_QUOTED,
    apply=_QUOTED,
    deadlines=_QUOTED,
    notes=list_of(TEXT),
    quote=TEXT,
    citation=_CITE,
    why=TEXT,
    score=NUMBER,
)
_MATCH = object_of(
    profile=_PROFILE,
    measures=list_of(_MATCHED),
    questions=list_of(object_of(text=TEXT, name=TEXT, decides=COUNT)),
    citations=list_of(CITATION),
    excluded=list_of(
        object_of(
            document=DOCUMENT,
            reason={"enum": ["expired", "not_yet", "superseded", "other_region", "unknown"]},
            text=TEXT,
            citation=_MAYBE_CITE,
        )
    ),
    date=TEXT,
    documents_read=COUNT,
    documents=COUNT,
)
_RECORD = object_of(
    document=DOCUMENT,
    region=MAYBE_TEXT,
    expires=MAYBE_TEXT,
    validity=_MAYBE_PLACED,
    title=TEXT,
    kind=_KIND,
    intention={"type": "boolean"},
    note=TEXT,
    paragraph=_CITE,
    measure=_PLACED,
    subject=_MAYBE_PLACED,
    support=_PLACED,
    amounts=list_of(_AMOUNT),
    tiers=list_of(object_of(label=_PLACED, amount=_AMOUNT)),
    conditions=list_of(_PLACED),
    exclusions=list_of(_PLACED),
    limits=list_of(_PLACED),
    apply=list_of(_PLACED),
    deadlines=list_of(_PLACED),
    agency=_MAYBE_PLACED,
)
_MATCHED_LINE = object_of(id={}, **_MATCH["properties"])

SCHEMAS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "ask": _ANSWER,
    "ask --batch": {"anyOf": [_ANSWERED, _FAILED]},
    "verify": _CHECKED,
    "verify --batch": {"anyOf": [object_of(id={}, **_CHECKED["properties"]), _UNCHECKED]},
    "cite verify": list_of(_STANDING),
    "match": _MATCH,
    "match --batch": {"anyOf": [_MATCHED_LINE, _FAILED]},
    "measures": list_of(_RECORD),
    "search": list_of(_HIT),
    "list": list_of(INFO),
    "show": CUT,
    "add": list_of(_REPORT),
    "remove": list_of(INFO),
    "doctor": list_of(_FINDING),
    "models": list_of(_MODEL),
}
