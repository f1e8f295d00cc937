"""A validator of the part of JSON Schema that `qa.schemas` uses; it refuses keywords that it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
_KNOWN = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum", "minItems",
    "maxItems", "anyOf"
}  # fmt: skip


def problems(value: Any, schema: Mapping[str, Any], at: str = "$") -> list[str]:
    """Return what is wrong with `value`, empty when it fits `schema`."""
    unknown = set(schema) - _KNOWN
    if unknown:
        raise ValueError(f"keywords that this validator does not know: {sorted(unknown)}")
    if "anyOf" in schema:
        found = [problems(value, choice, at) for choice in schema["anyOf"]]
        return [] if any(not f for f in found) else [f"{at}: fits none: {found}"]
    wrong = []
    if "type" in schema and not _is(value, schema["type"]):
        return [f"{at}: {value!r} is not {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{at}: {value!r} is none of {schema['enum']}")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        wrong.append(f"{at}: {value!r} is out of range")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            wrong.append(f"{at}: too few items")
        if len(value) > schema.get("maxItems", len(value)):
            wrong.append(f"{at}: too many items")
        for number, item in enumerate(value):
            wrong += problems(item, schema.get("items", {}), f"{at}[{number}]")
    if isinstance(value, dict):
        wrong += _object(value, schema, at)
    return wrong


def _object(value: Mapping[str, Any], schema: Mapping[str, Any], at: str) -> list[str]:
    known = schema.get("properties", {})
    wrong = [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
    other = schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in known:
            wrong += problems(item, known[name], f"{at}.{name}")
        elif other is False:
            wrong.append(f"{at}: {name} is not known")
        elif isinstance(other, dict):
            wrong += problems(item, other, f"{at}.{name}")
    return wrong


def _is(value: Any, kind: str | list[str]) -> bool:
    kinds = [kind] if isinstance(kind, str) else kind
    return any(
        isinstance(value, _TYPES[k])
        and not (k in ("integer", "number") and isinstance(value, bool))
        for k in kinds
    )
