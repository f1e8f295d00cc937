"""What the JSON schemas of several commands share: documents with their standing, citations, how a document was cut."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}
NUMBER = {"type": "number"}
COUNT = {"type": "integer", "minimum": 0}


def object_of(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items: Any) -> dict[str, Any]:
    """Return the schema of an array of `items`."""
    return {"type": "array", "items": items}


PLACE = object_of(where={"enum": ["text", "raw", "file"]}, start=COUNT, end=COUNT, text=TEXT)
BY = object_of(id=TEXT, title=TEXT, issuer=MAYBE_TEXT, day=MAYBE_TEXT)
LINKED = object_of(**BY["properties"], span=PLACE)
# On the day of the question. `span` counts in the document itself, or, with `by`, in the one that repeals it.
STANDING_ON = object_of(
    state={"enum": ["in_force", "expired", "repealed", "not_yet", "unknown"]},
    since=MAYBE_TEXT,
    by={"anyOf": [BY, {"type": "null"}]},
    span={"anyOf": [PLACE, {"type": "null"}]},
    amended=list_of(LINKED),
    claims=list_of(LINKED),
)
DOCUMENT = object_of(
    id=TEXT,
    title=TEXT,
    source=TEXT,
    sha256=TEXT,
    published=MAYBE_TEXT,
    number=MAYBE_TEXT,
    issuer=MAYBE_TEXT,
    region=MAYBE_TEXT,
    level=MAYBE_TEXT,
    standing={"anyOf": [STANDING_ON, {"type": "null"}]},
)
CITATION = object_of(
    number={"type": "integer", "minimum": 1},
    document=DOCUMENT,
    paragraph={"type": "integer", "minimum": 1},
    page={"type": ["integer", "null"]},
    speaker=MAYBE_TEXT,
    role=MAYBE_TEXT,
    section=list_of(TEXT),
    start=COUNT,
    end=COUNT,
    quote=TEXT,
    text=TEXT,
    paragraph_start=COUNT,
    doubts=list_of(
        object_of(
            start=COUNT,
            end=COUNT,
            confidence={"type": "number", "minimum": 0, "maximum": 1},
            note=TEXT,
        )
    ),
    score=NUMBER,
)
CHANGE = object_of(
    kind={"enum": ["repeals", "partly", "amends", "revises"]},
    title=TEXT,
    number=TEXT,
    subject=TEXT,
    day=MAYBE_TEXT,
    start=COUNT,
    end=COUNT,
    text=TEXT,
)
INFO = object_of(
    **DOCUMENT["properties"],
    written=MAYBE_TEXT,
    effective=MAYBE_TEXT,
    expires=MAYBE_TEXT,
    characters=COUNT,
    passages=COUNT,
    added=TEXT,
    proofs={"type": "object", "additionalProperties": object_of(value=TEXT, **PLACE["properties"])},
    changes=list_of(CHANGE),
)

CUT = object_of(
    document=INFO,
    passages=list_of(
        object_of(
            id=TEXT,
            start=COUNT,
            end=COUNT,
            raw_start=COUNT,
            kind={"enum": ["text", "question", "table", "heading"]},
            label=MAYBE_TEXT,
            speaker=MAYBE_TEXT,
            role=MAYBE_TEXT,
            question=MAYBE_TEXT,
            section=list_of(TEXT),
            paragraph={"type": "integer", "minimum": 1},
            page={"type": ["integer", "null"]},
            repairs=list_of({"enum": ["joined", "moved", "furniture", "unsure"]}),
            text=TEXT,
        )
    ),
    repairs=list_of(
        object_of(
            kind={"enum": ["joined", "moved", "furniture", "unsure"]},
            raw_start=COUNT,
            raw_end=COUNT,
            confidence={"type": "number", "minimum": 0, "maximum": 1},
            note=TEXT,
            text=TEXT,
        )
    ),
)
